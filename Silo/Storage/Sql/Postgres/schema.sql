-- Applied at every start, by one silo at a time; each statement may be repeated. Texts compare by their bytes, as SQLite does it.

CREATE TABLE IF NOT EXISTS fleet_schema
(
  part text NOT NULL PRIMARY KEY,
  version bigint NOT NULL
);

CREATE TABLE IF NOT EXISTS OrleansQuery
(
  QueryKey varchar(64) NOT NULL PRIMARY KEY,
  QueryText text NOT NULL
);

-- GrainTypeString holds the name of the state; the key extension is '' instead of NULL, so that the key really is unique.
CREATE TABLE IF NOT EXISTS OrleansStorage
(
  ServiceId text COLLATE "C" NOT NULL,
  GrainTypeString text COLLATE "C" NOT NULL,
  GrainIdExtensionString text COLLATE "C" NOT NULL,
  GrainIdN0 bigint NOT NULL,
  GrainIdN1 bigint NOT NULL,
  PayloadBinary bytea NULL,
  ModifiedOn bigint NOT NULL, -- milliseconds since 1970
  Version integer NOT NULL,
  PRIMARY KEY (ServiceId, GrainTypeString, GrainIdExtensionString, GrainIdN0, GrainIdN1)
);

CREATE TABLE IF NOT EXISTS OrleansRemindersTable
(
  ServiceId text COLLATE "C" NOT NULL,
  GrainId text COLLATE "C" NOT NULL,
  ReminderName text COLLATE "C" NOT NULL,
  StartTime timestamptz(3) NOT NULL,
  Period bigint NOT NULL,
  GrainHash integer NOT NULL,
  Version integer NOT NULL,
  PRIMARY KEY (ServiceId, GrainId, ReminderName)
);

CREATE INDEX IF NOT EXISTS IX_OrleansRemindersTable_GrainHash ON OrleansRemindersTable (ServiceId, GrainHash);

-- Who is in the cluster. The version row makes changes of the membership happen one after the other.
CREATE TABLE IF NOT EXISTS OrleansMembershipVersionTable
(
  DeploymentId text COLLATE "C" NOT NULL PRIMARY KEY,
  Timestamp timestamptz(3) NOT NULL DEFAULT now(),
  Version integer NOT NULL DEFAULT 0
);

CREATE TABLE IF NOT EXISTS OrleansMembershipTable
(
  DeploymentId text COLLATE "C" NOT NULL REFERENCES OrleansMembershipVersionTable (DeploymentId),
  Address text COLLATE "C" NOT NULL,
  Port integer NOT NULL,
  Generation integer NOT NULL,
  SiloName text NOT NULL,
  HostName text NOT NULL,
  Status integer NOT NULL,
  ProxyPort integer NULL,
  SuspectTimes text NULL,
  StartTime timestamptz(3) NOT NULL,
  IAmAliveTime timestamptz(3) NOT NULL,
  PRIMARY KEY (DeploymentId, Address, Port, Generation)
);

-- What all silos must have alike: the authority's keys, the start token, the keys of cookies.
CREATE TABLE IF NOT EXISTS fleet_shared
(
  name text COLLATE "C" NOT NULL PRIMARY KEY,
  content text NOT NULL
);

-- The audit log. What is written stays: the database refuses everything else.
CREATE TABLE IF NOT EXISTS fleet_audit
(
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at bigint NOT NULL, -- milliseconds since 1970
  actor text COLLATE "C" NOT NULL,
  address text NOT NULL,
  action text COLLATE "C" NOT NULL,
  method text NOT NULL,
  path text NOT NULL,
  subject text COLLATE "C" NOT NULL,
  request text NULL
);

CREATE INDEX IF NOT EXISTS ix_fleet_audit_actor ON fleet_audit (actor, id DESC);
CREATE INDEX IF NOT EXISTS ix_fleet_audit_action ON fleet_audit (action, id DESC);
CREATE INDEX IF NOT EXISTS ix_fleet_audit_subject ON fleet_audit (subject, id DESC);

CREATE TABLE IF NOT EXISTS fleet_audit_outcome
(
  id bigint NOT NULL PRIMARY KEY, -- of fleet_audit
  at bigint NOT NULL,
  status bigint NOT NULL,
  code text NULL,
  changes text NOT NULL
);

CREATE OR REPLACE FUNCTION fleet_audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$;

CREATE OR REPLACE TRIGGER fleet_audit_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON fleet_audit
FOR EACH STATEMENT EXECUTE FUNCTION fleet_audit_refuse();
CREATE OR REPLACE TRIGGER fleet_audit_outcome_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON fleet_audit_outcome
FOR EACH STATEMENT EXECUTE FUNCTION fleet_audit_refuse();
