"""Deciding between several ways: about any matter, about an edit of what somebody changed meanwhile, and about drafts.

A draft is what was being typed when the dashboard ended: it is offered, to be gone on with or thrown away.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from textual.app import ComposeResult

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.errors import EditConflictError, UndoConflictError, UnknownRecordError
from ngkt_tui.domain.words import LazyText, render
from ngkt_tui.services.change_text import LastChange, last_change, names_of
from ngkt_tui.services.detail_lines import formatter_of
from ngkt_tui.services.detail_lines.lines import BLANK, DetailLine, TextRun, line
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.session_state import Draft, DraftKind
from ngkt_tui.tui.dashboard.key_controller import WITH_STANDING
from ngkt_tui.tui.dashboard.selection import EditTarget, target_of
from ngkt_tui.tui.dialogs.dialog import LEAVE, Dialog
from ngkt_tui.tui.dialogs.openers import DialogHost, edit_target
from ngkt_tui.tui.widgets.option_row import ActionBar, DialogAction
from ngkt_tui.tui.widgets.rich_list import RichList


class ConfirmDialog(Dialog[str]):
    """Answers the id of one of `ways`, which stand before the way out. `entries` show what it is about."""

    WIDTH = 76

    def __init__(
        self,
        language: Language,
        *,
        title: str,
        entries: Sequence[DetailLine],
        ways: Sequence[DialogAction],
        leave: DialogAction,
    ) -> None:
        super().__init__(language)
        self._title = title
        self._entries = entries
        self._ways = (leave, *ways)

    def heading(self) -> str:
        return self._title

    def body(self) -> ComposeResult:
        yield RichList(self._entries, label_width=14)

    def on_mount(self) -> None:
        self.query_one(ActionBar).focus()

    def choices(self) -> Sequence[DialogAction]:
        return self._ways

    def choose(self, choice: str) -> None:
        self.answer(choice)


_KEEP = DialogAction(LEAVE.id, LEAVE.key, "dialog.stale.keep")
_MINE = DialogAction("mine", "m", "dialog.stale.mine")
_LOOK = DialogAction("look", "", "dialog.stale.look", row="history")


async def resolve_conflict(host: DialogHost, error: EditConflictError, can_be_made: bool) -> bool:
    """Ask what to do; return whether the edit is to be made in spite of the change."""
    is_undo = isinstance(error, UndoConflictError)
    clash = await host.workers.read(partial(_clash, error))
    by = clash.last.actor if clash.last is not None else ""
    stale_title = host.translate("dialog.stale.title-by", actor=by) if by else host.translate("dialog.stale.title")
    title = render(host.context.language, error.values["how"]) if is_undo else stale_title
    while True:
        dialog = ConfirmDialog(
            host.context.language,
            title=title,
            entries=[*_values(host, error, clash), BLANK, line(_what_then(host, error, can_be_made), "muted")],
            ways=(_MINE, _LOOK) if can_be_made else (_LOOK,),
            leave=LEAVE if is_undo else _KEEP,
        )
        way = await host.ask(dialog)
        if way == _LOOK.id:
            from ngkt_tui.tui.dialogs.detail_dialog import show_record  # a dialog is loaded when first opened

            await show_record(host, render(host.context.language, error.values["id"]), at="detail.history")
            continue
        if can_be_made and way is None:
            host.notifier.show_message(host.translate("dialog.stale.not-made"))
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


def _values(host: DialogHost, error: EditConflictError, clash: _Clash) -> Iterator[DetailLine]:
    field, seen, present = (render(host.context.language, error.values[name]) for name in ("field", "seen", "present"))
    yield line(clash.name, "strong")
    yield line(field, "muted")
    yield line(
        seen, label=host.translate("dialog.stale.left" if isinstance(error, UndoConflictError) else "dialog.stale.seen")
    )
    made = f" · {clash.last.actor} · {formatter_of(host.context).moment(clash.last.at)}" if clash.last else ""
    yield DetailLine((TextRun(present, "strong"), TextRun(made, "muted")), label=host.translate("dialog.stale.present"))


def _what_then(host: DialogHost, error: EditConflictError, can_be_made: bool) -> str:
    if isinstance(error, UndoConflictError):
        return host.translate("dialog.stale.older")
    if not can_be_made:
        return host.translate("dialog.stale.kept")
    count = error.values["records"]
    return host.translate("dialog.stale.many", count=count) if count != 1 else host.translate("dialog.stale.nothing")


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
