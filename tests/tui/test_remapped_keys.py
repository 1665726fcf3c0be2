"""With keys of the user's own, those work and no others, and whatever names a key names the one that is bound."""

from pathlib import Path

import pytest

from ngkt_tui.domain.enums import Language, Status
from ngkt_tui.tui.dialogs.detail_dialog import DetailDialog
from ngkt_tui.tui.dialogs.help_dialog import HelpDialog
from ngkt_tui.tui.dialogs.palette_dialog import PaletteDialog
from ngkt_tui.tui.dialogs.views_dialog import ViewsDialog
from ngkt_tui.tui.keymap import Keymap, with_overrides
from ngkt_tui.tui.widgets.rich_list import RichList
from tests.tui.running import SMALL, Running, dashboard


def is_ticked(running: Running) -> bool:
    return running.directive.status == Status.DONE


def box(running: Running) -> str:
    return running.app.dashboard.filters.bar.input.value


async def test_the_new_key_works_and_the_old_one_does_not(store: Path) -> None:
    async with dashboard(store, keymap=with_overrides({"tick": ["ctrl+t"]})) as running:
        await running.press("space")
        assert not is_ticked(running)
        await running.press("ctrl+t")
        assert is_ticked(running)


async def test_two_rows_that_change_keys_both_work(store: Path) -> None:
    async with dashboard(store, keymap=with_overrides({"tick": ["x"], "export": ["space"]})) as running:
        await running.press("x")
        assert is_ticked(running)
        await running.press("space")
        assert running.app.screen is not running.app.dashboard


async def test_every_key_of_a_list_of_keys_works(store: Path) -> None:
    async with dashboard(store, keymap=with_overrides({"down": ["w", "f6"]})) as running:
        await running.press("w", "f6")
        assert running.panes[1].place is not None
        assert running.panes[1].place.place == 2
        await running.press("j", "down")
        assert running.panes[1].place.place == 2


@pytest.mark.parametrize(("id", "old"), [("next-pane", "tab"), ("previous-pane", "shift+tab"), ("pane-3", "3")])
async def test_a_key_that_the_toolkit_knows_too_does_nothing_once_it_is_free(store: Path, id: str, old: str) -> None:
    async with dashboard(store, keymap=with_overrides({id: ["f7"]})) as running:
        await running.press(old)
        assert running.app.focused is running.panes[1]
        await running.press("f7")
        assert running.app.focused is not running.panes[1]


async def test_the_key_line_shows_what_is_bound(store: Path) -> None:
    keymap = with_overrides({"tick": ["ctrl+t"], "filter": ["f3"], "undo": [",", "f9"]})
    async with dashboard(store, keymap=keymap, language=Language.EN) as running:
        foot = running.lines[-1]
        assert "Ctrl+T done" in foot
        assert "F3 filter" in foot
        assert ", undo" in foot
        assert "Space" not in foot


async def test_the_bar_of_panes_and_their_titles_show_what_is_bound(store: Path) -> None:
    keymap = with_overrides({"pane-1": ["f6"], "first": ["1"]})
    async with dashboard(store, keymap=keymap, language=Language.EN) as running:
        assert "F6 Conferences" in running.text
        assert "1 Conferences" not in running.text
        await running.resize(*SMALL)
        assert "F6 Conferences" in running.text
        await running.press("f6")
        assert running.app.focused is running.panes[0]


async def test_help_shows_what_is_bound(store: Path) -> None:
    keymap = with_overrides({"tick": ["ctrl+t", "f8"], "help": ["!"], "filter": ["f3"]})
    async with dashboard(store, keymap=keymap, language=Language.EN) as running:
        await running.press("question_mark")
        assert running.app.screen is running.app.dashboard
        await running.press("exclamation_mark")
        assert isinstance(running.app.screen, HelpDialog)
        labels = {entry.label for entry in running.app.screen.query_one(RichList).entries}
        assert {"Ctrl+T F8", "!"} <= labels
        assert {"Space", "? F1", "/"} & labels == set()
        texts = [entry.text for entry in running.app.screen.query_one(RichList).entries]
        assert "Filters (press F3 first)" in texts


