"""The detail of a directive: who asked whom, until when, what it repeats, what may answer it."""

from ngkt_tui.domain.kinds import RecordKind
from ngkt_tui.query.detail.bodies import DirectiveBody
from ngkt_tui.query.detail.ties import Reading, both
from ngkt_tui.query.detail.values import Item, Period

_OWN = (
    "SELECT conference, kind, paragraph, status, due, done_on, why, horizon_vi, horizon_en, horizon_start, horizon_end"
    " FROM directive WHERE id = :id"
)
_FAMILIES = "SELECT family, text_vi, text_en FROM family_item WHERE directive = :id ORDER BY family, ordinal"


def directive_body(reading: Reading) -> DirectiveBody:
    """Return what is told of the directive that is read."""
    conference, kind, paragraph, status, due, done_on, why, *horizon = reading.row(_OWN)
    return DirectiveBody(
        conference=reading.one(conference),
        kind=kind,
        paragraph=paragraph,
        status=status,
        due=due,
        done_on=done_on,
        why=why,
        horizon=Period(both(horizon[0], horizon[1]), horizon[2], horizon[3]),
        issuers=reading.named_as("issuer"),
        lead=reading.named_as("lead"),
        coordinating=reading.named_as("coordinating"),
        addressees=reading.named_as("addressee"),
        themes=reading.named_as("theme"),
        markets=reading.named_as("market"),
        agreements=reading.named_as("agreement"),
        documents=reading.named_as("document"),
        figures=reading.named_as("figure"),
        repeats=reading.ties("repeats"),
        repeated_by=reading.ties_to("repeats"),
        families=_families(reading),
        results=reading.tied("answers", RecordKind.RESULT).first,
    )


def _families(reading: Reading) -> tuple[Item, ...]:
    rows = reading.rows(_FAMILIES)
    reading.learn(row[0] for row in rows)
    return tuple(Item(reading.one(family), both(vi, en)) for family, vi, en in rows)
