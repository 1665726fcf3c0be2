"""What to export, how and where to is chosen with arrows and Enter."""

from datetime import date
from typing import Any

import pytest

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.report_items import ReportKind, ReportRequest
from ngkt_tui.domain.stored_values import parse_date
from ngkt_tui.report.formats import Format
from ngkt_tui.tui.dialogs.export_dialog import ExportDialog
from ngkt_tui.tui.dialogs.export_files import ExportRequest
from ngkt_tui.tui.dialogs.form_fields import FieldInput
from tests.tui.dialogs.samples import CONTROLS, MARKUP, SHOWN_CONTROLS
from tests.tui.dialogs.stage import LARGEST, MIN_COUNT, SMALL, staged, text_of


def dialog(narrowing: str = "", **more: Any) -> ExportDialog:
    async def read_day(typed: str) -> FieldInput:
        day = parse_date(typed)
        return FieldInput(day, f"ngày {day}") if day else FieldInput(remark="không phải một ngày", is_wrong=True)

    return ExportDialog(
        Language.VI, narrowing=narrowing, today=date(2026, 11, 22), read_day=read_day, is_plain=False, **more
    )


async def test_enter_alone_writes_everything_as_markdown() -> None:
    async with staged(dialog()) as (stage, pilot):
        await pilot.press("enter", "enter", "enter", "enter", "enter", "enter")
        assert stage.answers == [ExportRequest(Format.MARKDOWN, False, True, "ngkt-2026-11-22.md")]


async def test_the_file_gets_the_ending_of_the_format() -> None:
    async with staged(dialog()) as (stage, pilot):
        await pilot.press("down", "right", "ctrl+s")
        assert stage.answers == [ExportRequest(Format.HTML, False, True, "ngkt-2026-11-22.html")]


async def test_a_name_that_was_typed_stays() -> None:
    async with staged(dialog()) as (stage, pilot):
        await pilot.press("down", "down", "down", "down", "ctrl+u", *"b.md", "up", "up", "up", "left", "ctrl+s")
        assert stage.answers == [ExportRequest(Format.TEXT, False, True, "b.md")]


async def test_what_is_filtered_is_exported_unless_everything_is_asked_for() -> None:
    async with staged(dialog("tt:open")) as (stage, pilot):
        assert "tt:open" in text_of(stage)
        await pilot.press("ctrl+s")
    assert stage.answers == [ExportRequest(Format.MARKDOWN, False, False, "ngkt-2026-11-22.md")]
    async with staged(dialog("tt:open")) as (stage, pilot):
        await pilot.press("down", "down", "right", "down", "right", "ctrl+s")
    assert stage.answers == [ExportRequest(Format.MARKDOWN, True, True, "ngkt-2026-11-22.md")]


async def test_without_a_name_nothing_is_written() -> None:
    async with staged(dialog()) as (stage, pilot):
        await pilot.press("down", "down", "down", "down", "ctrl+u", "ctrl+s")
        assert stage.answers == []


async def test_csv_says_that_it_is_always_in_full() -> None:
    async with staged(dialog()) as (stage, pilot):
        await pilot.press("down", "right", "right", "right")
        await pilot.pause()
        assert "CSV là danh mục chỉ đạo" in text_of(stage)


async def test_a_click_picks() -> None:
    async with staged(dialog()) as (stage, pilot):
        line = next(line for line in text_of(stage).splitlines() if "JSON" in line)
        row = text_of(stage).splitlines().index(line)
        await pilot.click(offset=(line.index("JSON"), row))
        await pilot.press("ctrl+s")
        assert stage.answers == [ExportRequest(Format.JSON, False, True, "ngkt-2026-11-22.json")]


@pytest.mark.parametrize(("text", "shown"), [(MARKUP, MARKUP), (CONTROLS, SHOWN_CONTROLS)])
async def test_the_filter_is_shown_letter_for_letter(text: str, shown: str) -> None:
    async with staged(dialog(text)) as (stage, _pilot):
        assert shown in text_of(stage)


@pytest.mark.parametrize("size", [MIN_COUNT, SMALL, LARGEST])
async def test_it_can_be_used_on_every_terminal(size: tuple[int, int]) -> None:
    async with staged(dialog("tt:open"), size) as (stage, pilot):
        assert "ghi tệp" in text_of(stage)
        await pilot.press("enter", "enter", "enter", "enter", "enter")
        await pilot.pause()
        assert "ngkt-2026-11-22.md" in text_of(stage)
        await pilot.press("enter")
        assert len(stage.answers) == 1


