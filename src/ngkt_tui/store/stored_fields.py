"""What reads and writes the fields of the registry: a column of a table, or a table whose rows are entries."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol
from unicodedata import normalize

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.errors import EditRefusedError
from ngkt_tui.domain.field_values import check_field_value, entry_text, entry_values
from ngkt_tui.domain.stored_values import load_ids
from ngkt_tui.domain.text import REPLACEMENT
from ngkt_tui.domain.user_fields import USER_FIELDS, FieldType, UserField
from ngkt_tui.domain.words import LazyText
from ngkt_tui.store.row_cache import RowCache, StoredEntry, StoredRow
from ngkt_tui.store.tables.field_tables import OWNER_TABLES, OwnerTable, entry_table
from ngkt_tui.store.tables.user_owned import EntryOfRecord, RecordTable
from ngkt_tui.store.unit_of_work import AnyValue, Author, FieldChange, FieldEdit

_WHOLE = partial(re.compile("[\ud800-\udfff]").sub, REPLACEMENT)


class StoredField(Protocol):
    """A field that users own, with what reads and writes it."""

    @property
    def field(self) -> UserField: ...

    @property
    def home(self) -> type[OwnerTable]: ...

    def change(self, present: RowCache, edit: FieldEdit, /) -> FieldChange:
        """Return the change that `edit` comes to. Raises `EditRefusedError`, `UnknownRecordError`."""
        ...

    def value(self, present: RowCache, change: FieldChange, /) -> str | None:
        """Return what stands where `change` is to be made; of entries `change.before`, where that one is there."""
        ...

    def write(self, present: RowCache, change: FieldChange, author: Author, /) -> FieldChange:
        """Make a change, and return it with its entry; `author` is that of an entry that is added."""
        ...

    def clearing(self, present: RowCache, record: str, /) -> Iterator[FieldChange]:
        """Yield the changes that leave nothing in the field of a record."""
        ...


@dataclass(frozen=True)
class ColumnField:
    """A field that is a column of a table with one row for each record."""

    field: UserField
    table: type[OwnerTable]

    @property
    def home(self) -> type[OwnerTable]:
        return self.table

    def change(self, present: RowCache, edit: FieldEdit, /) -> FieldChange:
        """Return the change from what stands there to the value of `edit`."""
        before = self.read(require_row(present, self, edit.record))
        require_valid(self.field, edit)
        if self.field.type is FieldType.AGENCIES:
            _require_agencies(present, edit)
        return FieldChange(edit.record, self.field.name, before, edit.value, edit.why)

    def value(self, present: RowCache, change: FieldChange, /) -> str | None:
        return self.read(require_row(present, self, change.record))

    def write(self, present: RowCache, change: FieldChange, _author: Author, /) -> FieldChange:
        """Set the column."""
        value = int(change.after) if self.field.is_number and change.after is not None else change.after
        require_row(present, self, change.record)
        present.set(self.table, change.record, self.field.name, value)
        return change

    def clearing(self, present: RowCache, record: str, /) -> Iterator[FieldChange]:
        """Yield the change back to what stands in a column that nobody has touched."""
        row = present.find(self.table, record)
        before = self.read(row) if row is not None else self.field.default
        if before != self.field.default:
            yield FieldChange(record, self.field.name, before, self.field.default)

    def read(self, row: StoredRow) -> str | None:
        """Return the value in a row, as the history writes it."""
        value = row[self.field.name]
        return None if value is None else str(value)


@dataclass(frozen=True)
class ListField:
    """A field of which a record has as many entries as users make."""

    field: UserField
    home: type[OwnerTable]

    @property
    def table(self) -> type[EntryOfRecord]:
        return entry_table(self.field.table)

    def change(self, present: RowCache, edit: FieldEdit, /) -> FieldChange:
        """Return the change that adds the value of `edit`, or takes away or changes the entry that it saw."""
        require_row(present, self, edit.record)
        require_valid(self.field, edit)
        _require_references(present, self.field, edit)
        if edit.entry is not None:
            entry = self._numbered(present, edit.record, edit.entry)
            before = entry_text(self.field, entry.values) if entry else None
            if before is None and isinstance(edit.seen, AnyValue):
                raise EditRefusedError(id=edit.record, detail=LazyText("edit.entry-gone", {"number": edit.entry}))
        elif edit.value is None:
            seen = edit.seen if isinstance(edit.seen, str) else None
            stands = seen is not None and self._entry(present, edit.record, seen, actor=edit.owner)
            before = seen if stands else None
        else:
            before = edit.value if self.field.is_distinct and self._entry(present, edit.record, edit.value) else None
        return FieldChange(edit.record, self.field.name, before, edit.value, edit.why, edit.entry)

    def value(self, present: RowCache, change: FieldChange, /) -> str | None:
        """Return what the entry says that is to be taken away or changed; `None` where there is none."""
        if change.before is None or change.entry is None:
            return None
        entry = self._numbered(present, change.record, change.entry)
        if entry is None or self.field.type is not FieldType.ENTRY:
            return change.before if entry else None
        return entry_text(self.field, entry.values)

    def write(self, present: RowCache, change: FieldChange, author: Author, /) -> FieldChange:
        """Add an entry of `author`, change one, or take one away.

        That is the one of its number, else its actor's newest, else anybody's.
        """
        old = self._numbered(present, change.record, change.entry)
        if change.after is not None and change.before is not None and old is not None:
            present.replace(self.table, change.record, old, entry_values(self.field, change.after))
            return change
        if change.after is not None:
            values: dict[str, Any] = {"record": change.record, "at": author.at, "actor": author.actor}
            values.update(entry_values(self.field, change.after))
            return change._replace(entry=present.add(self.table, change.record, values, change.entry))
        if change.entry is None and change.before is not None:
            own = self._entry(present, change.record, change.before, actor=author.actor)
            old = own or self._entry(present, change.record, change.before)
        if old is None:
            return change
        present.remove(self.table, change.record, old)
        return change._replace(entry=old.id)

    def clearing(self, present: RowCache, record: str, /) -> Iterator[FieldChange]:
        for each in present.entries(self.table, record):
            yield FieldChange(record, self.field.name, entry_text(self.field, each.values), None, entry=each.id)

    def _numbered(self, present: RowCache, record: str, number: int | None) -> StoredEntry | None:
        return next((each for each in present.entries(self.table, record) if each.id == number), None)

    def _entry(self, present: RowCache, record: str, text: str, *, actor: str | None = None) -> StoredEntry | None:
        wanted: dict[str, str | None] = entry_values(self.field, text)
        if actor is not None:
            wanted["actor"] = actor
        entries = reversed(present.entries(self.table, record))
        return next((each for each in entries if wanted.items() <= each.values.items()), None)


@dataclass(frozen=True)
class RecordField:
    """The record itself, where users made it: what the store's own digest says of it.

    `store.edits` writes several at once: making one may move others.
    """

    field: UserField
    home: type[OwnerTable] = RecordTable

    def change(self, present: RowCache, edit: FieldEdit, /) -> FieldChange:
        """Return the change that makes a record, or that deletes one which nobody but users speaks of."""
        from ngkt_tui.store.own_records import holders_of, own_text  # loads Pydantic, which other edits do not need

        require_valid(self.field, edit)
        connection = present.session.connection()
        before, holders = own_text(connection, edit.record), holders_of(connection, edit.record)
        if edit.value is None and (before is None or holders):
            present.record(edit.record)
            details = {"digests": ", ".join(holders)}
            raise EditRefusedError(id=edit.record, detail=LazyText("edit.record-of-digest", details))
        if edit.value is not None and before is None and present.find(RecordTable, edit.record) is not None:
            raise EditRefusedError(id=edit.record, detail=LazyText("edit.record-exists", {"id": edit.record}))
        return FieldChange(edit.record, self.field.name, before, edit.value, edit.why)

    def value(self, present: RowCache, change: FieldChange, /) -> str | None:
        """Return what users made of the record; `None` where they made none."""
        from ngkt_tui.store.own_records import own_text  # as above

        return own_text(present.session.connection(), change.record)

    def write(self, present: RowCache, change: FieldChange, author: Author, /) -> FieldChange:
        """Make, change or delete the record."""
        from ngkt_tui.store.own_records import write_records  # as above
        from ngkt_tui.store.search_index import SearchIndex

        connection = present.session.connection()
        SearchIndex(connection).put(sorted(write_records(connection, [change], author.at)))
        return change

    def clearing(self, _present: RowCache, _record: str, /) -> Iterator[FieldChange]:
        """Yield nothing: a record is deleted, not emptied."""
        return iter(())


def storable(edit: FieldEdit) -> FieldEdit:
    """Put texts into NFC, without the halves of characters that a terminal may send and that no file can hold."""
    value, why = (text and storable_text(text) for text in (edit.value, edit.why))
    return edit._replace(value=value, why=why)


def storable_text(text: str) -> str:
    """Return a text as `storable` puts it; one that is so already, as almost all are, is not walked through twice."""
    try:
        text.encode()
    except UnicodeEncodeError:
        text = _WHOLE(text)
    return normalize("NFC", text)


def require_valid(field: UserField, edit: FieldEdit) -> None:
    """Raise `EditRefusedError` where the value of `edit` cannot be taken."""
    issue = check_field_value(field, edit.value) if edit.value is not None else None
    if issue is not None:
        raise EditRefusedError(id=edit.record, detail=issue)


def require_row(present: RowCache, stored: StoredField, record: str) -> StoredRow:
    """Return the row in which a record has a field. Raises `EditRefusedError` where it has none,
    `UnknownRecordError`."""
    row = present.find(stored.home, record)
    if row is None:
        kind = present.record(record)["kind"]
        names = {"field": LazyText(f"field.{stored.field.name}"), "kind": LazyText(f"record.{kind}")}
        raise EditRefusedError(id=record, detail=LazyText("edit.no-such-field", names))
    return row


def _require_agencies(present: RowCache, edit: FieldEdit) -> None:
    for agency in load_ids(edit.value):
        known = present.find(RecordTable, agency)
        if known is None or known["kind"] != RecordKind.ORGANISATION:
            raise EditRefusedError(id=edit.record, detail=LazyText("edit.no-agency", {"value": agency}))


def _require_references(present: RowCache, field: UserField, edit: FieldEdit) -> None:
    """Raise `EditRefusedError` where a column of an entry names no record of its kind."""
    values = entry_values(field, edit.value) if edit.value is not None and field.references else {}
    for column in field.references:
        named = values.get(column.name)
        known = present.find(RecordTable, named) if named is not None else None
        if named is not None and (known is None or known["kind"] != column.kind):
            kind = LazyText(f"record.{column.kind}")
            raise EditRefusedError(id=edit.record, detail=LazyText("edit.no-reference", {"value": named, "kind": kind}))


def _stored(field: UserField) -> StoredField:
    if field.type is FieldType.RECORD:
        return RecordField(field)
    home = OWNER_TABLES[field.kind or "record"]
    return ListField(field, home) if field.has_entries else ColumnField(field, home)


FIELDS: Mapping[str, StoredField] = {name: _stored(field) for name, field in USER_FIELDS.items()}
"""What reads and writes each field, by its name."""
