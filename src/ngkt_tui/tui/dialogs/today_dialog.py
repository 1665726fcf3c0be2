"""What needs somebody today, each line leading to the act that settles it or to a record.

It is the first screen where anything is due, and loads none of the forms that it leads to.
"""

from collections.abc import Callable
from functools import partial

from textual import on, work
from textual.app import ComposeResult

from ngkt_tui.services.detail_lines import formatter_of
from ngkt_tui.services.detail_lines.follow_up_lines import WHOLE, today_lines
from ngkt_tui.services.detail_lines.lines import DetailLine, line
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.session_state import DraftKind
from ngkt_tui.services.work_today import (
    GROUPS,
    Act,
    WorkList,
    counted,
    first_work,
    is_urgent_for_unit,
    unit_name,
    work_list,
)
from ngkt_tui.tui.dashboard.selection import target_of
from ngkt_tui.tui.dialogs.dialog import Dialog
from ngkt_tui.tui.dialogs.openers import EDITORS, DialogHost, load, open_dialog
from ngkt_tui.tui.widgets.option_row import DialogAction
from ngkt_tui.tui.widgets.rich_list import RichList

OVERVIEW = "overview"
"""The answer that leads to the overview; no group has it as its filter."""
FIRST_ROWS = 5
"""How many directives of a group are shown; the line below them leads to the rest."""
_EDITORS = {
    Act.STATUS: EDITORS[DraftKind.STATUS],
    Act.DUE: EDITORS[DraftKind.EDIT],
    Act.EVIDENCE: EDITORS[DraftKind.EDIT],
    Act.NOTE: EDITORS[DraftKind.NOTE],
    Act.CONFIRM: "status_dialog:confirm",
    Act.STEP: "progress_dialogs:tick_step_of",
    Act.REMIND: EDITORS[DraftKind.REMIND],
}
_WATCHED = "watch_dialogs:show_watched"
"""What settles a directive, by its act."""


class TodayDialog(Dialog[str]):
    """Shows the groups of what needs somebody, of a `unit` where one is set, each as soon as it has been read.

    Answers with the filter of a group.
    """

    TITLE_KEY = "dialog.today.title"
    CHOICES = (DialogAction(OVERVIEW, "", "dialog.overview.to-overview", row="today"),)
    WIDTH = 104

    def __init__(self, host: DialogHost, unit: str) -> None:
        super().__init__(host.context.language)
        self._host, self._unit = host, unit
        self._read: dict[str, WorkList] = {}

    def heading(self) -> str:
        return f"{self.translate(self.TITLE_KEY)} · {self._unit}" if self._unit else self.translate(self.TITLE_KEY)

    def subtitle(self) -> str:
        return self.translate("dialog.today.keys")

    def body(self) -> ComposeResult:
        yield RichList(self._entries(), is_plain=self._host.context.ascii)

    def choose(self, choice: str) -> None:
        self.answer(choice)

    @on(RichList.Followed)
    def follow(self, event: RichList.Followed) -> None:
        """Show the whole group, or begin the act that settles the directive."""
        if event.target.startswith(WHOLE):
            self.answer(self._list_at(event.sheet.cursor or 0).group.filter)
        else:
            act = self._list_at(event.sheet.cursor or 0).group.act
            self._host.workers.begin(_settle(self._host, act, event.target), opens=True)

    @property
    def lists(self) -> tuple[WorkList, ...]:
        """Return the groups that have been read, in their order."""
        return tuple(self._read[group.name] for group in GROUPS if group.name in self._read)

    def on_mount(self) -> None:
        self._read_again()

    def store_changed(self) -> None:
        self._read_again()

    @work(exclusive=True)
    async def _read_again(self) -> None:
        """Read the first of every group, then count the groups; what is there already is replaced group by group."""
        read_group = work_list if self._read else first_work
        for group in GROUPS:
            if not await self._take(partial(read_group, group=group, most=FIRST_ROWS)):
                return
        for each in self.lists:
            if not each.is_counted and not await self._take(partial(counted, found=each)):
                return

    async def _take(self, read: Callable[[Reader], WorkList]) -> bool:
        """Show a group once it is read; return whether anybody still looks."""
        found = await self._host.workers.look_up(read, lambda: self.is_attached)
        if found is None or not self.is_whole:
            return False  # left meanwhile
        self._read[found.group.name] = found
        if found.total or found.group.name == GROUPS[-1].name:
            sheet = self.query_one(RichList)
            sheet.show(self._entries(), at=sheet.target, top=sheet.top)
        return True

    def _list_at(self, number: int) -> WorkList:
        """Return the group to which an entry belongs: each is one run of entries, with a blank behind it."""
        blanks = sum(not entry.text for entry in self._entries()[:number])
        return [each for each in self.lists if each.total][blanks]

    def _entries(self) -> list[DetailLine]:
        lines = today_lines(self.lists, formatter_of(self._host.context), "dialog.today.more")
        return lines or [line(self.translate("pane.reading"), "muted")]


async def open_due_today(host: DialogHost) -> None:
    """Show what needs somebody where it is for the unit of whoever looks; else leave the panes as they are."""
    if await host.workers.read(is_urgent_for_unit):
        await open_today(host)


async def open_today(host: DialogHost) -> None:
    """Show what needs somebody; a group that is chosen becomes the filter of the directives.

    The same key leads on to the overview, and back from there.
    """
    text = await host.ask(TodayDialog(host, await host.workers.read(unit_name)))
    if text == OVERVIEW:
        await open_dialog(OVERVIEW, host)
    elif text:
        host.navigator.filter_directives(text)


async def _settle(host: DialogHost, act: Act, record: str) -> None:
    if act is Act.WATCH:
        await load(_WATCHED)(host, record)
        return
    detail = await host.workers.read(lambda reader: reader.detail(record))
    await load(_EDITORS[act])(host, target_of([detail], formatter_of(host.context)))
