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

-- The read model: what lists, search and counts need beside the view itself. Can be thrown away and rebuilt.
CREATE TABLE IF NOT EXISTS fleet_source
(
  id TEXT NOT NULL PRIMARY KEY,
  state TEXT NOT NULL,
  search TEXT NOT NULL,
  parent TEXT NOT NULL,
  created INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  written INTEGER NOT NULL, -- milliseconds since 1970
  view TEXT NOT NULL
);

CREATE INDEX IF NOT EXISTS ix_fleet_source_created ON fleet_source (created DESC, id);
CREATE INDEX IF NOT EXISTS ix_fleet_source_state ON fleet_source (state, created DESC, id);

CREATE TABLE IF NOT EXISTS fleet_job
(
  id TEXT NOT NULL PRIMARY KEY,
  state TEXT NOT NULL,
  search TEXT NOT NULL,
  parent TEXT NOT NULL, -- the source server
  created INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  written INTEGER NOT NULL,
  view TEXT NOT NULL
);

CREATE INDEX IF NOT EXISTS ix_fleet_job_created ON fleet_job (created DESC, id);
CREATE INDEX IF NOT EXISTS ix_fleet_job_state ON fleet_job (state, created DESC, id);
CREATE INDEX IF NOT EXISTS ix_fleet_job_parent ON fleet_job (parent, created DESC, id);

CREATE TABLE IF NOT EXISTS fleet_code
(
  id TEXT NOT NULL PRIMARY KEY,
  state TEXT NOT NULL,
  search TEXT NOT NULL,
  parent TEXT NOT NULL,
  created INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  written INTEGER NOT NULL,
  view TEXT NOT NULL
);

CREATE INDEX IF NOT EXISTS ix_fleet_code_created ON fleet_code (created DESC, id);
