"""The store as of a day: common table expressions that stand in for the tables of the present.

What users own stands as the history had it; what digests tell, as far as it was said by then (`IS_ASKED` and below).

A value is what the last change, by its number, of those made by the end of the day left; where there is none, what
the first change ever found; where nothing was ever changed, the present value. An entry, by its number, is there where
the last change of it added it, with the time and author of the first. The stand-ins bear the names of the tables, so
that every statement can be asked of the past without being written twice.

Until a record was renamed, it was what it was under its old id. Of several old ids the one whose values were carried
over tells them, as far as it was touched by then.
"""

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.stored_values import each_of
from ngkt_tui.domain.user_fields import COLUMN_FIELDS, ENTRY_FIELDS, FieldType, UserField

_NOT_YET = """
    not_yet (id) AS MATERIALIZED (
        SELECT held.id
        FROM main.conference AS held
        WHERE held.date > :today
            OR held.date IS NULL AND (
                SELECT min(article.published)
                FROM main.source JOIN main.article ON article.id = source.article
                WHERE source.record = held.id
            ) > :today
    )
"""
IS_ASKED = "now.conference NOT IN (SELECT not_yet.id FROM not_yet)"
"""What a row `now` of a conference must meet to have been there by the day."""
IS_GIVEN = f"""
    CASE
        WHEN now.conference IS NULL THEN now.issued IS NULL OR now.issued <= :today
        ELSE {IS_ASKED}
    END
"""
"""What a directive `now` must meet to have been asked by the day, of a conference or not."""
_UNASKED = """
    unasked (position) AS MATERIALIZED (
        SELECT given.position
        FROM main.directive AS given
        WHERE given.conference IN (SELECT not_yet.id FROM not_yet)
            OR given.conference IS NULL AND given.issued > :today
        UNION ALL
        SELECT record.position
        FROM main.result AS given JOIN main.record ON record.id = given.id
        WHERE given.conference IN (SELECT not_yet.id FROM not_yet)
    )
"""


def _only(table: str, condition: str) -> str:
    """Return the stand-in of `table`; it is not materialised, so that the indexes of the table serve it."""
    return f"{table} AS NOT MATERIALIZED (SELECT now.* FROM main.{table} AS now WHERE {condition})"


def is_known(entry: str, own: str, *others: str) -> str:
    """Return the condition that a record `now` was heard of: in an entry of `own` by the day, or as `others` tell.

    A record that has no entry at all was made by hand.
    """
    known = (
        f"NOT EXISTS (SELECT 1 FROM main.{entry} AS entry WHERE entry.{own} = now.id)",
        f"EXISTS (SELECT 1 FROM {entry} AS entry WHERE entry.{own} = now.id)",
        *others,
    )
    return f"({' OR '.join(known)})"


def is_named(relation: str) -> str:
    """Return the condition that a directive given by the day names the record `now` as `relation`."""
    return f"EXISTS (SELECT 1 FROM link AS given WHERE given.target = now.id AND given.relation = '{relation}')"


_OF_CONFERENCES = ("observation", "market_mention", "company_mention", "participant", "figure", "result", "family")
_HELD = each_of("now.conferences")
_POST = f"""
    NOT EXISTS (SELECT 1 FROM {_HELD} AS held)
    OR EXISTS (SELECT 1 FROM {_HELD} AS held WHERE held.value NOT IN (SELECT not_yet.id FROM not_yet))
"""

ASKED_TABLES = (
    _NOT_YET,
    _UNASKED,
    _only("conference", "now.id NOT IN (SELECT not_yet.id FROM not_yet)"),
    *(_only(table, IS_ASKED) for table in _OF_CONFERENCES),
    _only("link", "now.position NOT IN (SELECT unasked.position FROM unasked)"),
    _only("post", _POST),
    _only("document", "now.issued IS NULL OR now.issued <= :today"),
    _only("official", is_known("post", "official", is_named("issuer"))),
    _only("company", is_known("company_mention", "company")),
)
"""The stand-ins of what belongs to digests alone."""


