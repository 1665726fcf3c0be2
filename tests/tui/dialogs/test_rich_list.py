"""A sheet can be read and followed with arrows and Enter alone, or with the mouse."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from textual import on
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import Input

from ngkt_tui.services.detail_lines.lines import BLANK, DetailLine, heading, line
from ngkt_tui.tui.themes import SON_MAI
from ngkt_tui.tui.widgets.rich_list import RichList
from tests.tui.dialogs.stage import lines_of


class Desktop(App[None]):
    CSS = "Input { height: 1; border: none } RichList { height: 1fr }"

    def __init__(self, entries: Sequence[DetailLine]) -> None:
        super().__init__()
        self.register_theme(SON_MAI)
        self.theme = SON_MAI.name
        self.entries = entries
        self.followed: list[str] = []
        self.pointed: list[str] = []

    def compose(self) -> ComposeResult:
        yield Input(id="above")
        yield RichList(self.entries)
        yield Input(id="below")

    @on(RichList.Followed)
    def keep(self, event: RichList.Followed) -> None:
        self.followed.append(event.target)

    @on(RichList.Pointed)
    def point(self, event: RichList.Pointed) -> None:
        self.pointed.append(event.target)

    @property
    def sheet(self) -> RichList:
        return self.query_one(RichList)


@asynccontextmanager
async def desktop(entries: Sequence[DetailLine], height: int = 12) -> AsyncIterator[tuple[Desktop, Pilot[None]]]:
    app = Desktop(entries)
    async with app.run_test(size=(40, height)) as pilot:
        app.sheet.focus()
        await pilot.pause()
        yield app, pilot


def plain(count: int) -> list[DetailLine]:
    return [line(f"dòng {number}") for number in range(count)]


async def test_the_cursor_begins_at_the_first_entry_that_can_be_followed() -> None:
    async with desktop([line("chữ"), line("một", target="a"), line("hai", target="b")]) as (app, _pilot):
        assert app.sheet.target == "a"
        assert lines_of(app)[2].startswith("▌ › một")


async def test_the_arrows_stop_only_at_what_can_be_followed() -> None:
    async with desktop([line("một", target="a"), line("chữ"), line("hai", target="b")]) as (app, pilot):
        await pilot.press("down", "enter")
        assert app.followed == ["b"]


async def test_the_arrows_scroll_where_the_next_stop_is_far() -> None:
    async with desktop([line("một", target="a"), *plain(40), line("hai", target="b")]) as (app, pilot):
        await pilot.press("down")
        assert (app.sheet.top, app.sheet.target) == (1, "a")
        await pilot.press(*["down"] * 40)
        assert app.sheet.target == "b"


async def test_enter_on_a_cursor_out_of_sight_shows_it_and_follows_nothing() -> None:
    async with desktop([line("một", target="a"), *plain(40)]) as (app, pilot):
        await pilot.press(*["down"] * 5, "enter")
        assert (app.sheet.top, app.followed) == (0, [])
        await pilot.press("enter")
        assert app.followed == ["a"]


async def test_at_the_ends_the_arrows_hand_on_the_focus() -> None:
    async with desktop([line("một", target="a"), line("hai", target="b")]) as (app, pilot):
        await pilot.press("down", "down")
        assert app.focused is not None
        assert app.focused.id == "below"
        app.sheet.focus()
        await pilot.press("up", "up")
        assert app.focused.id == "above"


async def test_a_sheet_without_stops_scrolls_to_its_end() -> None:
    async with desktop(plain(30)) as (app, pilot):
        await pilot.press(*["down"] * 20)
        assert lines_of(app)[-2].strip().startswith("dòng 29")


async def test_pages_first_and_last() -> None:
    entries = [line(f"mục {number}", target=str(number)) for number in range(50)]
    async with desktop(entries) as (app, pilot):
        await pilot.press("end")
        assert app.sheet.target == "49"
        await pilot.press("home")
        assert app.sheet.target == "0"
        await pilot.press("pagedown")
        assert app.sheet.target == "18"
        await pilot.press("pageup")
        assert app.sheet.target == "0"
        assert app.pointed == ["49", "0", "18", "0"]


async def test_a_click_follows() -> None:
    async with desktop([line("một", target="a"), line("hai", target="b")]) as (app, pilot):
        await pilot.click(RichList, offset=(6, 1))
        assert app.followed == ["b"]


async def test_a_click_on_plain_text_follows_nothing() -> None:
    async with desktop([line("một", target="a"), line("chữ")]) as (app, pilot):
        await pilot.click(RichList, offset=(6, 1))
        await pilot.click(RichList, offset=(6, 7))
        assert app.followed == []


async def test_other_entries_are_shown_where_they_are_wanted() -> None:
    async with desktop(plain(3)) as (app, pilot):
        app.sheet.show([*plain(40), line("hai", target="b"), *plain(20)], at="b")
        await pilot.pause()
        assert app.sheet.target == "b"
        assert any("hai" in shown for shown in lines_of(app))


async def test_a_heading_can_be_scrolled_to() -> None:
    entries = [*plain(30), heading("Nguồn"), line("báo", target="bao"), BLANK, *plain(30)]
    async with desktop(entries) as (app, pilot):
        app.sheet.show_heading("Nguồn")
        await pilot.pause()
        assert "Nguồn" in lines_of(app)[1]
        assert app.sheet.target == "bao"


async def test_another_width_keeps_the_cursor_in_sight() -> None:
    entries = [line("một hai ba bốn năm sáu bảy tám chín mười", target=str(number)) for number in range(30)]
    async with desktop(entries) as (app, pilot):
        await pilot.press("end")
        await pilot.resize_terminal(20, 12)
        await pilot.pause()
        assert any(shown.startswith("▌") for shown in lines_of(app))
