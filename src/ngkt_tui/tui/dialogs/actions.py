"""What can be done to a target, from its pane or from its detail: change its status, write a note, tick it."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

from ngkt_tui.domain.dates import parse_date
from ngkt_tui.domain.enums import Status
from ngkt_tui.domain.user_fields import ExpectedValues, FieldUpdates
from ngkt_tui.services import edit
from ngkt_tui.services.detail import formatter_of
from ngkt_tui.services.drafts import DraftKind
from ngkt_tui.services.edit import EditMessage
from ngkt_tui.tui.dialog_host import DialogHost
from ngkt_tui.tui.dialogs.form import NoteDialog, UnsavedGuardDialog
from ngkt_tui.tui.dialogs.status import StatusChosen, StatusDialog
from ngkt_tui.tui.dialogs.validators import day_gone
from ngkt_tui.tui.selection import EditTarget

T = TypeVar("T")


async def grant(desk: DialogHost, target: EditTarget, updates: FieldUpdates) -> bool:
    """Have what is wished of a target done; return whether it was."""
    return await desk.change(target, partial(_edit_fields, desk, target, updates))


async def ask_and_grant(
    desk: DialogHost,
    target: EditTarget,
    act: DraftKind,
    make: Callable[[], UnsavedGuardDialog[T]],
    wishes_of: Callable[[T], FieldUpdates],
) -> None:
    """Ask with a dialog and do what is answered; where it could not be done, what was typed is there to try again."""
    texts: Mapping[str, str] = {}
    while True:
        dialog = make()
        answer = await desk.ask_about(target, act, dialog, texts)
        updates = FieldUpdates() if answer is None else wishes_of(answer)
        if updates.is_empty or await grant(desk, target, updates):
            return
        texts = dialog.typed_texts() if dialog.written() else {}
        if not texts:
            return


async def change_status(desk: DialogHost, target: EditTarget) -> None:
    """Ask for a status, with what it asks for, and give it to directives."""
    present = target.common("status")
    shown = Status(present) if present in set(Status) else None

    def make() -> StatusDialog:
        return StatusDialog(
            formatter_of(desk.context),
            target.subject,
            shown,
            target.common("why"),
            read_day=day_gone(desk),
            done_on=parse_date(target.common("done_on")),
        )

    await ask_and_grant(desk, target, DraftKind.STATUS, make, _status_wishes)


def _status_wishes(chosen: StatusChosen) -> FieldUpdates:
    evidence = (chosen.evidence,) if chosen.evidence else ()
    return FieldUpdates(status=chosen.status, why=chosen.why, on=chosen.on, evidence=evidence)


async def write_note(desk: DialogHost, target: EditTarget) -> None:
    """Ask for a note and add it to records."""
    await ask_and_grant(
        desk,
        target,
        DraftKind.NOTE,
        partial(NoteDialog, desk.language, target.subject),
        lambda text: FieldUpdates(note=text),
    )


async def tick(desk: DialogHost, target: EditTarget) -> None:
    """Make a directive done, or what it was before."""
    present = target.common("status")
    seen = dict.fromkeys(target.ids, Status(present)) if present in set(Status) else None
    again = None if present == Status.DONE else partial(edit.set_status, desk.context, target.ids, Status.DONE)
    await desk.edit(partial(edit.tick, desk.context, target.ids, seen), again)


def _edit_fields(
    desk: DialogHost, target: EditTarget, updates: FieldUpdates, seen: ExpectedValues | None
) -> EditMessage:
    return edit.edit_fields(desk.context, target.ids, updates, seen)
