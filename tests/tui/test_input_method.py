"""A Vietnamese input method that is left on is told of once, and never acts as a command."""

from pathlib import Path

import pytest

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
        assert running.app.dashboard.filter_bar.input.value == "đ"
        assert len(running.app._notifications) == 0
