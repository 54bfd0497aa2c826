WITH gone AS
(
  DELETE FROM OrleansRemindersTable
  WHERE ServiceId = @ServiceId AND GrainId = @GrainId AND ReminderName = @ReminderName AND Version = @Version
  RETURNING 1
)
SELECT EXISTS (SELECT 1 FROM gone);
