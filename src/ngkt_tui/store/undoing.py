"""Taking groups of changes back, and bringing them back: each as a new group, after a look at what stands there now.

What can be undone is told by the history alone. An import is never undone: a digest is taken in again instead.
"""

from collections.abc import Sequence
from typing import NamedTuple

from ngkt_tui.domain.errors import NothingToRedo, NothingToUndo, UndoRefused, UndoStale
from ngkt_tui.domain.words import Saying
from ngkt_tui.store.changes import Edited, FieldChange, Stamp
from ngkt_tui.store.edits import clash, prefetched, write_changes
from ngkt_tui.store.entry_stamps import EntryStamps
from ngkt_tui.store.fields import FIELDS, Entries
from ngkt_tui.store.history import ChangeLine, GroupKind, History
from ngkt_tui.store.tables.history import ChangeGroup
from ngkt_tui.store.unit_of_work import UnitOfWork

_WORK = (GroupKind.EDIT, GroupKind.REDO)


def undo(unit: UnitOfWork, stamp: Stamp, group: int | None = None) -> Edited:
    """Take back the newest group of the actor that is in force, or that of the number `group`, whoever made it.

    Raises `NothingToUndo` where the actor has none, `UndoRefused` for a number that cannot be undone, and `UndoStale`
    where a field no longer has the value that the group left there.
    """
    history = History(unit.session)
    target = history.bearer(_undoable(history, stamp.actor, group))
    return _take_back(unit, history, target, GroupKind.UNDO, stamp)


def redo(unit: UnitOfWork, stamp: Stamp) -> Edited:
    """Take back the newest undo of the actor, where the actor has edited nothing since.

    Raises `NothingToRedo` where there is none, `UndoStale` as `undo` does.
    """
    history = History(unit.session)
    target = next(history.newest(stamp.actor, GroupKind.UNDO), None)
    edit = history.newest_edit(stamp.actor)
    if target is None or (edit is not None and edit > (target.id or 0)):
        raise NothingToRedo(actor=stamp.actor)
    return _take_back(unit, history, history.bearer(target), GroupKind.REDO, stamp)


class _Inverse(NamedTuple):
    """A change that takes another one back. `left` is what stands there if nobody changed it since.

    Of an entry, `stamp` tells which one it is; a column has no use for it.
    """

    change: FieldChange
    stamp: Stamp

    @property
    def left(self) -> str | None:
        return self.change.before


def _undoable(history: History, actor: str, number: int | None) -> ChangeGroup:
    if number is None:
        newest = next(history.newest(actor, *_WORK), None)
        if newest is None:
            raise NothingToUndo(actor=actor)
        return newest
    group = history.group(number)
    if group is None:
        raise UndoRefused(id=Saying("edit.group", {"number": number}), detail=Saying("edit.no-such-group"))
    if group.kind not in _WORK:
        raise UndoRefused(id=Saying("edit.group", {"number": number}), detail=Saying(f"edit.not-undoable-{group.kind}"))
    if not history.is_in_force(number):
        raise UndoRefused(id=Saying("edit.group", {"number": number}), detail=Saying("edit.undone-already"))
    return group


def _take_back(unit: UnitOfWork, history: History, target: ChangeGroup, kind: GroupKind, stamp: Stamp) -> Edited:
    number = target.id or 0
    inverses = _inverses(unit, history, history.changes(number), stamp)
    changes = [each.change for each in inverses]
    present = prefetched(unit, changes)
    for each in reversed(inverses):  # as they were made: a status is told before the day that follows from it
        value = FIELDS[each.change.field].value(present, each.change.record, each.left, each.stamp)
        if value != each.left:
            how = Saying("edit.cannot-redo" if kind is GroupKind.REDO else "edit.cannot-undo")
            raise UndoStale(**clash(each.change, value), how=how)
    write_changes(unit, present, inverses)
    made = history.add(kind, stamp, changes, undoes=number)
    return Edited(made, tuple(changes), undoes=number)


def _inverses(unit: UnitOfWork, history: History, changes: Sequence[ChangeLine], stamp: Stamp) -> list[_Inverse]:
    """Return what takes `changes` back, the last one first."""
    stamps = EntryStamps(unit.session)
    stamps.load([change for change in changes if isinstance(FIELDS[change.field], Entries)])
    renamed = history.present_ids(change.record for change in changes)
    return [
        _Inverse(
            FieldChange(renamed.get(each.record, each.record), each.field, each.after, each.before, each.why),
            stamps.of(each) if isinstance(FIELDS[each.field], Entries) else stamp,
        )
        for each in reversed(changes)
    ]
