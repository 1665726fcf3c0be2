-- Schema 19, whole: the first one that a store on a server can have. Later schemas are steps of their own, as those of a
-- file are in `migrations/`; this one stays as it is. What the tables hold is told where the steps of a file make them.

CREATE SCHEMA IF NOT EXISTS main;

-- What a file has in its header. `application` is the mark of this program, `data_version` grows with every commit,
-- `identity` tells a store from one that takes its place.
CREATE TABLE main.store (
    application text PRIMARY KEY,
    version bigint NOT NULL,
    identity bigint NOT NULL,
    data_version bigint NOT NULL DEFAULT 0
);

CREATE TABLE main.digest (
    id text PRIMARY KEY,
    ordinal bigint NOT NULL UNIQUE,
    title_vi text NOT NULL,
    title_en text,
    uses text NOT NULL,
    sha256 text NOT NULL,
    taken_in_at text NOT NULL,
    own bigint NOT NULL DEFAULT 0
);

CREATE TABLE main.contribution (
    digest text NOT NULL REFERENCES main.digest (id),
    record text NOT NULL,
    kind text NOT NULL,
    ordinal bigint NOT NULL,
    body text NOT NULL,
    PRIMARY KEY (digest, record)
);
CREATE INDEX contribution_record ON main.contribution (record);

CREATE TABLE main.record (
    position bigint PRIMARY KEY,
    id text NOT NULL UNIQUE,
    kind text NOT NULL,
    notes_vi text,
    notes_en text,
    inferred text NOT NULL DEFAULT '{}',
    withdrawn bigint NOT NULL DEFAULT 0,
    own bigint NOT NULL DEFAULT 0,
    corrected bigint NOT NULL DEFAULT 0,
    since bigint NOT NULL DEFAULT 0
);
CREATE INDEX record_own ON main.record (id) WHERE own = 1;
CREATE INDEX record_corrected ON main.record (id) WHERE corrected = 1;
CREATE INDEX record_since ON main.record (since) WHERE since > 0;

CREATE TABLE main.article (
    id text PRIMARY KEY,
    title text,
    outlet text,
    author text,
    published text,
    language text NOT NULL,
    url text,
    complete bigint NOT NULL,
    document text,
    paragraphs bigint NOT NULL,
    sha256 text NOT NULL
);

CREATE TABLE main.document (
    id text PRIMARY KEY,
    number text,
    kind text NOT NULL,
    title_vi text NOT NULL,
    title_en text,
    issuer text,
    issued text,
    period_vi text,
    period_en text,
    period_start text,
    period_end text,
    printed_as text
);

CREATE TABLE main.organisation (
    id text PRIMARY KEY,
    name_vi text NOT NULL,
    name_en text,
    short_vi text,
    short_en text,
    aliases text NOT NULL DEFAULT '[]',
    kind text NOT NULL,
    parent text
);
CREATE INDEX organisation_parent ON main.organisation (parent);

CREATE TABLE main.theme (
    id text PRIMARY KEY,
    name_vi text NOT NULL,
    name_en text
);

CREATE TABLE main.conference (
    id text PRIMARY KEY,
    kind text NOT NULL,
    date text,
    time_of_day_vi text,
    time_of_day_en text,
    title_vi text NOT NULL,
    title_en text,
    format text,
    place_vi text,
    place_en text
);

CREATE TABLE main.participant (
    conference text NOT NULL,
    ordinal bigint NOT NULL,
    official text,
    organisation text,
    who_vi text,
    who_en text,
    roles text NOT NULL,
    point_vi text,
    point_en text,
    digest text NOT NULL,
    said_vi text,
    said_en text,
    PRIMARY KEY (conference, ordinal)
);
CREATE INDEX participant_official ON main.participant (official);
CREATE INDEX participant_organisation ON main.participant (organisation);

CREATE TABLE main.official (
    id text PRIMARY KEY,
    name text NOT NULL,
    aliases text NOT NULL DEFAULT '[]',
    printed_as text
);

