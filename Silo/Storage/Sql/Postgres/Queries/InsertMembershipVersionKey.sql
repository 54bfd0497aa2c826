WITH added AS
(
  INSERT INTO OrleansMembershipVersionTable (DeploymentId) VALUES (@DeploymentId)
  ON CONFLICT (DeploymentId) DO NOTHING
  RETURNING 1
)
SELECT EXISTS (SELECT 1 FROM added);
