"""Help tells every key and the filter language, and can be typed into."""

import pytest

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.key_names import key_names
from ngkt_tui.domain.words import translate
from ngkt_tui.query.filter import parse
from ngkt_tui.tui.dialogs.help_dialog import EXAMPLES, HelpDialog
from ngkt_tui.tui.keymap import KEYS, STANDARD
from ngkt_tui.tui.widgets.rich_list import RichList
from tests.tui.dialogs.stage import MIN_COUNT, SMALL, staged, text_of


def help_in(language: Language = Language.VI) -> HelpDialog:
    return HelpDialog(language, STANDARD, is_plain=False)


@pytest.mark.parametrize("language", list(Language))
async def test_every_key_is_told(language: Language) -> None:
    async with staged(help_in(language)) as (stage, _pilot):
        shown = {(entry.label, entry.runs[0].text) for entry in stage.screen.query_one(RichList).entries if entry.runs}
        for key in KEYS:
            assert (" ".join(key_names(key.keys)), translate(language, f"key.{key.id}.help")) in shown


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_is_a_filter(language: Language, example: str) -> None:
    assert not parse(translate(language, f"dialog.help.example.{example}"), RecordKind.DIRECTIVE).is_empty


async def test_typing_narrows_with_or_without_marks() -> None:
    async with staged(help_in()) as (stage, pilot):
        await pilot.press(*"qua han khong")
        await pilot.pause()
        assert 'han:"quá hạn"' in text_of(stage)
        assert "hn:18/07/2024" not in text_of(stage)


async def test_what_marks_mean_stands_right_below_the_questions() -> None:
    async with staged(help_in()) as (stage, _pilot):
        headings = [entry.text for entry in stage.screen.query_one(RichList).entries if entry.is_heading]
        assert headings[:3] == ["Hỏi gì, nhấn gì", "Dấu trong các dòng", "Di chuyển"]


async def test_what_matches_nothing_says_so() -> None:
    async with staged(help_in(Language.EN)) as (stage, pilot):
        await pilot.press(*"[/x]zz")
        await pilot.pause()
        assert "Nothing matches “[/x]zz”" in text_of(stage)


async def test_the_arrows_scroll_while_one_can_type() -> None:
    async with staged(help_in(), SMALL) as (stage, pilot):
        before = text_of(stage)
        await pilot.press("down", "down", "pagedown")
        await pilot.pause()
        assert text_of(stage) != before
        await pilot.press(*"tab")
        assert stage.screen.query_one("#narrow").has_focus


async def test_end_goes_to_the_end_and_home_to_the_top() -> None:
    async with staged(help_in(), SMALL) as (stage, pilot):
        await pilot.press("home")  # by then the scrollbar is there
        await pilot.pause()
        top = text_of(stage)
        await pilot.press("end")
        await pilot.pause()
        sheet = stage.screen.query_one(RichList)
        assert sheet.top == sheet.max_scroll_y > 0
        await pilot.press("home")
        await pilot.pause()
        assert text_of(stage) == top


async def test_escape_leaves() -> None:
    async with staged(help_in(), MIN_COUNT) as (stage, pilot):
        await pilot.press(*"phim", "escape")
        assert stage.answers == [None]


@pytest.mark.parametrize("typed", ["quit", "mark-run"])
async def test_a_key_is_found_by_its_word_on_the_key_line_and_by_its_id(typed: str) -> None:
    async with staged(help_in(Language.EN)) as (stage, pilot):
        await pilot.press(*typed)
        await pilot.pause()
        text = text_of(stage)
        assert "Leave the program" in text if typed == "quit" else "Mark everything from the last mark" in text
