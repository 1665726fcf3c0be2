"""Making and deleting whole records, as users do. Each function is one action, as in `edits`; none of them commits."""

from collections.abc import Mapping, Sequence
from typing import Any

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.errors import EditRefusedError
from ngkt_tui.domain.words import LazyText
from ngkt_tui.store.edits import changes_of, keep, load_rows, remember, write_changes
from ngkt_tui.store.own_records import (
    StatedRecord,
    kinds_of,
    own_text,
    parse_record,
    parse_text,
    state_record,
    write_records,
)
from ngkt_tui.store.row_cache import RowCache
from ngkt_tui.store.stored_fields import FIELDS, require_valid, storable, storable_text
from ngkt_tui.store.unit_of_work import Author, EditResult, FieldChange, FieldEdit, UnitOfWork


def create_record(unit: UnitOfWork, kind: RecordKind, values: Mapping[str, Any], author: Author) -> EditResult:
    """Make a record of what a digest would say of it, `values`.

    Raises `EditRefusedError` for values that a digest could not have, or that refer to no record, and for an id that
    is taken.
    """
    return create_records(unit, [(kind, values)], author)


def create_records(
    unit: UnitOfWork,
    records: Sequence[tuple[RecordKind, Mapping[str, Any]]],
    author: Author,
    updates: Mapping[str, Sequence[tuple[str, str]]] = {},
    edits: Sequence[FieldEdit] = (),
) -> EditResult:
    """Make records that may refer to each other, and `edits` of others, as one action; see `create_record`.

    `updates` are the values of users' fields that some of the records begin with, of a field of entries any number.
    """
    stated = {each.id: each for each in (_stated(kind, values) for kind, values in records)}
    for taken in kinds_of(unit.connection, stated):
        raise EditRefusedError(id=taken, detail=LazyText("edit.record-exists", {"id": taken}))
    made = [FieldChange(each.id, "record", None, each.text) for each in stated.values()]
    edits = [storable(edit) for edit in edits]
    begun = [*_begun(updates), *changes_of(load_rows(unit, edits), edits)]
    touched = write_records(unit.connection, made, author.at, stated)
    stated.clear()
    written = write_changes(unit, RowCache(unit.session, unit.report), [(change, author) for change in begun], touched)
    return remember(unit, [*made, *written], author)


def _begun(updates: Mapping[str, Sequence[tuple[str, str]]]) -> list[FieldChange]:
    """Return the changes that give new records values of users' fields; each different value is looked at once."""
    storable_values: dict[tuple[str, str], str | None] = {}
    changes: list[FieldChange] = []
    for record, fields in updates.items():
        for name, value in fields:
            field = FIELDS[name].field
            if (name, value) not in storable_values:
                edit = storable(FieldEdit(record, name, value))
                require_valid(field, edit)
                storable_values[name, value] = edit.value
            changes.append(FieldChange(record, name, field.default, storable_values[name, value]))
    return changes


def _stated(kind: RecordKind, values: Mapping[str, Any]) -> StatedRecord:
    stated = state_record(parse_record(kind, values))
    text = stated.text
    written = storable_text(text)
    return stated if written == text else state_record(parse_text(stated.id, written))


def correct_record(
    unit: UnitOfWork,
    kind: RecordKind,
    record: str,
    body: Mapping[str, Any] | None,
    author: Author,
    why: str | None = None,
) -> EditResult:
    """Keep `body` as what the store's own digest says of a record, in place of what it said; nothing for `None`.

    Raises `EditRefusedError` for values that a digest could not have, and `UnknownRecordError`.
    """
    present = RowCache(unit.session, unit.report)
    present.record(record)
    before = own_text(unit.connection, record)
    after = None if body is None else state_record(parse_record(kind, body)).text
    edit = storable(FieldEdit(record, "record", after, why=why))
    changes = [FieldChange(record, "record", before, edit.value, edit.why)] if before != edit.value else []
    return keep(unit, present, changes, author)


def delete_record(unit: UnitOfWork, record: str, author: Author) -> EditResult:
    """Delete a record that users made, with all that they gave to it.

    Raises `EditRefusedError` for a record that a digest holds, or that another record refers to, and
    `UnknownRecordError`.
    """
    present = RowCache(unit.session)
    deletion = FIELDS["record"].change(present, FieldEdit(record, "record", None))
    given = [change for stored in FIELDS.values() for change in stored.clearing(present, record)]
    return keep(unit, present, [*given, deletion], author)
