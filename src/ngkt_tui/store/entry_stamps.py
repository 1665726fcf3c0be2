"""Whose entry a line of the history added or took away, and when that was made.

A line holds the text of an entry alone, and there may be several entries of that text. Which one a line is about is
told by going through all lines about that text, from the first one on, as they were written.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import select as core_select
from sqlmodel import Session, col, or_, select

from ngkt_tui.store.changes import Author
from ngkt_tui.store.history import ChangeLine
from ngkt_tui.store.present import MAX_IDS, chunked
from ngkt_tui.store.tables.history import Change, ChangeGroupRow


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


_COLUMNS = [getattr(ChangeGroupRow if name in ("at", "actor", "undoes") else Change, name) for name in _Line._fields]
_TOLD = (
    core_select(*_COLUMNS)
    .join(ChangeGroupRow, col(ChangeGroupRow.id) == col(Change.change_group))
    .order_by(col(Change.id))
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
        about = (col(Change.field) == field) & or_(col(Change.after) == text, col(Change.before) == text)
        wanted = _TOLD.where(col(Change.record).in_(self._ids(record)), or_(about, col(Change.field) == "id"))
        return [_Line(*row) for row in self._session.connection().execute(wanted)]

    def _load_lines(self, field: str, records: list[str]) -> None:
        wanted = _TOLD.where(col(Change.record).in_(records), col(Change.field).in_((field, "id")))
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
            renamed = select(Change.before, Change.after).where(Change.record == unasked.pop(), Change.field == "id")
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
