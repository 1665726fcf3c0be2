"""Records that lack what a record must have, and stopping early where nearly every record does.

Another digest may give what a record lacks, so that only a digest as a whole can be told that something is missing.
But where a thousand such records have been read of which no other digest says anything, reading on would only take
time and memory: the file is then something else than a digest.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from ngkt_tui.digest.fault import MAX_FAULTS, Issue, Path
from ngkt_tui.digest.model.record import Record
from ngkt_tui.digest.outside import ExternalRecord, ExternalRecords

Elsewhere = Callable[[str | None, Sequence[str]], ExternalRecords]
"""Returns what other digests than that of an id say, at least of the records with these ids."""


class _SeenRecord(NamedTuple):
    path: Path
    record: Record


def missing_fields(record: Record, known: ExternalRecord | None) -> Iterator[str]:
    """Yield the required fields that neither a record gives nor what is known of it elsewhere."""
    for name in record.required:
        if not getattr(record, name) and (known is None or not known.fields.get(name)):
            yield name


class IncompleteRecords:
    """The records without a required field that have been met since the last look at the other digests."""

    def __init__(self, elsewhere: Elsewhere) -> None:
        self._elsewhere = elsewhere
        self._met: list[_SeenRecord] = []

    def on_record(self, path: Path, record: Record, heading: Any) -> tuple[Issue, ...]:
        """Take note of a record; return complaints once there are so many that reading should stop.

        `heading` is the value of `digest` as far as it has been read; without it, nothing can be said yet.
        """
        if next(missing_fields(record, None), None) is None:
            return ()
        self._met.append(_SeenRecord(path, record))
        if len(self._met) < MAX_FAULTS:
            return ()
        met, self._met = self._met, []
        return tuple(self._missing(met, heading)) if isinstance(heading, dict) else ()

    def _missing(self, met: Sequence[_SeenRecord], heading: dict[str, Any]) -> Iterator[Issue]:
        own, uses = heading.get("id"), heading.get("uses") or []
        outside = self._elsewhere(own if isinstance(own, str) else None, [each.record.id for each in met])
        if not isinstance(uses, list) or any(each != own and each not in outside.digests for each in map(str, uses)):
            return  # one that is not at hand may give it
        if any(each.record.id in outside.records for each in met):
            return  # told at the end, with what the others give
        for path, record in met:
            yield from (Issue(path, "missing", {"name": name}) for name in missing_fields(record, None))
