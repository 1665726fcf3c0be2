"""A status is chosen with arrows and Enter; blocked and dropped ask why."""

from datetime import date

import pytest

from ngkt_tui.domain.language import Language
from ngkt_tui.domain.status import Status
from ngkt_tui.services.telling import Manner
from ngkt_tui.tui.dialogs.status import StatusChosen, StatusDialog
from tests.tui.dialogs.samples import CONTROLS, MARKUP, SHOWN_CONTROLS, TEXT
from tests.tui.dialogs.stage import LARGEST, LEAST, SMALL, lines_of, staged, text_of

TODAY = date(2026, 11, 22)


def dialog(
    present: Status = Status.UNRATED,
    why: str | None = None,
    text: str = TEXT,
    language: Language = Language.VI,
    is_plain: bool = False,
) -> StatusDialog:
    return StatusDialog(Manner(language, TODAY, is_plain=is_plain), text, present, why)


async def test_the_cursor_is_on_the_present_status() -> None:
    async with staged(dialog(Status.DOING)) as (stage, _pilot):
        (line,) = [line for line in lines_of(stage) if "▌" in line]
        assert "◐  đang thực hiện  hiện tại" in line


@pytest.mark.parametrize(("is_plain", "mark"), [(False, "▌ ▲"), (True, "> [!]")])
async def test_the_chosen_status_stays_marked_while_its_reason_is_typed(is_plain: bool, mark: str) -> None:
    async with staged(dialog(is_plain=is_plain)) as (stage, pilot):
        await pilot.press("down", "down", "enter", *"chờ")
        assert stage.screen.query_one("#why").has_focus
        assert f"{mark}  vướng mắc" in text_of(stage)


async def test_arrows_and_enter_choose() -> None:
    async with staged(dialog()) as (stage, pilot):
        await pilot.press("down", "enter")
        assert stage.answers == [StatusChosen(Status.DOING, None)]


async def test_done_shows_its_day() -> None:
    async with staged(dialog()) as (stage, _pilot):
        assert "✓  hoàn thành      ngày 22/11/2026" in text_of(stage)


async def test_blocked_asks_why_in_the_same_dialog() -> None:
    async with staged(dialog()) as (stage, pilot):
        await pilot.press("down", "down", "enter")
        assert stage.answers == []
        await pilot.press(*"chờ ý kiến", "enter")
        assert stage.answers == [StatusChosen(Status.BLOCKED, "chờ ý kiến")]


async def test_without_a_reason_it_is_not_saved() -> None:
    async with staged(dialog()) as (stage, pilot):
        await pilot.press("down", "down", "enter", "space", "enter", "ctrl+s")
        assert stage.answers == []
        assert "Hãy viết lý do" in text_of(stage)
        await pilot.press("x", "enter")
        assert stage.answers == [StatusChosen(Status.BLOCKED, "x")]


async def test_a_reason_stays_with_its_status_only() -> None:
    async with staged(dialog(Status.BLOCKED, "chờ ý kiến")) as (stage, pilot):
        assert "chờ ý kiến" in text_of(stage)
        await pilot.press("up", "enter")
        assert stage.answers == [StatusChosen(Status.DOING, None)]


async def test_from_the_reason_the_arrow_leads_back_to_the_list() -> None:
    async with staged(dialog()) as (stage, pilot):
        await pilot.press("down", "down", "enter", *"x", "up", "up", "enter")
        assert stage.answers == [StatusChosen(Status.DOING, None)]


async def test_escape_changes_nothing() -> None:
    async with staged(dialog()) as (stage, pilot):
        await pilot.press("down", "escape")
        assert stage.answers == [None]


async def test_a_click_chooses() -> None:
    async with staged(dialog()) as (stage, pilot):
        await pilot.click("Sheet", offset=(5, 3))
        assert stage.answers == [StatusChosen(Status.DONE, None)]


async def test_plain_characters_where_asked_for() -> None:
    async with staged(dialog(is_plain=True)) as (stage, _pilot):
        assert "[!]  vướng mắc" in text_of(stage)


@pytest.mark.parametrize(("text", "shown"), [(MARKUP, MARKUP), (CONTROLS, SHOWN_CONTROLS)])
async def test_user_text_is_shown_letter_for_letter(text: str, shown: str) -> None:
    async with staged(dialog(Status.BLOCKED, text, text)) as (stage, _pilot):
        assert text_of(stage).count(shown) == 2


@pytest.mark.parametrize("size", [LEAST, SMALL, LARGEST])
async def test_it_can_be_used_on_every_terminal(size: tuple[int, int]) -> None:
    async with staged(dialog(language=Language.EN), size) as (stage, pilot):
        await pilot.press("down", "down", "down", "down", "enter", *"no money")
        assert "no money" in text_of(stage)
        await pilot.press("enter")
        assert stage.answers == [StatusChosen(Status.DROPPED, "no money")]


async def test_a_letter_typed_on_a_status_that_asks_why_begins_the_reason() -> None:
    async with staged(dialog()) as (stage, pilot):
        await pilot.press("down", "down", *"không đủ kinh phí", "enter")
        assert stage.answers == [StatusChosen(Status.BLOCKED, "không đủ kinh phí")]


async def test_a_letter_typed_on_another_status_is_no_reason() -> None:
    async with staged(dialog()) as (stage, pilot):
        await pilot.press("j", "x", "enter")
        assert stage.answers == [StatusChosen(Status.DOING, None)]
