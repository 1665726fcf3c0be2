"""Keys and mouse move the cursor; it stays on its record, and only pages in sight are read."""

from pathlib import Path
from threading import Event

from textual.events import MouseScrollDown
from textual.geometry import Offset

from ngkt_tui.domain.enums import RecordKind
from tests.tui.running import Running, dashboard


def under_cursor(running: Running, pane: int = 1) -> str | None:
    chosen = running.panes[pane].selected_row
    return chosen[1].id if chosen else None


def wheel_down(running: Running) -> MouseScrollDown:
    return MouseScrollDown(
        running.panes[1], x=5, y=5, delta_x=0, delta_y=1, button=0, shift=False, meta=False, ctrl=False
    )


MOVES = (
    (["down"], "hn-2032-02-20-01"),
    (["j", "j", "k"], "hn-2032-02-20-01"),
    (["G"], "kn-01"),
    (["end", "g"], "hn-2032-02-20-00"),
    (["up"], "hn-2032-02-20-00"),
    (["G", "down"], "kn-01"),
)


async def test_a_scrollbar_that_comes_back_stands_where_the_list_does(store: Path) -> None:
    async with dashboard(store, (80, 16)) as running:
        pane = running.panes[1]
        await running.press("G")
        assert pane.vertical_scrollbar.position == pane.scroll_y > 0
        await running.resize(80, 60)
        await running.press("g")
        assert [pane.show_vertical_scrollbar, pane.scroll_y] == [False, 0]
        await running.resize(80, 16)
        assert [pane.show_vertical_scrollbar, pane.scroll_y] == [True, 0]
        assert pane.vertical_scrollbar.position == 0


async def test_keys_move_the_cursor_and_lead_from_pane_to_pane(store: Path) -> None:
    async with dashboard(store) as running:
        for keys, record in MOVES:
            await running.press("g", *keys)
            assert under_cursor(running) == record, keys
        await running.press("4")
        assert running.app.focused is running.panes[3]
        await running.press("tab")
        assert running.app.focused is running.panes[0]
        await running.press("shift+tab")
        assert running.app.focused is running.panes[3]


async def test_a_click_puts_the_cursor_on_a_record(store: Path) -> None:
    async with dashboard(store) as running:
        await running.pilot.click("#directives", offset=Offset(10, 6))
        await running.settle()
        assert under_cursor(running) == "hn-2032-02-20-03"


async def test_a_click_on_a_heading_moves_nothing(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("z")
        heading = next(y for y, line in enumerate(running.lines) if " kiến nghị ──" in line)
        running.click(40, heading)
        await running.settle()
        assert under_cursor(running) == "hn-2032-02-20-00"


async def test_a_double_click_opens_the_page_of_a_conference(store: Path) -> None:
    async with dashboard(store) as running:
        await running.pilot.click("#conferences", offset=Offset(10, 2), times=2)
        await running.settle()
        assert running.lines[0].startswith("╭─ Hội nghị ─")


async def test_the_wheel_scrolls_without_moving_the_cursor(long_store: Path) -> None:
    async with dashboard(long_store) as running:
        for _ in range(20):
            running.panes[1].post_message(wheel_down(running))
        await running.settle()
        assert under_cursor(running) == "cd-00000"
        assert "Chỉ đạo số 45" in running.text


async def test_a_refresh_does_not_overtake_other_records_that_are_on_their_way(long_store: Path) -> None:
    async with dashboard(long_store) as running:
        await running.press("G")
        dashboard_screen = running.app.dashboard
        go = Event()
        dashboard_screen.host.workers.reading.run(go.wait)
        dashboard_screen.host.navigator.look_at(RecordKind.DIRECTIVE, "12", ())
        dashboard_screen.panes.open(1, from_top=False)
        go.set()
        await running.settle()
        assert running.panes[1].scroll_y == 0


async def test_pages_are_read_only_as_far_as_scrolled(long_store: Path) -> None:
    async with dashboard(long_store) as running:
        held = running.panes[1]._cache.rows[0]
        assert held.count == 5000
        assert held.row(0) is not None
        assert held.row(150) is None

        await running.press("G")
        assert under_cursor(running) == "cd-04999"
        assert held.row(2500) is None
        assert "Chỉ đạo số 4999" in running.text


async def test_a_page_down_lands_on_the_last_line_in_sight(long_store: Path) -> None:
    async with dashboard(long_store) as running:
        height = running.panes[1].size.height - 2  # without the headings of the columns and the head of the group
        await running.press("pagedown")
        assert under_cursor(running) == f"cd-{height - 1:05}"
        assert running.panes[1].scroll_y == 0
        await running.press("pageup")
        assert under_cursor(running) == "cd-00000"


async def test_the_cursor_stays_in_sight_when_the_terminal_shrinks(long_store: Path) -> None:
    async with dashboard(long_store) as running:
        await running.press(*["down"] * 15)
        await running.resize(80, 14)
        assert "Chỉ đạo số 15" in running.text


async def test_only_visible_rows_are_drawn(long_store: Path) -> None:
    async with dashboard(long_store) as running:
        assert len(running.panes[1]._strips._strips) <= running.panes[1].size.height
