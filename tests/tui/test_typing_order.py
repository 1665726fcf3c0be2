"""Whatever is typed in one go arrives as if it had been typed slowly."""

from pathlib import Path

import pytest

from ngkt_tui.tui.dialogs.note import NoteDialog
from ngkt_tui.tui.dialogs.palette import PaletteDialog
from ngkt_tui.tui.dialogs.typed import TypedPage
from tests.tui.dialogs.waiting import opens, shows, until
from tests.tui.running import dashboard
from tests.tui.test_editing import status_of


async def test_a_filter_in_one_go(store: Path) -> None:
    async with dashboard(store) as running:
        running.send("slash", *"is:open", "space", *"thi", "enter", "down")
        await running.settle()
        assert running.app.dashboard.view.filters[1] == "is:open thi"
        assert len(running.app.screen_stack) == 1
        assert running.app.focused is running.panes[1]


async def test_a_note_in_one_go(store: Path) -> None:
    async with dashboard(store) as running:
        running.send("n", *"sang", "space", *"xem q", "ctrl+s", "down", "space")
        await until(running, lambda: status_of(store, "hn-2032-02-20-01") == "done")
        await running.press("up", "enter")
        await shows(running, "sang xem q")


async def test_a_reason_in_one_go(store: Path) -> None:
    async with dashboard(store) as running:
        running.send("s", "down", "down", "enter", *"cho von", "enter")
        await until(running, lambda: status_of(store, "hn-2032-02-20-00") == "blocked")


async def test_a_dialog_upon_a_dialog_in_one_go(store: Path) -> None:
    async with dashboard(store) as running:
        running.send("enter", "n", *"xong")
        await opens(running, NoteDialog)
        await running.settle()
        assert running.app.screen.query_one(TypedPage).text == "xong"


async def test_the_palette_in_one_go(store: Path) -> None:
    async with dashboard(store) as running:
        running.send("colon", *"ngon ngu", "enter")
        await shows(running, "Conferences")
        assert not isinstance(running.app.screen, PaletteDialog)


@pytest.mark.parametrize("number", range(3))
async def test_arrows_and_letters_in_a_form_in_one_go(store: Path, number: int) -> None:
    async with dashboard(store) as running:
        running.send("e", *["down"] * number, *"xyz")
        await until(running, lambda: len(running.app.screen_stack) == 2)
        await running.settle()
        values = [str(getattr(each, "value", "")) for each in running.app.screen.query("TypedLine")]
        assert [place for place, value in enumerate(values) if value == "xyz"] == [number]
