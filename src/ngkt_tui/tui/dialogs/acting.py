"""What can be done to one record, from its pane or from its detail: show, change its status, write a note, tick it."""

from ngkt_tui.domain.status import Status
from ngkt_tui.services import edit
from ngkt_tui.services.telling import manner_of
from ngkt_tui.tui.desk import Desk
from ngkt_tui.tui.dialogs.note import NoteDialog
from ngkt_tui.tui.dialogs.status import StatusDialog


async def change_status(desk: Desk, record: str, subject: str, present: str, why: str | None) -> None:
    """Ask for a status and give it to a directive."""
    seen = Status(present)
    chosen = await desk.ask(StatusDialog(manner_of(desk.context), subject, seen, why))
    if chosen is not None:
        await desk.edit(
            lambda: edit.set_status(desk.context, [record], chosen.status, why=chosen.why, seen={record: seen})
        )


async def write_note(desk: Desk, record: str, subject: str) -> None:
    """Ask for a note and add it to a record; where it could not be added, let its writer try again."""
    text = await desk.ask(NoteDialog(desk.language, subject))
    while text and not await desk.edit(lambda text=text: edit.add_note(desk.context, record, text)):  # type: ignore[misc]
        text = await desk.ask(NoteDialog(desk.language, subject, text))


async def tick(desk: Desk, record: str, present: str) -> None:
    """Make a directive done, or what it was before."""
    await desk.edit(lambda: edit.tick(desk.context, [record], seen={record: Status(present)}))
