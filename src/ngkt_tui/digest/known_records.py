"""What other digests say: the records that a digest may refer to without defining them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ngkt_tui.digest.canonical import canonical_fields, in_present_schema, uncorrected
from ngkt_tui.digest.model.base_models import Record
from ngkt_tui.digest.model.whole_digest import Digest
from ngkt_tui.domain.enums import RecordKind


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
