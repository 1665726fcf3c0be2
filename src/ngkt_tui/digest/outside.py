"""What other digests say: the records that a digest may refer to without defining them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ngkt_tui.digest.contributions import in_present_schema, said
from ngkt_tui.digest.model.digest import Digest
from ngkt_tui.digest.model.record import Record
from ngkt_tui.domain.kinds import RecordKind


@dataclass(frozen=True, slots=True)
class Known:
    """A record of other digests. `said` is what they say of it together, as plain values with dates as text."""

    kind: RecordKind
    digest: str
    """The id of the digest that said it first."""
    said: Mapping[str, Any]


@dataclass(frozen=True)
class Outside:
    """The records of other digests by id, and the ids of those digests.

    What the checked digest itself said when it was last taken in must not be among them: a digest does not
    contradict itself by being changed.
    """

    digests: frozenset[str] = frozenset()
    records: Mapping[str, Known] = field(default_factory=dict)

    @classmethod
    def of(cls, digests: Iterable[Digest]) -> "Outside":
        """Return what `digests` say together; of two that contradict each other the first counts."""
        names: set[str] = set()
        records: dict[str, Known] = {}
        for digest in digests:
            names.add(digest.digest.id)
            for record in digest.all_records():
                records[record.id] = _joined(records.get(record.id), record, digest.digest.id)
        return cls(frozenset(names), records)


def _joined(before: Known | None, record: Record, digest: str) -> Known:
    given = in_present_schema(record.kind_of_record, said(record))
    if before is None or before.kind is not record.kind_of_record:
        return before or Known(record.kind_of_record, digest, given)
    return Known(before.kind, before.digest, join(before.said, given))


def join(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, Any]:
    """Return what both say: lists one after the other without equal entries, mappings joined, else the first."""
    joined = dict(first)
    for name, value in second.items():
        present = joined.get(name)
        if isinstance(present, list) and isinstance(value, list):
            joined[name] = present + [each for each in value if each not in present]
        elif isinstance(present, dict) and isinstance(value, dict):
            joined[name] = join(present, value)
        elif present is None:
            joined[name] = value
    return joined
