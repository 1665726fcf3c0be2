"""What the dashboard reads and draws of a long list: the pages and the lines in sight, and nothing for each record."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from textual.scrollbar import ScrollBar

from ngkt_tui.query.lists.rows import DirectiveRow
from ngkt_tui.services.detail_lines.chart_rows import Chart
from ngkt_tui.services.edit import EditMessage
from ngkt_tui.tui.dashboard.edit_controller import EditController
from ngkt_tui.tui.dashboard.pane_controller import PaneController
from ngkt_tui.tui.messages import CountLoaded, FirstPagesLoaded, GroupsLoaded, PageLoaded, PaneMessage
from ngkt_tui.tui.pane_loader import PaneLoader
from ngkt_tui.tui.panes.pane import Pane
from ngkt_tui.tui.widgets.chart_board import ChartPanel
from ngkt_tui.tui.widgets.record_cache import RowIndex
from ngkt_tui.tui.widgets.record_view import RecordView
from tests.scale.conftest import MANY
from tests.tui.running import NORMAL, dashboard

DIRECTIVES = 1


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Give a list that grows by one for every line that a list of records draws."""
    lines: list[int] = []
    draw = RecordView.render_line

    def counted(view: RecordView, y: int) -> object:
        lines.append(y)
        return draw(view, y)

    monkeypatch.setattr(RecordView, "render_line", counted)
    return lines


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Give a list that grows by the number of every page of directives that is read after the first ones."""
    read: list[int] = []
    show = PaneController.show

    def counted(panes: PaneController, message: PaneMessage) -> None:
        if isinstance(message, PageLoaded) and message.pane == DIRECTIVES:
            read.append(message.page)
        show(panes, message)

    monkeypatch.setattr(PaneController, "show", counted)
    return read


async def test_a_jump_to_the_end_and_back_reads_two_pages_at_most(stores: dict[int, Path], pages: list[int]) -> None:
    async with dashboard(stores[MANY]) as running:
        await running.press("G")
        assert 1 <= len(pages) <= 2
        await running.press("g")
        assert len(pages) <= 2


async def test_a_key_draws_no_more_lines_than_are_in_sight(stores: dict[int, Path], drawn: list[int]) -> None:
    async with dashboard(stores[MANY]) as running:
        for key in ("j", "pagedown", "G"):
            drawn.clear()
            await running.press(key)
            assert 0 < len(drawn) <= 4 * NORMAL[1]


@pytest.fixture
def reports(monkeypatch: pytest.MonkeyPatch) -> list[FirstPagesLoaded | CountLoaded]:
    """Give a list that grows by everything that tells the directives' pane what it holds."""
    messages: list[FirstPagesLoaded | CountLoaded] = []

    show = PaneController.show

    def taken(panes: PaneController, message: PaneMessage) -> None:
        if isinstance(message, FirstPagesLoaded | CountLoaded) and message.pane == DIRECTIVES:
            messages.append(message)
        show(panes, message)

    monkeypatch.setattr(PaneController, "show", taken)
    return messages


async def test_a_letter_of_a_filter_brings_rows_and_counts_at_once(
    stores: dict[int, Path], reports: list[FirstPagesLoaded | CountLoaded]
) -> None:
    async with dashboard(stores[MANY]) as running:
        await running.press("slash")
        reports.clear()
        await running.press("d")
        (message,) = reports
        assert isinstance(message, FirstPagesLoaded)
        counts = [count for count, _ in running.panes[DIRECTIVES].counts]
        assert [each and each.total for each in message.openings] == counts


