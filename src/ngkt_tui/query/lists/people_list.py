"""The lists of officials with their posts, and of agencies with their directive counts."""

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.record_kinds import FIRST_RECOMMENDATION
from ngkt_tui.query.held_posts import PRESENT_POSTS, all_unpacked, format_posts
from ngkt_tui.query.lists.listing import SHOWN_IDS, Listing
from ngkt_tui.query.lists.rows import AgencyRow, OfficialRow
from ngkt_tui.query.responsible import agencies_of, belonging
from ngkt_tui.query.sql import IS_CLOSED, IS_FOLLOWED, CompiledFilter


def _within(table: str) -> str:
    """Return the condition that a row of `table` stands where a directive of the scope does.

    The unary plus keeps the bound from being taken for what an index is searched by, where there is a better one.
    """
    return f"""
        +{table}.position < {FIRST_RECOMMENDATION}
        AND (:is_whole = 1 OR {table}.position IN (SELECT counted.position FROM counted))
    """


_CLOSED = IS_CLOSED.replace("it.", "counted.")
_FOLLOWED = IS_FOLLOWED.replace("it.", "counted.")


def _counted_as(name: str, condition: str) -> str:
    """Return the table of the positions of those directives of the scope that are so: a number is looked up at once."""
    return f"{name} (position) AS MATERIALIZED (SELECT counted.position FROM counted WHERE {condition})"


_CLOSED_TABLE = _counted_as("closed", f"{_CLOSED} OR NOT ({_FOLLOWED})")
"""What nothing is left to do about, or nothing that could be followed."""


def linked_tally(relation: str) -> tuple[str, ...]:
    """Return the tables that end in `tally` of (target, directives, open): what the directives name as `relation`."""
    tally = f"""
        tally AS MATERIALIZED (
            SELECT
                link.target,
                count(*) AS directives,
                count(*) FILTER (WHERE link.position NOT IN (SELECT closed.position FROM closed)) AS open
            FROM link
            WHERE link.target IN {SHOWN_IDS} AND link.relation = '{relation}' AND {_within("link")}
            GROUP BY link.target
        )
    """
    return _CLOSED_TABLE, tally


def _with_posts(row: OfficialRow, packed: str | None) -> OfficialRow:
    posts = all_unpacked(packed)
    return row._replace(
        post_vi=format_posts(posts[:1], Language.VI),
        post_en=format_posts(posts[:1], Language.EN),
        posts_vi=format_posts(posts, Language.VI),
        posts_en=format_posts(posts, Language.EN),
    )


OFFICIALS: Listing[OfficialRow] = Listing(
    RecordKind.OFFICIAL,
    OfficialRow,
    f"""
        record.position AS position,
        it.id AS id,
        it.name AS name,
        {PRESENT_POSTS} AS packed,
        coalesce(tally.directives, 0) AS issued,
        record.withdrawn AS withdrawn,
        record.own AS own,
        record.corrected AS corrected
    """,
    "LEFT JOIN tally ON tally.target = it.id",
    linked_tally("issuer"),
    _with_posts,
)

_SHOWN = f"IN {SHOWN_IDS}"
_OF_ITS_GROUPS = agencies_of(targets="IN (SELECT belonging.body FROM belonging WHERE belonging.member = it.id)")


def _part(part: str, named: str, sign: str = "") -> str:
    """Return the sums of one part; with the sign - of what the part has in common with one that goes before it."""
    return f"""
        SELECT
            named.target,
            '{part}' AS part,
            {sign}count(*) AS directives,
            {sign}count(*) FILTER (WHERE coalesce(standing.state, '') NOT IN ('spirit', 'done', 'dropped')) AS open,
            {sign}count(*) FILTER (WHERE standing.state = 'blocked') AS blocked,
            {sign}count(standing.overdue) AS overdue,
            {sign}count(*) FILTER (WHERE standing.state = 'spirit') AS spirit,
            {sign}count(*) FILTER (WHERE standing.state = 'done') AS done,
            {sign}count(*) FILTER (WHERE standing.state = 'doing') AS doing,
            {sign}count(*) FILTER (WHERE standing.state = 'reported') AS reported,
            {sign}count(*) FILTER (WHERE standing.state = 'dropped') AS dropped
        FROM {named} LEFT JOIN standing ON standing.position = named.position
        WHERE {_within("named")}
        GROUP BY named.target
    """


