"""The page of a conference: its sections in columns, one key from the timeline, and each name leads on."""

from pathlib import Path

import pytest

from ngkt_tui.tui.dialogs.detail_dialog import DetailDialog
from ngkt_tui.tui.dialogs.record_page import RecordPage
from ngkt_tui.tui.widgets.chart_board import ChartPanel
from tests.tui.running import NORMAL, dashboard


@pytest.mark.drawn
async def test_enter_goes_from_a_conference_to_its_page_and_from_there_to_what_it_names(store: Path) -> None:
    async with dashboard(store, NORMAL) as running:
        await running.press("1", "enter")
        page = running.app.screen
        assert isinstance(page, RecordPage)
        panels = list(page.query(ChartPanel))
        assert len({panel.region.x for panel in panels}) == 2
        assert "Đã đến đâu" in running.text
        people = next(panel for panel in panels if "Thành phần" in str(panel.border_title))
        people.focus()
        await running.press("enter")
        assert [type(each) for each in running.app.screen_stack[-2:]] == [RecordPage, DetailDialog]
        await running.press("escape")
        await running.press("n", *"abc", "ctrl+s")
        assert any("Ghi chú" in str(panel.border_title) for panel in page.query(ChartPanel))