_FIELDS = tuple(field.name for field in COLUMN_FIELDS)
_IS_OWNED = f"change.field IN ({', '.join(map(repr, _FIELDS))})"
_TOGETHER = "CASE change.field {} ELSE change.field END".format(
    " ".join(f"WHEN '{field.name}' THEN '{field.follows}'" for field in COLUMN_FIELDS if field.follows)
)
_PAST_COLUMNS = ", ".join(
    f"max(CASE WHEN past_value.field = '{field}' THEN past_value.value END) AS {field},"
    f" max(CASE WHEN past_value.field = '{field}' THEN 1 ELSE 0 END) AS {field}_known"
    for field in _FIELDS
)
_OWNED_VALUES = f"""
    -- Every change of a record that was renamed, under any of its ids, as long as it bore that id.
    lines AS MATERIALIZED (
        SELECT
            borne.record,
            borne.rank,
            change.field,
            change.id,
            change_group.at < :cutoff AS is_made,
            {_TOGETHER} AS together
        FROM borne
        CROSS JOIN main.change ON change.record = borne.id  -- the few that were renamed lead
        JOIN main.change_group ON change_group.id = change.change_group
        WHERE {_IS_OWNED} AND (borne.at IS NULL OR borne.at >= :cutoff)
    ),
    -- Which of its ids tells the values of fields that mean something together.
    foremost AS (
        SELECT lines.record, lines.together, min(lines.rank) AS rank
        FROM lines
        WHERE lines.is_made
        GROUP BY lines.record, lines.together
    ),
    -- Of each value the first change ever, and the last one by the day.
    chosen AS (
        SELECT
            change.record,
            change.field,
            min(change.id) AS first,
            max(CASE WHEN change_group.at < :cutoff THEN change.id END) AS last
        FROM main.change JOIN main.change_group ON change_group.id = change.change_group
        WHERE {_IS_OWNED} AND change.record NOT IN (SELECT borne.id FROM borne)
        GROUP BY change.record, change.field
        UNION ALL
        SELECT
            lines.record,
            lines.field,
            min(lines.id),
            max(CASE WHEN lines.is_made AND lines.rank = foremost.rank THEN lines.id END)
        FROM lines LEFT JOIN foremost ON foremost.record = lines.record AND foremost.together = lines.together
        GROUP BY lines.record, lines.field
    ),
    past_value AS (
        SELECT
            chosen.record,
            chosen.field,
            CASE WHEN chosen.last IS NULL THEN change.before ELSE change.after END AS value
        FROM chosen JOIN main.change ON change.id = coalesce(chosen.last, chosen.first)
    ),
    past AS MATERIALIZED (
        SELECT past_value.record, {_PAST_COLUMNS}
        FROM past_value
        GROUP BY past_value.record
    )
"""


def _stand_in(kind: RecordKind, owned: tuple[str, ...], condition: str) -> str:
    """Return the stand-in of the rows of `kind` that were there: digests own some columns and users others."""
    columns, table = [f"now.{column}" for column in owned], kind.value
    for field in (each for each in COLUMN_FIELDS if each.kind is kind):
        name = field.name
        value = f"CAST(past.{name} AS BIGINT)" if field.is_number else f"past.{name}"
        columns.append(f"CASE WHEN past.{name}_known = 1 THEN {value} ELSE now.{name} END AS {name}")
    return f"""
        {table} AS (
            SELECT {", ".join(columns)}
            FROM main.{table} AS now LEFT JOIN past ON past.record = now.id
            WHERE {condition}
        )
    """


