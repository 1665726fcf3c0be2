"""Carrying users' edits over to the new id of a record, where a digest says `was`."""

from collections.abc import Iterator

from sqlalchemy import Connection
from sqlmodel import Session, col, update

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.field_values import entry_text
from ngkt_tui.domain.stored_values import dump_ids, each_of, load_ids, valid_or_empty
from ngkt_tui.domain.user_fields import FieldType
from ngkt_tui.store.importing.diff import Renaming
from ngkt_tui.store.row_cache import RowCache
from ngkt_tui.store.stored_fields import FIELDS, ColumnField, ListField
from ngkt_tui.store.unit_of_work import FieldChange

_WAS = f"""
    SELECT contribution.record, was.value, now.kind, old.kind
    FROM contribution
    JOIN digest ON digest.id = contribution.digest
    JOIN json_each(json_extract({valid_or_empty("contribution.body")}, '$.was')) AS was ON TRUE
    JOIN record AS now ON now.id = contribution.record
    JOIN record AS old ON old.id = was.value
    WHERE instr(contribution.body, '"was":') > 0  -- most bodies need not be parsed
        AND NOT EXISTS (SELECT 1 FROM contribution AS held WHERE held.record = was.value)
        AND NOT EXISTS (
            SELECT 1
            FROM change
            WHERE change.record = was.value AND change.field = 'id' AND change.after = contribution.record
        )
    ORDER BY now.position, digest.ordinal, was.key
"""
_EDITED = """
    SELECT DISTINCT change.field
    FROM change JOIN change_group ON change_group.id = change.change_group
    WHERE change.record = :record
        AND change_group.kind <> 'import'
        AND change.id > coalesce(
            (SELECT max(id) FROM change WHERE record = :record AND field = 'id' AND before = record),
            0
        )
"""
"""What users have edited of a record, since it last gave its edits away to another id."""


def renamings(connection: Connection) -> Iterator[tuple[Renaming, RecordKind, RecordKind]]:
    """Yield the records that no digest holds any more under their id, but one under another, with both kinds.

    Of several old ids of a record the one that its digest names first comes first. A renaming that was carried out
    before is passed over.
    """
    for new, old, kind, old_kind in dict.fromkeys(connection.exec_driver_sql(_WAS).all()):
        yield Renaming(old, new), RecordKind(kind), RecordKind(old_kind)


def move_edits(session: Session, renaming: Renaming) -> list[FieldChange]:
    """Carry what users own from the old id to the new one, and return the lines of the history about it.

    What users have edited under the new id stays, and so does what came there from another old id; entries are
    always carried over. The old record itself is left for its removal.
    """
    old, new = renaming
    changes = [FieldChange(old, "id", old, new), FieldChange(new, "id", old, new)]
    present = RowCache(session)
    edited = set(session.connection().exec_driver_sql(_EDITED, {"record": new}).scalars())
    for columns in _columns():
        changes += _carry_columns(present, columns, renaming, edited)
    for field in FIELDS.values():
        if isinstance(field, ListField):
            table = field.table
            session.exec(update(table).where(col(table.record) == old).values(record=new))
            changes += _rename_references(present, field, renaming)
        elif isinstance(field, ColumnField) and field.field.type is FieldType.AGENCIES:
            changes += _rename_agency(present, field, renaming)
    present.flush()
    return changes


def _columns() -> Iterator[tuple[ColumnField, ...]]:
    """Yield the columns that users own, those that mean something only beside each other together.

    Where one of them is taken, the others are not carried over.
    """
    columns = [stored for stored in FIELDS.values() if isinstance(stored, ColumnField)]
    for each in columns:
        if not each.field.follows:
            yield (each, *(other for other in columns if other.field.follows == each.field.name))


def _carry_columns(
    present: RowCache, columns: tuple[ColumnField, ...], renaming: Renaming, edited: set[str]
) -> Iterator[FieldChange]:
    table = columns[0].table
    old, new = present.find(table, renaming.old), present.find(table, renaming.new)
    if old is None or new is None:
        return
    if any(each.read(new) != each.field.default or each.field.name in edited for each in columns):
        return
    for each in columns:
        name, before, after = each.field.name, each.read(new), each.read(old)
        if before != after:
            present.set(table, renaming.new, name, old[name])
            yield FieldChange(renaming.new, name, before, after)


def _rename_references(present: RowCache, stored: ListField, renaming: Renaming) -> Iterator[FieldChange]:
    """Rename a record in the entries that name it."""
    table, connection = stored.field.table, present.session.connection()
    for column in stored.field.references:
        naming = f"SELECT record, id FROM {table} WHERE {column.name} = ?"
        for record, number in connection.exec_driver_sql(naming, (renaming.old,)).all():
            entry = next(each for each in present.entries(stored.table, record) if each.id == number)
            before = entry_text(stored.field, entry.values)
            after = entry_text(stored.field, {**entry.values, column.name: renaming.new})
            present.replace(stored.table, record, entry, {column.name: renaming.new})
            yield FieldChange(record, stored.field.name, before, after, entry=number)


def _rename_agency(present: RowCache, stored: ColumnField, renaming: Renaming) -> Iterator[FieldChange]:
    """Rename an agency in the lists of those that users gave to directives."""
    name = stored.field.name
    naming = f"""
        SELECT directive.id
        FROM directive, {each_of(f"directive.{name}")} AS given
        WHERE directive.{name} IS NOT NULL AND given.value = ?
    """
    for record in present.session.connection().exec_driver_sql(naming, (renaming.old,)).scalars().all():
        row = present.find(stored.table, record)
        if row is not None:
            before = stored.read(row)
            after = dump_ids(renaming.new if each == renaming.old else each for each in load_ids(before))
            present.set(stored.table, record, name, after)
            yield FieldChange(record, name, before, after)