async def test_rows_do_not_wait_for_a_count_that_takes_long(
    stores: dict[int, Path], reports: list[FirstPagesLoaded | CountLoaded], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ngkt_tui.services.pane_lists.SOON_RECORDS", 2_000)
    async with dashboard(stores[MANY]) as running:
        await running.press("slash")
        reports.clear()
        await running.press("d")
        opening, *counts = reports
        assert isinstance(opening, FirstPagesLoaded)
        assert all(each is not None and each.total is None for each in opening.openings)
        assert [each.count for each in counts if isinstance(each, CountLoaded)] == [
            count for count, _ in running.panes[DIRECTIVES].counts
        ]


@pytest.fixture
def bars(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Give a list that grows by the pane of every scrollbar that is drawn."""
    panes: list[object] = []
    draw = ScrollBar.render

    def counted(bar: ScrollBar) -> object:
        panes.append(bar.parent)
        return draw(bar)

    monkeypatch.setattr(ScrollBar, "render", counted)
    return panes


async def test_a_letter_draws_no_other_pane_whatever_is_offered(
    stores: dict[int, Path], drawn: list[int], bars: list[object]
) -> None:
    async with dashboard(stores[MANY]) as running:
        await running.press("slash")
        for letter in ("d", "o", "a", "n", "h", "space", "n", "g"):
            drawn.clear()
            bars.clear()
            await running.press(letter)
            assert 0 < len(drawn) <= running.panes[DIRECTIVES].size.height, letter
            assert set(bars) <= {running.panes[DIRECTIVES]}, letter


async def test_the_cursor_draws_the_record_that_it_leaves_and_the_one_that_it_reaches(
    stores: dict[int, Path], drawn: list[int]
) -> None:
    async with dashboard(stores[MANY]) as running:
        await running.press("j")
        drawn.clear()
        await running.press("j")
        assert 0 < len(drawn) <= 2


async def test_a_tick_draws_its_record_before_anything_is_counted_again(
    stores: dict[int, Path], drawn: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn_by_then: list[int] = []
    follow = EditController.follow_up

    def followed(edits: EditController, edited: EditMessage) -> None:
        drawn_by_then.append(len(drawn))
        follow(edits, edited)

    monkeypatch.setattr(EditController, "follow_up", followed)
    store = Path(shutil.copy(stores[MANY], tmp_path))
    async with dashboard(store) as running:
        drawn.clear()
        await running.press("space")
        assert drawn_by_then == [2]  # its own line, and the one below, which leaves out what stands above it


async def test_rows_that_have_gone_out_of_sight_are_forgotten(stores: dict[int, Path], pages: list[int]) -> None:
    async with dashboard(stores[MANY]) as running:
        pane = running.panes[DIRECTIVES]
        for _ in range(42):
            pane.action_page(8)
            await running.settle()
        assert len(set(pages)) > 41
        held = sum(len(rows._pages) for rows in pane._cache.rows)
        assert held <= 41


@pytest.fixture
def grouped(monkeypatch: pytest.MonkeyPatch) -> list[PaneMessage]:
    """Give a list that grows by what tells the directives' pane of rows and groups."""
    messages: list[PaneMessage] = []
    show = PaneController.show

    def taken(panes: PaneController, message: PaneMessage) -> None:
        if isinstance(message, FirstPagesLoaded | GroupsLoaded | PageLoaded) and message.pane == DIRECTIVES:
            messages.append(message)
        show(panes, message)

    monkeypatch.setattr(PaneController, "show", taken)
    return messages


async def test_a_letter_brings_rows_with_their_groups_and_all_others_once_these_are_on_the_screen(
    stores: dict[int, Path], grouped: list[PaneMessage], drawn: list[int]
) -> None:
    async with dashboard(stores[MANY]) as running:
        await running.press("slash")
        grouped.clear()
        await running.press("d")
        first, *others = grouped
        assert isinstance(first, FirstPagesLoaded)
        directives, recommendations = first.openings
        assert directives is not None
        assert recommendations is not None
        assert [directives.has_all_groups, recommendations.has_all_groups] == [False, False]
        assert directives.groups
        assert all(group.is_counted for group in directives.groups)
        assert not recommendations.pages  # they stand below what fills the screen
        assert [type(other) for other in others] == [GroupsLoaded, GroupsLoaded]
        whole = [other.groups for other in others if isinstance(other, GroupsLoaded)]
        assert whole[0][: len(directives.groups)] == directives.groups
        assert [rows.groups for rows in running.panes[DIRECTIVES]._cache.rows] == whole
        assert [sum(group.records for group in each) for each in whole] == [
            count for count, _ in running.panes[DIRECTIVES].counts
        ]


async def test_a_page_beyond_the_first_comes_after_all_groups_so_that_its_rows_stand_in_their_own(
    stores: dict[int, Path], grouped: list[PaneMessage], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PaneLoader, "remaining_groups", lambda *_: None)  # as where something else is always asked for
    async with dashboard(stores[MANY]) as running:
        pane = running.panes[DIRECTIVES]
        await running.press("slash", "d", "enter")
        held = pane._cache.rows[0].groups
        grouped.clear()
        await running.press("G")
        section = len(pane._cache.sections) - 1
        kinds = [type(message) for message in grouped]
        assert kinds[:2] == [GroupsLoaded, PageLoaded]
        assert pane.place is not None
        assert pane.place.section == section
        head = pane._cache.head_of(pane.place)
        row = pane.selected_row
        assert head is not None
        assert row is not None
        assert isinstance(row[1], DirectiveRow)
        assert pane._cache.group(head).key == row[1].conference
        await running.press("g", *["pagedown"] * 12)
        assert len(pane._cache.rows[0].groups) > len(held)
        check_heads(pane, 300)


async def test_groups_that_come_after_an_edit_leave_the_rows_where_they_are(
    stores: dict[int, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, grouped: list[PaneMessage]
) -> None:
    read, held = PaneLoader.remaining_groups, []
    monkeypatch.setattr(PaneLoader, "remaining_groups", lambda *asked: held.append(asked))
    async with dashboard(Path(shutil.copy(stores[MANY], tmp_path))) as running:
        pane = running.panes[DIRECTIVES]
        await running.press("slash", *"la:open", "enter")
        grouped.clear()
        await running.press("space")
        counted = [(each.section, len(each.groups)) for each in grouped if isinstance(each, GroupsLoaded)]
        assert counted == [(0, 1), (1, 1)]  # the one that the record stands in
        for asked in held:
            read(*asked)
        await running.settle()
        rows = pane._cache.rows[0]
        assert rows.has_all_groups
        assert [rows.groups[0].done, rows.groups[0].open] == [0, rows.groups[0].records - 1]  # ticked, and still there
        check_heads(pane, 100)


def check_heads(pane: Pane, many: int) -> None:
    """Check that the first rows of a pane, as far as they were read, stand below the heads of their conferences."""
    for spot in (RowIndex(0, place) for place in range(many)):
        if (row := pane._cache.row(spot)) is not None:
            head = pane._cache.head_of(spot)
            assert head is not None
            assert isinstance(row, DirectiveRow)
            assert pane._cache.group(head).key == row.conference


async def test_the_overview_draws_the_bars_that_can_be_seen_and_no_other(
    stores: dict[int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    bars: list[object] = []
    draw = Chart.bar

    def counted(*given: Any) -> object:
        bars.append(given)
        return draw(*given)

    monkeypatch.setattr(Chart, "bar", counted)
    async with dashboard(stores[MANY]) as running:
        await running.press("O")
        panel = running.app.screen.query_one("#conferences", ChartPanel)
        assert panel.entries[-1].text == f"và {167 - len(panel.entries[:-1])} dòng nữa"
        assert 0 < len(bars) <= 6 * NORMAL[1]
        await running.press("right", "left", "end", "enter")
        assert len(panel.entries) == 167
        assert all(entry.text for entry in panel.entries)
