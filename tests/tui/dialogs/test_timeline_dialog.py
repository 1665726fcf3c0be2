"""The timeline along a horizontal axis: z opens it, the arrows walk it, Enter opens what is there."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from ngkt_tui.services.timeline import TimelineLane, TimelineMark
from ngkt_tui.tui.dialogs.detail_dialog import DetailDialog
from ngkt_tui.tui.dialogs.record_page import RecordPage
from ngkt_tui.tui.dialogs.timeline_dialog import TimelineDialog
from ngkt_tui.tui.widgets.axis_lanes import AxisLanes
from ngkt_tui.tui.widgets.rich_list import RichList
from tests.tui.running import NORMAL, SMALL, dashboard


@pytest.mark.drawn
async def test_the_arrows_walk_along_time_and_between_lanes_and_enter_opens(store: Path) -> None:
    async with dashboard(store, NORMAL) as running:
        await running.press("1", "z")
        axis = running.app.screen.query_one(AxisLanes)
        assert axis.lane is TimelineLane.CONFERENCES
        newest = axis.mark
        assert newest
        assert newest.records[0][0] == "hn-2032-02-20"
        await running.press("left")
        assert axis.mark
        assert axis.mark.records[0][0] == "hn-2031-09-12"
        assert running.app.screen.query_one(RichList).target == "hn-2031-09-12"
        assert "hôm nay" in running.text
        assert "Hiệp định" in running.text
        await running.press("enter")
        assert isinstance(running.app.screen, RecordPage)
        await running.press("escape", "down")
        assert [axis.lane, axis.mark.head] == [TimelineLane.DOCUMENTS, "77/NQ-CP"]
        await running.press("enter")
        assert [type(each) for each in running.app.screen_stack[-2:]] == [TimelineDialog, DetailDialog]
        await running.press("escape", "down", "down", "down")
        assert running.app.screen.query_one(RichList).has_focus
        await running.press("z")
        assert running.app.dashboard.layouts.is_zoomed


@pytest.mark.drawn
async def test_of_a_thousand_conferences_those_in_sight_are_drawn_also_on_a_small_terminal(store: Path) -> None:
    first = date(2010, 1, 1)
    marks = [TimelineMark(first + timedelta(days=5 * each), (("hn", ""),), "●", "key", "Bộ") for each in range(1000)]
    async with dashboard(store, SMALL) as running:
        await running.press("1", "z")
        axis = running.app.screen.query_one(AxisLanes)
        assert running.app.screen.query_one(RichList).size.height >= 7
        axis.show_marks(dict.fromkeys(TimelineLane, marks))
        await running.press("left", "g")
        assert axis.mark is marks[0]
        assert 0 < axis.drawn_marks <= 4 * 8
        await running.press("pagedown")
        assert axis.mark is not marks[0]
