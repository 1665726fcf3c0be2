"""A status is chosen with arrows and Enter; blocked and dropped ask why."""

from datetime import date

import pytest
from textual.events import Paste

from ngkt_tui.domain.enums import Language, Status
from ngkt_tui.domain.words import translate
from ngkt_tui.services.detail_lines import Formatter
from ngkt_tui.tui.dialogs.dialog import ChoiceDialog
from ngkt_tui.tui.dialogs.form_fields import FieldInput
from ngkt_tui.tui.dialogs.status_dialog import StatusChosen, StatusDialog
from tests.tui.dialogs.samples import CONTROLS, MARKUP, SHOWN_CONTROLS, TEXT
from tests.tui.dialogs.stage import LARGEST, MIN_COUNT, SMALL, lines_of, staged, text_of

TODAY = date(2026, 11, 22)


def dialog(
    present: Status = Status.UNRATED,
    why: str | None = None,
    text: str = TEXT,
    language: Language = Language.VI,
    is_plain: bool = False,
) -> StatusDialog:
    return StatusDialog(Formatter(language, TODAY, is_plain=is_plain), text, present, why, read_day=read_day)


async def read_day(text: str) -> FieldInput:
    return FieldInput(TODAY, "hôm nay") if text == "nay" else FieldInput(remark="không rõ", is_wrong=True)


async def test_the_cursor_is_on_the_present_status() -> None:
    async with staged(dialog(Status.DOING)) as (stage, _pilot):
        (line,) = [line for line in lines_of(stage) if "▌" in line]
        assert "◐  đang thực hiện   hiện tại" in line


@pytest.mark.parametrize(("is_plain", "mark"), [(False, "▌ 3 ▲"), (True, "> 3 [!]")])
async def test_the_chosen_status_stays_marked_while_its_reason_is_typed(is_plain: bool, mark: str) -> None:
    async with staged(dialog(is_plain=is_plain)) as (stage, pilot):
        await pilot.press("down", "down", "enter", *"chờ")
        assert stage.screen.query_one("#why").has_focus
        assert f"{mark}  vướng mắc" in text_of(stage)


async def test_arrows_and_enter_choose() -> None:
    async with staged(dialog()) as (stage, pilot):
        await pilot.press("down", "enter")
        assert stage.answers == [StatusChosen(Status.DOING, None)]


async def test_a_digit_goes_to_a_status_but_is_typed_where_something_is_asked() -> None:
    async with staged(dialog()) as (stage, pilot):
        await pilot.press("4", "enter")
        assert stage.answers == [StatusChosen(Status.REPORTED, None)]
    async with staged(dialog()) as (stage, pilot):
        await pilot.press("5", *"1121/TB", "enter")
        assert stage.answers == [StatusChosen(Status.DONE, evidence="1121/TB")]


async def test_done_shows_its_day() -> None:
    async with staged(dialog()) as (stage, _pilot):
        assert "✓  hoàn thành       ngày 22/11/2026" in text_of(stage)


async def test_blocked_asks_why_in_the_same_dialog() -> None:
    async with staged(dialog()) as (stage, pilot):
        await pilot.press("down", "down", "enter")
        assert stage.answers == []
        await pilot.press(*"chờ ý kiến", "enter")
        assert stage.answers == [StatusChosen(Status.BLOCKED, "chờ ý kiến")]


async def test_the_end_of_the_list_asks_for_its_reason_too() -> None:
    async with staged(dialog()) as (stage, pilot):
        await pilot.press("end")
        assert "Vì sao? Một câu " in text_of(stage)
        await pilot.press("x", "enter")
        assert stage.answers == [StatusChosen(Status.DROPPED, "x")]


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
        await pilot.click("RichList", offset=(5, 1))
        assert stage.answers == [StatusChosen(Status.DOING)]