async def test_the_palette_shows_what_is_bound(store: Path) -> None:
    keymap = with_overrides({"tick": ["ctrl+t"], "palette": ["f2"]})
    async with dashboard(store, keymap=keymap, language=Language.EN) as running:
        await running.press("ctrl+p", "f2")
        assert isinstance(running.app.screen, PaletteDialog)
        labels = {entry.label for entry in running.app.screen.query_one(RichList).entries}
        assert "Ctrl+T" in labels
        assert "Space" not in labels


async def test_the_choices_of_a_detail_have_the_keys_of_the_dashboard(store: Path) -> None:
    keymap = with_overrides({"note": ["r"], "status": ["f4"]})
    async with dashboard(store, keymap=keymap, language=Language.EN) as running:
        await running.press("i")
        assert isinstance(running.app.screen, DetailDialog)
        assert "F4 status" in running.text
        assert "r note" in running.text
        assert "n note" not in running.text
        await running.press("s", "n")
        assert isinstance(running.app.screen, DetailDialog)
        await running.press("f4")
        assert not isinstance(running.app.screen, DetailDialog)


@pytest.mark.parametrize("keymap", [with_overrides({"down": ["w"], "up": ["f6"], "open": ["f7"], "back": ["f8"]})])
async def test_arrows_enter_and_escape_work_in_every_dialog(store: Path, keymap: Keymap) -> None:
    async with dashboard(store, keymap=keymap, language=Language.EN) as running:
        await running.press("F")
        dialog = running.app.screen
        assert isinstance(dialog, ViewsDialog)
        sheet = dialog.query_one(RichList)
        await running.press("down", "down", "up")
        assert sheet.target == "1"
        await running.press("escape")
        assert running.app.screen is running.app.dashboard
        await running.press("F", "down", "enter")
        assert running.app.screen is running.app.dashboard
        assert box(running) == "status:blocked"
        await running.press("escape")
        assert box(running) == "status:blocked"
        await running.press("f8")
        assert box(running) == ""


async def test_what_is_typed_into_the_box_is_typed_whatever_is_bound(store: Path) -> None:
    async with dashboard(store, keymap=with_overrides({"redo": ["J"], "help": ["w"], "zoom": ["Z"]})) as running:
        await running.press("slash")
        await running.type("JwZ")
        assert box(running) == "JwZ"
        assert running.app.screen is running.app.dashboard


async def test_the_keys_of_the_box_can_be_others(store: Path) -> None:
    keymap = with_overrides({"complete": ["ctrl+e"], "filter-done": ["f3"], "older-filter": ["pageup"]})
    async with dashboard(store, keymap=keymap, language=Language.EN) as running:
        await running.press("slash")
        assert "F3 done" in running.lines[-1]
        await running.type("lea")
        assert "Ctrl+E lead:" in running.text
        await running.press("ctrl+e")
        assert box(running) == "lead:"
        await running.press("enter")
        assert running.app.dashboard.filters.is_typing
        await running.press("f3")
        assert not running.app.dashboard.filters.is_typing


async def test_the_sign_before_the_box_is_the_key_that_leads_there(store: Path) -> None:
    async with dashboard(store, keymap=with_overrides({"filter": ["&"]})) as running:
        assert running.lines[-2].startswith(" & ")
    async with dashboard(store, keymap=with_overrides({"filter": ["f3"]})) as running:
        assert running.lines[-2].startswith(" > ")


async def test_an_empty_list_names_the_keys_that_are_bound(store: Path) -> None:
    keymap = with_overrides({"back": ["f8"], "filter": ["f3"]})
    async with dashboard(store, keymap=keymap, filter_text="nosuchword", language=Language.EN) as running:
        assert "F8 removes it, F3 changes it." in running.text


async def test_leaving_names_the_keys_that_are_bound(store: Path) -> None:
    keymap = with_overrides({"interrupt": ["ctrl+q"], "quit": ["Q"]})
    async with dashboard(store, keymap=keymap, language=Language.EN) as running:
        await running.press("ctrl+c", "q", "ctrl+q")
        assert "Ctrl+Q once more quits; so does Q." in running.text
        assert running.app.is_running