_JOINING_LEADS = """
    joining AS named
    JOIN in_charge AS same ON named.target = same.target AND named.position = same.position
"""
_ADDRESSED_TOO = """
    (SELECT * FROM in_charge UNION SELECT * FROM joining) AS named
    CROSS JOIN link  -- the few that are in charge lead, not all links
        ON link.target = named.target AND link.position = named.position AND link.relation = 'addressee'
"""
_PARTS = " UNION ALL ".join(
    (
        _part("lead", "in_charge AS named"),
        _part("coordinating", "joining AS named"),
        _part("addressed", f"{agencies_of('addressee', targets=_SHOWN)} AS named"),
        _part("coordinating", _JOINING_LEADS, "-"),
        _part("addressed", _ADDRESSED_TOO, "-"),
    )
)

OWED_TALLY = (
    belonging(SHOWN_IDS),
    f"""
        -- Of the directives of the scope that are more than open: one table, which each part looks up once.
        standing (position, state, overdue) AS MATERIALIZED (
            SELECT
                counted.position,
                CASE WHEN {_FOLLOWED} THEN counted.status ELSE 'spirit' END,
                CASE WHEN counted.due < :today AND NOT {_CLOSED} AND {_FOLLOWED} THEN 1 END
            FROM counted
            WHERE counted.status <> 'unrated' OR counted.due < :today OR NOT ({_FOLLOWED})
        )
    """,
    f"""
        in_charge AS MATERIALIZED (
            SELECT DISTINCT named.target, named.position  -- a user may have named one twice
            FROM {agencies_of("lead", targets=_SHOWN)} AS named
        ),
        joining AS MATERIALIZED (
            SELECT DISTINCT named.target, named.position
            FROM {agencies_of("coordinating", targets=_SHOWN)} AS named
        ),
        tally AS MATERIALIZED (
            SELECT
                parts.target,
                sum(CASE WHEN parts.part = 'lead' THEN parts.directives ELSE 0 END) AS lead,
                sum(CASE WHEN parts.part = 'coordinating' THEN parts.directives ELSE 0 END) AS coordinating,
                sum(CASE WHEN parts.part = 'addressed' THEN parts.directives ELSE 0 END) AS addressed,
                sum(parts.open) AS open,
                sum(parts.blocked) AS blocked,
                sum(parts.overdue) AS overdue,
                sum(parts.spirit) AS spirit,
                sum(parts.done) AS done,
                sum(parts.doing) AS doing,
                sum(parts.reported) AS reported,
                sum(parts.dropped) AS dropped
            FROM ({_PARTS}) AS parts
            GROUP BY parts.target
            HAVING sum(parts.directives) <> 0
        )
    """,
)
"""The tables that end in `tally`: of each target, what it owes as lead, coordinating, addressed, and how that stands.

A directive counts once for an organisation that it names in several parts, in the first of them. What the parts have
in common is counted again and taken away: it is little, and sorting all links to find it costs more than the counting.
"""

EVERY = "IN (SELECT organisation.id FROM organisation)"

