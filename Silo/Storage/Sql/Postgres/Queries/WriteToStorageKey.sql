-- One statement, so that nothing can be left open. No row back is a conflict.
INSERT INTO OrleansStorage (ServiceId, GrainTypeString, GrainIdExtensionString, GrainIdN0, GrainIdN1, PayloadBinary, ModifiedOn, Version)
SELECT @ServiceId, @GrainTypeString, coalesce(@GrainIdExtensionString, ''), @GrainIdN0, @GrainIdN1, CAST(@PayloadBinary AS bytea),
  CAST(extract(epoch FROM clock_timestamp()) * 1000 AS bigint), 1
WHERE @GrainStateVersion IS NULL
  OR EXISTS
  (
    SELECT 1 FROM OrleansStorage
    WHERE ServiceId = @ServiceId AND GrainTypeString = @GrainTypeString AND GrainIdExtensionString = coalesce(@GrainIdExtensionString, '')
      AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
  )
ON CONFLICT (ServiceId, GrainTypeString, GrainIdExtensionString, GrainIdN0, GrainIdN1) DO UPDATE
  SET PayloadBinary = excluded.PayloadBinary, ModifiedOn = excluded.ModifiedOn, Version = OrleansStorage.Version + 1
  WHERE OrleansStorage.Version = @GrainStateVersion
RETURNING OrleansStorage.Version AS NewGrainStateVersion;
