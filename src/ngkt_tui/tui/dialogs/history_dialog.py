"""The history of the store or of one record: who changed what, when and why. A chosen group is taken back."""

from functools import partial

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input

from ngkt_tui.services import edit
from ngkt_tui.services.detail_lines import formatter_of
from ngkt_tui.services.detail_lines.lines import BLANK, DetailLine, line
from ngkt_tui.services.history_page import HistoryGroup, HistoryPage, load_history
from ngkt_tui.tui.dialogs.conflict_dialog import ConfirmDialog
from ngkt_tui.tui.dialogs.dialog import LEAVE, Dialog
from ngkt_tui.tui.dialogs.openers import DialogHost
from ngkt_tui.tui.panes.pane import text_of
from ngkt_tui.tui.widgets.inputs import TypedLine
from ngkt_tui.tui.widgets.option_row import DialogAction
from ngkt_tui.tui.widgets.rich_list import RichList

OLDER = "older"
_UNDO = DialogAction("undo", "", "key.undo", row="undo")
_LOOK = DialogAction("look", "", "dialog.history.look", row="detail")
_KEEP = DialogAction(LEAVE.id, LEAVE.key, "dialog.history.keep")


class HistoryDialog(Dialog[None]):
    """Shows groups of changes, newest first. The arrows move in the list while the box keeps the typing."""

    WIDTH = 110
    BINDINGS = [
        Binding("down", "point(1)", show=False),
        Binding("up", "point(-1)", show=False),
        Binding("pagedown", "turn(1)", show=False),
        Binding("pageup", "turn(-1)", show=False),
        Binding("home", "go_to_top", show=False, priority=True),  # else the box takes them
        Binding("end", "go_to_end", show=False, priority=True),
    ]

    def __init__(self, host: DialogHost, read: HistoryPage, record: str | None, subject: str) -> None:
        super().__init__(host.context.language)
        self._host, self._record, self._subject = host, record, subject
        self._groups, self._before = list(read.groups), read.before
        self._typed = ""

    def heading(self) -> str:
        return (
            f"{self.translate('dialog.history.title')} · {self._subject}"
            if self._subject
            else self.translate("dialog.history.all")
        )

    def subtitle(self) -> str:
        return self.translate("dialog.history.keys")

    def body(self) -> ComposeResult:
        yield TypedLine(hint=self.translate("dialog.history.hint"), id="narrow")
        yield RichList(self._entries(), marks_stops=False, is_plain=self._host.context.ascii)

    def choose(self, choice: str) -> None:
        """Do nothing: there is nothing to choose but leaving."""

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        """Show the groups that hold every typed word."""
        self._typed = event.value
        self._read_again()

    @on(Input.Submitted)
    def take(self) -> None:
        """Follow the group under the cursor."""
        self.query_one(RichList).action_activate()

    @on(RichList.Followed)
    def follow(self, event: RichList.Followed) -> None:
        """Offer what can be done about a group; or read what is older."""
        if event.target == OLDER:
            self._read_older()
            return
        for group in self._groups:
            if str(group.group.id) == event.target:
                self._host.workers.begin(self._act(group), opens=True)

    def action_point(self, step: int) -> None:
        self.query_one(RichList).action_cursor(step)

    def action_turn(self, step: int) -> None:
        self.query_one(RichList).action_page(step)

    def action_go_to_top(self) -> None:
        self.query_one(RichList).action_first()

    def action_go_to_end(self) -> None:
        """Go to the last group that has been read."""
        self.query_one(RichList).action_last()

    def store_changed(self) -> None:
        self._read_again()

    async def _act(self, group: HistoryGroup) -> None:
        ways = ((_UNDO,) if group.can_be_undone else ()) + ((_LOOK,) if group.records else ())
        entries = [entry._replace(target=None) for entry in group.entries]
        title = self.translate("dialog.history.group", number=group.group.id)
        dialog = ConfirmDialog(self.language, title=title, entries=entries, ways=ways, leave=_KEEP)
        match await self._host.ask(dialog):
            case _UNDO.id:
                await self._host.edits.edit(partial(edit.undo, self._host.context, group.group.id))
            case _LOOK.id:
                from ngkt_tui.tui.dialogs.detail_dialog import show_record  # a dialog is loaded when first opened

                changed = group.records[0]
                await show_record(self._host, await self._host.workers.read(lambda reader: reader.present_id(changed)))

    @work(exclusive=True)
    async def _read_again(self) -> None:
        read = await self._read(None)
        if not self.is_whole:
            return  # left meanwhile
        self._groups, self._before = list(read.groups), read.before
        sheet = self.query_one(RichList)
        sheet.show(self._entries(), at=sheet.target)

    @work(exclusive=True)
    async def _read_older(self) -> None:
        read = await self._read(self._before)
        if not self.is_whole:
            return  # as above
        self._groups, self._before = [*self._groups, *read.groups], read.before
        sheet = self.query_one(RichList)
        first = str(read.groups[0].group.id) if read.groups else None
        sheet.show(self._entries(), at=first, top=sheet.top)

    async def _read(self, before: int | None) -> HistoryPage:
        typed, formatter = self._typed, formatter_of(self._host.context)
        return await self._host.workers.read(
            lambda reader: load_history(reader, formatter, self._record, typed, before=before)
        )

    def _entries(self) -> list[DetailLine]:
        entries = [entry for group in self._groups for entry in (*group.entries, BLANK)]
        if self._before is not None:
            entries.append(line(self.translate("dialog.history.older"), "key", target=OLDER))
        return entries or [
            line(self.translate("dialog.history.nothing" if self._typed else "history.nothing"), "muted")
        ]


async def open_history(host: DialogHost) -> None:
    """Show what was done to the store."""
    await _show_history(host)


async def open_record_history(host: DialogHost) -> None:
    """Show what users did to the record under the cursor."""
    if (record := host.panes.record) is not None:
        await _show_history(host, record.id, text_of(record.row, host.context.language))


async def _show_history(host: DialogHost, record: str | None = None, subject: str = "") -> None:
    """Show the history of a record, or of the store where that is `None`."""
    formatter = formatter_of(host.context)
    read = await host.workers.read(lambda reader: load_history(reader, formatter, record))
    await host.ask(HistoryDialog(host, read, record, subject))
