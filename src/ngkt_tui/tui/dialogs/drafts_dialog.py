"""Drafts at the start: what was being typed when the dashboard ended is offered, to be gone on with or thrown away."""

from functools import partial

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.errors import UnknownRecordError
from ngkt_tui.services.detail_lines import formatter_of
from ngkt_tui.services.detail_lines.lines import BLANK, DetailLine, line
from ngkt_tui.services.kept_drafts import Draft, DraftKind
from ngkt_tui.services.reader import Reader
from ngkt_tui.tui.dashboard.key_controller import WITH_STANDING
from ngkt_tui.tui.dashboard.selection import EditTarget, target_of
from ngkt_tui.tui.dialogs.conflict_dialog import ConfirmDialog
from ngkt_tui.tui.dialogs.dialog import LEAVE
from ngkt_tui.tui.dialogs.openers import DialogHost, edit_target
from ngkt_tui.tui.widgets.option_row import DialogAction

_LATER = DialogAction(LEAVE.id, LEAVE.key, "draft.later")
_GO_ON = DialogAction("go-on", "g", "draft.go-on")
_COPY = DialogAction("copy", "", "draft.copy", row="copy")
_DISCARD = DialogAction("discard", "d", "draft.discard")


async def offer_drafts(host: DialogHost) -> None:
    """Ask of each draft what is to become of it; what is left for later is kept once more."""
    for draft in tuple(host.edits.drafts):
        target = await host.workers.read(partial(_target, host, draft))
        match await host.ask(_dialog(host, draft, target)):
            case _GO_ON.id:
                await _go_on(host, draft, target)
            case _COPY.id:
                host.notifier.copy(draft.text)
            case _DISCARD.id:
                host.edits.drafts.remove(draft)


def _dialog(host: DialogHost, draft: Draft, target: EditTarget | None) -> ConfirmDialog:
    about = target.subject if target is not None else ""
    entries: list[DetailLine] = [line(host.translate(f"draft.{draft.act}"), "muted")]
    entries += [line(about, "strong")] if about else []
    entries += [BLANK, *(line(text) for text in draft.text.splitlines())]
    can_go_on = draft.act in (DraftKind.FILTER, DraftKind.ADD) or (
        target is not None and (draft.act is not DraftKind.EDIT or target.kind in WITH_STANDING)
    )
    ways = (_GO_ON,) if can_go_on else ()
    return ConfirmDialog(
        host.context.language,
        title=host.translate("draft.title"),
        entries=entries,
        ways=(*ways, _COPY, _DISCARD),
        leave=_LATER,
    )


async def _go_on(host: DialogHost, draft: Draft, target: EditTarget | None) -> None:
    if draft.act is DraftKind.FILTER:
        host.edits.drafts.remove(draft)
        host.filters.type_filters(draft.texts)
    elif draft.act is DraftKind.ADD:
        from ngkt_tui.tui.dialogs.record_dialogs import add_record  # a dialog is loaded when first opened

        await add_record(host, RecordKind(draft.records[0]))
    elif target is not None:
        await edit_target(draft.act, host, target)


def _target(host: DialogHost, draft: Draft, reader: Reader) -> EditTarget | None:
    """Return what the draft was about; `None` where that is not in the store any more."""
    try:
        details = [reader.detail(record) for record in draft.records]
    except UnknownRecordError:
        return None
    return target_of(details, formatter_of(host.context)) if details else None
