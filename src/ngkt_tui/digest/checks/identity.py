"""Ids: each stands for one record, of one kind, of which no two digests say different things."""

from collections.abc import Iterator, Mapping
from typing import Any

from ngkt_tui.digest.canonical import canonical_fields
from ngkt_tui.digest.checks.index import Index
from ngkt_tui.digest.draft import DraftRecord
from ngkt_tui.digest.faults import Issue
from ngkt_tui.digest.known_records import ExternalRecord


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
    for path, value in contradictions(canonical_fields(record), known.fields):
        name = ".".join(path)
        values = {"id": record.id, "name": name, "ours": digest, "digest": known.digest, "value": value}
        yield Issue(entry.path + path, "contradicts", values)


def contradictions(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield the path of each single value that both give, but differently, with theirs. Lists never contradict."""
    for name, value in ours.items():
        other = theirs.get(name)
        if isinstance(value, Mapping) and isinstance(other, Mapping):
            yield from (((name, *path), each) for path, each in contradictions(value, other))
        elif other is not None and value != other and not isinstance(value, list):
            yield (name,), other
