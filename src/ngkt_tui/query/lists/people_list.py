"""The lists of officials with their posts, and of agencies with their directive counts."""

from collections.abc import Iterable
from typing import Any

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.posts import format_posts
from ngkt_tui.domain.record_kinds import range_start
from ngkt_tui.query.groups import belonging
from ngkt_tui.query.held_posts import PRESENT_POSTS, all_unpacked
from ngkt_tui.query.lists.listing import SHOWN_IDS, Listing
from ngkt_tui.query.lists.rows import AgencyRow, OfficialRow
from ngkt_tui.query.responsible import agencies_of
from ngkt_tui.query.sql import IS_CLOSED, IS_FOLLOWED


def _official(row: Iterable[Any]) -> OfficialRow:
    position, record, name, packed, issued, withdrawn = row
    posts = all_unpacked(packed)
    first = posts[:1]
    return OfficialRow(
        position,
        record,
        name,
        format_posts(first, Language.VI),
        format_posts(first, Language.EN),
        issued,
        withdrawn,
        format_posts(posts, Language.VI),
        format_posts(posts, Language.EN),
    )


_FIRST_RECOMMENDATION = range_start(RecordKind.DIRECTIVE, recommendation=True)


def _within(table: str) -> str:
    """Return the condition that a row of `table` stands where a directive of the scope does.

    The unary plus keeps the bound from being taken for what an index is searched by, where there is a better one.
    """
    is_directive = f"+{table}.position < {_FIRST_RECOMMENDATION}"
    return f"{is_directive} AND (:is_whole OR {table}.position IN (SELECT counted.position FROM counted))"


_CLOSED = IS_CLOSED.replace("it.", "counted.")
_FOLLOWED = IS_FOLLOWED.replace("it.", "counted.")


def _counted_as(name: str, condition: str) -> str:
    """Return the table of the positions of those directives of the scope that are so: a number is looked up at once."""
    return f"{name} (position) AS MATERIALIZED (SELECT counted.position FROM counted WHERE {condition})"


_CLOSED_TABLE = _counted_as("closed", f"{_CLOSED} OR NOT ({_FOLLOWED})")
"""What nothing is left to do about, or nothing that could be followed."""


def linked_tally(relation: str) -> tuple[str, ...]:
    """Return the tables that end in `tally` of (target, directives, open): what the directives name as `relation`."""
    return (
        _CLOSED_TABLE,
        "tally AS (SELECT link.target, count(*) AS directives,"
        " sum(link.position NOT IN (SELECT closed.position FROM closed)) AS open"
        f" FROM link WHERE link.target IN {SHOWN_IDS} AND link.relation = '{relation}'"
        f" AND {_within('link')} GROUP BY link.target)",
    )


OFFICIALS: Listing[OfficialRow] = Listing(
    RecordKind.OFFICIAL,
    _official,
    (
        "record.position",
        "it.id",
        "it.name",
        PRESENT_POSTS,
        "coalesce(tally.directives, 0)",
        "record.withdrawn",
    ),
    "LEFT JOIN tally ON tally.target = it.id",
    linked_tally("issuer"),
)

_BODIES_OF_IT = "IN (SELECT belonging.body FROM belonging WHERE belonging.member = it.id)"
ASKED_THROUGH_GROUPS = (
    "CASE WHEN it.id IN (SELECT belonging.member FROM belonging) THEN (SELECT count(*) FROM"
    f" (SELECT asked.position FROM {agencies_of(targets=_BODIES_OF_IT)} AS asked WHERE {_within('asked')}"
    # A difference of two sets: NOT IN would gather the second one anew for each row of the first.
    f" EXCEPT SELECT named.position FROM {agencies_of(targets='= it.id')} AS named)) ELSE 0 END"
)
"""How many directives the groups were asked to which the organisation `it` belongs, and not it by name."""


_SHOWN = f"IN {SHOWN_IDS}"


def _named(relation: str) -> str:
    """Return the table of those in charge, or joining in; a user may have named one twice."""
    return f"SELECT DISTINCT named.target, named.position FROM {agencies_of(relation, targets=_SHOWN)} AS named"


_BOTH = "named.target = same.target AND named.position = same.position"
_ADDRESSED_TOO = "link.target = named.target AND link.position = named.position AND link.relation = 'addressee'"


def _part(part: str, named: str, sign: str = "") -> str:
    """Return the sums of one part; with the sign - of what the part has in common with one that goes before it."""
    return (
        f"SELECT named.target, '{part}' AS part, {sign}count(*) AS directives,"
        f" {sign}sum(named.position NOT IN (SELECT closed.position FROM closed)) AS open,"
        f" {sign}sum(named.position IN (SELECT blocked.position FROM blocked)) AS blocked,"
        f" {sign}sum(named.position IN (SELECT overdue.position FROM overdue)) AS overdue,"
        f" {sign}sum(named.position IN (SELECT spirit.position FROM spirit)) AS spirit"
        f" FROM {named} WHERE {_within('named')} GROUP BY named.target"
    )


_PARTS = " UNION ALL ".join(
    (
        _part("lead", "leading AS named"),
        _part("coordinating", "joining AS named"),
        _part("addressed", f"{agencies_of('addressee', targets=_SHOWN)} AS named"),
        _part("coordinating", f"joining AS named JOIN leading AS same ON {_BOTH}", "-"),
        _part(
            "addressed",
            f"(SELECT * FROM leading UNION SELECT * FROM joining) AS named CROSS JOIN link ON {_ADDRESSED_TOO}",
            "-",
        ),
    )
)

OWED_TALLY = (
    belonging(SHOWN_IDS),
    _CLOSED_TABLE,
    _counted_as("blocked", f"counted.status = 'blocked' AND {_FOLLOWED}"),
    _counted_as("overdue", f"counted.due < :today AND NOT {_CLOSED} AND {_FOLLOWED}"),
    _counted_as("spirit", f"NOT ({_FOLLOWED})"),
    f"leading AS MATERIALIZED ({_named('lead')})",
    f"joining AS MATERIALIZED ({_named('coordinating')})",
    "tally AS (SELECT parts.target,"
    + "".join(
        f" sum(CASE WHEN parts.part = '{part}' THEN parts.directives ELSE 0 END) AS {part},"
        for part in ("lead", "coordinating", "addressed")
    )
    + " sum(parts.open) AS open, sum(parts.blocked) AS blocked, sum(parts.overdue) AS overdue,"
    " sum(parts.spirit) AS spirit"
    f" FROM ({_PARTS}) AS parts GROUP BY parts.target HAVING sum(parts.directives))",
)
"""The tables that end in `tally`: of each target, what it owes as lead, coordinating, addressed, and how that stands.

A directive counts once for an organisation that it names in several parts, in the first of them. What the parts have
in common is counted again and taken away: it is little, and sorting all links to find it costs more than the counting.
"""

AGENCIES: Listing[AgencyRow] = Listing(
    RecordKind.ORGANISATION,
    AgencyRow._make,
    (
        "record.position",
        "it.id",
        "it.name_vi",
        "it.name_en",
        "it.short_vi",
        "it.short_en",
        *(
            f"coalesce(tally.{count}, 0)"
            for count in ("lead", "coordinating", "addressed", "open", "blocked", "overdue")
        ),
        "record.withdrawn",
        "coalesce(tally.spirit, 0)",
        ASKED_THROUGH_GROUPS,
    ),
    "LEFT JOIN tally ON tally.target = it.id",
    OWED_TALLY,
)
