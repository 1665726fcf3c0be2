"""How many directives each shown record is tied to, as common table expressions for the lists."""

from ngkt_tui.query.listing import SHOWN_IDS
from ngkt_tui.query.owing import owed
from ngkt_tui.query.touched import IS_OPEN

_OPEN = IS_OPEN.replace("it.", "counted.")
_OVERDUE = f"(counted.due < :today AND {_OPEN})"


def linked_tally(relation: str) -> str:
    """Return the table `tally` of (target, directives, open): what the directives of `counted` name as `relation`."""
    return (
        f"tally AS (SELECT link.target, count(*) AS directives, sum({_OPEN}) AS open"
        " FROM link JOIN counted ON counted.id = link.record"
        f" WHERE link.target IN {SHOWN_IDS} AND link.relation = '{relation}' AND counted.kind <> 'recommendation'"
        " GROUP BY link.target)"
    )


_SHOWN = f"IN {SHOWN_IDS}"
_BOTH = "named.target = same.target AND named.record = same.record"
_ADDRESSED_TOO = "link.target = named.target AND link.record = named.record AND link.relation = 'addressee'"


def _named(relation: str) -> str:
    """Return the table of those in charge, or joining in; a user may have named one twice."""
    return f"SELECT DISTINCT named.target, named.record FROM {owed(relation, targets=_SHOWN)} AS named"


def _part(part: str, named: str, sign: str = "") -> str:
    """Return the sums of one part; with the sign - of what the part has in common with one that goes before it."""
    return (
        f"SELECT named.target, '{part}' AS part, {sign}count(*) AS directives, {sign}sum({_OPEN}) AS open,"
        f" {sign}sum(counted.status = 'blocked') AS blocked, {sign}sum({_OVERDUE}) AS overdue"
        f" FROM {named} CROSS JOIN counted ON counted.id = named.record"
        " WHERE counted.kind <> 'recommendation' GROUP BY named.target"
    )


_PARTS = " UNION ALL ".join(
    (
        _part("lead", "leading AS named"),
        _part("coordinating", "joining AS named"),
        _part("addressed", f"{owed('addressee', targets=_SHOWN)} AS named"),
        _part("coordinating", f"joining AS named JOIN leading AS same ON {_BOTH}", "-"),
        _part(
            "addressed",
            f"(SELECT * FROM leading UNION SELECT * FROM joining) AS named CROSS JOIN link ON {_ADDRESSED_TOO}",
            "-",
        ),
    )
)

OWED_TALLY = (
    f"leading AS MATERIALIZED ({_named('lead')}), joining AS MATERIALIZED ({_named('coordinating')}),"
    " tally AS (SELECT parts.target,"
    + "".join(
        f" sum(CASE WHEN parts.part = '{part}' THEN parts.directives ELSE 0 END) AS {part},"
        for part in ("lead", "coordinating", "addressed")
    )
    + " sum(parts.open) AS open, sum(parts.blocked) AS blocked, sum(parts.overdue) AS overdue"
    f" FROM ({_PARTS}) AS parts GROUP BY parts.target HAVING sum(parts.directives))"
)
"""The table `tally` of (target, lead, coordinating, addressed, open, blocked, overdue): what each organisation owes.

A directive counts once for an organisation that it names in several parts, in the first of them. What the parts have
in common is counted again and taken away: it is little, and sorting all links to find it costs more than the counting.
"""
