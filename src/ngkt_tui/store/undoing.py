"""Taking groups of changes back, and bringing them back: each as a new group, after a look at what stands there now.

What can be undone is told by the history alone. An import is never undone: a digest is taken in again instead.
"""

from collections.abc import Sequence
from typing import NamedTuple

from ngkt_tui.domain.errors import NothingToRedoError, NothingToUndoError, UndoConflictError, UndoRefusedError
from ngkt_tui.domain.words import LazyText
from ngkt_tui.store.changes import Author, EditResult, FieldChange
from ngkt_tui.store.edits import conflict_details, load_rows, write_changes
from ngkt_tui.store.entry_stamps import EntryStamps
from ngkt_tui.store.fields import FIELDS, ListField
from ngkt_tui.store.history import ChangeLine, GroupKind, History
from ngkt_tui.store.tables.history import ChangeGroupRow
from ngkt_tui.store.unit_of_work import UnitOfWork

_WORK = (GroupKind.EDIT, GroupKind.REDO)


def undo(unit: UnitOfWork, author: Author, group: int | None = None) -> EditResult:
    """Take back the newest group of the actor that is in force, or that of the number `group`, whoever made it.

    Raises `NothingToUndoError` where the actor has none, `UndoRefusedError` for a number that cannot be undone, and
    `UndoConflictError`
    where a field no longer has the value that the group left there.
    """
    history = History(unit.session)
    target = history.effective_group(_undoable(history, author.actor, group))
    return _invert_group(unit, history, target, GroupKind.UNDO, author)


def redo(unit: UnitOfWork, author: Author) -> EditResult:
    """Take back the newest undo of the actor, where the actor has edited nothing since.

    Raises `NothingToRedoError` where there is none, `UndoConflictError` as `undo` does.
    """
    history = History(unit.session)
    target = next(history.newest(author.actor, GroupKind.UNDO), None)
    edit = history.newest_edit(author.actor)
    if target is None or (edit is not None and edit > (target.id or 0)):
        raise NothingToRedoError(actor=author.actor)
    return _invert_group(unit, history, history.effective_group(target), GroupKind.REDO, author)


class _Inverse(NamedTuple):
    """A change that takes another one back. `left` is what stands there if nobody changed it since.

    Of an entry, `stamp` tells which one it is; a column has no use for it.
    """

    change: FieldChange
    author: Author

    @property
    def left(self) -> str | None:
        return self.change.before


def _undoable(history: History, actor: str, number: int | None) -> ChangeGroupRow:
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
    unit: UnitOfWork, history: History, target: ChangeGroupRow, kind: GroupKind, author: Author
) -> EditResult:
    number = target.id or 0
    inverses = _inverses(unit, history, history.changes(number), author)
    changes = [each.change for each in inverses]
    present = load_rows(unit, changes)
    for each in reversed(inverses):  # as they were made: a status is told before the day that follows from it
        value = FIELDS[each.change.field].value(present, each.change.record, each.left, each.author)
        if value != each.left:
            how = LazyText("edit.cannot-redo" if kind is GroupKind.REDO else "edit.cannot-undo")
            raise UndoConflictError(**conflict_details(each.change, value), how=how)
    write_changes(unit, present, inverses)
    made = history.add(kind, author, changes, undoes=number)
    return EditResult(made, tuple(changes), undoes=number)


def _inverses(unit: UnitOfWork, history: History, changes: Sequence[ChangeLine], author: Author) -> list[_Inverse]:
    """Return what takes `changes` back, the last one first."""
    stamps = EntryStamps(unit.session)
    stamps.load([change for change in changes if isinstance(FIELDS[change.field], ListField)])
    renamed = history.present_ids(change.record for change in changes)
    return [
        _Inverse(
            FieldChange(renamed.get(each.record, each.record), each.field, each.after, each.before, each.why),
            stamps.of(each) if isinstance(FIELDS[each.field], ListField) else author,
        )
        for each in reversed(changes)
    ]
