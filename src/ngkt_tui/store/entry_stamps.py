"""Whose entry a line of the history added or took away, and when that was made.

A line holds the text of an entry alone, and there may be several entries of that text. Which one a line is about is
told by going through all lines about that text, from the first one on, as they were written.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlmodel import Session, col, or_, select

from ngkt_tui.store.changes import Stamp
from ngkt_tui.store.tables.history import Change, ChangeGroup

_Line = tuple[Change, ChangeGroup]


class _Entry(NamedTuple):
    record: str
    stamp: Stamp


class EntryStamps:
    """The stamps of entries, as the history that `session` is on tells of them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[int, Stamp] = {}

    def of(self, change: Change) -> Stamp:
        """Return who made the entry that `change`, a line about a field of entries, added or took away, and when."""
        number = change.id or 0
        if number not in self._known:
            text = change.after if change.after is not None else change.before
            self._known |= _stamps(self._lines(change.record, change.field, text or ""))
        return self._known[number]

    def _lines(self, record: str, field: str, text: str) -> Sequence[_Line]:
        """Return the lines about the entries of this text, and those that tell of another id of their record."""
        about = (col(Change.field) == field) & or_(col(Change.after) == text, col(Change.before) == text)
        wanted = (
            select(Change, ChangeGroup)
            .join(ChangeGroup, col(ChangeGroup.id) == col(Change.change_group))
            .where(col(Change.record).in_(self._ids(record)), or_(about, col(Change.field) == "id"))
        )
        return self._session.exec(wanted.order_by(col(Change.id))).all()

    def _ids(self, record: str) -> set[str]:
        """Return all ids that a record has borne."""
        ids, unasked = {record}, [record]
        while unasked:
            renamed = select(Change.before, Change.after).where(Change.record == unasked.pop(), Change.field == "id")
            found = {each for pair in self._session.exec(renamed) for each in pair if each} - ids
            ids |= found
            unasked += found
        return ids


def _stamps(lines: Sequence[_Line]) -> dict[int, Stamp]:
    told: dict[int, Stamp] = {}
    by_group: dict[int, list[Stamp]] = {}
    entries: list[_Entry] = []
    for change, group in lines:
        if change.field == "id":
            entries = list(_renamed(entries, change))
            continue
        of_group = by_group.setdefault(group.id or 0, [])
        stamp = _of_line(change, group, entries, by_group.get(group.undoes or 0, []), len(of_group))
        of_group.append(stamp)
        told[change.id or 0] = stamp
        entry = _Entry(change.record, stamp)
        if change.after is not None:
            entries.append(entry)
        elif entry in entries:
            del entries[len(entries) - 1 - entries[::-1].index(entry)]
    return told


def _renamed(entries: list[_Entry], change: Change) -> Iterator[_Entry]:
    for entry in entries:
        yield entry._replace(record=change.after or "") if entry.record == change.before else entry


def _of_line(change: Change, group: ChangeGroup, entries: list[_Entry], taken_back: list[Stamp], number: int) -> Stamp:
    """Return the stamp of the entry that a line is about.

    An undo or a redo takes back the lines of another group, the last one first. An edit adds its own entry, and takes
    away its own of the same moment, else its actor's newest, else the newest: what `Entries.write` does.
    """
    own = Stamp(group.at, group.actor)
    if number < len(taken_back):
        return taken_back[-1 - number]
    there = [entry.stamp for entry in entries if entry.record == change.record]
    if change.after is not None or own in there or not there:
        return own
    return next((each for each in reversed(there) if each.actor == group.actor), there[-1])
