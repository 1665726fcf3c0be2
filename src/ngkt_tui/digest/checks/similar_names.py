"""Look-alikes: names, aliases and numbers that are equal, but for case and accents, under two ids of one kind."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from ngkt_tui.digest.checks.index import Index
from ngkt_tui.digest.faults import Issue
from ngkt_tui.digest.model.base_models import Record
from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.folding import strip_diacritics


class Naming(NamedTuple):
    """One name, alias or number of a record. `field` is the path of the field that gives it."""

    field: tuple[str | int, ...]
    name: str


def namings(said: Mapping[str, Any]) -> Iterator[Naming]:
    """Yield what a record is called, from its plain values: names in both languages, short names, aliases, numbers."""
    for field in ("name", "short"):
        value = said.get(field)
        if isinstance(value, str):
            yield Naming((field,), value)
        elif isinstance(value, Mapping):
            yield from (Naming((field, language), each) for language, each in value.items())
    yield from (Naming(("aliases", number), each) for number, each in enumerate(said.get("aliases", ())))
    if said.get("number"):
        yield Naming(("number",), said["number"])


def folded_name(name: str) -> str:
    """Return a name as names are compared: bare, with single spaces."""
    return " ".join(strip_diacritics(name).split())


_FIELDS = {"name", "short", "aliases", "number"}

Names = dict[tuple[RecordKind, str], str]
"""The id of the first record of a kind that has a name, by kind and folded name."""


def names_of(records: Iterable[tuple[str, RecordKind, Mapping[str, Any]]]) -> Names:
    """Return the names of records, given as id, kind and plain values."""
    names: Names = {}
    for id_, kind, said in records:
        for naming in namings(said):
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
