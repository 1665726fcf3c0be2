"""Agreements, each with the stages that conferences reported and how many directives speak of it."""

from ngkt_tui.domain.kinds import RecordKind
from ngkt_tui.query.listing import Listing
from ngkt_tui.query.rows import AgreementRow
from ngkt_tui.query.tallies import linked_tally

_OBSERVED = (
    "FROM observation LEFT JOIN conference ON conference.id = observation.conference"
    " WHERE observation.agreement = it.id"
)
_NEWEST_FIRST = "ORDER BY conference.date DESC, observation.ordinal DESC LIMIT 1"


def newest_observed(column: str, needed: str) -> str:
    """Return the value of `column` in the newest observation of the agreement `it` that has `needed`."""
    return f"(SELECT {column} {_OBSERVED} AND {needed} IS NOT NULL {_NEWEST_FIRST})"


_STAGES = (
    "(SELECT json_group_array(json_array(dated.stage, dated.date)) FROM"
    f" (SELECT observation.stage, conference.date {_OBSERVED} AND observation.stage IS NOT NULL"
    " AND conference.date IS NOT NULL ORDER BY conference.date, observation.ordinal) AS dated)"
)

AGREEMENTS: Listing[AgreementRow] = Listing(
    RecordKind.AGREEMENT,
    AgreementRow._make,
    (
        "record.position",
        "it.id",
        "it.name_vi",
        "it.name_en",
        "it.kind",
        newest_observed("observation.stage", "observation.stage"),
        newest_observed("conference.date", "observation.stage"),
        _STAGES,
        newest_observed("observation.next_step_vi", "observation.next_step_vi"),
        newest_observed("observation.next_step_en", "observation.next_step_vi"),
        "coalesce(tally.directives, 0)",
        "record.withdrawn",
    ),
    "LEFT JOIN tally ON tally.target = it.id",
    (linked_tally("agreement"),),
)
