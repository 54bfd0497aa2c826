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

-- The audit log. What is written stays: the database refuses everything else.
CREATE TABLE IF NOT EXISTS fleet_audit
(
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL, -- milliseconds since 1970
  actor TEXT NOT NULL,
  address TEXT NOT NULL,
  action TEXT NOT NULL,
  method TEXT NOT NULL,
  path TEXT NOT NULL,
  subject TEXT NOT NULL,
  request TEXT NULL
);

CREATE INDEX IF NOT EXISTS ix_fleet_audit_actor ON fleet_audit (actor, id DESC);
CREATE INDEX IF NOT EXISTS ix_fleet_audit_action ON fleet_audit (action, id DESC);
CREATE INDEX IF NOT EXISTS ix_fleet_audit_subject ON fleet_audit (subject, id DESC);

CREATE TABLE IF NOT EXISTS fleet_audit_outcome
(
  id INTEGER NOT NULL PRIMARY KEY, -- of fleet_audit
  at INTEGER NOT NULL,
  status INTEGER NOT NULL,
  code TEXT NULL,
  changes TEXT NOT NULL
);

CREATE TRIGGER IF NOT EXISTS fleet_audit_update BEFORE UPDATE ON fleet_audit
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER IF NOT EXISTS fleet_audit_delete BEFORE DELETE ON fleet_audit
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER IF NOT EXISTS fleet_audit_outcome_update BEFORE UPDATE ON fleet_audit_outcome
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER IF NOT EXISTS fleet_audit_outcome_delete BEFORE DELETE ON fleet_audit_outcome
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
