"""A record as it is looked at, in the detail dialog and docked beside the panes: its lines, links and acts.

What is around the lines is a `DetailFrame`: a dialog, or a part of the dashboard.
"""

import asyncio
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from ngkt_tui.domain.enums import RecordKind, Status
from ngkt_tui.domain.errors import UnknownRecordError
from ngkt_tui.domain.words import translate
from ngkt_tui.query.detail import RecordDetail
from ngkt_tui.query.detail.directive import DirectiveDetail
from ngkt_tui.query.scope import CHIP_KINDS
from ngkt_tui.query.watch_items import WATCH
from ngkt_tui.services.detail_lines import LoadedDetail, build_detail, formatter_of, load_detail, removable_items
from ngkt_tui.services.detail_lines.provenance import STEP
from ngkt_tui.services.session_state import DraftKind
from ngkt_tui.services.web_addresses import web_address
from ngkt_tui.tui.dashboard.selection import EditTarget, target_of
from ngkt_tui.tui.dialogs.openers import DialogHost, edit_target, load
from ngkt_tui.tui.widgets.option_row import ActionBar, DialogAction
from ngkt_tui.tui.widgets.rich_list import RichList

_TICK = DialogAction("tick", "", "key.tick", row="tick")
_STATUS = DialogAction("status", "", "key.status", row="status")
_EDIT = DialogAction("edit", "", "key.edit", row="edit")
_STAGE = DialogAction("edit", "", "dialog.detail.stage", row="status")
_ASSESS = DialogAction("edit", "", "dialog.detail.assess", row="status")
_NOTE = DialogAction("note", "", "key.note", row="note")
_PROGRESS = DialogAction("progress", "", "key.progress", row="progress")
_STEP = DialogAction("step", "", "key.step", row="step")
_REMIND = DialogAction("remind", "", "key.remind", row="remind")
_ANSWER = DialogAction("answer", "", "key.answer", row="answer")
_CONFIRM = DialogAction("confirm", "", "key.confirm", row="confirm")
_THREAD = DialogAction("thread", "", "key.thread", row="thread")
_ACCEPT = DialogAction("accept", "a", "dialog.detail.accept")
_DECLINE = DialogAction("decline", "x", "dialog.detail.decline")
_TAKE_BACK = DialogAction("take-back", "r", "dialog.detail.take-back")
_CORRECT = DialogAction("correct", "", "key.correct", row="correct")
_SOURCES = DialogAction("sources", "", "dialog.detail.to-sources", row="sources")
_HISTORY = DialogAction("history", "", "dialog.detail.to-history", row="record-history")
_COPY = DialogAction("copy", "", "key.copy", row="copy")
_COPY_ID = DialogAction("copy-id", "", "key.copy-id", row="copy-id")
_NARROW = DialogAction("narrow", "", "key.narrow", row="narrow")

_EDITS = {
    RecordKind.DIRECTIVE: (_TICK, _STATUS, _EDIT, _NOTE, _PROGRESS, _STEP),
    RecordKind.AGREEMENT: (_STAGE, _NOTE, _PROGRESS, _STEP),
    RecordKind.MARKET: (_ASSESS, _NOTE),
}

_CHANGES = frozenset(choice.id for choices in _EDITS.values() for choice in choices)


def _follow_ups(detail: RecordDetail) -> tuple[DialogAction, ...]:
    """Return what follows a directive up now: an answer where one is owed, a confirmation of what is reported done."""
    body = detail.body
    if not isinstance(body, DirectiveDetail):
        return ()
    answer = (_ANSWER,) if any(each.is_awaiting for each in body.reminders) else ()
    confirm = (_CONFIRM,) if body.status is Status.REPORTED else ()
    judge = (_ACCEPT, _DECLINE) if any(not body.accepts(each.id) for each in body.results) else ()
    return (_REMIND, *answer, *confirm, *judge)


class Visit(NamedTuple):
    """A record that was looked at, and where its sheet stood: the first line in sight, the target under the cursor."""

    record: str
    top: int
    target: str | None


class DetailFrame(Protocol):
    """What shows a record: `sheet` its lines, `bar` its choices."""

    @property
    def sheet(self) -> RichList: ...

    @property
    def bar(self) -> ActionBar: ...

    @property
    def is_whole(self) -> bool:
        """Return whether its parts are there: not while it opens, and not once it is being left."""

    def refresh_frame(self) -> None:
        """Show heading, id and choices of the record as they are now."""

    def close(self) -> None:
        """Close it, or leave it."""


