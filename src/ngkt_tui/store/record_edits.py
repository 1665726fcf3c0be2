"""Making and deleting whole records, as users do. Each function is one action, as in `edits`; none of them commits."""

from collections.abc import Mapping, Sequence
from typing import Any

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.errors import EditRefusedError
from ngkt_tui.domain.words import LazyText
from ngkt_tui.store.edits import keep, remember, storable, write_changes
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
from ngkt_tui.store.stored_fields import FIELDS, require_valid
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
    updates: Mapping[str, Mapping[str, str]] = {},
) -> EditResult:
    """Make records that may refer to each other as one action; see `create_record`.

    `updates` are the values of users' fields that some of them begin with.
    """
    stated = [_stated(kind, values) for kind, values in records]
    for taken in kinds_of(unit.connection, [each.record.id for each in stated]):
        raise EditRefusedError(id=taken, detail=LazyText("edit.record-exists", {"id": taken}))
    made = [FieldChange(each.record.id, "record", None, each.text) for each in stated]
    given = [storable(FieldEdit(record, *field)) for record, fields in updates.items() for field in fields.items()]
    for edit in given:
        require_valid(FIELDS[edit.field].field, edit)
    begun = [FieldChange(edit.record, edit.field, FIELDS[edit.field].field.default, edit.value) for edit in given]
    touched = write_records(unit.connection, made, author.at, {each.record.id: each for each in stated})
    written = write_changes(unit, RowCache(unit.session, unit.report), [(change, author) for change in begun], touched)
    return remember(unit, [*made, *written], author)


def _stated(kind: RecordKind, values: Mapping[str, Any]) -> StatedRecord:
    stated = state_record(parse_record(kind, values))
    text = storable(FieldEdit(stated.record.id, "record", stated.text)).value or ""
    return stated if text == stated.text else state_record(parse_text(stated.record.id, text))


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
