"""The detail of a directive: who asked whom, until when, what it repeats, what may answer it."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from ngkt_tui.domain.enums import RecordKind, Status
from ngkt_tui.domain.stored_values import Damaged, StoredDate, load_ids, member_reader, stored_date, stored_ids
from ngkt_tui.query.change_groups import DueMove, due_moves
from ngkt_tui.query.clarity import LACKS
from ngkt_tui.query.detail.links import DetailLoader, both, declined_of
from ngkt_tui.query.detail.values import (
    Bilingual,
    DeclinedEntry,
    EvidenceEntry,
    Link,
    PeriodEntry,
    PlaceInFamily,
    ReportEntry,
)
from ngkt_tui.query.former_ids import ID_HISTORY_OF
from ngkt_tui.query.names import RecordRef
from ngkt_tui.query.reminders import AGENCY_REPORTS, REMINDERS, REPLIES, AgencyReport, Reminder, Reply
from ngkt_tui.query.repetitions import REPEATED_BY, REPEATS, AskTie
from ngkt_tui.query.sql import NamedRow, read_rows
from ngkt_tui.query.watch_items import WatchItem, watch_items


class DirectiveDetail(NamedTuple):
    """What only the detail of a directive holds."""

    conference: RecordRef | None
    kind: str
    nature: str
    product: Bilingual | None
    """What it asks to be produced, in the words of a user where one gave them."""
    paragraph: int
    status: Status | Damaged
    due: StoredDate | None
    done_on: StoredDate | None
    why: str | None
    horizon: PeriodEntry
    issuers: tuple[RecordRef, ...]
    lead: tuple[RecordRef, ...]
    coordinating: tuple[RecordRef, ...]
    addressees: tuple[RecordRef, ...]
    themes: tuple[RecordRef, ...]
    markets: tuple[RecordRef, ...]
    agreements: tuple[RecordRef, ...]
    documents: tuple[RecordRef, ...]
    figures: tuple[RecordRef, ...]
    repeats: tuple[Link, ...]
    """Earlier directives that this one takes up."""
    repeated_by: tuple[Link, ...]
    """Later directives that take this one up."""
    related: tuple[RecordRef, ...]
    """Directives that ask for something near, of the same conference or another, named from either end."""
    families: tuple[PlaceInFamily, ...]
    results: tuple[RecordRef, ...]
    """What may answer it."""
    declined: tuple[DeclinedEntry, ...]
    """Which of these do not, as users say."""
    importance: int | None
    first_due: StoredDate | None
    """The due date that was set first, where it was moved since."""
    evidence: tuple[EvidenceEntry, ...]
    digest_lead: tuple[RecordRef, ...]
    """Whom the digests name as lead, where a user gave other agencies; these are then in `lead`."""
    digest_coordinating: tuple[RecordRef, ...]
    digest_product: Bilingual | None
    """What the digests say, where a user gave another; that one is then in `product`."""
    own_lead: tuple[str, ...] | Damaged | None
    """Ids of the agencies that a user gave in place of the digests'; `None` where those of the digests count."""
    own_coordinating: tuple[str, ...] | Damaged | None
    own_product: str | None
    digest_nature: str
    own_nature: str | None
    """The nature that a user gave in place of the digests'; that one is then in `nature`."""
    confirms: tuple[str, ...] | Damaged | None
    """Ids of the organisations that say whether it is done."""
    confirming: tuple[RecordRef, ...]
    """The organisations themselves."""
    transfer: tuple[str, ...] | Damaged | None
    """Ids of the organisations that it should go to instead, as users propose."""
    transferring: tuple[RecordRef, ...]
    transferred_on: StoredDate | None
    lacks: tuple[str, ...]
    """Which of the six things (`ClearAspect`) are not clear."""
    due_moves: tuple[DueMove, ...]
    """Every due date that was given, the first one first; those that were taken back left out."""
    reminders: tuple[Reminder, ...]
    """The letters by which agencies were reminded of it, the newest first."""
    replies: tuple[Reply, ...]
    """What was answered, the newest first."""
    watched: tuple[WatchItem, ...]
    """What is watched of markets because of it."""
    reports: tuple[ReportEntry, ...]
    """That it was reported as done, and that this was confirmed, as far as its status is due to that."""
    agency_reports: tuple[AgencyReport, ...]
    """What agencies reported of it in sheets, by agency."""
    issued: StoredDate | None = None
    """The day on which it was asked, where no conference dates it."""

    def accepts(self, result: str) -> bool:
        """Return whether a result is among the evidence."""
        return any(each.text.split()[:1] == [result] for each in self.evidence)


