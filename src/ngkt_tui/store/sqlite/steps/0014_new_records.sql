-- Schema 14. Which import brought a record: the number of its entry in the history, 0 where none is known.

ALTER TABLE record ADD COLUMN since INTEGER NOT NULL DEFAULT 0;
CREATE INDEX record_since ON record (since) WHERE since > 0;
