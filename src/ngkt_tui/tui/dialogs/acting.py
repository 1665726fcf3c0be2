"""What can be done to a target, from its pane or from its detail: change its status, write a note, tick it."""

from functools import partial

from ngkt_tui.domain.status import Status
from ngkt_tui.domain.wishes import Seen, Wishes
from ngkt_tui.services import edit
from ngkt_tui.services.edit import Edited
from ngkt_tui.services.telling import manner_of
from ngkt_tui.tui.desk import Desk
from ngkt_tui.tui.dialogs.note import NoteDialog
from ngkt_tui.tui.dialogs.status import StatusDialog
from ngkt_tui.tui.marks import Target


async def grant(desk: Desk, target: Target, wishes: Wishes) -> bool:
    """Have what is wished of a target done; return whether it was."""
    return await desk.change(target, partial(_edit_fields, desk, target, wishes))


async def change_status(desk: Desk, target: Target) -> None:
    """Ask for a status and give it to directives."""
    present = target.common("status")
    shown = Status(present) if present in set(Status) else None
    dialog = StatusDialog(manner_of(desk.context), target.subject, shown, target.common("why"))
    chosen = await desk.ask(dialog)
    if chosen is not None:
        await grant(desk, target, Wishes(status=chosen.status, why=chosen.why))


async def write_note(desk: Desk, target: Target) -> None:
    """Ask for a note and add it to records; where it could not be added, let its writer try again."""
    text = await desk.ask(NoteDialog(desk.language, target.subject))
    while text and not await grant(desk, target, Wishes(note=text)):
        text = await desk.ask(NoteDialog(desk.language, target.subject, text))


async def tick(desk: Desk, target: Target) -> None:
    """Make a directive done, or what it was before."""
    present = target.common("status")
    seen = dict.fromkeys(target.ids, Status(present)) if present in set(Status) else None
    again = None if present == Status.DONE else partial(edit.set_status, desk.context, target.ids, Status.DONE)
    await desk.edit(partial(edit.tick, desk.context, target.ids, seen), again)


def _edit_fields(desk: Desk, target: Target, wishes: Wishes, seen: Seen | None) -> Edited:
    return edit.edit_fields(desk.context, target.ids, wishes, seen)