async def test_a_day_to_count_as_of_is_understood_before_it_counts() -> None:
    async with staged(dialog()) as (stage, pilot):
        assert "hôm nay, 22/11/2026" in text_of(stage)
        await pilot.press("down", "down", "down", *"2026-06-30")
        await pilot.pause()
        assert "→ ngày 2026-06-30" in text_of(stage)
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert stage.answers == [ExportRequest(Format.MARKDOWN, False, True, "ngkt-2026-06-30.md", date(2026, 6, 30))]


async def test_the_file_is_named_after_the_day_that_is_told_and_after_today_again() -> None:
    async with staged(dialog()) as (stage, pilot):
        await pilot.press("down", "right", "down", "down", *"2026-06-30")
        await pilot.pause()
        assert "ngkt-2026-06-30.html" in text_of(stage)
        await pilot.press("backspace")
        await pilot.pause()
        assert "ngkt-2026-11-22.html" in text_of(stage)
        await pilot.press("0", "ctrl+s")
        await pilot.pause()
        assert stage.answers == [ExportRequest(Format.HTML, False, True, "ngkt-2026-06-30.html", date(2026, 6, 30))]


async def test_a_name_that_the_program_gave_is_typed_over() -> None:
    async with staged(dialog()) as (stage, pilot):
        await pilot.press("down", "right", "down", "down", *"2026-06-30")
        await pilot.pause()
        await pilot.press("enter", *"b.html", "enter")
        await pilot.pause()
        assert stage.answers == [ExportRequest(Format.HTML, False, True, "b.html", date(2026, 6, 30))]


async def test_a_name_that_was_typed_stays_whatever_the_day() -> None:
    async with staged(dialog()) as (stage, pilot):
        await pilot.press("down", "down", "down", "down", "ctrl+u", *"b.md", "up", *"2026-06-30", "ctrl+s")
        await pilot.pause()
        assert stage.answers == [ExportRequest(Format.MARKDOWN, False, True, "b.md", date(2026, 6, 30))]


async def test_what_is_no_day_writes_nothing() -> None:
    async with staged(dialog()) as (stage, pilot):
        await pilot.press("down", "down", "down", *"hom kia", "ctrl+s")
        await pilot.pause()
        assert "không phải một ngày" in text_of(stage)
        assert stage.answers == []


async def test_the_last_choices_stand_there_again_and_the_scope_is_in_the_name() -> None:
    before = {"format": "html", "length": "brief"}
    async with staged(dialog(subject="bng", before=before)) as (stage, pilot):
        await pilot.press("ctrl+s")
        assert stage.answers == [ExportRequest(Format.HTML, True, True, "ngkt-bng-2026-11-22.html")]


async def test_text_and_markdown_go_to_the_clipboard_and_nothing_else_does() -> None:
    async with staged(dialog(before={"format": "csv"})) as (stage, pilot):
        await pilot.press("ctrl+y")
        await pilot.pause()
        assert "Chỉ chép được văn bản và Markdown" in text_of(stage)
        assert stage.answers == []
        await pilot.press("down", "left", "left", "left", "left", "ctrl+y")
        usual = ExportRequest(Format.TEXT, False, True, "ngkt-2026-11-22.txt", is_copied=True)
        assert stage.answers == [usual]


async def test_the_report_comes_first_and_asks_what_it_is_on() -> None:
    async with staged(dialog()) as (stage, pilot):
        await pilot.press("right", "ctrl+s")
        await pilot.pause()
        assert "Hãy ghi cơ quan" in text_of(stage)
        assert stage.answers == []
        await pilot.press(*"bng", "ctrl+s")
        await pilot.pause()
    assert [wish.report for wish in stage.answers if isinstance(wish, ExportRequest)] == [
        ReportRequest(ReportKind.AGENCY, "bng")
    ]


async def test_a_period_is_understood_before_it_counts() -> None:
    async with staged(dialog()) as (stage, pilot):
        await pilot.press("right", "right", "right", "right", "down", *"9/2026")
        await pilot.pause()
        assert "Từ 01/09/2026 đến 30/09/2026" in text_of(stage)
        await pilot.press("ctrl+s")
        await pilot.pause()
    period = ReportRequest(ReportKind.PERIOD, "", date(2026, 9, 1), date(2026, 9, 30))
    assert [wish.report for wish in stage.answers if isinstance(wish, ExportRequest)] == [period]


async def test_what_the_dashboard_is_narrowed_to_is_proposed() -> None:
    async with staged(dialog(subjects={RecordKind.CONFERENCE: "hn-2024-07-18"})) as (stage, pilot):
        await pilot.press("right", "right")
        await pilot.pause()
        assert "hn-2024-07-18" in text_of(stage)
