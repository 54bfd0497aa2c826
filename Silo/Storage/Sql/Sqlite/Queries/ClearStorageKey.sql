-- The row stays, so that the version goes on and a late writer of the old state loses.
UPDATE OrleansStorage
SET PayloadBinary = NULL, ModifiedOn = CAST(unixepoch('subsec') * 1000 AS INTEGER), Version = Version + 1
WHERE ServiceId = @ServiceId AND GrainTypeString = @GrainTypeString AND GrainIdExtensionString = ifnull(@GrainIdExtensionString, '')
  AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1 AND Version = @GrainStateVersion
RETURNING Version AS NewGrainStateVersion;
