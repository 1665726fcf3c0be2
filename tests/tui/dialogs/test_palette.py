"""The palette finds commands by their names, and records of every kind by their words."""

import asyncio
from pathlib import Path
from threading import Event

from ngkt_tui.tui.dialogs.columns_dialog import ColumnsDialog
from ngkt_tui.tui.dialogs.palette_dialog import CommandPicked, PaletteDialog, RecordPicked
from ngkt_tui.tui.dialogs.record_form_dialog import KindDialog
from ngkt_tui.tui.widgets.rich_list import RichList
from tests.tui.dialogs.waiting import is_left, opens, shows, shows_record
from tests.tui.running import Running, dashboard, walk


async def test_a_command_is_found_and_run(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("colon")
        await opens(running, PaletteDialog)
        await running.type("ngon ngu")
        await running.press("enter")
        await is_left(running)
        await shows(running, "Conferences")


async def test_a_command_is_not_found_by_a_word_with_other_accents(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("colon")
        await opens(running, PaletteDialog)
        sheet = running.app.screen.query_one(RichList)
        for typed, is_found in (("lang", True), ("lạng", False), ("ngôn", True), ("ngòn", False)):
            await running.press(*["backspace"] * 4)
            await running.type(typed)
            assert ("command language" in {entry.target for entry in sheet.entries}) == is_found, typed


async def test_lists_that_are_longer_than_the_terminal_scroll_under_what_stands_above_them(store: Path) -> None:
    async with dashboard(store, (60, 14)) as running:
        for key, dialog in (("colon", PaletteDialog), ("A", KindDialog), ("K", ColumnsDialog)):
            await running.press(key)
            await opens(running, dialog)
            sheet = running.app.screen.query_one(RichList)
            while sheet.cursor != sheet._stops[-1]:
                await running.press("down")
            assert sheet.show_vertical_scrollbar
            assert 0 < sheet.region.y + sheet.line_of_cursor - sheet.top < sheet.region.bottom < 14
            await running.press("escape")


async def a_record_that_no_pane_lists_is_found_by_a_word_and_shown(running: Running) -> None:
    await running.press("colon")
    await opens(running, PaletteDialog)
    await running.type("nordl")
    await shows(running, "doanh nghiệp · nordlys")
    await running.press("enter")
    await shows_record(running, "nordlys")


async def test_who_held_a_post_on_a_day_is_told_before_anything_else(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("colon")
        await opens(running, PaletteDialog)
        await running.type("thủ tướng 9/2031")
        await shows(running, "Trần Minh Khôi · Thủ tướng · theo tin 05/03/2031")
        await shows(running, "Người giữ chức")
        await running.press("enter")
        await shows_record(running, "tran-minh-khoi")


ANSWERS = {
    "nordl": RecordPicked("nordlys"),
    "ngon ngu": CommandPicked("switch_language"),
    "change the lang": CommandPicked("switch_language"),
    "giao dien latte": CommandPicked("app.use_theme('catppuccin-latte')"),
    "theme gruv": CommandPicked("app.use_theme('gruvbox')"),
    "zzzz": None,
}


async def test_it_answers_a_command_or_a_record(store: Path) -> None:
    async with dashboard(store) as running:
        answers: list[object] = []
        for typed in ANSWERS:
            running.app.push_screen(PaletteDialog(running.app.dashboard.host), answers.append)
            await opens(running, PaletteDialog)
            await running.type(typed)
            await running.press("enter", "escape")
            await is_left(running)
        assert answers == list(ANSWERS.values())


async def test_what_is_found_after_the_palette_was_left_is_dropped(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("colon")
        await opens(running, PaletteDialog)
        go = Event()
        running.app.dashboard.host.workers.reading.run(go.wait)
        running.send("x", "u", "escape")
        while running.app.screen is not running.app.dashboard:
            await running.pilot.pause(0.01)
        go.set()
        await running.settle()
        assert running.app.is_running


async def the_arrows_pass_from_commands_to_records_and_stay_in_the_list(running: Running) -> None:
    await running.press("colon")
    await opens(running, PaletteDialog)
    await running.type("x")
    await running.type("u")
    await shows(running, "Các mục")
    sheet = running.app.screen.query_one(RichList)
    first = sheet.target
    await running.press(*["pagedown"] * 5)
    assert str(sheet.target).startswith("record ")
    await running.press(*["pageup"] * 5)
    assert sheet.target == first
    assert running.app.screen.query_one("#narrow").has_focus


async def words_that_nothing_has_are_told_and_enter_stays(running: Running) -> None:
    await running.press("colon")
    await opens(running, PaletteDialog)
    await running.type('zz"*(')
    await running.press("enter")
    await shows(running, "Không có lệnh nào tên như vậy")


async def test_the_palette_looks_for_records(store: Path) -> None:
    async with dashboard(store) as running:
        await walk(
            running,
            a_record_that_no_pane_lists_is_found_by_a_word_and_shown,
            the_arrows_pass_from_commands_to_records_and_stay_in_the_list,
            words_that_nothing_has_are_told_and_enter_stays,
        )


async def test_the_screen_rests_only_when_what_a_dialog_does_is_done(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("colon")
        done = []

        async def look_up() -> None:
            await asyncio.sleep(0.05)
            done.append(True)

        running.app.dashboard.host.workers.begin(look_up())
        await running.settle()
        assert done == [True]
        assert isinstance(running.app.screen, PaletteDialog)
