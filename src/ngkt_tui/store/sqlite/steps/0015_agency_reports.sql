-- Schema 15. What agencies report of a directive in the sheets that they fill in.

-- `aspect` is result, difficulty or proposal; an agency has one entry of each, which a later report replaces.
CREATE TABLE agency_report (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record TEXT NOT NULL REFERENCES record (id),
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    made_on TEXT NOT NULL,
    agency TEXT NOT NULL,
    aspect TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX agency_report_record ON agency_report (record);
