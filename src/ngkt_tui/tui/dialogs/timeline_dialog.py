"""The timeline along a horizontal axis, and below it the records of the mark under the cursor."""

from functools import partial

from textual import events, on, work
from textual.app import ComposeResult

from ngkt_tui.domain.words import localized
from ngkt_tui.services.detail_lines import formatter_of
from ngkt_tui.services.detail_lines.lines import Formatter
from ngkt_tui.services.timeline import Timeline, TimelineLane, mark_lines, read_timeline
from ngkt_tui.tui.dashboard.pane_controller import CONFERENCES_PANE
from ngkt_tui.tui.dialogs.dialog import Dialog
from ngkt_tui.tui.dialogs.openers import DialogHost
from ngkt_tui.tui.widgets.axis_lanes import HEAD, LOW_LANE, AxisLanes
from ngkt_tui.tui.widgets.option_row import DialogAction
from ngkt_tui.tui.widgets.rich_list import RichList

ROOMY_AXIS = 30
"""Lines of the terminal from which on the lanes have a blank between them."""


class TimelineDialog(Dialog[str]):
    """Shows the timeline. Answers with `list` where the list of conferences is wanted instead."""

    TITLE_KEY = "dialog.timeline.title"
    CHOICES = (DialogAction("list", "", "dialog.timeline.list", row="zoom"),)
    WIDTH = 400

    def __init__(self, host: DialogHost, timeline: Timeline) -> None:
        super().__init__(host.context.language)
        self._host, self._timeline = host, timeline

    def heading(self) -> str:
        chips = (localized(self.language, chip.label_vi, chip.label_en) for chip in self._host.panes.view.scope)
        return " · ".join((self.translate(self.TITLE_KEY), *chips))

    def subtitle(self) -> str:
        return self.translate("dialog.timeline.keys")

    def body(self) -> ComposeResult:
        yield AxisLanes(self._timeline, self._formatter)
        yield RichList(is_plain=self._host.context.ascii, id="marked")

    def on_mount(self) -> None:
        self.query_one(AxisLanes).focus()
        self.call_after_refresh(self._show_marked)

    def on_resize(self, event: events.Resize) -> None:
        self.query_one(AxisLanes).styles.height = (
            None if event.size.height >= ROOMY_AXIS else HEAD + LOW_LANE * len(TimelineLane)
        )

    def choose(self, choice: str) -> None:
        self.answer(choice)

    def action_move(self, step: int) -> None:
        """Go up and down in the list; from its first line, back to the axis."""
        sheet = self.query_one(RichList)
        if step < 0 and sheet.has_focus and sheet.cursor in (None, 0):
            self.query_one(AxisLanes).focus()
        else:
            super().action_move(step)

    @on(AxisLanes.MarkPointed)
    def _show_marked(self) -> None:
        self._read_marked()

    @on(AxisLanes.Left)
    def _go_below(self) -> None:
        self.query_one(RichList).focus()

    @on(AxisLanes.Chosen)
    def _open_mark(self) -> None:
        axis = self.query_one(AxisLanes)
        if axis.mark and len(axis.mark.records) == 1:
            self._open(axis.mark.records[0][0])
        else:
            self._go_below()

    @on(RichList.Followed)
    def _follow(self, event: RichList.Followed) -> None:
        self._open(event.target)

    def store_changed(self) -> None:
        self._read_again()

    @property
    def _formatter(self) -> Formatter:
        return formatter_of(self._host.context)

    def _open(self, record: str) -> None:
        """Show a conference on its page, anything else in its detail."""
        from ngkt_tui.tui.dialogs.detail_dialog import show_record  # a dialog is loaded when first opened
        from ngkt_tui.tui.dialogs.record_page import open_page  # as above

        axis = self.query_one(AxisLanes)
        is_marked = axis.mark is not None and record in dict(axis.mark.records)
        is_conference = is_marked and axis.lane is TimelineLane.CONFERENCES
        self._host.workers.begin((open_page if is_conference else show_record)(self._host, record), opens=True)

    @work(exclusive=True, group="marked")
    async def _read_marked(self) -> None:
        mark = self.query_one(AxisLanes).mark
        if mark is not None:
            lines = await self._host.workers.read(partial(mark_lines, mark=mark, formatter=self._formatter))
            if self.is_whole and self.query_one(AxisLanes).mark is mark:
                self.query_one(RichList).show(lines)

    @work(exclusive=True, group="timeline")
    async def _read_again(self) -> None:
        timeline = await self._host.workers.read(_reading(self._host))
        if self.is_whole:
            self.query_one(AxisLanes).show_marks(timeline)
            self._show_marked()


def _reading(host: DialogHost) -> "partial[Timeline]":
    view = host.panes.view
    text = "" if CONFERENCES_PANE in host.panes.mistakes else view.filters[CONFERENCES_PANE]
    return partial(read_timeline, formatter=formatter_of(host.context), text=text, scope=view.scope)


async def open_timeline(host: DialogHost) -> None:
    """Show the timeline, then the list of conferences alone where that was asked for."""
    timeline = await host.workers.read(_reading(host))
    if await host.ask(TimelineDialog(host, timeline)):
        await host.keys.perform("zoom(True)")
