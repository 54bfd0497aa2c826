WITH turn AS
(
  UPDATE OrleansMembershipVersionTable SET Timestamp = now(), Version = Version + 1
  WHERE DeploymentId = @DeploymentId AND Version = @Version
    AND EXISTS
    (
      SELECT 1 FROM OrleansMembershipTable
      WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation
    )
  RETURNING DeploymentId
), changed AS
(
  UPDATE OrleansMembershipTable m SET Status = @Status, SuspectTimes = @SuspectTimes, IAmAliveTime = @IAmAliveTime
  FROM turn
  WHERE m.DeploymentId = turn.DeploymentId AND m.Address = @Address AND m.Port = @Port AND m.Generation = @Generation
  RETURNING 1
)
SELECT EXISTS (SELECT 1 FROM changed);
