-- Schema 3. Saved views: what a dashboard or a report was narrowed to, under a name.

-- A view belongs to the store, not to one user; `at` and `actor` tell who saved it last. `kind` is the kind of record
-- that `filter` is for, `scope` a JSON list of [kind, id] pairs, `position` its place among the views.
CREATE TABLE saved_view (
    name TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    filter TEXT NOT NULL,
    scope TEXT NOT NULL DEFAULT '[]',
    position INTEGER NOT NULL,
    at TEXT NOT NULL,
    actor TEXT NOT NULL
) STRICT;