OWING_TABLES = (
    _counted_as("owing_closed", f"{_CLOSED} OR NOT ({_FOLLOWED})"),
    _counted_as("owing_overdue", f"counted.due < :today AND NOT {_CLOSED} AND {_FOLLOWED}"),
    f"""
        owing (target, rank) AS MATERIALIZED (
            SELECT
                named.target,
                -- What is late weighs more than anything open: one number, so that each agency is looked up once.
                (
                    count(DISTINCT named.position) FILTER (
                        WHERE named.position IN (SELECT owing_overdue.position FROM owing_overdue)
                    ) << 32
                ) + count(DISTINCT named.position)
            FROM {agencies_of(targets=EVERY)} AS named
            WHERE {_within("named")} AND named.position NOT IN (SELECT owing_closed.position FROM owing_closed)
            GROUP BY named.target
        )
    """,
)
"""The tables that end in `owing`: how much each agency still owes, for `OWED_FIRST`."""

REACHED_FIRST = ("NOT EXISTS (SELECT 1 FROM link WHERE link.record = it.id AND link.relation = 'member')",)
"""The order of agencies by whether they belong to a group, through which they may be asked."""

OWED_FIRST = ("coalesce((SELECT owing.rank FROM owing WHERE owing.target = it.id), 0) DESC",)
"""The order of agencies by what is overdue, then by what is open."""


def in_owing_order(where: CompiledFilter) -> CompiledFilter:
    """Return a filter of agencies in the order of what they owe."""
    order = (*OWED_FIRST, *where.order, *REACHED_FIRST)
    return where._replace(order=order, tables=where.tables + OWING_TABLES)


def above(it: str) -> str:
    """Return the expression of what the organisation `it` hangs from; NULL at the top."""
    return f"""(
        CASE WHEN {it}.parent IS NULL
            THEN (
                SELECT link.target
                FROM link
                WHERE link.record = {it}.id AND link.relation = 'member'
                ORDER BY link.ordinal
                LIMIT 1
            )
            ELSE (SELECT over.id FROM organisation AS over WHERE over.id = {it}.parent AND over.kind <> 'government')
        END
    )"""


_LEVEL = f"""(
    SELECT
        CASE WHEN {above("it")} IS NULL THEN 0 ELSE 1 END
        + coalesce(
            (
                SELECT CASE WHEN {above("first")} IS NULL THEN 0 ELSE 1 END
                FROM organisation AS first
                WHERE first.id = {above("it")}
            ),
            0
        )
)"""
"""How far below the top the organisation `it` stands: 0, 1, or 2 for all that is deeper."""

AGENCIES: Listing[AgencyRow] = Listing(
    RecordKind.ORGANISATION,
    AgencyRow,
    f"""
        record.position AS position,
        it.id AS id,
        it.name_vi AS name_vi,
        it.name_en AS name_en,
        it.short_vi AS short_vi,
        it.short_en AS short_en,
        coalesce(tally.lead, 0) AS lead,
        coalesce(tally.coordinating, 0) AS coordinating,
        coalesce(tally.addressed, 0) AS addressed,
        coalesce(tally.open, 0) AS open,
        coalesce(tally.blocked, 0) AS blocked,
        coalesce(tally.overdue, 0) AS overdue,
        record.withdrawn AS withdrawn,
        record.own AS own,
        record.corrected AS corrected,
        coalesce(tally.spirit, 0) AS spirit,
        CASE
            WHEN it.id IN (SELECT belonging.member FROM belonging) THEN (
                SELECT count(*)
                FROM (
                    SELECT asked.position FROM {_OF_ITS_GROUPS} AS asked WHERE {_within("asked")}
                    -- A difference of two sets: NOT IN would gather the second one anew for each row of the first.
                    EXCEPT
                    SELECT named.position FROM {agencies_of(targets="= it.id")} AS named
                ) AS further
            )
            ELSE 0
        END AS through_groups,
        coalesce(tally.done, 0) AS done,
        coalesce(tally.doing, 0) AS doing,
        coalesce(tally.reported, 0) AS reported,
        coalesce(tally.dropped, 0) AS dropped,
        {_LEVEL} AS level
    """,
    "LEFT JOIN tally ON tally.target = it.id",
    OWED_TALLY,
)
