"""The overview on the screen: it is one key from what is needed today, and a line of a chart narrows the dashboard."""

from pathlib import Path

import pytest

from ngkt_tui.services.overview import PARTS
from ngkt_tui.tui.dialogs.overview_dialog import FiguresDialog, OverviewDialog
from ngkt_tui.tui.dialogs.thread_dialog import ThreadDialog
from ngkt_tui.tui.dialogs.today_dialog import TodayDialog
from ngkt_tui.tui.widgets.chart_board import ChartPanel
from ngkt_tui.tui.widgets.rich_list import RichList
from tests.tui.dialogs.waiting import until
from tests.tui.running import NORMAL, SMALL, Running, dashboard


def shown(running: Running) -> type[object]:
    return type(running.app.screen)


async def test_one_key_leads_from_today_to_the_overview_and_back(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("0")
        assert shown(running) is TodayDialog
        await running.press("0")
        assert shown(running) is OverviewDialog
        await running.press("0")
        assert shown(running) is TodayDialog


@pytest.mark.drawn
async def test_the_charts_stand_in_columns_and_a_line_narrows_the_directives_to_what_it_counts(store: Path) -> None:
    async with dashboard(store, NORMAL) as running:
        await running.press("O")
        panels = {panel.id: panel for panel in running.app.screen.query(ChartPanel)}
        assert len({panel.region.x for panel in panels.values()}) == 2
        assert "Theo hội nghị" in running.text
        assert "trên " in running.text
        await running.press("right", "left")
        assert running.app.screen.focused is panels["conferences"]
        line = panels["conferences"].entries[2].text
        await running.press("down", "enter")
        assert running.panes.view.filters[1].startswith("hn:")
        assert f"/{running.panes[1].counts[0][0]}" in line


@pytest.mark.drawn
async def test_on_a_small_terminal_the_arrows_lead_through_all_charts_below_each_other(store: Path) -> None:
    async with dashboard(store, SMALL) as running:
        await running.press("O")
        assert len({panel.region.x for panel in running.app.screen.query(ChartPanel)}) == 1
        assert all(words in running.text for words in ("Toàn cảnh", "Theo hội nghị", "Nhắc lại nhiều nhất", " từ "))
        await running.press(*["down"] * 12)
        sheet = running.app.screen.focused
        assert isinstance(sheet, ChartPanel)
        assert sheet.id != "conferences"
        await until(running, lambda: 0 < sheet.region.y + 1 + sheet.line_of_cursor < SMALL[1] - 2)


@pytest.mark.drawn
async def test_the_cursor_stays_in_sight_when_the_charts_above_it_are_filled_in(store: Path) -> None:
    async with dashboard(store, SMALL) as running:
        await running.press("O")
        panels = {panel.id: panel for panel in running.app.screen.query(ChartPanel)}
        panels["series"].focus()
        drawn = panels["agencies"]._lines_for
        panels["agencies"].show_chart(lambda width: [*drawn(width)] * 4)
        panels["agencies"].show_all()
        await running.settle()
        sheet = panels["series"]
        assert 0 < sheet.region.y + 1 + sheet.line_of_cursor < SMALL[1] - 2


@pytest.mark.drawn
@pytest.mark.parametrize("size", [NORMAL, (200, 50)])
async def test_all_charts_are_in_sight_together(store: Path, size: tuple[int, int]) -> None:
    async with dashboard(store, size) as running:
        await running.press("O")
        panels = list(running.app.screen.query(ChartPanel))
        assert len(panels) == len(PARTS)
        assert max(panel.region.bottom for panel in panels) <= running.app.screen.query_one("#choices").region.y
        folded = [panel.id for panel in panels if len(panel.entries) == 1]
        assert folded == ([] if size == (200, 50) else ["series"])
        assert "■ truyền thống" in running.text.replace("\N{NO-BREAK SPACE}", " ")


async def test_a_market_of_the_matrix_narrows_the_whole_dashboard(store: Path) -> None:
    async with dashboard(store, (200, 60)) as running:
        await running.press("O")
        running.app.screen.query_one("#matrix", ChartPanel).focus()
        await running.press("enter")
        assert [chip.id for chip in running.panes.view.scope] == ["tt-bac-au"]


async def test_figures_and_results_are_one_key_from_the_overview(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("O", "S")
        assert shown(running) is FiguresDialog
        sheet = running.app.screen.query_one(RichList)
        assert sheet.target is not None
        figure = sheet.target
        await running.press("right")
        assert sheet.target != figure
        await running.press("O")
        assert shown(running) is OverviewDialog


async def test_what_was_asked_again_most_leads_to_its_thread(store: Path) -> None:
    async with dashboard(store, (200, 60)) as running:
        await running.press("O")
        running.app.screen.query_one("#repeated", ChartPanel).focus()
        await running.press("enter")
        assert shown(running) is ThreadDialog
