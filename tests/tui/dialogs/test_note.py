"""Notes are saved as typed, and a long one is not lost by a slip."""

import unicodedata

import pytest
from textual.events import Key, Paste

from ngkt_tui.domain.enums import Language
from ngkt_tui.tui.dialogs.dialog import ChoiceDialog
from ngkt_tui.tui.dialogs.form_dialog import NoteDialog
from tests.tui.dialogs.samples import CONTROLS, MARKUP, SHOWN_CONTROLS, TEXT
from tests.tui.dialogs.stage import LARGEST, MIN_COUNT, SMALL, staged, text_of


def note() -> NoteDialog:
    return NoteDialog(Language.VI, TEXT)


async def test_ctrl_s_saves_all_lines() -> None:
    async with staged(note()) as (stage, pilot):
        await pilot.press(*"một", "enter", *"hai", "ctrl+s")
        assert stage.answers == ["một\nhai"]


async def test_arrows_and_enter_save_too() -> None:
    async with staged(note()) as (stage, pilot):
        await pilot.press(*"một", "down", "enter")
        assert stage.answers == ["một"]


async def test_the_mouse_saves_too() -> None:
    async with staged(note()) as (stage, pilot):
        await pilot.press(*"một")
        await pilot.click("#choices", offset=(3, 0))
        assert stage.answers == ["một"]


async def test_an_empty_note_is_no_note() -> None:
    async with staged(note()) as (stage, pilot):
        await pilot.press("space", "enter", "ctrl+s")
        assert stage.answers == [None]


async def test_an_empty_note_is_left_at_once() -> None:
    async with staged(note()) as (stage, pilot):
        await pilot.press("space", "escape")
        assert stage.answers == [None]


async def test_a_short_note_is_not_lost_without_a_question() -> None:
    async with staged(note()) as (stage, pilot):
        await pilot.press(*"ok", "escape")
        assert isinstance(stage.screen, ChoiceDialog)
        assert stage.answers == []


async def test_a_long_note_is_not_lost_without_a_question() -> None:
    async with staged(note()) as (stage, pilot):
        await pilot.press(*"một ghi chú dài hơn hai mươi chữ", "escape")
        assert isinstance(stage.screen, ChoiceDialog)
        await pilot.press("enter")
        assert stage.answers == []
        await pilot.press("escape", "right", "enter")
        assert stage.answers == [None]


async def test_a_tone_that_comes_after_its_letter_joins_it() -> None:
    async with staged(note()) as (stage, pilot):
        for letter in unicodedata.normalize("NFD", "việc"):
            stage.post_message(Key(letter, letter))
            await pilot.pause()
        await pilot.press("ctrl+s")
        assert stage.answers == ["việc"]


async def test_pasted_control_characters_are_replaced() -> None:
    async with staged(note()) as (stage, pilot):
        stage.post_message(Paste(f"{CONTROLS}\r\nhai"))
        await pilot.pause()
        await pilot.press("ctrl+s")
        assert stage.answers == [f"{SHOWN_CONTROLS}\nhai"]


@pytest.mark.parametrize("text", [MARKUP, CONTROLS])
async def test_the_record_is_named_letter_for_letter(text: str) -> None:
    async with staged(NoteDialog(Language.EN, text)) as (stage, _pilot):
        assert (MARKUP if text == MARKUP else SHOWN_CONTROLS) in text_of(stage)


@pytest.mark.parametrize("size", [MIN_COUNT, SMALL, LARGEST])
async def test_it_can_be_used_on_every_terminal(size: tuple[int, int]) -> None:
    async with staged(note(), size) as (stage, pilot):
        await pilot.press(*"một")
        shown = text_of(stage)
        assert "một" in shown
        assert "lưu" in shown


async def test_a_terminal_without_room_for_a_letter_shows_none_of_the_hint() -> None:
    async with staged(note(), (12, 12)) as (stage, pilot):
        for width in range(12, 0, -1):
            await pilot.resize_terminal(width, 12)
            await pilot.pause()
        await pilot.resize_terminal(80, 24)
        await pilot.press(*"một", "ctrl+s")
        assert stage.answers == ["một"]