CREATE TABLE main.post (
    official text NOT NULL,
    ordinal bigint NOT NULL,
    title_vi text NOT NULL,
    title_en text,
    organisation text,
    conferences text NOT NULL,
    digest text NOT NULL,
    PRIMARY KEY (official, ordinal)
);

CREATE TABLE main.family (
    id text PRIMARY KEY,
    name_vi text NOT NULL,
    name_en text,
    printed_count bigint,
    conference text
);
CREATE INDEX family_conference ON main.family (conference);

CREATE TABLE main.family_item (
    family text NOT NULL,
    ordinal bigint NOT NULL,
    text_vi text,
    text_en text,
    directive text,
    digest text NOT NULL,
    item bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (family, ordinal)
);
CREATE INDEX family_item_directive ON main.family_item (directive);

CREATE TABLE main.directive (
    position bigint PRIMARY KEY,
    id text NOT NULL UNIQUE,
    kind text NOT NULL,
    paragraph bigint NOT NULL,
    text_vi text NOT NULL,
    text_en text,
    horizon_vi text,
    horizon_en text,
    horizon_start text,
    horizon_end text,
    done_on text,
    due text,
    why text,
    first_due text,
    importance bigint
        CHECK (importance IN (1, 2, 3)),
    lead text,
    coordinating text,
    digest_nature text NOT NULL DEFAULT 'unjudged',
    product_vi text,
    product_en text,
    product text,
    nature text,
    confirms text,
    status text NOT NULL DEFAULT 'unrated'
        CHECK (status IN ('unrated', 'doing', 'blocked', 'reported', 'done', 'dropped')),
    conference text,
    issued text,
    transfer text,
    transferred_on text
);
CREATE INDEX directive_lead ON main.directive (id) WHERE lead IS NOT NULL;
CREATE INDEX directive_coordinating ON main.directive (id) WHERE coordinating IS NOT NULL;
CREATE INDEX directive_confirms ON main.directive (id) WHERE confirms IS NOT NULL;
CREATE INDEX directive_status ON main.directive (status, due, done_on, kind, nature, digest_nature);
CREATE INDEX directive_conference ON main.directive (conference, position, status, due, kind, nature, digest_nature);
CREATE INDEX directive_transfer ON main.directive (id) WHERE transfer IS NOT NULL;

CREATE TABLE main.agreement (
    id text PRIMARY KEY,
    name_vi text NOT NULL,
    name_en text,
    aliases text NOT NULL DEFAULT '[]',
    kind text NOT NULL
);

CREATE TABLE main.observation (
    agreement text NOT NULL,
    ordinal bigint NOT NULL,
    conference text NOT NULL,
    stage text,
    next_step_vi text,
    next_step_en text,
    digest text NOT NULL,
    what_vi text,
    what_en text,
    PRIMARY KEY (agreement, ordinal)
);
CREATE INDEX observation_conference ON main.observation (conference);

CREATE TABLE main.market (
    id text PRIMARY KEY,
    name_vi text NOT NULL,
    name_en text,
    aliases text NOT NULL DEFAULT '[]',
    kind text NOT NULL,
    assessment text
);

CREATE TABLE main.market_mention (
    market text NOT NULL,
    ordinal bigint NOT NULL,
    conference text NOT NULL,
    stance text NOT NULL,
    digest text NOT NULL,
    what_vi text,
    what_en text,
    PRIMARY KEY (market, ordinal)
);
CREATE INDEX market_mention_conference ON main.market_mention (conference);

CREATE TABLE main.company (
    id text PRIMARY KEY,
    name text NOT NULL,
    printed_as text,
    country text
);

CREATE TABLE main.company_mention (
    company text NOT NULL,
    ordinal bigint NOT NULL,
    conference text NOT NULL,
    what_vi text NOT NULL,
    what_en text,
    digest text NOT NULL,
    PRIMARY KEY (company, ordinal)
);

