-- Schema 9. What can be followed, who confirms it, how it goes on, and what is to be done next.

-- What the digests say of the nature of a directive stands in `digest_nature`; `nature` is a user's in place of it.
ALTER TABLE directive RENAME COLUMN nature TO digest_nature;
ALTER TABLE directive ADD COLUMN nature TEXT;
-- JSON list of the organisations that say whether it is done.
ALTER TABLE directive ADD COLUMN confirms TEXT;
-- The counting form reads this index alone.
DROP INDEX directive_status;
CREATE INDEX directive_status ON directive (status, due, done_on, kind, nature, digest_nature);
CREATE INDEX directive_confirms ON directive (id) WHERE confirms IS NOT NULL;

-- A line on how something goes on, with the day that it is about.
CREATE TABLE progress (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record TEXT NOT NULL REFERENCES record (id),
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    made_on TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX progress_record ON progress (record);

-- What is to be done next, by whom and by when; open until `done_on`.
CREATE TABLE next_step (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record TEXT NOT NULL REFERENCES record (id),
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    text TEXT NOT NULL,
    who TEXT,
    due TEXT,
    done_on TEXT
) STRICT;
CREATE INDEX next_step_record ON next_step (record);
CREATE INDEX next_step_open ON next_step (due, record) WHERE done_on IS NULL;

-- A result that may answer a directive and, as a user says, does not.
CREATE TABLE declined_answer (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record TEXT NOT NULL REFERENCES record (id),
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    result TEXT NOT NULL,
    why TEXT NOT NULL
) STRICT;
CREATE INDEX declined_answer_record ON declined_answer (record);