async def test_done_asks_evidence_and_day_which_may_stay_empty() -> None:
    async with staged(dialog()) as (stage, pilot):
        await pilot.press("down", "down", "down", "down", "enter")
        assert stage.answers == []
        assert "Minh chứng" in text_of(stage)
        assert "Ngày xong" in text_of(stage)
        await pilot.press("enter")
        assert stage.answers == [StatusChosen(Status.DONE)]


async def test_done_takes_evidence_and_day() -> None:
    async with staged(dialog()) as (stage, pilot):
        await pilot.press("down", "down", "down", "down", "enter", *"TB 12", "up", *"nay", "enter")
        assert stage.answers == [StatusChosen(Status.DONE, on=TODAY, evidence="TB 12")]


async def test_a_day_that_is_none_is_told_and_nothing_is_lost() -> None:
    async with staged(dialog()) as (stage, pilot):
        await pilot.press("down", "down", "down", "down", "enter", *"TB 12", "up", *"mai", "enter")
        assert stage.answers == []
        assert "không rõ" in text_of(stage)
        assert "TB 12" in text_of(stage)


async def test_ctrl_s_on_done_saves_at_once() -> None:
    async with staged(dialog()) as (stage, pilot):
        await pilot.press("down", "down", "down", "down", "ctrl+s")
        assert stage.answers == [StatusChosen(Status.DONE)]


async def test_a_letter_on_the_list_adds_to_a_reason_that_stands_there() -> None:
    async with staged(dialog()) as (stage, pilot):
        await pilot.press("down", "down", "enter", *"chờ vốn", "up", "x", "enter")
        assert stage.answers == [StatusChosen(Status.BLOCKED, "chờ vốnx")]


async def test_a_paste_on_the_list_goes_into_the_reason() -> None:
    async with staged(dialog()) as (stage, pilot):
        await pilot.press("down", "down")
        stage.post_message(Paste("chờ\ný kiến"))
        await pilot.pause()
        await pilot.press("enter")
        assert stage.answers == [StatusChosen(Status.BLOCKED, "chờ ý kiến")]


async def test_a_paste_on_a_status_without_a_field_is_told_of() -> None:
    async with staged(dialog()) as (stage, pilot):
        stage.post_message(Paste("chờ ý kiến"))
        await pilot.pause()
        assert [notice.message for notice in stage._notifications] == [translate(Language.VI, "dialog.paste-nowhere")]


async def test_a_paste_that_is_too_long_keeps_what_fits_and_tells_the_rest() -> None:
    async with staged(dialog()) as (stage, pilot):
        await pilot.press("down", "down", "enter")
        stage.post_message(Paste("x" * 2100))
        await pilot.pause()
        text = translate(Language.VI, "dialog.text-cut", limit=2000, count=100)
        assert [notice.message for notice in stage._notifications] == [text]
        await pilot.press("enter")
        assert stage.answers == [StatusChosen(Status.BLOCKED, "x" * 2000)]


async def test_a_reason_is_not_thrown_away_without_a_question() -> None:
    async with staged(dialog()) as (stage, pilot):
        await pilot.press("down", "down", "enter", "x", "escape")
        assert isinstance(stage.screen, ChoiceDialog)
        assert stage.answers == []


async def test_plain_characters_where_asked_for() -> None:
    async with staged(dialog(is_plain=True)) as (stage, _pilot):
        assert "[!]  vướng mắc" in text_of(stage)


@pytest.mark.parametrize(("text", "shown"), [(MARKUP, MARKUP), (CONTROLS, SHOWN_CONTROLS)])
async def test_user_text_is_shown_letter_for_letter(text: str, shown: str) -> None:
    async with staged(dialog(Status.BLOCKED, text, text)) as (stage, _pilot):
        assert text_of(stage).count(shown) == 2


@pytest.mark.parametrize("size", [MIN_COUNT, SMALL, LARGEST])
async def test_it_can_be_used_on_every_terminal(size: tuple[int, int]) -> None:
    async with staged(dialog(language=Language.EN), size) as (stage, pilot):
        await pilot.press("down", "down", "down", "down", "down", "enter", *"no money")
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
