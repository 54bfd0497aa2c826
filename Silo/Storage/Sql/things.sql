-- The read model: what lists, search and counts need beside the view itself. One such table for each kind of thing.
CREATE TABLE IF NOT EXISTS fleet_thing
(
  id TEXT NOT NULL PRIMARY KEY,
  state TEXT NOT NULL,
  name TEXT NOT NULL, -- lower case
  grp TEXT NOT NULL, -- resource group, lower case
  search TEXT NOT NULL, -- lower case
  parent TEXT NOT NULL, -- the source server of a job
  created INTEGER NOT NULL, -- milliseconds since 1970
  ends INTEGER NOT NULL, -- milliseconds since 1970, 0 for never
  revision INTEGER NOT NULL,
  written INTEGER NOT NULL, -- milliseconds since 1970
  facts TEXT NOT NULL, -- what fleet_fact holds of it
  view TEXT NOT NULL
);

CREATE INDEX IF NOT EXISTS ix_fleet_thing_created ON fleet_thing (created DESC, id);
CREATE INDEX IF NOT EXISTS ix_fleet_thing_state ON fleet_thing (state, created DESC, id);
CREATE INDEX IF NOT EXISTS ix_fleet_thing_name ON fleet_thing (name, id);
CREATE INDEX IF NOT EXISTS ix_fleet_thing_grp ON fleet_thing (grp, created DESC, id);
CREATE INDEX IF NOT EXISTS ix_fleet_thing_parent ON fleet_thing (parent, created DESC, id);
