"""Editing the store: tick, set, note, undo, redo. Each is one commit, and tells what it did.

The SQLModel half of the store is imported when an edit is made: it costs as much as a whole start of the dashboard.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ngkt_tui.domain.errors import StoreReadOnly, UnknownRecord
from ngkt_tui.domain.status import Status
from ngkt_tui.domain.words import Saying
from ngkt_tui.services.context import Context

if TYPE_CHECKING:
    from ngkt_tui.store import changes
    from ngkt_tui.store.unit_of_work import UnitOfWork

Action = Callable[["UnitOfWork", "changes.Stamp"], "changes.Edited"]


class Edited(NamedTuple):
    """What an edit did. `sentence` is a catalogue key, `values` fill it; the touched `records` are to be read again.

    `group` is the number of the change group, `None` where nothing had to be changed.
    """

    group: int | None
    records: tuple[str, ...]
    sentence: str
    values: Mapping[str, object]


def tick(context: Context, ids: Sequence[str], seen: Mapping[str, Status] | None = None) -> Edited:
    """Make each directive done as of today; where all of them are done, give each the status it had before.

    `seen` holds the status of each that its user saw; raises `EditStale` where it is no longer so.
    """
    from ngkt_tui.store import edits  # loaded when an edit is made

    return _told(_commit(context, lambda unit, stamp: edits.tick(unit, ids, stamp, context.today(), seen=seen)))


def set_status(
    context: Context,
    ids: Sequence[str],
    status: Status,
    *,
    why: str | None = None,
    on: date | None = None,
    seen: Mapping[str, Status] | None = None,
) -> Edited:
    """Give directives a status. `on` is the day they were done (today where `None`), `why` the reason.

    `seen` as in `tick`. Raises `EditRefused` for a status without the reason that it asks for.
    """
    from ngkt_tui.store import edits  # as above

    def action(unit: "UnitOfWork", stamp: "changes.Stamp") -> "changes.Edited":
        return edits.set_status(unit, ids, status, stamp, context.today(), why=why, on=on, seen=seen)

    return _told(_commit(context, action))


def add_note(context: Context, record: str, text: str) -> Edited:
    """Add a note to a record of any kind."""
    from ngkt_tui.store import edits  # as above

    edited = _commit(context, lambda unit, stamp: edits.add_note(unit, record, text, stamp))
    return Edited(edited.group, edited.records, "edited.note", {"id": record})


def undo(context: Context, group: int | None = None) -> Edited:
    """Take back a group of changes: the actor's newest that is not undone, else the one numbered `group`."""
    from ngkt_tui.store import undoing  # as above

    return _taken_back("undone", _commit(context, lambda unit, stamp: undoing.undo(unit, stamp, group)))


def redo(context: Context) -> Edited:
    """Take back the actor's newest undo, where no edit was made since."""
    from ngkt_tui.store import undoing  # as above

    return _taken_back("redone", _commit(context, undoing.redo))


def _commit(context: Context, action: Action) -> "changes.Edited":
    """Do one action in a unit of work of its own, and make it durable."""
    from ngkt_tui.store.changes import Stamp  # as above
    from ngkt_tui.store.opening import Identity
    from ngkt_tui.store.unit_of_work import UnitOfWork

    if context.readonly:
        raise StoreReadOnly(path=context.store)
    expected = Identity(*context.file) if context.file else None
    with _nearest_named(context), UnitOfWork(context.store, expected) as unit:
        edited = action(unit, Stamp(context.now(), context.actor))
        unit.commit()
    return edited


@contextmanager
def _nearest_named(context: Context) -> Iterator[None]:
    """Name the nearest id where an edit meets an unknown one."""
    try:
        yield
    except UnknownRecord as error:
        from ngkt_tui.services.reader import Reader  # only for a mistake

        with Reader(context) as reader:
            reader.find(str(error.values["id"]))
        raise


def _told(edited: "changes.Edited") -> Edited:
    moves = [change for change in edited.changes if change.field == "status"] or edited.changes
    if not moves:
        return Edited(None, (), "edited.nothing", {})
    first, after = moves[0], _words(moves[0].field, moves[0].after)
    if len(edited.records) > 1:
        return Edited(edited.group, edited.records, "edited.many", {"count": len(edited.records), "after": after})
    values = {"id": first.record, "before": _words(first.field, first.before), "after": after}
    return Edited(edited.group, edited.records, "edited.one", values)


def _taken_back(how: str, edited: "changes.Edited") -> Edited:
    values = {"group": edited.undoes, "records": ", ".join(edited.records[:3]), "count": len(edited.records)}
    return Edited(edited.group, edited.records, f"edited.{how}", values)


def _words(field: str, value: str | None) -> object:
    return Saying(f"status.{value}") if field == "status" and value else value or "–"