CREATE TABLE main.figure (
    id text PRIMARY KEY,
    label_vi text NOT NULL,
    label_en text,
    value double precision,
    value_max double precision,
    bound text,
    unit_vi text,
    unit_en text,
    printed_as text NOT NULL,
    kind text NOT NULL,
    period_vi text,
    period_en text,
    said_by text,
    conference text
);

CREATE TABLE main.result (
    id text PRIMARY KEY,
    text_vi text NOT NULL,
    text_en text,
    said_by text,
    kind text NOT NULL DEFAULT 'result',
    conference text
);

CREATE TABLE main.link (
    record text NOT NULL,
    relation text NOT NULL,
    ordinal bigint NOT NULL,
    target text NOT NULL,
    how text,
    position bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (record, relation, target)
);
CREATE INDEX link_target ON main.link (target, relation, position, record);
CREATE INDEX link_repeats ON main.link (position, target) WHERE relation = 'repeats';

CREATE TABLE main.source (
    record text NOT NULL,
    path text NOT NULL,
    ordinal bigint NOT NULL,
    paragraphs text NOT NULL,
    terms text NOT NULL,
    fields text NOT NULL,
    digest text NOT NULL,
    article text,
    document text,
    point text,
    PRIMARY KEY (record, path, ordinal)
);
CREATE INDEX source_article ON main.source (article);

CREATE TABLE main.note (
    id bigint PRIMARY KEY,
    record text NOT NULL REFERENCES main.record (id),
    at text NOT NULL,
    actor text NOT NULL,
    text text NOT NULL
);
CREATE INDEX note_record ON main.note (record);

CREATE TABLE main.change_group (
    id bigint PRIMARY KEY,
    at text NOT NULL,
    actor text NOT NULL,
    kind text NOT NULL
        CHECK (kind IN ('edit', 'undo', 'redo', 'import')),
    undoes bigint REFERENCES main.change_group (id),
    title text
);
CREATE INDEX change_group_undoes ON main.change_group (undoes);

CREATE TABLE main.change (
    id bigint PRIMARY KEY,
    change_group bigint NOT NULL REFERENCES main.change_group (id),
    record text NOT NULL,
    field text NOT NULL,
    before text,
    after text,
    why text,
    entry bigint
);
CREATE INDEX change_record ON main.change (record, field, id);
CREATE INDEX change_by_group ON main.change (change_group);
CREATE INDEX change_entry ON main.change (field, entry) WHERE entry IS NOT NULL;

CREATE TABLE main.evidence (
    id bigint PRIMARY KEY,
    record text NOT NULL REFERENCES main.record (id),
    at text NOT NULL,
    actor text NOT NULL,
    text text NOT NULL
);
CREATE INDEX evidence_record ON main.evidence (record);

CREATE TABLE main.stage_move (
    id bigint PRIMARY KEY,
    record text NOT NULL REFERENCES main.record (id),
    at text NOT NULL,
    actor text NOT NULL,
    stage text NOT NULL,
    moved_on text NOT NULL,
    next_step text
);
CREATE INDEX stage_move_record ON main.stage_move (record);

CREATE TABLE main.saved_view (
    name text PRIMARY KEY,
    kind text NOT NULL,
    filter text NOT NULL,
    scope text NOT NULL DEFAULT '[]',
    position bigint NOT NULL,
    at text NOT NULL,
    actor text NOT NULL
);

CREATE TABLE main.progress (
    id bigint PRIMARY KEY,
    record text NOT NULL REFERENCES main.record (id),
    at text NOT NULL,
    actor text NOT NULL,
    made_on text NOT NULL,
    text text NOT NULL
);
CREATE INDEX progress_record ON main.progress (record);

CREATE TABLE main.next_step (
    id bigint PRIMARY KEY,
    record text NOT NULL REFERENCES main.record (id),
    at text NOT NULL,
    actor text NOT NULL,
    text text NOT NULL,
    who text,
    due text,
    done_on text
);
CREATE INDEX next_step_record ON main.next_step (record);
CREATE INDEX next_step_open ON main.next_step (due, record) WHERE done_on IS NULL;

