"""What can be done to a target, from its pane or from its detail: change its status, write a note, tick it."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

from ngkt_tui.domain.dates import parse_date
from ngkt_tui.domain.status import Status
from ngkt_tui.domain.wishes import Seen, Wishes
from ngkt_tui.services import edit
from ngkt_tui.services.drafts import Act
from ngkt_tui.services.edit import Edited
from ngkt_tui.services.telling import manner_of
from ngkt_tui.tui.desk import Desk
from ngkt_tui.tui.dialogs.note import NoteDialog
from ngkt_tui.tui.dialogs.readings import day_gone
from ngkt_tui.tui.dialogs.status import StatusChosen, StatusDialog
from ngkt_tui.tui.dialogs.writing import WritingDialog
from ngkt_tui.tui.marks import Target

T = TypeVar("T")


async def grant(desk: Desk, target: Target, wishes: Wishes) -> bool:
    """Have what is wished of a target done; return whether it was."""
    return await desk.change(target, partial(_edit_fields, desk, target, wishes))


async def ask_and_grant(
    desk: Desk, target: Target, act: Act, make: Callable[[], WritingDialog[T]], wishes_of: Callable[[T], Wishes]
) -> None:
    """Ask with a dialog and do what is answered; where it could not be done, what was typed is there to try again."""
    texts: Mapping[str, str] = {}
    while True:
        dialog = make()
        answer = await desk.ask_about(target, act, dialog, texts)
        wishes = Wishes() if answer is None else wishes_of(answer)
        if wishes.is_empty or await grant(desk, target, wishes):
            return
        texts = dialog.typed_texts() if dialog.written() else {}
        if not texts:
            return


async def change_status(desk: Desk, target: Target) -> None:
    """Ask for a status, with what it asks for, and give it to directives."""
    present = target.common("status")
    shown = Status(present) if present in set(Status) else None

    def make() -> StatusDialog:
        return StatusDialog(
            manner_of(desk.context),
            target.subject,
            shown,
            target.common("why"),
            read_day=day_gone(desk),
            done_on=parse_date(target.common("done_on")),
        )

    await ask_and_grant(desk, target, Act.STATUS, make, _status_wishes)


def _status_wishes(chosen: StatusChosen) -> Wishes:
    evidence = (chosen.evidence,) if chosen.evidence else ()
    return Wishes(status=chosen.status, why=chosen.why, on=chosen.on, evidence=evidence)


async def write_note(desk: Desk, target: Target) -> None:
    """Ask for a note and add it to records."""
    await ask_and_grant(
        desk, target, Act.NOTE, partial(NoteDialog, desk.language, target.subject), lambda text: Wishes(note=text)
    )


async def tick(desk: Desk, target: Target) -> None:
    """Make a directive done, or what it was before."""
    present = target.common("status")
    seen = dict.fromkeys(target.ids, Status(present)) if present in set(Status) else None
    again = None if present == Status.DONE else partial(edit.set_status, desk.context, target.ids, Status.DONE)
    await desk.edit(partial(edit.tick, desk.context, target.ids, seen), again)


def _edit_fields(desk: Desk, target: Target, wishes: Wishes, seen: Seen | None) -> Edited:
    return edit.edit_fields(desk.context, target.ids, wishes, seen)
