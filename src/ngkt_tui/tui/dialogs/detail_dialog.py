"""The detail dialog of a record: its lines, its links to other records, and the acts on it."""

import asyncio
from collections.abc import Sequence
from typing import NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.errors import UnknownRecordError
from ngkt_tui.query.detail import RecordDetail
from ngkt_tui.query.detail.directive_body import DirectiveDetail
from ngkt_tui.query.scope import CHIP_KINDS
from ngkt_tui.query.watch_items import WATCH
from ngkt_tui.services.detail_lines import LoadedDetail, build_detail, formatter_of, load_detail, removable_items
from ngkt_tui.services.detail_lines.provenance import STEP
from ngkt_tui.services.kept_drafts import DraftKind
from ngkt_tui.services.web_addresses import web_address
from ngkt_tui.tui.dashboard.selection import EditTarget, target_of
from ngkt_tui.tui.dialogs.dialog import LEAVE, Dialog
from ngkt_tui.tui.dialogs.openers import DialogHost, edit_target
from ngkt_tui.tui.widgets.drawing import sanitize_cell
from ngkt_tui.tui.widgets.option_row import ActionBar, DialogAction
from ngkt_tui.tui.widgets.rich_list import RichList

_TICK = DialogAction("tick", "", "dialog.detail.tick", row="tick")
_STATUS = DialogAction("status", "", "dialog.detail.status", row="status")
_EDIT = DialogAction("edit", "", "dialog.detail.edit", row="edit")
_STAGE = DialogAction("edit", "", "dialog.detail.stage", row="status")
_ASSESS = DialogAction("edit", "", "dialog.detail.assess", row="status")
_NOTE = DialogAction("note", "", "dialog.detail.note", row="note")
_PROGRESS = DialogAction("progress", "", "key.progress", row="progress")
_STEP = DialogAction("step", "", "key.step", row="step")
_ACCEPT = DialogAction("accept", "a", "dialog.detail.accept")
_DECLINE = DialogAction("decline", "x", "dialog.detail.decline")
_TAKE_BACK = DialogAction("take-back", "r", "dialog.detail.take-back")
_SOURCES = DialogAction("sources", "", "dialog.detail.to-sources", row="sources")
_HISTORY = DialogAction("history", "", "dialog.detail.to-history", row="record-history")
_COPY = DialogAction("copy", "", "dialog.detail.copy", row="copy")
_COPY_ID = DialogAction("copy-id", "", "dialog.detail.copy-id", row="copy-id")
_NARROW = DialogAction("narrow", "f", "dialog.detail.narrow")
_CLOSE = DialogAction("close", "q", "dialog.leave")
_BACK = DialogAction(LEAVE.id, LEAVE.key, "dialog.detail.back")

_EDITS = {
    RecordKind.DIRECTIVE: (_TICK, _STATUS, _EDIT, _NOTE, _PROGRESS, _STEP),
    RecordKind.AGREEMENT: (_STAGE, _NOTE, _PROGRESS, _STEP),
    RecordKind.MARKET: (_ASSESS, _NOTE),
}

_CHANGES = frozenset(choice.id for choices in _EDITS.values() for choice in choices)


def _has_answers(detail: RecordDetail) -> bool:
    """Tell whether a result may answer it that is not among its evidence."""
    body = detail.body
    return isinstance(body, DirectiveDetail) and any(not body.accepts(each.id) for each in body.results)


class Visit(NamedTuple):
    """A record that was looked at, and where its sheet stood: the first line in sight, the target under the cursor."""

    record: str
    top: int
    target: str | None