_DIRECTIVE = _stand_in(
    RecordKind.DIRECTIVE,
    ("position", "id", "conference", "issued", "kind", "paragraph", "text_vi", "text_en",
     "horizon_vi", "horizon_en", "horizon_start", "horizon_end", "digest_nature", "product_vi", "product_en",
     "assigned", "first_agency"),
    IS_GIVEN,
)  # fmt: skip
_MARKET = _stand_in(
    RecordKind.MARKET,
    ("id", "name_vi", "name_en", "aliases", "kind"),
    is_known("market_mention", "market", is_named("market")),
)
_MOVED = "EXISTS (SELECT 1 FROM stage_move AS entry WHERE entry.record = now.id)"
_AGREEMENT = f"""
    agreement AS NOT MATERIALIZED (
        SELECT now.*
        FROM main.agreement AS now
        WHERE {is_known("observation", "agreement", is_named("agreement"), _MOVED)}
    )
"""

_ENTERED = """
    -- Of each entry the change that added it, and the last one by the day.
    entry_span AS MATERIALIZED (
        SELECT changed.field, changed.entry, min(changed.id) AS first, max(changed.id) AS last
        FROM main.change AS changed JOIN main.change_group AS made ON made.id = changed.change_group
        WHERE changed.entry IS NOT NULL AND made.at < :cutoff
        GROUP BY changed.field, changed.entry
    ),
    entered AS MATERIALIZED (
        SELECT
            entry_span.field,
            entry_span.entry AS id,
            coalesce(borne.record, told.record) AS record,
            made.at,
            made.actor,
            told.after AS text
        FROM entry_span
        CROSS JOIN main.change AS told  -- the entries lead, not the whole history
            ON told.id = entry_span.last AND told.after IS NOT NULL
        JOIN main.change AS added ON added.id = entry_span.first
        JOIN main.change_group AS made ON made.id = added.change_group
        LEFT JOIN borne ON borne.id = told.record
    )
"""


def _texts(table: str) -> str:
    """Return the stand-in of entries that are a text each; those that the history does not know are as old as they
    say."""
    return f"""
        {table} AS (
            SELECT entered.id, entered.record, entered.at, entered.actor, entered.text
            FROM entered
            WHERE entered.field = '{table}'
            UNION ALL
            SELECT unsaid.*
            FROM main.{table} AS unsaid
            WHERE unsaid.at < :cutoff
                AND unsaid.id NOT IN (
                    SELECT change.entry
                    FROM main.change
                    WHERE change.field = '{table}' AND change.entry IS NOT NULL
                )
        )
    """


_STAGE_MOVE = """
    stage_move AS (
        SELECT
            entered.id,
            entered.record,
            entered.at,
            entered.actor,
            json_extract(entered.text, '$.stage') AS stage,
            json_extract(entered.text, '$.on') AS moved_on,
            json_extract(entered.text, '$.next_step') AS next_step
        FROM entered
        WHERE entered.field = 'stage'
            AND json_valid(entered.text)
            AND json_extract(entered.text, '$.on') <= :today
    )
"""


def _of_columns(field: UserField) -> str:
    """Return the stand-in of entries that the history writes as a JSON object."""
    columns = ", ".join(f"json_extract(entered.text, '$.{name}') AS {name}" for name in field.column_names)
    return f"""
        {field.table} AS (
            SELECT entered.id, entered.record, entered.at, entered.actor, {columns}
            FROM entered
            WHERE entered.field = '{field.name}' AND json_valid(entered.text)
        )
    """


_CHANGE = """
    change AS (
        SELECT changed.*
        FROM main.change AS changed JOIN main.change_group AS made ON made.id = changed.change_group
        WHERE made.at < :cutoff
    )
"""

PAST_TABLES = (
    _OWNED_VALUES, _ENTERED,
    _texts("evidence"), _texts("note"), _STAGE_MOVE,
    *(_of_columns(field) for field in ENTRY_FIELDS if field.type is FieldType.ENTRY),
    *ASKED_TABLES, _DIRECTIVE, _MARKET, _AGREEMENT, _CHANGE,
)  # fmt: skip
"""What stands in for the tables, after `id_history`; `:today` is the day, `:cutoff` the UTC time at which it ends."""
