"""What a digest says of each record, as canonical JSON: the form in which the store keeps it.

Only what the digest gives is in it: absent fields and nulls are left out, keys are sorted, dates are
YYYY-MM-DD, a paragraph is always a list. Equal bodies mean that nothing changed. What other digests say are the records
that a digest may refer to without defining them.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ngkt_tui.digest.model.base_models import Record
from ngkt_tui.digest.model.whole_digest import LISTS, Digest
from ngkt_tui.domain.enums import RecordKind


class Contribution(NamedTuple):
    """What one digest says of one record. `ordinal` is its place among all records of the digest, from 0."""

    record: str
    kind: RecordKind
    ordinal: int
    body: str


def contributions(digest: Digest) -> Iterator[Contribution]:
    """Yield the contributions of a digest, kind by kind, in file order."""
    ordinal = 0
    for key, kind in LISTS.items():
        for record in getattr(digest, key):
            yield Contribution(record.id, kind, ordinal, canonical_json(record))
            ordinal += 1


def canonical_json(record: Record) -> str:
    """Return what is given of `record` as compact JSON with sorted keys."""
    return dump_fields(canonical_fields(record))


def dump_fields(fields: Mapping[str, object]) -> str:
    """Return plain values as `canonical_json` writes them."""
    return _ENCODER.encode(fields)


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical_fields(record: Record) -> dict[str, object]:
    """Return what is given of `record` as plain values, dates as text."""
    return record.model_dump(mode="json", exclude_unset=True, exclude_none=True)


def uncorrected(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what is given of a record but for what only stands in place of what other digests say."""
    corrects = body.get("corrects")
    if not corrects:
        return body
    return {name: value for name, value in body.items() if name not in corrects and name != "corrects"}


def in_present_schema(kind: RecordKind, body: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what is given of a record as the present schema writes it; `body` where it already is so.

    Schema 1 names the one directive that an item of a family covers, schema 2 lists them.
    """
    if kind is not RecordKind.FAMILY or not any("directive" in item for item in body.get("items", ())):
        return body
    return {**body, "items": [_with_directives(item) for item in body["items"]]}


def _with_directives(item: Mapping[str, Any]) -> Mapping[str, Any]:
    if "directive" not in item:
        return item
    rest = {name: value for name, value in item.items() if name not in ("directive", "directives")}
    return {**rest, "directives": item.get("directives") or [item["directive"]]}


@dataclass(frozen=True, slots=True)
class ExternalRecord:
    """A record of other digests. `said` is what they say of it together, as plain values with dates as text."""

    kind: RecordKind
    digest: str
    """The id of the digest that said it first."""
    fields: Mapping[str, Any]


@dataclass(frozen=True)
class ExternalRecords:
    """The records of other digests by id, and the ids of those digests.

    What the checked digest itself said when it was last taken in must not be among them: a digest does not
    contradict itself by being changed.
    """

    digests: frozenset[str] = frozenset()
    records: Mapping[str, ExternalRecord] = field(default_factory=dict)

    @classmethod
    def of(cls, digests: Iterable[Digest]) -> "ExternalRecords":
        """Return what `digests` say together; of two that contradict each other the first counts."""
        names: set[str] = set()
        records: dict[str, ExternalRecord] = {}
        for digest in digests:
            names.add(digest.digest.id)
            for record in digest.all_records():
                records[record.id] = _joined(records.get(record.id), record, digest.digest.id)
        return cls(frozenset(names), records)


def _joined(before: ExternalRecord | None, record: Record, digest: str) -> ExternalRecord:
    given = in_present_schema(record.kind_of_record, uncorrected(canonical_fields(record)))
    if before is None or before.kind is not record.kind_of_record:
        return before or ExternalRecord(record.kind_of_record, digest, given)
    return ExternalRecord(before.kind, before.digest, merge(before.fields, given))


def merge(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, Any]:
    """Return what both say: lists one after the other without equal entries, mappings joined, else the first."""
    joined = dict(first)
    for name, value in second.items():
        present = joined.get(name)
        if isinstance(present, list) and isinstance(value, list):
            joined[name] = present + [each for each in value if each not in present]
        elif isinstance(present, dict) and isinstance(value, dict):
            joined[name] = merge(present, value)
        elif present is None:
            joined[name] = value
    return joined