CREATE TABLE main.declined_answer (
    id bigint PRIMARY KEY,
    record text NOT NULL REFERENCES main.record (id),
    at text NOT NULL,
    actor text NOT NULL,
    result text NOT NULL,
    why text NOT NULL
);
CREATE INDEX declined_answer_record ON main.declined_answer (record);

CREATE TABLE main.reminder (
    id bigint PRIMARY KEY,
    record text NOT NULL REFERENCES main.record (id),
    at text NOT NULL,
    actor text NOT NULL,
    sent_on text NOT NULL,
    level text NOT NULL,
    agency text NOT NULL,
    number text,
    channel text,
    reply_by text
);
CREATE INDEX reminder_record ON main.reminder (record);

CREATE TABLE main.reply (
    id bigint PRIMARY KEY,
    record text NOT NULL REFERENCES main.record (id),
    at text NOT NULL,
    actor text NOT NULL,
    replied_on text NOT NULL,
    text text NOT NULL,
    reminder text NOT NULL
);
CREATE INDEX reply_record ON main.reply (record);

CREATE TABLE main.thread_link (
    id bigint PRIMARY KEY,
    record text NOT NULL REFERENCES main.record (id),
    at text NOT NULL,
    actor text NOT NULL,
    directive text NOT NULL,
    kind text NOT NULL
);
CREATE INDEX thread_link_record ON main.thread_link (record);
CREATE INDEX thread_link_directive ON main.thread_link (directive);

CREATE TABLE main.watch_item (
    id bigint PRIMARY KEY,
    record text NOT NULL REFERENCES main.record (id),
    at text NOT NULL,
    actor text NOT NULL,
    product text NOT NULL,
    measure text NOT NULL,
    stage text,
    next_on text,
    note text,
    directive text
);
CREATE INDEX watch_item_record ON main.watch_item (record);

CREATE TABLE main.agency_report (
    id bigint PRIMARY KEY,
    record text NOT NULL REFERENCES main.record (id),
    at text NOT NULL,
    actor text NOT NULL,
    made_on text NOT NULL,
    agency text NOT NULL,
    aspect text NOT NULL,
    text text NOT NULL
);
CREATE INDEX agency_report_record ON main.agency_report (record);

CREATE TABLE main.review_line (
    id bigint PRIMARY KEY,
    record text NOT NULL REFERENCES main.record (id),
    at text NOT NULL,
    actor text NOT NULL,
    period text NOT NULL,
    progress text,
    difficulty text,
    proposal text,
    milestone text,
    confidence text,
    why text,
    standing text,
    due text,
    done_on text,
    agencies text,
    closed_on text,
    corrected_on text,
    partners text,
    plan text,
    asked_on text,
    started_on text
);
CREATE INDEX review_line_record ON main.review_line (record, period);
CREATE INDEX review_line_period ON main.review_line (period);

-- Numbers of the history have no gaps: a sequence would keep those of what is taken back. The lock of the unit of work
-- lets one count at a time, and nothing is ever deleted here.
CREATE FUNCTION main.number_change_group() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.id := coalesce(NEW.id, (SELECT max(id) FROM main.change_group) + 1, 1);
    RETURN NEW;
END $$;
CREATE TRIGGER change_group_number BEFORE INSERT ON main.change_group
FOR EACH ROW EXECUTE FUNCTION main.number_change_group();

CREATE FUNCTION main.number_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.id := coalesce(NEW.id, (SELECT max(id) FROM main.change) + 1, 1);
    RETURN NEW;
END $$;
CREATE TRIGGER change_number BEFORE INSERT ON main.change
FOR EACH ROW EXECUTE FUNCTION main.number_change();

CREATE FUNCTION main.keep_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'history is append-only';
END $$;
CREATE TRIGGER change_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON main.change
FOR EACH STATEMENT EXECUTE FUNCTION main.keep_history();
CREATE TRIGGER change_group_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON main.change_group
FOR EACH STATEMENT EXECUTE FUNCTION main.keep_history();