_OWN = f"""
    SELECT
        conference, issued, kind, nature, product_vi, product_en, paragraph,
        status, due, done_on, why, importance, first_due,
        horizon_vi, horizon_en, horizon_start, horizon_end,
        lead, coordinating, product, digest_nature, confirms, transfer, transferred_on,
        {LACKS} AS lacks
    FROM directive AS it
    WHERE id = :id
"""
_EVIDENCE = "SELECT id, at, actor, text FROM evidence WHERE record = :id ORDER BY id"
_STATUS_CHANGES = f"""
    SELECT change.before, change.after, change_group.at, change_group.actor
    FROM change JOIN change_group ON change_group.id = change.change_group
    WHERE change.record IN {ID_HISTORY_OF.format(record=":id")}
        AND change.field = 'status' AND change_group.kind <> 'import'
    ORDER BY change.id DESC
"""
_FAMILIES = """
    SELECT it.family AS family, it.text_vi AS text_vi, it.text_en AS text_en
    FROM family_item AS it JOIN record ON record.id = it.family
    WHERE it.directive = :id
    ORDER BY record.position, it.ordinal
"""


def directive_body(reading: DetailLoader) -> DirectiveDetail:
    """Return the body of the detail of the directive that is read."""
    own = reading.row(_OWN)
    lead, coordinating, own_product = own["lead"], own["coordinating"], own["product"]
    digest_product = both(own["product_vi"], own["product_en"])
    related = dict.fromkeys((*reading.targets("related"), *reading.backlink_list("related").first))
    return DirectiveDetail(
        conference=reading.ref(own["conference"]),
        issued=stored_date(own["issued"]),
        kind=own["kind"],
        nature=own["nature"] or own["digest_nature"],
        product=digest_product if own_product is None else both(own_product, None),
        paragraph=own["paragraph"],
        status=member_reader(Status)(own["status"]),
        due=stored_date(own["due"]),
        done_on=stored_date(own["done_on"]),
        why=own["why"],
        horizon=_horizon(own),
        issuers=reading.targets("issuer"),
        lead=_owing(reading, "lead", lead),
        coordinating=_owing(reading, "coordinating", coordinating),
        addressees=reading.targets("addressee"),
        themes=reading.targets("theme"),
        markets=reading.targets("market"),
        agreements=reading.targets("agreement"),
        documents=reading.targets("document"),
        figures=reading.targets("figure"),
        related=tuple(related),
        families=_families(reading),
        results=reading.backlink_list("answers", RecordKind.RESULT).first,
        declined=declined_of(reading.connection, reading.id),
        importance=own["importance"],
        first_due=stored_date(own["first_due"]),
        evidence=_evidence(reading),
        digest_lead=() if lead is None else reading.targets("lead"),
        digest_coordinating=() if coordinating is None else reading.targets("coordinating"),
        digest_product=None if own_product is None else digest_product,
        own_lead=None if lead is None else stored_ids(lead),
        own_coordinating=None if coordinating is None else stored_ids(coordinating),
        own_product=own_product,
        digest_nature=own["digest_nature"],
        own_nature=own["nature"],
        confirms=stored_ids(own["confirms"]),
        lacks=load_ids(own["lacks"]),
        confirming=reading.refs(load_ids(own["confirms"])),
        transfer=stored_ids(own["transfer"]),
        transferring=reading.refs(load_ids(own["transfer"])),
        transferred_on=stored_date(own["transferred_on"]),
        **_followed(reading, own["status"]),
    )


