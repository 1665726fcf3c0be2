"""What to do about an edit of what somebody changed meanwhile: leave theirs, make it all the same, look first."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from ngkt_tui.domain.errors import EditConflictError, UndoConflictError
from ngkt_tui.domain.words import LazyText, render
from ngkt_tui.services.detail import formatter_of
from ngkt_tui.services.detail.lines import BLANK, DetailLine, TextRun, line
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.record_names import LastChange, last_change, names_of
from ngkt_tui.tui.dialogs.base import LEAVE
from ngkt_tui.tui.dialogs.confirm import ConfirmDialog
from ngkt_tui.tui.dialogs.detail import show_record
from ngkt_tui.tui.widgets.option_row import DialogAction

if TYPE_CHECKING:
    from ngkt_tui.tui.dialog_host import DialogHost

_KEEP = DialogAction(LEAVE.id, LEAVE.key, "dialog.stale.keep")
_MINE = DialogAction("mine", "m", "dialog.stale.mine")
_LOOK = DialogAction("look", "", "dialog.stale.look", row="history")


async def resolve_conflict(desk: "DialogHost", error: EditConflictError, can_be_made: bool) -> bool:
    """Ask what to do; return whether the edit is to be made in spite of the change."""
    is_undo = isinstance(error, UndoConflictError)
    clash = await desk.read(partial(_clash, error))
    by = clash.last.actor if clash.last is not None else ""
    stale_title = desk.translate("dialog.stale.title-by", actor=by) if by else desk.translate("dialog.stale.title")
    title = render(desk.language, error.values["how"]) if is_undo else stale_title
    while True:
        dialog = ConfirmDialog(
            desk.language,
            title=title,
            entries=[*_values(desk, error, clash), BLANK, line(_what_then(desk, error, can_be_made), "muted")],
            ways=(_MINE, _LOOK) if can_be_made else (_LOOK,),
            leave=LEAVE if is_undo else _KEEP,
        )
        way = await desk.ask(dialog)
        if way == _LOOK.id:
            await show_record(desk, render(desk.language, error.values["id"]), at="detail.history")
            continue
        if can_be_made and way is None:
            desk.show_message(desk.translate("dialog.stale.not-made"))
        return way == _MINE.id


class _Clash(NamedTuple):
    """What the record is called that two people changed, and who was the last."""

    name: str
    last: LastChange | None


def _clash(error: EditConflictError, reader: Reader) -> _Clash:
    record, field = str(error.values["id"]), error.values["field"]
    name = names_of(reader, [record]).get(record, record)
    last = last_change(reader, record, field.key.removeprefix("field.")) if isinstance(field, LazyText) else None
    return _Clash(name, last)


def _values(desk: "DialogHost", error: EditConflictError, clash: _Clash) -> Iterator[DetailLine]:
    field, seen, present = (render(desk.language, error.values[name]) for name in ("field", "seen", "present"))
    yield line(clash.name, "strong")
    yield line(field, "muted")
    yield line(
        seen, label=desk.translate("dialog.stale.left" if isinstance(error, UndoConflictError) else "dialog.stale.seen")
    )
    made = f" · {clash.last.actor} · {formatter_of(desk.context).moment(clash.last.at)}" if clash.last else ""
    yield DetailLine((TextRun(present, "strong"), TextRun(made, "muted")), label=desk.translate("dialog.stale.present"))


def _what_then(desk: "DialogHost", error: EditConflictError, can_be_made: bool) -> str:
    if isinstance(error, UndoConflictError):
        return desk.translate("dialog.stale.older")
    if not can_be_made:
        return desk.translate("dialog.stale.kept")
    count = error.values["records"]
    return desk.translate("dialog.stale.many", count=count) if count != 1 else desk.translate("dialog.stale.nothing")
