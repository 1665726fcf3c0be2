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


OWED_TALLY = (
    "tally AS (SELECT owed.target, sum(owed.part = 1) AS lead, sum(owed.part = 2) AS coordinating,"
    f" sum(owed.part = 3) AS addressed, sum({_OPEN}) AS open, sum(counted.status = 'blocked') AS blocked,"
    f" sum({_OVERDUE}) AS overdue"
    " FROM (SELECT each.target, each.record,"
    " min(CASE each.relation WHEN 'lead' THEN 1 WHEN 'coordinating' THEN 2 ELSE 3 END) AS part"
    f" FROM {owed(targets=f'IN {SHOWN_IDS}')} AS each GROUP BY each.target, each.record) AS owed"
    " JOIN counted ON counted.id = owed.record WHERE counted.kind <> 'recommendation' GROUP BY owed.target)"
)
"""The table `tally` of (target, lead, coordinating, addressed, open, blocked, overdue): what each organisation owes."""
