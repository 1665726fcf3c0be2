"""A detail is read, left, followed to other records, and acted on, over a real store."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from ngkt_tui.domain.enums import Language, Status
from ngkt_tui.services import edit
from ngkt_tui.services.reader import Reader
from ngkt_tui.tui.dialogs.detail_dialog import show_record
from ngkt_tui.tui.dialogs.form_dialog import NoteDialog
from ngkt_tui.tui.dialogs.status_dialog import StatusDialog
from ngkt_tui.tui.widgets.option_row import ActionBar
from ngkt_tui.tui.widgets.rich_list import RichList
from tests.fixtures.stores import context_of
from tests.tui.dialogs.waiting import is_left, opens, shows, shows_record, until
from tests.tui.running import Running, dashboard

DIRECTIVE = "hn-2031-03-05-01"
TEXT = "Kết thúc đàm phán FTA với Mercosur trong năm 2031"
REPEATED = "Đẩy nhanh đàm phán FTA với Mercosur ở cấp kỹ thuật"


@asynccontextmanager
async def detail(
    store: Path, record: str = DIRECTIVE, size: tuple[int, int] = (120, 36), **changes: Any
) -> AsyncIterator[Running]:
    """Show the detail of `record` over the dashboard."""
    async with dashboard(store, size, **changes) as running:
        running.app.dashboard.host.workers.begin(show_record(running.app.dashboard.host, record))
        await shows_record(running, record)
        yield running


def status_of(store: Path) -> Status:
    with Reader(context_of(store)) as reader:
        return Status(reader.detail(DIRECTIVE).body.status)  # type: ignore[union-attr]


async def go_to(running: Running, target: str) -> None:
    """Go down to the line that leads to `target`, as a user does."""
    sheet = running.app.screen.query_one(RichList)
    for _ in range(200):
        if sheet.target == target:
            return
        await running.press("down")
    raise AssertionError(f"no way down to {target}")


async def test_enter_on_a_directive_opens_its_detail(store: Path) -> None:
    async with dashboard(store) as running:
        chosen = running.record.id
        await running.press("enter")
        await shows_record(running, chosen)
        await running.press("escape")
        await is_left(running)


async def test_lines_lead_on_and_back_again(store: Path) -> None:
    async with detail(store) as running:
        await go_to(running, "hn-2031-03-05")
        await running.press("enter")
        await shows_record(running, "hn-2031-03-05")
        await go_to(running, "le-thu-ha")
        await running.press("enter")
        await shows_record(running, "le-thu-ha")
        await running.press("escape")
        await shows_record(running, "hn-2031-03-05")
        assert running.app.screen.query_one(RichList).target == "le-thu-ha"
        await running.press("backspace")
        await shows_record(running, DIRECTIVE)
        await running.press("escape")
        await is_left(running)


async def test_q_closes_from_however_deep(store: Path) -> None:
    async with detail(store) as running:
        await running.press("enter")
        await shows_record(running, "hn-2031-03-05")
        await running.press("q")
        await is_left(running)


async def test_space_ticks_and_the_detail_shows_it(store: Path) -> None:
    async with detail(store) as running:
        await running.press("space")
        await shows(running, "✓ hoàn thành")
        await shows(running, "Hoàn thành ngày   01/03/2032")
        await running.press("space")
        await shows(running, "☐ chưa đánh giá")
    assert status_of(store) is Status.UNRATED


async def test_the_menu_needs_arrows_and_enter_only(store: Path) -> None:
    async with detail(store) as running:
        await running.press("right", "right", "enter")
        await opens(running, StatusDialog)
        await running.press("down", "down", "enter")
        await running.type("cho y kien")
        await running.press("enter")
        await shows(running, "▲ vướng mắc")
        await shows(running, "Lý do             cho y kien")
    assert status_of(store) is Status.BLOCKED


async def test_a_note_is_added_and_shown(store: Path) -> None:
    async with detail(store) as running:
        await running.press("n")
        await opens(running, NoteDialog)
        await running.type("Hẹn tuần sau")
        await running.press("ctrl+s")
        await running.press("o")
        await running.press("pageup")
        await shows(running, "Hẹn tuần sau")
        await shows(running, "lan")


async def test_a_note_that_could_not_be_saved_is_not_lost(store: Path) -> None:
    async with detail(store, readonly=True) as running:
        await running.press("n")
        await opens(running, NoteDialog)
        await running.type("Một ghi chú dài, không được mất")
        await running.press("ctrl+s")
        await shows(running, "Một ghi chú dài, không được mất")
        await shows(running, "Không ghi được")


async def test_sources_and_history_are_gone_to(store: Path) -> None:
    async with detail(store, size=(80, 24)) as running:
        await running.press("o")
        await shows(running, "đoạn 4 · tìm “Bộ Công Thương chủ trì”")
        await running.press("space", "H")
        await shows(running, "☐ chưa đánh giá → ✓ hoàn thành")


async def test_o_in_a_pane_opens_the_detail_at_its_sources(store: Path) -> None:
    async with dashboard(store, (80, 24)) as running:
        await running.press("o")
        await shows(running, "đoạn")


async def test_the_dashboard_can_be_narrowed_from_a_detail(store: Path) -> None:
    async with detail(store, "bct") as running:
        await running.press("equals_sign")
        await until(running, lambda: [chip.id for chip in running.app.dashboard.panes.view.scope] == ["bct"])
        await is_left(running)


async def test_what_somebody_else_changes_is_shown_at_once(store: Path) -> None:
    async with detail(store) as running:
        await go_to(running, "bct")
        edit.set_status(context_of(store), [DIRECTIVE], Status.DOING)
        running.app.screen.store_changed()  # type: ignore[attr-defined]
        await running.settle()
        await shows(running, "◐ đang thực hiện")
        assert running.app.screen.query_one(RichList).target == "bct"


async def test_what_somebody_else_changes_takes_nobody_from_the_menu(store: Path) -> None:
    async with detail(store) as running:
        await running.press("right", "right")
        focused = running.app.focused
        assert isinstance(focused, ActionBar)
        edit.set_status(context_of(store), [DIRECTIVE], Status.DOING)
        running.app.screen.store_changed()  # type: ignore[attr-defined]
        await running.settle()
        await shows(running, "◐ đang thực hiện")
        assert running.app.focused is focused


async def test_a_stale_tick_is_refused_and_told(store: Path) -> None:
    async with detail(store) as running:
        edit.set_status(context_of(store), [DIRECTIVE], Status.DROPPED, why="thôi")
        await running.press("space")
        assert status_of(store) is Status.DROPPED
        await shows(running, "lan vừa thay đổi mục này")


async def test_a_mouse_click_follows_a_line(store: Path) -> None:
    async with detail(store) as running:
        row, line = next((row, line) for row, line in enumerate(running.lines) if "› Trần Minh Khôi" in line)
        await running.pilot.click(offset=(line.index("Trần Minh"), row))
        await running.settle()
        await shows_record(running, "tran-minh-khoi")


async def test_a_mouse_click_takes_a_choice(store: Path) -> None:
    async with detail(store) as running:
        row, line = next((row, line) for row, line in enumerate(running.lines) if "Space xong" in line)
        await running.pilot.click(offset=(line.index("xong"), row))
        await running.settle()
        await shows(running, "✓ hoàn thành")


@pytest.mark.parametrize(
    ("size", "language"),
    [
        ((40, 10), Language.VI),
        ((80, 24), Language.EN),
        pytest.param((200, 50), Language.VI, marks=pytest.mark.soak),
        pytest.param((40, 10), Language.EN, marks=pytest.mark.soak),
        pytest.param((80, 24), Language.VI, marks=pytest.mark.soak),
        pytest.param((200, 50), Language.EN, marks=pytest.mark.soak),
    ],
)
async def test_it_can_be_read_on_every_terminal(store: Path, size: tuple[int, int], language: Language) -> None:
    async with detail(store, size=size, language=language) as running:
        seen = running.text
        for _ in range(24 if size == (40, 10) else 4):
            await running.press("pagedown")
            seen += running.text
        assert ("Nguồn" if language is Language.VI else "Sources") in seen
        assert "Mercosur" in seen
        await running.press("escape")
        await is_left(running)