def _followed(reading: DetailLoader, status: str) -> dict[str, Any]:
    """Return with which others the directive is tied, and how it was followed up."""
    ids = json.dumps([reading.id])
    reminders = read_rows(reading.connection, REMINDERS, {"ids": ids}, Reminder)
    reports = read_rows(reading.connection, AGENCY_REPORTS, {"ids": ids}, AgencyReport)
    replies = read_rows(reading.connection, REPLIES, {"ids": ids}, Reply)
    named = [*(each.agency_id for each in reminders), *(each.agency_id for each in reports)]
    reading.load_refs([*named, *(each.agency_id for each in replies)])
    return {
        "repeats": _ties(reading, [AskTie(*row[1:4]) for row in reading.rows(REPEATS, ids=ids)]),
        "repeated_by": _ties(reading, [AskTie(*row[:3]) for row in reading.rows(REPEATED_BY)]),
        "due_moves": due_moves(reading.connection, reading.id),
        "reminders": tuple(each._replace(agency=reading.ref(each.agency_id)) for each in reminders),
        "replies": tuple(each._replace(agency=reading.ref(each.agency_id)) for each in replies),
        "agency_reports": tuple(each._replace(agency=reading.ref(each.agency_id)) for each in reports),
        "watched": watch_items(reading.connection, record=reading.id),
        "reports": _reports(reading, status),
    }


def _horizon(own: NamedRow) -> PeriodEntry:
    text = both(own["horizon_vi"], own["horizon_en"])
    return PeriodEntry(text, stored_date(own["horizon_start"]), stored_date(own["horizon_end"]))


def _ties(reading: DetailLoader, repeats: Sequence[AskTie]) -> tuple[Link, ...]:
    reading.load_refs([each.id for each in repeats])
    named = ((reading.ref(each.id), each) for each in repeats)
    return tuple(Link(record, each.how, bool(each.is_own)) for record, each in named if record)


def _reports(reading: DetailLoader, status: str) -> tuple[ReportEntry, ...]:
    """Return that the directive was reported as done, and that this was confirmed where it now is done."""
    changes = reading.rows(_STATUS_CHANGES) if status in (Status.REPORTED, Status.DONE) else []
    if not changes or changes[0]["after"] != status:
        return ()
    if status == Status.DONE and changes[0]["before"] != Status.REPORTED:
        return ()
    found = {each["after"]: each for each in reversed(changes)}
    wanted = (Status.REPORTED, Status.DONE) if status == Status.DONE else (Status.REPORTED,)
    return tuple(ReportEntry(each, found[each]["at"], found[each]["actor"]) for each in wanted if each in found)


def _owing(reading: DetailLoader, relation: str, given: str | None) -> tuple[RecordRef, ...]:
    """Return the agencies that a user gave, else those that the digests name."""
    return reading.targets(relation) if given is None else reading.refs(load_ids(given))


def _evidence(reading: DetailLoader) -> tuple[EvidenceEntry, ...]:
    entries = [EvidenceEntry(**row) for row in reading.rows(_EVIDENCE)]
    targets = [_target(entry.text) for entry in entries]
    reading.load_refs(targets)
    return tuple(entry._replace(record=reading.ref(target)) for entry, target in zip(entries, targets, strict=True))


def _target(text: str) -> str | None:
    """Return the word that may be the id of an article or a document: the first one."""
    return next(iter(text.split()), None)


def _families(reading: DetailLoader) -> tuple[PlaceInFamily, ...]:
    rows = reading.rows(_FAMILIES)
    reading.load_refs(row["family"] for row in rows)
    named = ((reading.ref(row["family"]), both(row["text_vi"], row["text_en"])) for row in rows)
    return tuple(PlaceInFamily(family, text) for family, text in named if family)
