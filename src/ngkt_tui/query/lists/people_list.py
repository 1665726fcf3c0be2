"""The lists of officials with their posts, and of agencies with their directive counts."""

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.record_kinds import FIRST_RECOMMENDATION
from ngkt_tui.query.assignments import ADDRESSED, ASSIGNMENT_TABLES, COORDINATING, LEAD
from ngkt_tui.query.held_posts import PRESENT_POSTS, all_unpacked, format_posts
from ngkt_tui.query.lists.listing import SHOWN_IDS, Listing
from ngkt_tui.query.lists.rows import AgencyRow, OfficialRow
from ngkt_tui.query.responsible import belonging
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

_CLOSED_TABLE = f"""
    closed (position) AS MATERIALIZED (
        SELECT counted.position FROM counted WHERE {_CLOSED} OR NOT ({_FOLLOWED})
    )
"""
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

OWED_TALLY = (
    belonging(SHOWN_IDS),
    *ASSIGNMENT_TABLES,
    f"""
        tally AS MATERIALIZED (
            SELECT
                asked.target,
                sum(CASE WHEN asked.part = {LEAD} THEN assignment.directives ELSE 0 END) AS lead,
                sum(CASE WHEN asked.part = {COORDINATING} THEN assignment.directives ELSE 0 END) AS coordinating,
                sum(CASE WHEN asked.part = {ADDRESSED} THEN assignment.directives ELSE 0 END) AS addressed,
                sum(assignment.open) AS open,
                sum(assignment.blocked) AS blocked,
                sum(assignment.overdue) AS overdue,
                sum(assignment.spirit) AS spirit,
                sum(assignment.done) AS done,
                sum(assignment.doing) AS doing,
                sum(assignment.reported) AS reported,
                sum(assignment.dropped) AS dropped
            FROM asked JOIN assignment ON assignment.number = asked.number
            WHERE asked.target IN {SHOWN_IDS}
            GROUP BY asked.target
        )
    """,
    """
        through (member, directives) AS MATERIALIZED (
            SELECT further.member, sum(assignment.directives)
            FROM (
                SELECT belonging.member, asked.number
                FROM belonging JOIN asked ON asked.target = belonging.body
                EXCEPT
                SELECT asked.target, asked.number FROM asked
            ) AS further
            JOIN assignment ON assignment.number = further.number
            GROUP BY further.member
        )
    """,
)
"""The tables that end in `tally`, what each shown agency owes, and `through`, what it was asked by its groups alone.

A directive counts once for an organisation that it names in several parts, in the first of them.
"""

OWING_TABLES = (
    *ASSIGNMENT_TABLES,
    """
        owing (target, rank) AS MATERIALIZED (
            SELECT
                asked.target,
                -- What is late weighs more than anything open: one number, so that each agency is looked up once.
                (CAST(sum(assignment.overdue) AS BIGINT) << 32) + CAST(sum(assignment.open) AS BIGINT)
            FROM asked JOIN assignment ON assignment.number = asked.number
            GROUP BY asked.target
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
        coalesce(through.directives, 0) AS through_groups,
        coalesce(tally.done, 0) AS done,
        coalesce(tally.doing, 0) AS doing,
        coalesce(tally.reported, 0) AS reported,
        coalesce(tally.dropped, 0) AS dropped,
        {_LEVEL} AS level
    """,
    "LEFT JOIN tally ON tally.target = it.id LEFT JOIN through ON through.member = it.id",
    OWED_TALLY,
)
