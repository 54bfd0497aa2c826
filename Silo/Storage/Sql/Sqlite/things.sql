-- The read model: what lists, search and counts look at. One such set of tables for each kind of thing. Rows are short, because a search
-- may have to look at all of them, and numbered, because numbers are compared faster than ids.
CREATE TABLE IF NOT EXISTS fleet_thing
(
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL,
  name TEXT NOT NULL, -- lower case
  grp TEXT NOT NULL, -- resource group, lower case
  search TEXT NOT NULL, -- lower case
  parent TEXT NOT NULL, -- the source server of a job
  created INTEGER NOT NULL, -- milliseconds since 1970
  ends INTEGER NOT NULL, -- milliseconds since 1970, 0 for never
  revision INTEGER NOT NULL,
  written INTEGER NOT NULL -- milliseconds since 1970
);

CREATE INDEX IF NOT EXISTS ix_fleet_thing_created ON fleet_thing (created DESC, id);
CREATE INDEX IF NOT EXISTS ix_fleet_thing_state ON fleet_thing (state, created DESC, id);
CREATE INDEX IF NOT EXISTS ix_fleet_thing_name ON fleet_thing (name, id);
CREATE INDEX IF NOT EXISTS ix_fleet_thing_grp ON fleet_thing (grp, created DESC, id);
CREATE INDEX IF NOT EXISTS ix_fleet_thing_parent ON fleet_thing (parent, created DESC, id);

-- What is shown of it: read for the rows of one page only.
CREATE TABLE IF NOT EXISTS fleet_thing_view
(
  number INTEGER PRIMARY KEY,
  facts TEXT NOT NULL, -- what the table of facts holds of it
  view TEXT NOT NULL
);

-- What it is found by beside the columns that all have.
CREATE TABLE IF NOT EXISTS fleet_thing_fact
(
  thing INTEGER NOT NULL,
  field TEXT NOT NULL,
  text TEXT NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (thing, field, text)
) WITHOUT ROWID;

CREATE INDEX IF NOT EXISTS ix_fleet_thing_fact_text ON fleet_thing_fact (field, text, thing);
CREATE INDEX IF NOT EXISTS ix_fleet_thing_fact_number ON fleet_thing_fact (field, number, thing);
