"""Editing the store: tick, set, note, undo, redo. Each is one commit, and tells what it did.

The SQLModel half of the store is imported when an edit is made: it costs as much as a whole start of the dashboard.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ngkt_tui.domain.status import Status
from ngkt_tui.services.context import Context


class Edited(NamedTuple):
    """What an edit did. `sentence` is a catalogue key, `values` fill it; the touched `records` are to be read again.

    `group` is the number of the change group, `None` where nothing had to be changed.
    """

    group: int | None
    records: tuple[str, ...]
    sentence: str
    values: Mapping[str, object]


def tick(context: Context, ids: Sequence[str]) -> Edited:
    """Make each directive done as of today; where all of them are done, give each the status it had before."""
    raise NotImplementedError


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

    `seen` holds the status of each that its user saw; raises `EditStale` where it is no longer so.
    """
    raise NotImplementedError


def add_note(context: Context, record: str, text: str) -> Edited:
    """Add a note to a record of any kind."""
    raise NotImplementedError


def undo(context: Context, group: int | None = None) -> Edited:
    """Take back a group of changes: the actor's newest that is not undone, else the one numbered `group`."""
    raise NotImplementedError


def redo(context: Context) -> Edited:
    """Take back the actor's newest undo, where no edit was made since."""
    raise NotImplementedError
