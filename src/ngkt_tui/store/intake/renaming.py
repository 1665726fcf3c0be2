"""Carrying users' edits over to the new id of a record, where a digest says `was`."""

from collections.abc import Iterator

from sqlalchemy import Connection
from sqlmodel import Session, col, update

from ngkt_tui.domain.id_list import read_ids, write_ids
from ngkt_tui.domain.kinds import RecordKind
from ngkt_tui.store.changes import FieldChange
from ngkt_tui.store.fields import FIELDS, Column, Entries
from ngkt_tui.store.intake.report import Renaming
from ngkt_tui.store.present import Present

_WAS = (
    "SELECT contribution.record, was.value, now.kind, old.kind"
    " FROM contribution JOIN json_each(contribution.body, '$.was') AS was"
    " JOIN record AS now ON now.id = contribution.record JOIN record AS old ON old.id = was.value"
    """ WHERE instr(contribution.body, '"was":')"""
    " AND NOT EXISTS (SELECT 1 FROM contribution AS held WHERE held.record = was.value)"
    " AND NOT EXISTS (SELECT 1 FROM change"
    " WHERE change.record = was.value AND change.field = 'id' AND change.after = contribution.record)"
)
_EDITED = (
    "SELECT 1 FROM change JOIN change_group ON change_group.id = change.change_group"
    " WHERE change.record = ? AND change_group.kind <> 'import'"
)


def renamings(connection: Connection) -> Iterator[tuple[Renaming, RecordKind, RecordKind]]:
    """Yield the records that no digest holds any more under their id, but one under another, with both kinds.

    A renaming that was carried out before is passed over.
    """
    for new, old, kind, old_kind in connection.exec_driver_sql(_WAS).all():
        yield Renaming(old, new), RecordKind(kind), RecordKind(old_kind)


def carry(session: Session, renaming: Renaming) -> list[FieldChange]:
    """Carry what users own from the old id to the new one, and return the lines of the history that tell of it.

    Where users have edited the new record already, its own values stay, and only entries are carried over.
    The old record itself is left for its removal.
    """
    old, new = renaming
    changes = [FieldChange(old, "id", old, new), FieldChange(new, "id", old, new)]
    present = Present(session)
    edited = session.connection().exec_driver_sql(_EDITED, (new,)).first() is not None
    for field in FIELDS.values():
        if isinstance(field, Entries):
            table = field.table
            session.exec(update(table).where(col(table.record) == old).values(record=new))
        elif isinstance(field, Column) and not edited:
            changes += _carry_column(present, field, renaming)
        if isinstance(field, Column) and field.names_agencies:
            changes += _rename_agency(present, field, renaming)
    session.flush()
    return changes


def _carry_column(present: Present, field: Column, renaming: Renaming) -> Iterator[FieldChange]:
    old, new = present.find(field.table, renaming.old), present.find(field.table, renaming.new)
    if old is None or new is None:
        return
    before, after = field.read(new), field.read(old)
    if before != after:
        setattr(new, field.name, getattr(old, field.name))
        yield FieldChange(renaming.new, field.name, before, after)


def _rename_agency(present: Present, field: Column, renaming: Renaming) -> Iterator[FieldChange]:
    """Rename an agency in the lists of those that users gave to directives."""
    naming = (
        f"SELECT directive.id FROM directive, json_each(directive.{field.name}) AS given"
        f" WHERE directive.{field.name} IS NOT NULL AND given.value = ?"
    )
    for record in present.session.connection().exec_driver_sql(naming, (renaming.old,)).scalars().all():
        row = present.find(field.table, record)
        if row is not None:
            before = field.read(row)
            after = write_ids(renaming.new if each == renaming.old else each for each in read_ids(before))
            setattr(row, field.name, after)
            yield FieldChange(record, field.name, before, after)
