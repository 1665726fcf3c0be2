"""What is marked, so that one edit does it all: records by id, each with what was seen of it. No widget, no I/O."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.services.edit import seen_in
from ngkt_tui.tui.widgets.sections import Row

ExpectedFields = Mapping[str, str | None]
"""What a user saw in the fields of one record, as the history writes it."""


class EditTarget(NamedTuple):
    """What an edit is made of: one record, or all that are marked of its kind. `subject` says it in words."""

    kind: RecordKind
    seen: Mapping[str, ExpectedFields]
    subject: str
    is_marked: bool = False

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the ids of the records."""
        return tuple(self.seen)

    def common(self, field: str) -> str | None:
        """Return what all records have in a field; `None` where they differ, or nothing stands there."""
        values = {fields.get(field) for fields in self.seen.values()}
        return values.pop() if len(values) == 1 else None


class Selection:
    """The marked records of each kind, in the order in which they were marked."""

    def __init__(self) -> None:
        self._seen: dict[RecordKind, dict[str, ExpectedFields]] = {}
        self.last: str | None = None
        """The record that was marked last, from which a run of marks begins."""

    def __contains__(self, record: object) -> bool:
        return any(record in marked for marked in self._seen.values())

    def __len__(self) -> int:
        return sum(len(marked) for marked in self._seen.values())

    def of(self, kind: RecordKind) -> Mapping[str, ExpectedFields]:
        """Return the marked records of a kind, with what was seen of each."""
        return self._seen.get(kind, {})

    def counts(self) -> tuple[tuple[RecordKind, int], ...]:
        """Return how many records of each kind are marked."""
        return tuple((kind, len(marked)) for kind, marked in self._seen.items() if marked)

    def toggle(self, kind: RecordKind, row: Row) -> None:
        """Mark a record, or take its mark away."""
        if row.id in self.of(kind):
            del self._seen[kind][row.id]
            self.last = None
        else:
            self.add(kind, [row])
            self.last = row.id

    def add(self, kind: RecordKind, rows: Iterable[Row]) -> None:
        """Mark records; those that are marked already stay where they are."""
        marked = self._seen.setdefault(kind, {})
        marked.update((row.id, seen_in(row)) for row in rows)

    def drop(self, kind: RecordKind, records: Iterable[str]) -> None:
        """Take marks away."""
        marked = self._seen.get(kind, {})
        for record in records:
            marked.pop(record, None)

    def refresh(self, rows: Iterable[Row]) -> None:
        """Take note of rows that are shown anew: from here on an edit is of what they show."""
        for row in rows:
            for marked in self._seen.values():
                if row.id in marked:
                    marked[row.id] = seen_in(row)

    def clear(self) -> None:
        """Take all marks away."""
        self._seen.clear()
        self.last = None
