"""A Vietnamese input method that is left on is told of once, and never acts as a command."""

from pathlib import Path

import pytest

from ngkt_tui.tui.widgets.inputs import TypedLine, TypedPage
from tests.tui.dialogs.waiting import until
from tests.tui.running import dashboard


@pytest.mark.parametrize("letter", ["đ", "ê", "ư", "ơ", "Đ"])
async def test_a_composed_letter_is_told_of(store: Path, letter: str) -> None:
    async with dashboard(store) as running:
        await running.press(letter)
        assert "Bộ gõ đang bật" in running.text


async def test_it_is_told_of_once(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("đ", "ê", "ư")
        assert len(running.app._notifications) == 1


async def test_a_composed_letter_in_the_filter_is_only_a_letter(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("slash", "đ")
        assert running.app.dashboard.filters.bar.input.value == "đ"
        assert len(running.app._notifications) == 0


LETTERS = ("d", "backspace", "đ", "u", "backspace", "ư", "e", "backspace", "ê")


async def test_letters_that_an_input_method_takes_back_are_taken_back_in_order_in_the_filter(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("slash")
        running.send(*LETTERS)
        await running.settle()
        assert running.app.dashboard.filters.bar.input.value == "đưê"


@pytest.mark.parametrize(("key", "field"), [("n", TypedPage), ("e", TypedLine)])
async def test_and_in_dialogs(store: Path, key: str, field: type[TypedLine | TypedPage]) -> None:
    async with dashboard(store) as running:
        await running.press(key)
        await until(running, lambda: isinstance(running.app.focused, field))
        running.send(*LETTERS)
        await running.settle()
        box = running.app.focused
        assert (box.text if isinstance(box, TypedPage) else box.value) == "đưê"  # type: ignore[union-attr]
