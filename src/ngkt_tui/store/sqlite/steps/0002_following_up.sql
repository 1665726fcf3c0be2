-- Schema 2. What users follow up with: evidence, importance, agencies in place of the digest's, stages, assessments.

-- `first_due` is the due date that was set first, kept where it was moved or taken away since. `lead` and
-- `coordinating` are JSON lists of organisations that a user gave; NULL where those of the digests count.
ALTER TABLE directive ADD COLUMN first_due TEXT;
ALTER TABLE directive ADD COLUMN importance INTEGER CHECK (importance IN (1, 2, 3));
ALTER TABLE directive ADD COLUMN lead TEXT;
ALTER TABLE directive ADD COLUMN coordinating TEXT;
CREATE INDEX directive_lead ON directive (id) WHERE lead IS NOT NULL;
CREATE INDEX directive_coordinating ON directive (id) WHERE coordinating IS NOT NULL;

ALTER TABLE market ADD COLUMN assessment TEXT;

-- What shows that a directive was carried out: an article with its paragraph, the number of a document, an address.
CREATE TABLE evidence (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record TEXT NOT NULL REFERENCES record (id),
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX evidence_record ON evidence (record);

-- A stage that a user dated.
CREATE TABLE stage_move (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record TEXT NOT NULL REFERENCES record (id),
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    stage TEXT NOT NULL,
    moved_on TEXT NOT NULL,
    next_step TEXT
) STRICT;
CREATE INDEX stage_move_record ON stage_move (record);
