"""Ids and names: one id for one record of one kind, and look-alikes under two ids."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from ngkt_tui.digest.checks import Index
from ngkt_tui.digest.contributions import ExternalRecord, canonical_fields, uncorrected
from ngkt_tui.digest.faults import Issue, contradiction_of
from ngkt_tui.digest.load import DraftRecord
from ngkt_tui.digest.model.base_models import Record
from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.text import strip_diacritics


def check_identity(index: Index) -> Iterator[Issue]:
    """Yield ids taken twice, ids of another kind elsewhere, contradictions, and old ids that are still in use."""
    for entry in index.entries:
        record = entry.record
        first = index.first[record.id]
        if first is not entry:
            values = {"id": record.id, "kind": first.record.kind_of_record}
            yield Issue((*entry.path, "id"), "duplicate-id", values, other=(*first.path, "id"))
        known = index.outside.records.get(record.id)
        if known is not None:
            yield from _check_joined(entry, known, index.draft.heading.id if index.draft.heading else "?")
        for number, old in enumerate(record.was):
            if old in index.first or old in index.draft.broken:
                yield Issue((*entry.path, "was", number), "was-in-use", {"id": old})


def _check_joined(entry: DraftRecord, known: ExternalRecord, digest: str) -> Iterator[Issue]:
    record = entry.record
    if known.kind is not record.kind_of_record:
        values = {"id": record.id, "kind": known.kind, "digest": known.digest}
        yield Issue((*entry.path, "id"), "other-kind", values)
        return
    for path, value in contradictions(uncorrected(canonical_fields(record)), known.fields):
        name = ".".join(path)
        values = {"id": record.id, "name": name, "ours": digest, "digest": known.digest, "value": value}
        yield Issue(entry.path + path, contradiction_of(known.digest), values)


def contradictions(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield the path of each single value that both give, but differently, with theirs. Lists never contradict."""
    for name, value in ours.items():
        other = theirs.get(name)
        if isinstance(value, Mapping) and isinstance(other, Mapping):
            yield from (((name, *path), each) for path, each in contradictions(value, other))
        elif other is not None and value != other and not isinstance(value, list):
            yield (name,), other


class Naming(NamedTuple):
    """One name, alias or number of a record. `field` is the path of the field that gives it."""

    field: tuple[str | int, ...]
    name: str


def namings(fields: Mapping[str, Any]) -> Iterator[Naming]:
    """Yield what a record is called, from its plain values: names in both languages, short names, aliases, numbers."""
    for field in ("name", "short"):
        value = fields.get(field)
        if isinstance(value, str):
            yield Naming((field,), value)
        elif isinstance(value, Mapping):
            yield from (Naming((field, language), each) for language, each in value.items())
    yield from (Naming(("aliases", number), each) for number, each in enumerate(fields.get("aliases", ())))
    if fields.get("number"):
        yield Naming(("number",), fields["number"])


def folded_name(name: str) -> str:
    """Return a name as names are compared: bare, with single spaces."""
    return " ".join(strip_diacritics(name).split())


_FIELDS = {"name", "short", "aliases", "number"}

Names = dict[tuple[RecordKind, str], str]
"""The id of the first record of a kind that has a name, by kind and folded name."""


def names_of(records: Iterable[tuple[str, RecordKind, Mapping[str, Any]]]) -> Names:
    """Return the names of records, given as id, kind and plain values."""
    names: Names = {}
    for id_, kind, fields in records:
        for naming in namings(fields):
            names.setdefault((kind, folded_name(naming.name)), id_)
    return names


def find_similar_names(index: Index, names: Names | None = None) -> Iterator[Issue]:
    """Yield the names that a record of another id has too; `names` are those of other digests, if known already."""
    if names is None:
        names = names_of((id_, known.kind, known.fields) for id_, known in index.outside.records.items())
    taken = dict(names)
    for path, record in index.entries:
        seen: set[str] = set()
        for naming in namings(_naming_fields(record)):
            owner = taken.setdefault((record.kind_of_record, folded_name(naming.name)), record.id)
            if owner != record.id and owner not in seen:
                seen.add(owner)
                values = {"name": naming.name, "kind": record.kind_of_record, "other": owner}
                yield Issue(path + naming.field, "look-alike", values)


def _naming_fields(record: Record) -> Mapping[str, Any]:
    if _FIELDS.isdisjoint(type(record).model_fields):
        return {}
    return record.model_dump(include=_FIELDS, exclude_none=True)
