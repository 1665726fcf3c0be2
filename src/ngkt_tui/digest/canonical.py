"""What a digest says of each record, as canonical JSON: the form in which the store keeps it.

Only what the digest gives is in it: absent fields and nulls are left out, keys are sorted, dates are
YYYY-MM-DD, a paragraph is always a list. Equal bodies mean that nothing changed.
"""

import json
from collections.abc import Iterator, Mapping
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
    return json.dumps(canonical_fields(record), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


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
