-- Applied at every start; each statement may be repeated.

CREATE TABLE IF NOT EXISTS OrleansQuery
(
  QueryKey TEXT NOT NULL PRIMARY KEY,
  QueryText TEXT NOT NULL
);

-- GrainTypeString holds the name of the state; the key extension is '' instead of NULL, so that the key really is unique.
CREATE TABLE IF NOT EXISTS OrleansStorage
(
  ServiceId TEXT NOT NULL,
  GrainTypeString TEXT NOT NULL,
  GrainIdExtensionString TEXT NOT NULL,
  GrainIdN0 INTEGER NOT NULL,
  GrainIdN1 INTEGER NOT NULL,
  PayloadBinary BLOB NULL,
  ModifiedOn INTEGER NOT NULL, -- milliseconds since 1970
  Version INTEGER NOT NULL,
  PRIMARY KEY (ServiceId, GrainTypeString, GrainIdExtensionString, GrainIdN0, GrainIdN1)
);

CREATE TABLE IF NOT EXISTS OrleansRemindersTable
(
  ServiceId TEXT NOT NULL,
  GrainId TEXT NOT NULL,
  ReminderName TEXT NOT NULL,
  StartTime TEXT NOT NULL,
  Period INTEGER NOT NULL,
  GrainHash INTEGER NOT NULL,
  Version INTEGER NOT NULL,
  PRIMARY KEY (ServiceId, GrainId, ReminderName)
);

CREATE INDEX IF NOT EXISTS IX_OrleansRemindersTable_GrainHash ON OrleansRemindersTable (ServiceId, GrainHash);
