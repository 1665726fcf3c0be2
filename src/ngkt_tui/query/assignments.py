"""Directives counted by whom they ask: all that ask the same agencies are one row, and those are few.

The tables stand after `counted` of a filter. Recommendations are not counted.
"""

from ngkt_tui.domain.stored_values import each_of, valid_or_empty
from ngkt_tui.domain.user_fields import OVERRIDABLE
from ngkt_tui.query.sql import IS_CLOSED, IS_FOLLOWED

_ASKED = "counted.assigned, counted.lead, counted.coordinating"
_ALIKE = f"{_ASKED}, counted.status, counted.due, counted.kind, counted.nature, counted.digest_nature"
"""What directives that are counted alike have in common: the columns of an index, in its order."""


def _alike(condition: str) -> str:
    return f"""
        SELECT {_ALIKE}, count(*) AS many
        FROM counted
        WHERE {condition} AND counted.kind <> 'recommendation'
        GROUP BY {_ALIKE}
    """


# Each is a stretch of the index: nobody looks at the directives that ask no agency.
_ASKING = (
    "counted.assigned IS NOT NULL",
    "counted.assigned IS NULL AND counted.lead IS NOT NULL",
    "counted.assigned IS NULL AND counted.lead IS NULL AND counted.coordinating IS NOT NULL",
)
_CLOSED, _FOLLOWED = (condition.replace("it.", "alike.") for condition in (IS_CLOSED, IS_FOLLOWED))


def _sum(condition: str) -> str:
    return f"coalesce(sum(alike.many) FILTER (WHERE {condition}), 0)"


def _named(part: int, relation: str) -> str:
    """Return the rows (number, target, part) by which assignments name their agencies as `relation`."""
    of_digests = f"json_extract({valid_or_empty('assignment.assigned')}, '$.{relation}')"
    listed = of_digests
    if relation in OVERRIDABLE:
        listed = f"CASE WHEN assignment.{relation} IS NULL THEN {of_digests} ELSE assignment.{relation} END"
    return f"""
        SELECT assignment.number, named.value AS target, {part} AS part
        FROM assignment JOIN {each_of(f"({listed})")} AS named ON TRUE
    """


LEAD, COORDINATING, ADDRESSED = range(3)
"""What an agency is to a directive that names it; of several the first counts."""

_PARTS = {LEAD: "lead", COORDINATING: "coordinating", ADDRESSED: "addressee"}

ASSIGNMENT_TABLES = (
    f"alike AS ({' UNION ALL '.join(map(_alike, _ASKING))})",
    f"""
        assignment AS MATERIALIZED (
            SELECT
                row_number() OVER () AS number,
                alike.assigned,
                alike.lead,
                alike.coordinating,
                sum(alike.many) AS directives,
                {_sum(f"{_FOLLOWED} AND NOT {_CLOSED}")} AS open,
                {_sum(f"{_FOLLOWED} AND alike.status = 'blocked'")} AS blocked,
                {_sum(f"{_FOLLOWED} AND NOT {_CLOSED} AND alike.due < :today")} AS overdue,
                {_sum(f"NOT ({_FOLLOWED})")} AS spirit,
                {_sum(f"{_FOLLOWED} AND alike.status = 'done'")} AS done,
                {_sum(f"{_FOLLOWED} AND alike.status = 'doing'")} AS doing,
                {_sum(f"{_FOLLOWED} AND alike.status = 'reported'")} AS reported,
                {_sum(f"{_FOLLOWED} AND alike.status = 'dropped'")} AS dropped
            FROM alike
            GROUP BY alike.assigned, alike.lead, alike.coordinating
        )
    """,
    f"""
        asked (number, target, part) AS MATERIALIZED (
            SELECT each.number, each.target, min(each.part)
            FROM ({" UNION ALL ".join(_named(part, relation) for part, relation in _PARTS.items())}) AS each
            GROUP BY each.number, each.target
        )
    """,
)
"""The tables that end in `asked`: which agencies the directives of each `assignment` ask, and as what.

`assignment` is a row for all directives of the scope that ask the same agencies, by the digests and by users: how many
they are and how they stand.
"""
