"""The fields that users own: one registry, in which a new field is one entry.

A field is a column of a table, or a row of its own for each entry (as notes are). Both tell what stands there at
present and write a change; neither knows of groups, undoing or commits.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from sqlmodel import col, select

from ngkt_tui.domain.dates import parse_date
from ngkt_tui.domain.errors import EditRefused
from ngkt_tui.domain.kinds import RecordKind
from ngkt_tui.domain.status import Status
from ngkt_tui.domain.words import Saying
from ngkt_tui.store.changes import FieldChange, FieldEdit, Stamp
from ngkt_tui.store.present import Present
from ngkt_tui.store.tables.directives import Directive
from ngkt_tui.store.tables.records import Note, Record

LONGEST_TEXT = 20_000
Check = Callable[[str], Saying | None]
"""Tells why a value cannot be taken; `None` where it can."""


class Field(Protocol):
    """A field that users own."""

    @property
    def name(self) -> str:
        """Return the name that the history knows the field by."""
        ...

    @property
    def searchable(self) -> bool:
        """Tell whether the record is found by what stands here."""
        ...

    @property
    def home(self) -> type[Record] | type[Directive]:
        """Return the table in which a record must have a row to have this field."""
        ...

    def change(self, present: Present, edit: FieldEdit, /) -> FieldChange:
        """Return the change that `edit` comes to. Raises `EditRefused`, `UnknownRecord`."""
        ...

    def value(self, present: Present, record: str, wanted: str | None, stamp: Stamp, /) -> str | None:
        """Return what stands in the field. Of entries: `wanted`, where it is among those made at `stamp`."""
        ...

    def write(self, present: Present, change: FieldChange, stamp: Stamp, /) -> None:
        """Make a change. `stamp` tells who made the entry that is added or taken away, and when."""
        ...


@dataclass(frozen=True)
class Column:
    """A field that is a column of a table with one row for each record."""

    name: str
    table: type[Directive]
    kind: RecordKind
    check: Check
    searchable: bool = False

    @property
    def home(self) -> type[Directive]:
        """Return the table of the column."""
        return self.table

    def change(self, present: Present, edit: FieldEdit, /) -> FieldChange:
        """Return the change from what stands there to the value of `edit`."""
        before = getattr(self._row(present, edit.record), self.name)
        require(self.check, edit)
        return FieldChange(edit.record, self.name, before, edit.value, edit.why)

    def value(self, present: Present, record: str, _wanted: str | None, _stamp: Stamp, /) -> str | None:
        """Return the value of the column."""
        value: str | None = getattr(self._row(present, record), self.name)
        return value

    def write(self, present: Present, change: FieldChange, _stamp: Stamp, /) -> None:
        """Set the column."""
        setattr(self._row(present, change.record), self.name, change.after)

    def _row(self, present: Present, record: str) -> Directive:
        row = present.find(self.table, record)
        if row is None:
            kind = present.record(record).kind
            names = {"field": Saying(f"field.{self.name}"), "kind": Saying(f"record.{kind}")}
            raise EditRefused(id=record, detail=Saying("edit.no-such-field", names))
        return row


@dataclass(frozen=True)
class Entries:
    """A field of which a record of any kind has as many entries as users make."""

    name: str
    table: type[Note]
    check: Check
    searchable: bool = True

    @property
    def home(self) -> type[Record]:
        """Return the table of all records."""
        return Record

    def change(self, present: Present, edit: FieldEdit, /) -> FieldChange:
        """Return the change that adds the value of `edit`, or takes away the entry that it saw."""
        present.record(edit.record)
        require(self.check, edit)
        before = edit.seen if edit.value is None and isinstance(edit.seen, str) else None
        return FieldChange(edit.record, self.name, before, edit.value, edit.why)

    def value(self, present: Present, record: str, wanted: str | None, stamp: Stamp, /) -> str | None:
        """Return `wanted` where it is among the entries made at `stamp`."""
        return None if wanted is None or self._entry(present, record, wanted, stamp) is None else wanted

    def write(self, present: Present, change: FieldChange, stamp: Stamp, /) -> None:
        """Add an entry as of `stamp`, or take away the one that was made then."""
        if change.after is not None:
            entry = self.table(record=change.record, at=stamp.at, actor=stamp.actor, text=change.after)
            present.session.add(entry)
            return
        old = self._entry(present, change.record, change.before or "", stamp)
        if old is not None:
            present.session.delete(old)

    def _entry(self, present: Present, record: str, text: str, stamp: Stamp) -> Note | None:
        made = select(self.table).where(
            self.table.record == record,
            self.table.text == text,
            self.table.at == stamp.at,
            self.table.actor == stamp.actor,
        )
        return present.session.exec(made.order_by(col(self.table.id).desc())).first()


def require(check: Check, edit: FieldEdit) -> None:
    """Raise `EditRefused` where the value of `edit` cannot be taken."""
    complaint = check(edit.value) if edit.value is not None else None
    if complaint is not None:
        raise EditRefused(id=edit.record, detail=complaint)


def _any_text(value: str) -> Saying | None:
    if not value.strip():
        return Saying("edit.empty-text")
    if len(value) > LONGEST_TEXT:
        return Saying("edit.long-text", {"limit": LONGEST_TEXT})
    return None


def _day(value: str) -> Saying | None:
    return None if parse_date(value) else Saying("edit.no-day", {"value": value})


def _status(value: str) -> Saying | None:
    return None if value in set(Status) else Saying("edit.no-status", {"value": value})


def _of_directive(name: str, check: Check) -> Column:
    return Column(name, Directive, RecordKind.DIRECTIVE, check)


FIELDS: dict[str, Field] = {
    field.name: field
    for field in (
        _of_directive("status", _status),
        _of_directive("done_on", _day),
        _of_directive("due", _day),
        _of_directive("why", _any_text),
        Entries("note", Note, _any_text),
    )
}
"""All fields that users own, by name."""
