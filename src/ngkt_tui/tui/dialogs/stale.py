"""What to do about an edit of what somebody changed meanwhile: leave theirs, make it all the same, look first."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ngkt_tui.domain.errors import EditStale
from ngkt_tui.domain.words import told
from ngkt_tui.services.telling.lines import Entry, Run, line
from ngkt_tui.tui.dialogs.base import LEAVE
from ngkt_tui.tui.dialogs.choices import Choice
from ngkt_tui.tui.dialogs.decision import DecisionDialog
from ngkt_tui.tui.dialogs.showing import show_record

if TYPE_CHECKING:
    from ngkt_tui.tui.desk import Desk

_KEEP = Choice(LEAVE.id, LEAVE.key, "dialog.stale.keep")
_MINE = Choice("mine", "", "dialog.stale.mine")
_LOOK = Choice("look", "", "dialog.stale.look")


async def is_to_be_made(desk: "Desk", error: EditStale, can_be_made: bool) -> bool:
    """Ask what to do; return whether the edit is to be made in spite of the change."""
    ways = (_MINE, _LOOK) if can_be_made else (_LOOK,)
    while True:
        title = desk.say("dialog.stale.title")
        dialog = DecisionDialog(
            desk.language, title=title, entries=list(_entries(desk, error, can_be_made)), ways=ways, leave=_KEEP
        )
        way = await desk.ask(dialog)
        if way != _LOOK.id:
            return way == _MINE.id
        await show_record(desk, told(desk.language, error.values["id"]), at="detail.history")


def _entries(desk: "Desk", error: EditStale, can_be_made: bool) -> Iterator[Entry]:
    record, field, seen, present = (
        told(desk.language, error.values[name]) for name in ("id", "field", "seen", "present")
    )
    yield Entry((Run(record, "key"), Run(f" · {field}", "muted")))
    yield line(seen, label=desk.say("dialog.stale.seen"))
    yield line(present, "strong", label=desk.say("dialog.stale.present"))
    yield line(desk.say("dialog.stale.nothing" if can_be_made else "dialog.stale.kept"), "muted")
