-- Schema 7. A change of a field of entries names the entry that it adds or takes away: its number in the table of the
-- field. What was changed before is given its entries by `store.entry_numbers`, which the migration runs after this step.
ALTER TABLE change ADD COLUMN entry INTEGER;
CREATE INDEX change_entry ON change (field, entry) WHERE entry IS NOT NULL;
