-- What things are found by, beside the columns that all have. Can be thrown away and rebuilt with the rest of the read model.
CREATE TABLE IF NOT EXISTS fleet_fact
(
  id TEXT NOT NULL,
  field TEXT NOT NULL,
  text TEXT NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (id, field, text)
) WITHOUT ROWID;

CREATE INDEX IF NOT EXISTS ix_fleet_fact_text ON fleet_fact (field, text, id);
CREATE INDEX IF NOT EXISTS ix_fleet_fact_number ON fleet_fact (field, number, id);
