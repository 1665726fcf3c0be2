"""Drafts at the start: what was being typed when the dashboard ended is offered, to be gone on with or thrown away."""

from functools import partial

from ngkt_tui.domain.enums import localized
from ngkt_tui.domain.errors import UnknownRecordError
from ngkt_tui.services.detail.lines import BLANK, DetailLine, line
from ngkt_tui.services.drafts import Draft, DraftKind
from ngkt_tui.services.edit import seen_in
from ngkt_tui.services.reader import Reader
from ngkt_tui.tui.dialog_host import DialogHost
from ngkt_tui.tui.dialogs.actions import change_status, write_note
from ngkt_tui.tui.dialogs.base import LEAVE
from ngkt_tui.tui.dialogs.confirm import ConfirmDialog
from ngkt_tui.tui.dialogs.edit_forms import FORMS
from ngkt_tui.tui.selection import EditTarget
from ngkt_tui.tui.widgets.option_row import DialogAction

_LATER = DialogAction(LEAVE.id, LEAVE.key, "draft.later")
_GO_ON = DialogAction("go-on", "g", "draft.go-on")
_COPY = DialogAction("copy", "", "draft.copy", row="copy")
_DISCARD = DialogAction("discard", "d", "draft.discard")


async def offer_drafts(desk: DialogHost) -> None:
    """Ask of each draft what is to become of it; what is left for later is kept once more."""
    for draft in tuple(desk.drafts):
        target = await desk.read(partial(_target, desk, draft))
        match await desk.ask(_dialog(desk, draft, target)):
            case _GO_ON.id:
                await _go_on(desk, draft, target)
            case _COPY.id:
                desk.copy(draft.text)
            case _DISCARD.id:
                desk.drafts.remove(draft)


def _dialog(desk: DialogHost, draft: Draft, target: EditTarget | None) -> ConfirmDialog:
    about = target.subject if target is not None else ""
    entries: list[DetailLine] = [line(desk.translate(f"draft.{draft.act}"), "muted")]
    entries += [line(about, "strong")] if about else []
    entries += [BLANK, *(line(text) for text in draft.text.splitlines())]
    can_go_on = draft.act is DraftKind.FILTER or (
        target is not None and (draft.act is not DraftKind.EDIT or target.kind in FORMS)
    )
    ways = (_GO_ON,) if can_go_on else ()
    return ConfirmDialog(
        desk.language, title=desk.translate("draft.title"), entries=entries, ways=(*ways, _COPY, _DISCARD), leave=_LATER
    )


async def _go_on(desk: DialogHost, draft: Draft, target: EditTarget | None) -> None:
    if draft.act is DraftKind.FILTER:
        desk.drafts.remove(draft)
        desk.type_filter(draft.texts)
    elif target is not None:
        acts = {DraftKind.NOTE: write_note, DraftKind.STATUS: change_status}
        act = acts.get(draft.act) or FORMS[target.kind]
        await act(desk, target)


def _target(desk: DialogHost, draft: Draft, reader: Reader) -> EditTarget | None:
    """Return what the draft was about; `None` where that is not in the store any more."""
    try:
        details = [reader.detail(record) for record in draft.records]
    except UnknownRecordError:
        return None
    if not details:
        return None
    first = details[0]
    name = localized(desk.language, first.name.vi, first.name.en)
    subject = name if len(details) == 1 else desk.translate(f"marks.of.{first.kind}", count=len(details))
    return EditTarget(first.kind, {detail.id: seen_in(detail.body) for detail in details}, subject)
