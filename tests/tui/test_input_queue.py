"""Whatever is typed in one go arrives as if it had been typed slowly."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest

from ngkt_tui.services import edit
from ngkt_tui.tui.dialogs.detail_dialog import DetailDialog
from ngkt_tui.tui.dialogs.form_dialog import FormDialog, NoteDialog
from ngkt_tui.tui.dialogs.palette_dialog import PaletteDialog
from ngkt_tui.tui.dialogs.record_form_dialog import RecordFormDialog
from ngkt_tui.tui.dialogs.status_dialog import StatusDialog
from ngkt_tui.tui.widgets.inputs import TypedPage
from tests.tui.dialogs.waiting import opens, shows, until
from tests.tui.running import Running, dashboard, linger, rest
from tests.tui.test_editing import status_of


async def test_a_filter_in_one_go(store: Path) -> None:
    async with dashboard(store) as running:
        running.send("slash", *"is:open", "space", *"thi", "enter", "down")
        await running.settle()
        assert running.app.dashboard.panes.view.filters[1] == "is:open thi"
        assert len(running.app.screen_stack) == 1
        assert running.app.focused is running.panes[1]


async def test_a_key_after_a_filter_meets_what_that_leaves_however_long_it_takes_to_read(store: Path) -> None:
    is_free = Event()
    async with dashboard(store) as running:
        running.app.dashboard.host.workers.reading.submit(lambda: is_free.wait(30))
        running.send("slash", *"tt:vướng", "enter", "space")
        for _ in range(20):
            await linger()
        is_free.set()
        await until(running, lambda: status_of(store, "hn-2032-02-20-02") == "done")
        assert status_of(store, "hn-2032-02-20-00") == "unrated"


async def test_a_key_after_a_filter_with_a_mistake_does_not_wait(store: Path) -> None:
    async with dashboard(store) as running:
        running.send("slash", *"tt:zzz", "enter", "down")
        await running.settle()
        assert running.app.focused is running.panes[1]
        assert not running.panes[1].is_awaited


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


async def test_a_choice_that_brings_fields_and_what_goes_into_the_first_of_them_in_one_go(store: Path) -> None:
    async with dashboard(store) as running:
        running.send("A", "enter", *"giao", "down", "right", "down", *"15/TB", "ctrl+o", *"bng")
        await until(running, lambda: isinstance(running.app.screen, RecordFormDialog))
        await running.settle()
        form = running.app.screen
        assert isinstance(form, RecordFormDialog)
        typed = {name: text for name, text in form.typed_texts().items() if text}
        assert (typed["text"], typed["of-number"], typed["lead"]) == ("giao", "15/TB", "bng")


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


class HeldUp:
    """Edits by one function that are not begun before `let_go`."""

    def __init__(self, make: Callable[..., edit.EditMessage]) -> None:
        self._make, self._may_begin = make, Event()
        self.let_go = self._may_begin.set

    def __call__(self, *arguments: object) -> edit.EditMessage:
        assert self._may_begin.wait(30)
        return self._make(*arguments)


@pytest.fixture
def ticks(monkeypatch: pytest.MonkeyPatch) -> Iterator[HeldUp]:
    held = HeldUp(edit.tick)
    monkeypatch.setattr(edit, "tick", held)
    yield held
    held.let_go()


async def is_under_way(running: Running) -> None:
    """Wait until the act that was typed last is under way, or a dialog there."""
    before = len(running.app.screen_stack)
    for _ in range(500):
        await linger()
        if running.app.dashboard.host.workers.is_opening or len(running.app.screen_stack) > before:
            break
    for _ in range(10):
        await linger()


@pytest.mark.parametrize(("key", "dialog"), [("s", StatusDialog), ("e", FormDialog)])
async def test_what_is_opened_right_after_a_tick_shows_what_the_tick_left(
    store: Path, ticks: HeldUp, key: str, dialog: type[object]
) -> None:
    async with dashboard(store) as running:
        running.send("space", key)
        await is_under_way(running)
        assert not isinstance(running.app.screen, dialog)
        ticks.let_go()
        await opens(running, dialog)
        await shows(running, "✓  hoàn thành       hiện tại" if key == "s" else "Hoàn thành")
        await running.press("escape")
        assert status_of(store, "hn-2032-02-20-00") == "done"


async def test_a_status_chosen_in_one_go_with_a_tick_is_not_refused(store: Path, ticks: HeldUp) -> None:
    async with dashboard(store) as running:
        running.send("space", "s", "up", "up", "up", "enter")
        await is_under_way(running)
        ticks.let_go()
        await until(running, lambda: status_of(store, "hn-2032-02-20-00") == "doing")


async def test_in_a_detail_too(store: Path, ticks: HeldUp) -> None:
    async with dashboard(store) as running:
        await running.press("enter")
        await opens(running, DetailDialog)
        running.send("space", "s", "up", "up", "up", "enter")
        await is_under_way(running)
        ticks.let_go()
        await until(running, lambda: status_of(store, "hn-2032-02-20-00") == "doing")
        assert isinstance(running.app.screen, DetailDialog)


async def test_a_tick_in_a_detail_is_made_although_it_is_left_at_once(store: Path, ticks: HeldUp) -> None:
    async with dashboard(store) as running:
        await running.press("enter")
        await opens(running, DetailDialog)
        running.send("space", "space", "space", "escape")
        await is_under_way(running)
        ticks.let_go()
        await until(running, lambda: status_of(store, "hn-2032-02-20-00") == "done")


async def test_a_refused_edit_holds_nothing_up(store: Path) -> None:
    async with dashboard(store, readonly=True) as running:
        running.send("space", "s")
        await opens(running, StatusDialog)


async def test_what_waits_for_a_refresh_is_called_although_the_dialog_that_was_to_be_drawn_is_left(store: Path) -> None:
    called: list[str] = []
    async with dashboard(store) as running:
        await running.press("enter")
        await opens(running, DetailDialog)
        dialog = running.app.screen
        dialog._update_timer.stop()  # it is left before it is drawn, however slow the machine
        dialog.refresh()
        screen = running.app.dashboard
        screen.call_later(screen.call_after_refresh, called.append, "drawn")
        while not dialog._callbacks:
            await asyncio.sleep(0)
        await rest()
        assert not called
        await dialog.dismiss()
        await rest()
        assert called == ["drawn"]