class DetailBrowser:
    """The record that `frame` shows, and those seen before it."""

    def __init__(self, host: DialogHost, loaded: LoadedDetail, frame: DetailFrame) -> None:
        self.host = host
        self.loaded = loaded
        self.frame = frame
        self.trail: list[Visit] = []
        self._acts, self._newest_act = 0, ""
        self._changes = self._loaded_at = 0  # of the store, since it is shown
        self._turn = asyncio.Lock()

    @property
    def heading(self) -> str:
        word = translate(self.host.context.language, f"record.{self.loaded.detail.kind}")
        return word[:1].upper() + word[1:]

    def choices(self) -> Sequence[DialogAction]:
        """Return what can be done to the record; first of all what is done most."""
        detail = self.loaded.detail
        edits = _EDITS.get(detail.kind, (_NOTE,))
        edits += _follow_ups(detail)
        own = (_TAKE_BACK,) if removable_items(detail, self.host.context.actor) else ()
        correct = () if detail.kind is RecordKind.ARTICLE else (_CORRECT,)
        if self.host.context.is_reader:
            edits = own = correct = ()
        scope = (_NARROW,) if detail.kind in CHIP_KINDS else ()
        ways = (
            *((_THREAD,) if detail.kind is RecordKind.DIRECTIVE else ()),
            *correct,
            _SOURCES,
            *((_HISTORY,) if detail.history else ()),
            _COPY,
            _COPY_ID,
        )
        return (*edits, *own, *scope, *ways)

    def choose(self, choice: str) -> None:
        match choice:
            case "sources":
                self._show_sources()
            case "copy":
                self.host.notifier.copy(self._target().subject)
            case "copy-id":
                self.host.notifier.copy(self.loaded.detail.id)
            case "history":
                self.show_heading("detail.history")
            case "close":
                self.frame.close()
            case "narrow":
                self._narrow()
            case _:
                self._begin(choice)

    def follow(self, target: str) -> None:
        """Go to the record that a line leads to, or open the web address."""
        if address := web_address(target):
            self.host.notifier.open_address(address)
        elif target.startswith(STEP):
            self._begin("tick-step", target.removeprefix(STEP))
        elif target.startswith(WATCH):
            self._begin("watched", target)
        else:
            self._begin("go", target)

    def leave(self) -> None:
        """Go back to the record seen before; from the first one, close."""
        if self.trail:
            self._begin("back")
        else:
            self.frame.close()

    def show(self, loaded: LoadedDetail) -> None:
        """Show another record, from its top; what was seen before it is forgotten."""
        self._loaded_at = self._changes
        self.trail.clear()
        self._show(loaded)

    def store_changed(self) -> None:
        self._changes += 1
        self.host.workers.begin(self._refresh())

    def _begin(self, act: str, record: str = "") -> None:
        if not self._acts or (self._newest_act == "tick" and act in _CHANGES):  # else it is clicked at twice
            self._acts, self._newest_act = self._acts + 1, act
            self.host.workers.begin(self._act(act, record), opens=True)

    async def _act(self, act: str, record: str) -> None:
        try:
            async with self._turn:
                match act:
                    case "go":
                        await self._go(record)
                    case "back":
                        await self._go_back()
                    case "take-back":
                        from ngkt_tui.tui.dialogs.progress_dialogs import remove_entry_of  # loaded when first opened

                        await remove_entry_of(self.host, self.loaded.detail)
                    case "tick-step":
                        from ngkt_tui.tui.dialogs.progress_dialogs import tick_step  # as above

                        await tick_step(self.host, int(record))
                    case "watched":
                        from ngkt_tui.tui.dialogs.watch_dialogs import show_watched  # as above

                        await show_watched(self.host, record)
                    case "thread":
                        await load("thread_dialog:show_thread")(self.host, self.loaded.detail.id)
                    case "accept" | "decline":
                        from ngkt_tui.tui.dialogs.progress_dialogs import judge_answer  # as above

                        await judge_answer(self.host, self.loaded.detail, act, self.frame.sheet.target)
                    case _:
                        await self._change(act)
        finally:
            self._acts -= 1

    async def _change(self, act: str) -> None:
        """Change the record as the edits before left it, which may not be what is shown yet."""
        await self.host.edits.edits_rendered()
        if self._loaded_at < self._changes:
            await self._refresh()
        if act == "tick":
            await self.host.edits.tick_record(self._target())
        elif act == "confirm":
            await load("status_dialog:confirm")(self.host, self._target())
        else:
            await edit_target(DraftKind(act), self.host, self._target())

    def _target(self) -> EditTarget:
        return target_of([self.loaded.detail], formatter_of(self.host.context))

    async def _go(self, record: str) -> None:
        changes, loaded = self._changes, await self._read(record)
        if not self.frame.is_whole:
            return  # left meanwhile
        self._loaded_at = changes
        sheet = self.frame.sheet
        self.trail.append(Visit(self.loaded.detail.id, sheet.top, sheet.target))
        self._show(loaded)
        sheet.focus()

    async def _go_back(self) -> None:
        visit = self.trail[-1]
        changes, loaded = self._changes, await self._read(visit.record)
        if not self.frame.is_whole:
            return  # as above
        self._loaded_at = changes
        self.trail.pop()
        self._show(loaded, visit)
        self.frame.sheet.focus()

    async def _refresh(self) -> None:
        record, changes = self.loaded.detail.id, self._changes
        try:
            loaded = await self._read(record)
        except UnknownRecordError:
            return  # a digest that was taken in has withdrawn it: what was read is still true of its time
        if record != self.loaded.detail.id:
            return  # gone on to another one meanwhile
        self._loaded_at = changes
        if self.frame.is_whole:
            sheet = self.frame.sheet
            self._show(loaded, Visit(record, sheet.top, sheet.target))
        else:
            self.loaded = loaded

    async def _read(self, record: str) -> LoadedDetail:
        return await self.host.workers.read(lambda reader: load_detail(reader, record))

    def _show(self, loaded: LoadedDetail, visit: Visit | None = None) -> None:
        self.loaded = loaded
        entries = build_detail(loaded, formatter_of(self.host.context))
        if visit:
            self.frame.sheet.show(entries, at=visit.target, top=visit.top)
        else:
            self.frame.sheet.show(entries)
        self.frame.refresh_frame()

    def _show_sources(self) -> None:
        """Go to the sources; from a web address, open it."""
        if address := web_address(self.frame.sheet.target or ""):
            self.host.notifier.open_address(address)
        else:
            self.show_heading("detail.sources")

    def show_heading(self, key: str) -> None:
        """Go to the heading of a words key."""
        self.frame.sheet.show_heading(self.host.translate(key))
        self.frame.sheet.focus()

    def _narrow(self) -> None:
        detail = self.loaded.detail
        self.frame.close()
        self.host.navigator.narrow(detail.kind, detail.id, detail.name.vi, detail.name.en)
