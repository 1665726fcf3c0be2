"""Ways out: q, Ctrl+C twice, signals, and an error that nobody expects; each with its exit code."""

from pathlib import Path

from tests.tui.running import dashboard


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
