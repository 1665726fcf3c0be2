"""Undo and redo of change groups, each as a new group.

What can be undone follows from the history alone. An import is never undone: a digest is imported again instead.
"""

from collections.abc import Sequence
from typing import NamedTuple

from ngkt_tui.domain.errors import NothingToRedoError, NothingToUndoError, UndoConflictError, UndoRefusedError
from ngkt_tui.domain.words import LazyText
from ngkt_tui.store.change_log import ChangeLine, GroupKind, History
from ngkt_tui.store.edits import conflict_details, load_rows, write_changes
from ngkt_tui.store.stored_fields import FIELDS
from ngkt_tui.store.tables.user_owned import ChangeGroupTable
from ngkt_tui.store.unit_of_work import Author, EditResult, FieldChange, UnitOfWork

_WORK = (GroupKind.EDIT, GroupKind.REDO)


def undo(unit: UnitOfWork, author: Author, group: int | None = None) -> EditResult:
    """Take back the newest group of the actor that is in force, or that of the number `group`, whoever made it.

    Raises `NothingToUndoError` where the actor has none, `UndoRefusedError` for a number that cannot be undone, and
    `UndoConflictError` where a field no longer has the value that the group left there.
    """
    history = History(unit.session, unit.report)
    target = history.effective_group(_undoable(history, author.actor, group))
    return _invert_group(unit, history, target, GroupKind.UNDO, author)


def redo(unit: UnitOfWork, author: Author) -> EditResult:
    """Take back the newest undo of the actor, where the actor has edited nothing since.

    Raises `NothingToRedoError` where there is none, `UndoConflictError` as `undo` does.
    """
    history = History(unit.session, unit.report)
    target = next(history.newest(author.actor, GroupKind.UNDO), None)
    edit = history.newest_edit(author.actor)
    if target is None or (edit is not None and edit > (target.id or 0)):
        raise NothingToRedoError(actor=author.actor)
    return _invert_group(unit, history, history.effective_group(target), GroupKind.REDO, author)


class _Inverse(NamedTuple):
    """A change that takes another one back, and the author of the entry that it may bring back."""

    change: FieldChange
    author: Author


def _undoable(history: History, actor: str, number: int | None) -> ChangeGroupTable:
    if number is None:
        newest = next(history.newest(actor, *_WORK), None)
        if newest is None:
            raise NothingToUndoError(actor=actor)
        return newest
    group = history.group(number)
    if group is None:
        raise UndoRefusedError(id=LazyText("edit.group", {"number": number}), detail=LazyText("edit.no-such-group"))
    if group.kind not in _WORK:
        raise UndoRefusedError(
            id=LazyText("edit.group", {"number": number}), detail=LazyText(f"edit.not-undoable-{group.kind}")
        )
    if not history.is_active(number):
        raise UndoRefusedError(id=LazyText("edit.group", {"number": number}), detail=LazyText("edit.undone-already"))
    return group


def _invert_group(
    unit: UnitOfWork, history: History, target: ChangeGroupTable, kind: GroupKind, author: Author
) -> EditResult:
    number = target.id or 0
    inverses = _inverses(history, history.changes(number), author)
    changes = [each.change for each in inverses]
    present = load_rows(unit, changes)
    recreated = {change.record for change in changes if change.field == "record" and change.before is None}
    for each in reversed(inverses):  # as they were made: a status comes before the day that follows from it
        if each.change.record in recreated and each.change.field != "record":
            continue  # what stood in it comes back with the record
        value = FIELDS[each.change.field].value(present, each.change)
        if value != each.change.before:
            how = LazyText("edit.cannot-redo" if kind is GroupKind.REDO else "edit.cannot-undo")
            raise UndoConflictError(**conflict_details(each.change, value), how=how)
    written = write_changes(unit, present, inverses)
    made = history.add(kind, author, written, undoes=number)
    return EditResult(made, tuple(changes), undoes=number)


def _inverses(history: History, changes: Sequence[ChangeLine], author: Author) -> list[_Inverse]:
    """Return what takes `changes` back, the last one first."""
    authors = history.entry_authors(changes)
    renamed = history.present_ids(change.record for change in changes)
    return [
        _Inverse(
            FieldChange(
                renamed.get(each.record, each.record), each.field, each.after, each.before, each.why, each.entry
            ),
            authors.get((each.field, each.entry or 0), author),
        )
        for each in reversed(changes)
    ]