class DetailDialog(Dialog[None]):
    """Shows a record. `at` is the words key of the heading to begin at, empty for the top."""

    WIDTH = 104
    BINDINGS = [
        Binding("backspace", "leave", show=False),
        Binding("left", "leave", show=False),
        Binding("right", "choose", show=False),
    ]

    def __init__(self, host: DialogHost, told: LoadedDetail, *, at: str = "") -> None:
        super().__init__(host.context.language)
        self._host = host
        self._told = told
        self._at = at
        self._trail: list[Visit] = []
        self._acts, self._newest_act = 0, ""
        self._changes = self._told_at = 0  # of the store, since it is open
        self._turn = asyncio.Lock()

    def body(self) -> ComposeResult:
        entries = build_detail(self._told, formatter_of(self._host.context))
        yield RichList(entries, is_plain=self._host.context.ascii, search_terms=self._host.panes.focused.search_terms)

    def on_mount(self) -> None:
        if self._at:
            self.call_after_refresh(self._show_heading, self._at)

    def heading(self) -> str:
        word = self.translate(f"record.{self._told.detail.kind}")
        return word[:1].upper() + word[1:]

    def footing(self) -> str:
        return self._told.detail.id

    def choices(self) -> Sequence[DialogAction]:
        """Return what can be done to the record; first of all what is done most."""
        detail = self._told.detail
        edits = _EDITS.get(detail.kind, (_NOTE,))
        edits += (_ACCEPT, _DECLINE) if _has_answers(detail) else ()
        own = (_TAKE_BACK,) if removable_items(detail, self._host.context.actor) else ()
        scope = (_NARROW,) if detail.kind in CHIP_KINDS else ()
        ways = (_SOURCES, *((_HISTORY,) if detail.history else ()), _COPY, _COPY_ID)
        return (*edits, *own, *scope, *ways, *((_BACK, _CLOSE) if self._trail else (LEAVE,)))

    def choose(self, choice: str) -> None:
        match choice:
            case "sources":
                self._show_sources()
            case "copy":
                self._host.notifier.copy(self._target().subject)
            case "copy-id":
                self._host.notifier.copy(self._told.detail.id)
            case "history":
                self._show_heading("detail.history")
            case "close":
                self.answer(None)
            case "narrow":
                self._narrow()
            case _:
                self._begin(choice)

    @on(RichList.Followed)
    def follow(self, event: RichList.Followed) -> None:
        """Go to the record that the line leads to, or open the web address."""
        if address := web_address(event.target):
            self._host.notifier.open_address(address)
        elif event.target.startswith(STEP):
            self._begin("tick-step", event.target.removeprefix(STEP))
        elif event.target.startswith(WATCH):
            self._begin("watched", event.target)
        else:
            self._begin("go", event.target)

    def action_leave(self) -> None:
        """Go back to the record seen before; from the first one, close."""
        if self._trail:
            self._begin("back")
        else:
            self.answer(None)

    def action_choose(self) -> None:
        """Go from the lines to the choices."""
        self.query_one(ActionBar).focus()

    def store_changed(self) -> None:
        self._changes += 1
        self._host.workers.begin(self._refresh())

    def _begin(self, act: str, record: str = "") -> None:
        if not self._acts or (self._newest_act == "tick" and act in _CHANGES):  # else it is clicked at twice
            self._acts, self._newest_act = self._acts + 1, act
            self._host.workers.begin(self._act(act, record), opens=True)

    async def _act(self, act: str, record: str) -> None:
        try:
            async with self._turn:
                match act:
                    case "go":
                        await self._go(record)
                    case "back":
                        await self._go_back()
                    case "take-back":
                        from ngkt_tui.tui.dialogs.remove_entry_dialog import remove_entry_of  # loaded when first opened

                        await remove_entry_of(self._host, self._told.detail)
                    case "tick-step":
                        from ngkt_tui.tui.dialogs.progress_dialogs import tick_step  # as above

                        await tick_step(self._host, int(record))
                    case "watched":
                        from ngkt_tui.tui.dialogs.watch_dialogs import show_watched  # as above

                        await show_watched(self._host, record)
                    case "accept" | "decline":
                        from ngkt_tui.tui.dialogs.progress_dialogs import judge_answer  # as above

                        await judge_answer(self._host, self._told.detail, act, self.query_one(RichList).target)
                    case _:
                        await self._change(act)
        finally:
            self._acts -= 1

    async def _change(self, act: str) -> None:
        """Change the record as the edits before left it, which may not be what is shown yet."""
        await self._host.edits.settled()
        if self._told_at < self._changes:
            await self._refresh()
        if act == "tick":
            await self._host.edits.tick_record(self._target())
        else:
            await edit_target(DraftKind(act), self._host, self._target())

    def _target(self) -> EditTarget:
        return target_of([self._told.detail], formatter_of(self._host.context))

    async def _go(self, record: str) -> None:
        changes, told = self._changes, await self._read(record)
        if not self.is_whole:
            return  # left meanwhile
        self._told_at = changes
        sheet = self.query_one(RichList)
        self._trail.append(Visit(self._told.detail.id, sheet.top, sheet.target))
        self._show(told)
        sheet.focus()

    async def _go_back(self) -> None:
        visit = self._trail[-1]
        changes, told = self._changes, await self._read(visit.record)
        if not self.is_whole:
            return  # as above
        self._told_at = changes
        self._trail.pop()
        self._show(told, visit)
        self.query_one(RichList).focus()

    async def _refresh(self) -> None:
        record, changes = self._told.detail.id, self._changes
        try:
            told = await self._read(record)
        except UnknownRecordError:
            return  # a digest that was taken in has withdrawn it: what was read is still true of its time
        if record != self._told.detail.id:
            return  # gone on to another one meanwhile
        self._told_at = changes
        if self.is_whole:
            sheet = self.query_one(RichList)
            self._show(told, Visit(record, sheet.top, sheet.target))
        else:
            self._told = told

    async def _read(self, record: str) -> LoadedDetail:
        return await self._host.workers.read(lambda reader: load_detail(reader, record))

    def _show(self, told: LoadedDetail, visit: Visit | None = None) -> None:
        self._told = told
        entries = build_detail(told, formatter_of(self._host.context))
        if visit:
            self.query_one(RichList).show(entries, at=visit.target, top=visit.top)
        else:
            self.query_one(RichList).show(entries)
        frame = self.query_one("#frame", Vertical)
        frame.border_title = Content(sanitize_cell(self.heading()))
        frame.border_subtitle = Content(sanitize_cell(self.footing()))
        self.query_one(ActionBar).show(self.choices())

    def _show_sources(self) -> None:
        """Go to the sources; from a web address, open it."""
        if address := web_address(self.query_one(RichList).target or ""):
            self._host.notifier.open_address(address)
        else:
            self._show_heading("detail.sources")

    def _show_heading(self, key: str) -> None:
        self.query_one(RichList).show_heading(self.translate(key))
        self.query_one(RichList).focus()

    def _narrow(self) -> None:
        detail = self._told.detail
        self.answer(None)
        self._host.navigator.narrow(detail.kind, detail.id, detail.name.vi, detail.name.en)


async def show_record(host: DialogHost, record: str, *, at: str = "") -> None:
    """Show a record of any kind; `at` is the words key of the heading to begin at, empty for the top."""
    told = await host.workers.read(lambda reader: load_detail(reader, record))
    await host.ask(DetailDialog(host, told, at=at))


async def open_detail(host: DialogHost) -> None:
    """Show everything about the record under the cursor."""
    if (record := host.panes.record) is not None:
        await show_record(host, record.id)


async def open_sources(host: DialogHost) -> None:
    """Show the record under the cursor at its sources."""
    if (record := host.panes.record) is not None:
        await show_record(host, record.id, at="detail.sources")
