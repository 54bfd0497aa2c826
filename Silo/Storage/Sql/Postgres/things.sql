-- The read model: what lists, search and counts look at. One such set of tables for each kind of thing; SQLite's script says why.
CREATE TABLE IF NOT EXISTS fleet_thing
(
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id text COLLATE "C" NOT NULL UNIQUE,
  state text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL, -- lower case
  grp text COLLATE "C" NOT NULL, -- resource group, lower case
  search text COLLATE "C" NOT NULL, -- lower case
  parent text COLLATE "C" NOT NULL, -- the source server of a job
  created bigint NOT NULL, -- milliseconds since 1970
  ends bigint NOT NULL, -- milliseconds since 1970, 0 for never
  revision bigint NOT NULL,
  written bigint NOT NULL -- milliseconds since 1970
);

CREATE INDEX IF NOT EXISTS ix_fleet_thing_created ON fleet_thing (created DESC, id);
CREATE INDEX IF NOT EXISTS ix_fleet_thing_state ON fleet_thing (state, created DESC, id);
CREATE INDEX IF NOT EXISTS ix_fleet_thing_name ON fleet_thing (name, id);
CREATE INDEX IF NOT EXISTS ix_fleet_thing_grp ON fleet_thing (grp, created DESC, id);
CREATE INDEX IF NOT EXISTS ix_fleet_thing_parent ON fleet_thing (parent, created DESC, id);

CREATE TABLE IF NOT EXISTS fleet_thing_view
(
  number bigint PRIMARY KEY,
  facts text NOT NULL,
  view text NOT NULL
);

CREATE TABLE IF NOT EXISTS fleet_thing_fact
(
  thing bigint NOT NULL,
  field text COLLATE "C" NOT NULL,
  text text COLLATE "C" NOT NULL,
  number bigint NOT NULL,
  PRIMARY KEY (thing, field, text)
);

CREATE INDEX IF NOT EXISTS ix_fleet_thing_fact_text ON fleet_thing_fact (field, text, thing);
CREATE INDEX IF NOT EXISTS ix_fleet_thing_fact_number ON fleet_thing_fact (field, number, thing);
