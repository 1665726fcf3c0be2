"""Completeness: what a record must have, here or in another digest, and what its parts must have."""

from collections.abc import Iterator, Sequence

from ngkt_tui.digest.canonical import canonical_fields, in_present_schema
from ngkt_tui.digest.checks.index import Index
from ngkt_tui.digest.draft import DraftRecord, missing_fields
from ngkt_tui.digest.faults import Issue
from ngkt_tui.digest.model.base_models import Record
from ngkt_tui.digest.model.records import Conference, Family, Participant


def check_completeness(index: Index) -> Iterator[Issue]:
    """Yield required fields that nobody gives, and parts that name nothing or too much."""
    for entry in index.entries:
        if not _may_be_elsewhere(index, entry):
            yield from (_missing(entry, name) for name in _lacking(index, entry.record))
        if isinstance(entry.record, Conference):
            yield from _check_participants(entry, entry.record.participants)
        if isinstance(entry.record, Family):
            yield from _check_family(index, entry, entry.record)


def _missing(entry: DraftRecord, name: str) -> Issue:
    """Return the complaint about a field that must have something: where its empty list stands, else at the record."""
    if getattr(entry.record, name) == () and name in entry.record.model_fields_set:
        return Issue((*entry.path, name), "list-empty", {"name": name, "limit": 1})
    return Issue(entry.path, "missing", {"name": name})


def unchecked_records(index: Index) -> Iterator[Issue]:
    """Yield the records that lack something which a digest that is not at hand may give."""
    for entry in index.entries:
        lacking = tuple(_lacking(index, entry.record)) if _may_be_elsewhere(index, entry) else ()
        if lacking:
            yield Issue(entry.path, "unchecked-fields", {"id": entry.record.id, "names": lacking})


def _may_be_elsewhere(index: Index, entry: DraftRecord) -> bool:
    return index.open_ended and entry.record.id not in index.outside.records


def _lacking(index: Index, record: Record) -> Iterator[str]:
    if next(missing_fields(record, None), None) is not None:  # few records do, and others have to be looked up
        yield from missing_fields(record, index.known(record))


def _check_participants(entry: DraftRecord, participants: Sequence[Participant]) -> Iterator[Issue]:
    for number, each in enumerate(participants):
        if sum(value is not None for value in (each.official, each.organisation, each.who)) != 1:
            yield Issue((*entry.path, "participants", number), "participant", {})


def _check_family(index: Index, entry: DraftRecord, family: Family) -> Iterator[Issue]:
    for number, item in enumerate(family.items):
        if item.text is None and not item.covered:
            yield Issue((*entry.path, "items", number), "family-item", {})
        if item.directive is not None and item.directives:
            yield Issue((*entry.path, "items", number, "directive"), "family-item-twice", {}, at_key=True)
    known = index.known(family)
    elsewhere = known.fields if known else {}
    printed = family.printed_count or elsewhere.get("printed_count")
    ours = in_present_schema(family.kind_of_record, canonical_fields(family)).get("items", [])
    theirs = [item for item in elsewhere.get("items", ()) if item not in ours]
    listed = "items" in family.model_fields_set or bool(theirs)
    if printed and listed and len(ours) + len(theirs) != printed:
        path = (*entry.path, "items") if "items" in family.model_fields_set else entry.path
        yield Issue(path, "family-count", {"printed": printed, "count": len(ours) + len(theirs)})
