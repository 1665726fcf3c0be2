"""Ways out: q, Ctrl+C twice, signals, and an error that nobody expects; each with its exit code."""

import asyncio
from pathlib import Path

import pytest
from textual.events import MouseDown, MouseUp
from textual.widgets._toast import Toast

from tests.tui.running import dashboard

OTHER_DIALOGS = ("enter", "s", "n", "x", "H", "c", "F", "question_mark")


async def test_q_leaves_with_0(store: Path) -> None:
    async with dashboard(store) as running:
        await running.pilot.press("q")
        await running.pilot.pause()
        assert running.app.return_code == 0


async def test_ctrl_c_asks_for_a_second_one(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("ctrl+c")
        assert "Ctrl+C lần nữa" in running.text
        assert running.app.return_code is None
        await running.pilot.press("ctrl+c")
        await running.pilot.pause()
        assert running.app.return_code == 130


async def test_ctrl_c_copies_what_is_selected_in_the_filter(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("slash")
        await running.type("thi")
        await running.press("shift+home", "ctrl+c")
        assert running.app.clipboard == "thi"
        assert running.app.return_code is None


async def test_ctrl_c_twice_leaves_from_a_dialog_too(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("colon")
        await running.pilot.press("ctrl+c", "ctrl+c")
        await running.pilot.pause()
        assert running.app.return_code == 130


@pytest.mark.parametrize(
    "key", ["e", "f", "colon", *(pytest.param(key, marks=pytest.mark.soak) for key in OTHER_DIALOGS)]
)
async def test_ctrl_c_twice_leaves_whatever_is_on_its_way(store: Path, key: str) -> None:
    async with dashboard(store) as running:
        running.send(key, "a", "ctrl+c", "ctrl+c")
        while running.app.return_code is None:
            await running.pilot.pause(0)
        assert running.app.return_code == 130


async def test_ctrl_c_twice_leaves_although_nothing_that_was_typed_comes_to_rest(store: Path) -> None:
    async with dashboard(store) as running:
        running.app.typing._is_opening = lambda: True  # type: ignore[method-assign]
        running.send("down", "down", "ctrl+c", "ctrl+c")
        await running.pilot.pause(0)
        await running.pilot.pause(0)
        assert running.app.return_code == 130


async def test_pressing_a_notification_that_is_leaving_does_nothing(store: Path) -> None:
    async with dashboard(store) as running:
        running.app.notify("một")
        await running.settle()
        toast = running.app.screen.query_one(Toast)
        x, y = (round(each) for each in toast.region.center)
        for _ in range(20):
            running.app.screen._forward_event(MouseDown(None, x, y, 0, 0, 1, False, False, False, x, y))
            running.app.screen._forward_event(MouseUp(None, x, y, 0, 0, 1, False, False, False, x, y))
            running.click(x, y)
            await asyncio.sleep(0)
        await running.settle()
        assert running.app.is_running
        assert not running.app.screen.query(Toast)
