-- The row of the version is the lock: of two changes at once, the second finds another version and changes nothing.
WITH turn AS
(
  UPDATE OrleansMembershipVersionTable SET Timestamp = now(), Version = Version + 1
  WHERE DeploymentId = @DeploymentId AND Version = @Version
    AND NOT EXISTS
    (
      SELECT 1 FROM OrleansMembershipTable
      WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation
    )
  RETURNING DeploymentId
), added AS
(
  INSERT INTO OrleansMembershipTable (DeploymentId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, StartTime, IAmAliveTime)
  SELECT DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM turn
  RETURNING 1
)
SELECT EXISTS (SELECT 1 FROM added);
