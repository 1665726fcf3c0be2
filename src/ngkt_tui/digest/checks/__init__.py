"""The cross-reference checks: each module looks at one thing and yields complaints; none reads a file.

They look things up in an `Index`: the records of a draft, and those that other digests define.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

from ngkt_tui.digest.contributions import ExternalRecord, ExternalRecords
from ngkt_tui.digest.faults import FieldPath, Issue
from ngkt_tui.digest.load import DraftRecord, ParsedDigest
from ngkt_tui.digest.model.base_models import Record
from ngkt_tui.domain.enums import RecordKind


class Index:
    """The records of one draft by id, beside those of other digests."""

    def __init__(self, draft: ParsedDigest, outside: ExternalRecords) -> None:
        self.draft = draft
        self.entries: list[DraftRecord] = list(draft.entries())
        self.outside = outside
        self.first: dict[str, DraftRecord] = {}
        for entry in self.entries:
            self.first.setdefault(entry.record.id, entry)
        self._kinds = draft.broken | {id_: entry.record.kind_of_record for id_, entry in self.first.items()}

    @property
    def is_own(self) -> bool:
        """Return whether the draft is a digest of what a unit made itself."""
        return bool(self.draft.heading and self.draft.heading.own)

    @property
    def open_ended(self) -> bool:
        """Return whether a digest that this one uses is not at hand, so that an unknown id may be right."""
        own = {self.draft.heading.id} if self.draft.heading else set()
        return not (self.outside.digests | own).issuperset(self.draft.uses)

    def kind(self, id_: str) -> RecordKind | None:
        """Return the kind of a record, its own definition first; `None` where it is unknown."""
        own = self._kinds.get(id_)
        if own is not None:
            return own
        known = self.outside.records.get(id_)
        return known.kind if known else None

    def elsewhere(self, id_: str) -> ExternalRecord | None:
        """Return what other digests say of a record, but for that in whose place the draft says something else."""
        known, entry = self.outside.records.get(id_), self.first.get(id_)
        if known is None or entry is None or not entry.record.corrects:
            return known
        kept = {name: value for name, value in known.fields.items() if name not in entry.record.corrects}
        return ExternalRecord(known.kind, known.digest, kept)

    def known(self, record: Record) -> ExternalRecord | None:
        """Return what other digests say of `record` beside it, if it is of the same kind there."""
        known = self.elsewhere(record.id)
        return known if known and known.kind is record.kind_of_record else None

    def fact(self, id_: str, name: str) -> Any:
        """Return one field of a record, wherever it is given, as a plain value; `None` where it is nowhere."""
        entry = self.first.get(id_)
        if entry is not None and (value := getattr(entry.record, name, None)) is not None:
            return value
        known = self.outside.records.get(id_)
        return known.fields.get(name) if known else None

    def day_of_conference(self, id_: str | None) -> date | None:
        """Return the date of a conference, `None` where it is not known."""
        day = self.fact(id_, "date") if id_ else None
        return date.fromisoformat(day) if isinstance(day, str) else day


class Edge(NamedTuple):
    """A reference from one record to another of the same kind, with its path in the draft."""

    source: str
    target: str
    path: FieldPath


Check = Callable[[Index], Iterator[Issue]]
"""One check over the whole draft."""
