-- Schema 1. Digest-owned tables first: they are a projection of `contribution`, rewritten by taking in a digest.

-- `ordinal` is the order of first taking in, in which what several digests say is joined.
CREATE TABLE digest (
    id TEXT NOT NULL PRIMARY KEY,
    ordinal INTEGER NOT NULL UNIQUE,
    title_vi TEXT NOT NULL,
    title_en TEXT,
    uses TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    taken_in_at TEXT NOT NULL
) STRICT;

-- What each digest says of each record, as canonical JSON: the truth from which everything below is merged.
CREATE TABLE contribution (
    digest TEXT NOT NULL REFERENCES digest (id),
    record TEXT NOT NULL,
    kind TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (digest, record)
) STRICT, WITHOUT ROWID;
CREATE INDEX contribution_record ON contribution (record);

-- Every record, whatever its kind. `position` is the default order of its kind (see domain/positions.py).
CREATE TABLE record (
    position INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    notes_vi TEXT,
    notes_en TEXT,
    inferred TEXT NOT NULL DEFAULT '{}',
    withdrawn INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE article (
    id TEXT NOT NULL PRIMARY KEY,
    title TEXT,
    outlet TEXT,
    author TEXT,
    published TEXT,
    language TEXT NOT NULL,
    url TEXT,
    complete INTEGER NOT NULL,
    document TEXT,
    paragraphs INTEGER NOT NULL,
    sha256 TEXT NOT NULL
) STRICT;

CREATE TABLE document (
    id TEXT NOT NULL PRIMARY KEY,
    number TEXT,
    kind TEXT NOT NULL,
    title_vi TEXT NOT NULL,
    title_en TEXT,
    issuer TEXT,
    issued TEXT,
    period_vi TEXT,
    period_en TEXT,
    period_start TEXT,
    period_end TEXT,
    printed_as TEXT
) STRICT;

CREATE TABLE organisation (
    id TEXT NOT NULL PRIMARY KEY,
    name_vi TEXT NOT NULL,
    name_en TEXT,
    short_vi TEXT,
    short_en TEXT,
    aliases TEXT NOT NULL DEFAULT '[]',
    kind TEXT NOT NULL,
    parent TEXT
) STRICT;
CREATE INDEX organisation_parent ON organisation (parent);

CREATE TABLE theme (
    id TEXT NOT NULL PRIMARY KEY,
    name_vi TEXT NOT NULL,
    name_en TEXT
) STRICT;

CREATE TABLE conference (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    date TEXT,
    time_of_day_vi TEXT,
    time_of_day_en TEXT,
    title_vi TEXT NOT NULL,
    title_en TEXT,
    format TEXT,
    place_vi TEXT,
    place_en TEXT
) STRICT;

CREATE TABLE participant (
    conference TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    official TEXT,
    organisation TEXT,
    who_vi TEXT,
    who_en TEXT,
    roles TEXT NOT NULL,
    point_vi TEXT,
    point_en TEXT,
    digest TEXT NOT NULL,
    PRIMARY KEY (conference, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX participant_official ON participant (official);
CREATE INDEX participant_organisation ON participant (organisation);

CREATE TABLE official (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    aliases TEXT NOT NULL DEFAULT '[]',
    printed_as TEXT
) STRICT;

CREATE TABLE post (
    official TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    title_vi TEXT NOT NULL,
    title_en TEXT,
    organisation TEXT,
    conferences TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (official, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE family (
    id TEXT NOT NULL PRIMARY KEY,
    conference TEXT NOT NULL,
    name_vi TEXT NOT NULL,
    name_en TEXT,
    printed_count INTEGER
) STRICT;
CREATE INDEX family_conference ON family (conference);

CREATE TABLE family_item (
    family TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    text_vi TEXT,
    text_en TEXT,
    directive TEXT,
    digest TEXT NOT NULL,
    PRIMARY KEY (family, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX family_item_directive ON family_item (directive);

-- `position` equals the record's. From `status` on, the columns belong to users.
CREATE TABLE directive (
    position INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    conference TEXT NOT NULL,
    kind TEXT NOT NULL,
    paragraph INTEGER NOT NULL,
    text_vi TEXT NOT NULL,
    text_en TEXT,
    horizon_vi TEXT,
    horizon_en TEXT,
    horizon_start TEXT,
    horizon_end TEXT,
    status TEXT NOT NULL DEFAULT 'unrated'
        CHECK (status IN ('unrated', 'doing', 'blocked', 'done', 'dropped')),
    done_on TEXT,
    due TEXT,
    why TEXT
) STRICT;
CREATE INDEX directive_conference ON directive (conference, position);
CREATE INDEX directive_status ON directive (status, due, done_on, kind);

CREATE TABLE agreement (
    id TEXT NOT NULL PRIMARY KEY,
    name_vi TEXT NOT NULL,
    name_en TEXT,
    aliases TEXT NOT NULL DEFAULT '[]',
    kind TEXT NOT NULL
) STRICT;

CREATE TABLE observation (
    agreement TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    conference TEXT NOT NULL,
    stage TEXT,
    next_step_vi TEXT,
    next_step_en TEXT,
    digest TEXT NOT NULL,
    PRIMARY KEY (agreement, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX observation_conference ON observation (conference);

CREATE TABLE market (
    id TEXT NOT NULL PRIMARY KEY,
    name_vi TEXT NOT NULL,
    name_en TEXT,
    aliases TEXT NOT NULL DEFAULT '[]',
    kind TEXT NOT NULL
) STRICT;

CREATE TABLE market_mention (
    market TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    conference TEXT NOT NULL,
    stance TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (market, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX market_mention_conference ON market_mention (conference);

CREATE TABLE company (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    printed_as TEXT,
    country TEXT
) STRICT;

CREATE TABLE company_mention (
    company TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    conference TEXT NOT NULL,
    what_vi TEXT NOT NULL,
    what_en TEXT,
    digest TEXT NOT NULL,
    PRIMARY KEY (company, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE figure (
    id TEXT NOT NULL PRIMARY KEY,
    conference TEXT NOT NULL,
    label_vi TEXT NOT NULL,
    label_en TEXT,
    value REAL,
    value_max REAL,
    bound TEXT,
    unit_vi TEXT,
    unit_en TEXT,
    printed_as TEXT NOT NULL,
    kind TEXT NOT NULL,
    period_vi TEXT,
    period_en TEXT,
    said_by TEXT
) STRICT;

CREATE TABLE result (
    id TEXT NOT NULL PRIMARY KEY,
    conference TEXT NOT NULL,
    text_vi TEXT NOT NULL,
    text_en TEXT,
    said_by TEXT
) STRICT;

-- Every reference of a record to another one, by the name of the field that makes it.
CREATE TABLE link (
    record TEXT NOT NULL,
    relation TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    target TEXT NOT NULL,
    how TEXT,
    PRIMARY KEY (record, relation, target)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_target ON link (target, relation, record);

-- Where a record, or one entry of one of its lists (`path`, as in 'posts/0'), comes from.
CREATE TABLE source (
    record TEXT NOT NULL,
    path TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    article TEXT NOT NULL,
    paragraphs TEXT NOT NULL,
    terms TEXT NOT NULL,
    fields TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (record, path, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX source_article ON source (article);

-- User-owned tables.

CREATE TABLE note (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record TEXT NOT NULL REFERENCES record (id),
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX note_record ON note (record);

-- One action of a user or one import; `undoes` names the group that an undo or a redo takes back.
CREATE TABLE change_group (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('edit', 'undo', 'redo', 'import')),
    undoes INTEGER REFERENCES change_group (id),
    title TEXT
) STRICT;
CREATE INDEX change_group_undoes ON change_group (undoes);

CREATE TABLE change (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    change_group INTEGER NOT NULL REFERENCES change_group (id),
    record TEXT NOT NULL,
    field TEXT NOT NULL,
    before TEXT,
    after TEXT,
    why TEXT
) STRICT;
CREATE INDEX change_record ON change (record, field, id);
CREATE INDEX change_by_group ON change (change_group);

CREATE TRIGGER change_keeps BEFORE UPDATE ON change
BEGIN SELECT RAISE (ABORT, 'history is append-only'); END;
CREATE TRIGGER change_stays BEFORE DELETE ON change
BEGIN SELECT RAISE (ABORT, 'history is append-only'); END;
CREATE TRIGGER change_group_keeps BEFORE UPDATE ON change_group
BEGIN SELECT RAISE (ABORT, 'history is append-only'); END;
CREATE TRIGGER change_group_stays BEFORE DELETE ON change_group
BEGIN SELECT RAISE (ABORT, 'history is append-only'); END;

-- The search index: rowid is the record's position; `folded` holds bare words, `exact` the words as written.
CREATE VIRTUAL TABLE search USING fts5 (
    folded, exact, tokenize = "unicode61 remove_diacritics 0", prefix = '1 2 3'
);
-- The distinct words of `exact`, from which the spellings of a half-marked word are drawn.
CREATE TABLE search_word (word TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
