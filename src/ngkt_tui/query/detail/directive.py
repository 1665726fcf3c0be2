"""The detail of a directive: who asked whom, until when, what it repeats, what may answer it."""

from ngkt_tui.domain.id_list import read_ids
from ngkt_tui.domain.kinds import RecordKind
from ngkt_tui.query.detail.bodies import DirectiveBody
from ngkt_tui.query.detail.ties import Reading, both
from ngkt_tui.query.detail.values import EvidenceOf, Period, PlaceInFamily
from ngkt_tui.query.names import Named

_OWN = (
    "SELECT conference, kind, nature, product_vi, product_en, paragraph, status, due, done_on, why,"
    " horizon_vi, horizon_en, horizon_start, horizon_end, importance, first_due, lead, coordinating"
    " FROM directive WHERE id = :id"
)
_EVIDENCE = "SELECT id, at, actor, text FROM evidence WHERE record = :id ORDER BY id"
_FAMILIES = "SELECT family, text_vi, text_en FROM family_item WHERE directive = :id ORDER BY family, ordinal"


def directive_body(reading: Reading) -> DirectiveBody:
    """Return what is told of the directive that is read."""
    conference, kind, nature, product_vi, product_en, paragraph, status, due, done_on, why, *rest = reading.row(_OWN)
    *horizon, importance, first_due, lead, coordinating = rest
    related = dict.fromkeys((*reading.named_as("related"), *reading.tied("related").first))
    return DirectiveBody(
        conference=reading.one(conference),
        kind=kind,
        nature=nature,
        product=both(product_vi, product_en),
        paragraph=paragraph,
        status=status,
        due=due,
        done_on=done_on,
        why=why,
        horizon=Period(both(horizon[0], horizon[1]), horizon[2], horizon[3]),
        issuers=reading.named_as("issuer"),
        lead=_owing(reading, "lead", lead),
        coordinating=_owing(reading, "coordinating", coordinating),
        addressees=reading.named_as("addressee"),
        themes=reading.named_as("theme"),
        markets=reading.named_as("market"),
        agreements=reading.named_as("agreement"),
        documents=reading.named_as("document"),
        figures=reading.named_as("figure"),
        repeats=reading.ties("repeats"),
        repeated_by=reading.ties_to("repeats"),
        related=tuple(related),
        families=_families(reading),
        results=reading.tied("answers", RecordKind.RESULT).first,
        importance=importance,
        first_due=first_due,
        evidence=_evidence(reading),
        digest_lead=() if lead is None else reading.named_as("lead"),
        digest_coordinating=() if coordinating is None else reading.named_as("coordinating"),
        own_lead=None if lead is None else read_ids(lead),
        own_coordinating=None if coordinating is None else read_ids(coordinating),
    )


def _owing(reading: Reading, relation: str, given: str | None) -> tuple[Named, ...]:
    """Return the agencies that a user gave, else those that the digests name."""
    return reading.named_as(relation) if given is None else reading.every(read_ids(given))


def _evidence(reading: Reading) -> tuple[EvidenceOf, ...]:
    rows = reading.rows(_EVIDENCE)
    targets = [_target(row[3]) for row in rows]
    reading.learn(targets)
    return tuple(EvidenceOf._make((*row, reading.one(target))) for row, target in zip(rows, targets, strict=True))


def _target(text: str) -> str | None:
    """Return the word that may be the id of an article or a document: the first one."""
    return next(iter(text.split()), None)


def _families(reading: Reading) -> tuple[PlaceInFamily, ...]:
    rows = reading.rows(_FAMILIES)
    reading.learn(row[0] for row in rows)
    named = ((reading.one(family), both(vi, en)) for family, vi, en in rows)
    return tuple(PlaceInFamily(family, text) for family, text in named if family)
