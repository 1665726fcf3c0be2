-- Schema 17. The monthly review: a line for each record and period.

-- What stands after `why` is what the record stood at when the period was closed: it stays so afterwards.
CREATE TABLE review_line (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record TEXT NOT NULL REFERENCES record (id),
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    period TEXT NOT NULL,
    progress TEXT,
    difficulty TEXT,
    proposal TEXT,
    milestone TEXT,
    confidence TEXT,
    why TEXT,
    standing TEXT,
    due TEXT,
    done_on TEXT,
    agencies TEXT,
    closed_on TEXT,
    corrected_on TEXT
) STRICT;
CREATE INDEX review_line_record ON review_line (record, period);
CREATE INDEX review_line_period ON review_line (period);
