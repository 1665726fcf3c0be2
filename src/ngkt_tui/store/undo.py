"""Undo and redo of change groups, each as a new group.

What can be undone follows from the history alone. An import is never undone: a digest is imported again instead.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import select as core_select
from sqlmodel import Session, col, or_, select

from ngkt_tui.domain.errors import NothingToRedoError, NothingToUndoError, UndoConflictError, UndoRefusedError
from ngkt_tui.domain.words import LazyText
from ngkt_tui.store.edit_types import Author, EditResult, FieldChange
from ngkt_tui.store.edits import conflict_details, load_rows, write_changes
from ngkt_tui.store.fields import FIELDS, ListField
from ngkt_tui.store.history import ChangeLine, GroupKind, History
from ngkt_tui.store.row_cache import MAX_IDS, chunked
from ngkt_tui.store.tables.user_owned import ChangeGroupTable, ChangeTable
from ngkt_tui.store.unit_of_work import UnitOfWork


class _Line(NamedTuple):
    """A line of the history with what its group tells of it."""

    id: int
    change_group: int
    record: str
    field: str
    before: str | None
    after: str | None
    at: str
    actor: str
    undoes: int | None

    @property
    def text(self) -> str | None:
        return self.after if self.after is not None else self.before


_COLUMNS = [
    getattr(ChangeGroupTable if name in ("at", "actor", "undoes") else ChangeTable, name) for name in _Line._fields
]
_TOLD = (
    core_select(*_COLUMNS)
    .join(ChangeGroupTable, col(ChangeGroupTable.id) == col(ChangeTable.change_group))
    .order_by(col(ChangeTable.id))
)


class _StampedItem(NamedTuple):
    record: str
    author: Author


class EntryStamps:
    """The stamps of entries, as the history that `session` is on tells of them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[int, Author] = {}

    def load(self, changes: Sequence[ChangeLine]) -> None:
        """Read at once what is told of many entries; those of records that were renamed are read one by one."""
        by_field: dict[str, dict[str, None]] = {}
        for change in changes:
            by_field.setdefault(change.field, {})[change.record] = None
        for field, records in by_field.items():
            for chunk in chunked(records, MAX_IDS):
                self._load_lines(field, chunk)

    def of(self, change: ChangeLine) -> Author:
        """Return who made the entry that `change`, a line about a field of entries, added or took away, and when."""
        number = change.id
        if number not in self._known:
            text = change.after if change.after is not None else change.before
            self._known |= _stamps(self._lines(change.record, change.field, text or ""))
        return self._known[number]

    def _lines(self, record: str, field: str, text: str) -> Sequence[_Line]:
        """Return the lines about the entries of this text, and those that tell of another id of their record."""
        about = (col(ChangeTable.field) == field) & or_(col(ChangeTable.after) == text, col(ChangeTable.before) == text)
        wanted = _TOLD.where(col(ChangeTable.record).in_(self._ids(record)), or_(about, col(ChangeTable.field) == "id"))
        return [_Line(*row) for row in self._session.connection().execute(wanted)]

    def _load_lines(self, field: str, records: list[str]) -> None:
        wanted = _TOLD.where(col(ChangeTable.record).in_(records), col(ChangeTable.field).in_((field, "id")))
        by_text: dict[tuple[str, str | None], list[_Line]] = {}
        renamed = set()
        for row in self._session.connection().execute(wanted):
            line = _Line(*row)
            if line.field == "id":
                renamed.add(line.record)
            else:
                by_text.setdefault((line.record, line.text), []).append(line)
        for (record, _), lines in by_text.items():
            if record not in renamed:
                self._known |= _stamps(lines)

    def _ids(self, record: str) -> set[str]:
        """Return all ids that a record has borne."""
        ids, unasked = {record}, [record]
        while unasked:
            renamed = select(ChangeTable.before, ChangeTable.after).where(
                ChangeTable.record == unasked.pop(), ChangeTable.field == "id"
            )
            found = {each for pair in self._session.exec(renamed) for each in pair if each} - ids
            ids |= found
            unasked += found
        return ids


def _stamps(lines: Sequence[_Line]) -> dict[int, Author]:
    told: dict[int, Author] = {}
    by_group: dict[int, list[Author]] = {}
    entries: list[_StampedItem] = []
    for line in lines:
        if line.field == "id":
            entries = list(_renamed(entries, line))
            continue
        of_group = by_group.setdefault(line.change_group, [])
        author = _of_line(line, entries, by_group.get(line.undoes or 0, []), len(of_group))
        of_group.append(author)
        told[line.id] = author
        entry = _StampedItem(line.record, author)
        if line.after is not None:
            entries.append(entry)
        elif entry in entries:
            del entries[len(entries) - 1 - entries[::-1].index(entry)]
    return told


def _renamed(entries: list[_StampedItem], line: _Line) -> Iterator[_StampedItem]:
    for entry in entries:
        yield entry._replace(record=line.after or "") if entry.record == line.before else entry


def _of_line(line: _Line, entries: list[_StampedItem], taken_back: list[Author], number: int) -> Author:
    """Return the stamp of the entry that a line is about.

    An undo or a redo takes back the lines of another group, the last one first. An edit adds its own entry, and takes
    away its own of the same moment, else its actor's newest, else the newest: what `Entries.write` does.
    """
    own = Author(line.at, line.actor)
    if number < len(taken_back):
        return taken_back[-1 - number]
    there = [entry.author for entry in entries if entry.record == line.record]
    if line.after is not None or own in there or not there:
        return own
    return next((each for each in reversed(there) if each.actor == line.actor), there[-1])


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
