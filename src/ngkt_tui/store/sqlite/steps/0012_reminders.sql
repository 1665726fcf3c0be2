-- Schema 12. What agencies are reminded of and answer, threads that users tie, and measures that are watched.

-- A letter to an agency that a directive was recalled to; `level` is 1 to 3.
CREATE TABLE reminder (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record TEXT NOT NULL REFERENCES record (id),
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    sent_on TEXT NOT NULL,
    level TEXT NOT NULL,
    agency TEXT NOT NULL,
    number TEXT,
    channel TEXT,
    reply_by TEXT
) STRICT;
CREATE INDEX reminder_record ON reminder (record);

-- What was answered; it answers every reminder of its directive up to the number `reminder`, 0 where none was sent.
CREATE TABLE reply (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record TEXT NOT NULL REFERENCES record (id),
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    replied_on TEXT NOT NULL,
    text TEXT NOT NULL,
    reminder TEXT NOT NULL
) STRICT;
CREATE INDEX reply_record ON reply (record);

-- Two directives that ask the same as a user says (`kind` is same), or that do not though a digest says so (apart).
CREATE TABLE thread_link (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record TEXT NOT NULL REFERENCES record (id),
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    directive TEXT NOT NULL,
    kind TEXT NOT NULL
) STRICT;
CREATE INDEX thread_link_record ON thread_link (record);
CREATE INDEX thread_link_directive ON thread_link (directive);

-- A trade-defence measure or a barrier of a market that is watched.
CREATE TABLE watch_item (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record TEXT NOT NULL REFERENCES record (id),
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    product TEXT NOT NULL,
    measure TEXT NOT NULL,
    stage TEXT,
    next_on TEXT,
    note TEXT,
    directive TEXT
) STRICT;
CREATE INDEX watch_item_record ON watch_item (record);
