"""The registry of user-owned fields and its two types: a column of a table, and a list whose items are rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from ngkt_tui.domain import user_fields as checks
from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.errors import EditRefusedError
from ngkt_tui.domain.user_fields import Check, load_ids, load_stage_change
from ngkt_tui.domain.words import LazyText
from ngkt_tui.store.edit_types import Author, FieldChange, FieldEdit
from ngkt_tui.store.row_cache import Entry, OwnerTable, RowCache, StoredEntry, StoredRow
from ngkt_tui.store.tables.user_owned import (
    AgreementTable,
    DirectiveTable,
    EvidenceTable,
    MarketTable,
    NoteTable,
    RecordTable,
    StageChangeTable,
)


class UserField(Protocol):
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
    def home(self) -> type[OwnerTable]:
        """Return the table in which a record must have a row to have this field."""
        ...

    def change(self, present: RowCache, edit: FieldEdit, /) -> FieldChange:
        """Return the change that `edit` comes to. Raises `EditRefusedError`, `UnknownRecordError`."""
        ...

    def value(self, present: RowCache, record: str, wanted: str | None, author: Author, /) -> str | None:
        """Return what stands in the field. Of entries: `is_current`, where it is among those made at `stamp`."""
        ...

    def write(self, present: RowCache, change: FieldChange, author: Author, /) -> None:
        """Make a change. `stamp` tells who made the entry that is added or taken away, and when."""
        ...


@dataclass(frozen=True)
class ColumnField:
    """A field that is a column of a table with one row for each record.

    `names_agencies` tells that the value is a list of organisations, `is_number` that the column holds numbers.
    """

    name: str
    table: type[DirectiveTable] | type[MarketTable]
    check: Check
    searchable: bool = False
    names_agencies: bool = False
    is_number: bool = False

    @property
    def home(self) -> type[OwnerTable]:
        """Return the table of the column."""
        return self.table

    def change(self, present: RowCache, edit: FieldEdit, /) -> FieldChange:
        """Return the change from what stands there to the value of `edit`."""
        before = self.read(require_row(present, self, edit.record))
        require(self.check, edit)
        if self.names_agencies:
            _require_agencies(present, edit)
        return FieldChange(edit.record, self.name, before, edit.value, edit.why)

    def value(self, present: RowCache, record: str, _wanted: str | None, _author: Author, /) -> str | None:
        """Return the value of the column."""
        return self.read(require_row(present, self, record))

    def write(self, present: RowCache, change: FieldChange, _author: Author, /) -> None:
        """Set the column."""
        value = int(change.after) if self.is_number and change.after is not None else change.after
        require_row(present, self, change.record)
        present.set(self.table, change.record, self.name, value)

    def read(self, row: StoredRow) -> str | None:
        """Return the value in a row, as the history writes it."""
        value = row[self.name]
        return None if value is None else str(value)


@dataclass(frozen=True)
class ListField:
    """A field of which a record has as many entries as users make.

    `columns` tells what the columns of an entry hold that the history writes as one text. Where the entries are
    `distinct`, adding one that is there already changes nothing.
    """

    name: str
    table: type[Entry]
    home: type[OwnerTable]
    check: Check
    columns: Callable[[str], Mapping[str, str | None]] = lambda text: {"text": text}
    distinct: bool = False
    searchable: bool = True

    def change(self, present: RowCache, edit: FieldEdit, /) -> FieldChange:
        """Return the change that adds the value of `edit`, or takes away the entry that it saw."""
        require_row(present, self, edit.record)
        require(self.check, edit)
        if edit.value is None:
            seen = edit.seen if isinstance(edit.seen, str) else None
            stands = seen is not None and self._entry(present, edit.record, seen, actor=edit.owner)
            before = seen if stands else None
        else:
            before = edit.value if self.distinct and self._entry(present, edit.record, edit.value) else None
        return FieldChange(edit.record, self.name, before, edit.value, edit.why)

    def value(self, present: RowCache, record: str, wanted: str | None, author: Author, /) -> str | None:
        """Return `is_current` where it is among the entries made at `stamp`."""
        return None if wanted is None or self._entry(present, record, wanted, author) is None else wanted

    def write(self, present: RowCache, change: FieldChange, author: Author, /) -> None:
        """Add an entry as of `stamp`, or take away the one made then, else its actor's newest, else anybody's."""
        if change.after is not None:
            made: dict[str, Any] = {"record": change.record, "at": author.at, "actor": author.actor}
            present.add(self.table, change.record, {**made, **self.columns(change.after)})
            return
        before = change.before or ""
        old = (
            self._entry(present, change.record, before, author)
            or self._entry(present, change.record, before, actor=author.actor)
            or self._entry(present, change.record, before)
        )
        if old is not None:
            present.remove(self.table, change.record, old)

    def _entry(
        self, present: RowCache, record: str, text: str, author: Author | None = None, *, actor: str | None = None
    ) -> StoredEntry | None:
        wanted = dict(self.columns(text))
        if author is not None:
            wanted |= {"at": author.at, "actor": author.actor}
        if actor is not None:
            wanted["actor"] = actor
        entries = reversed(present.entries(self.table, record))
        return next((each for each in entries if wanted.items() <= each.values.items()), None)


def require(check: Check, edit: FieldEdit) -> None:
    """Raise `EditRefusedError` where the value of `edit` cannot be taken."""
    issue = check(edit.value) if edit.value is not None else None
    if issue is not None:
        raise EditRefusedError(id=edit.record, detail=issue)


def require_row(present: RowCache, field: UserField, record: str) -> StoredRow:
    """Return the row in which a record has a field. Raises `EditRefusedError` where it has none,
    `UnknownRecordError`."""
    row = present.find(field.home, record)
    if row is None:
        kind = present.record(record)["kind"]
        names = {"field": LazyText(f"field.{field.name}"), "kind": LazyText(f"record.{kind}")}
        raise EditRefusedError(id=record, detail=LazyText("edit.no-such-field", names))
    return row


def _require_agencies(present: RowCache, edit: FieldEdit) -> None:
    for agency in load_ids(edit.value):
        known = present.find(RecordTable, agency)
        if known is None or known["kind"] != RecordKind.ORGANISATION:
            raise EditRefusedError(id=edit.record, detail=LazyText("edit.no-agency", {"value": agency}))


__all__ = ["FIELDS", "ColumnField", "ListField", "UserField"]


def _stage_columns(text: str) -> Mapping[str, str | None]:
    move = load_stage_change(text)
    if move is None:
        return {"stage": "", "moved_on": "", "next_step": text}
    return {"stage": move.stage.value, "moved_on": move.on.isoformat(), "next_step": move.next_step}


FIELDS: dict[str, UserField] = {
    field.name: field
    for field in (
        ColumnField("status", DirectiveTable, checks.validate_status),
        ColumnField("done_on", DirectiveTable, checks.validate_date),
        ColumnField("due", DirectiveTable, checks.validate_date),
        ColumnField("first_due", DirectiveTable, checks.validate_date),
        ColumnField("why", DirectiveTable, checks.validate_text),
        ColumnField("importance", DirectiveTable, checks.validate_importance, is_number=True),
        ColumnField("lead", DirectiveTable, checks.validate_agencies, searchable=True, names_agencies=True),
        ColumnField("coordinating", DirectiveTable, checks.validate_agencies, searchable=True, names_agencies=True),
        ColumnField("assessment", MarketTable, checks.validate_assessment),
        ListField("evidence", EvidenceTable, DirectiveTable, checks.validate_reference, distinct=True),
        ListField(
            "stage", StageChangeTable, AgreementTable, checks.validate_stage_change, _stage_columns, distinct=True
        ),
        ListField("note", NoteTable, RecordTable, checks.validate_text),
    )
}
"""All fields that users own, by name."""
