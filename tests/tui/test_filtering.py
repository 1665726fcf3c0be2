"""The filter narrows the focused pane as it is typed; the scope narrows all; Escape goes back step by step."""

from pathlib import Path

import pytest

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.errors import FilterError
from ngkt_tui.domain.words import translate
from ngkt_tui.query.filter import parse
from ngkt_tui.tui.panes import SPECS
from ngkt_tui.tui.panes.pane import PaneSpec
from tests.tui.running import Running, dashboard, walk


async def a_word_without_accents_finds_the_directives(running: Running) -> None:
    await running.press("slash")
    await running.type("doanh nghiep")
    assert running.panes[1].records == 2
    assert "Hỗ trợ doanh nghiệp ứng phó" in running.text
    assert "2/14 · 0/1" in running.text


async def test_only_the_focused_pane_is_filtered(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("3", "slash")
        await running.type("trung dong")
        assert running.panes[2].records == 1
        assert running.panes[1].records == 15


async def each_pane_keeps_its_filter(running: Running) -> None:
    await running.press("slash")
    await running.type("thi truong")
    await running.press("enter", "1")
    assert running.app.dashboard.filters.bar.input.value == ""
    await running.press("2")
    assert running.app.dashboard.filters.bar.input.value == "thi truong"


async def a_mistake_is_marked_under_its_column_and_nothing_is_cleared(running: Running) -> None:
    await running.press("slash")
    running.app.dashboard.filters.bar.input.insert_text_at_cursor("thi tt:xnog")
    await running.settle()
    lines = running.lines
    box = next(number for number, line in enumerate(lines) if line.startswith(" / thi"))
    assert lines[box + 1].index("^") == lines[box].index("xnog")
    assert running.panes[1].records == 15

    await running.press("escape", "escape")
    assert "^" not in running.lines[box + 1]
    assert running.panes[1].records == 15


async def escape_leaves_the_box_then_the_filter_then_the_scope(running: Running) -> None:
    screen = running.app.dashboard
    await running.press("1", "equals_sign", "2", "slash")
    await running.type("mo")
    await running.press("escape")
    assert running.app.focused is running.panes[1]
    assert screen.panes.view.filters[1] == "mo"
    await running.press("escape")
    assert screen.panes.view.filters[1] == ""
    (_chip,) = screen.panes.view.scope
    await running.press("escape")
    assert screen.panes.view.scope == ()
    await running.press("escape")
    assert running.app.focused is running.panes[1]


async def a_key_on_a_conference_narrows_every_pane_and_the_head(running: Running) -> None:
    await running.press("1", "G", "equals_sign")
    assert "‹hội nghị 05/03/2031›" in running.text
    assert "6 chỉ đạo" in running.lines[0]
    assert running.panes[1].records == 6


async def a_key_on_an_agency_narrows_to_what_it_owes(running: Running) -> None:
    await running.press("4", "equals_sign")
    assert "cơ quan" in running.text
    assert running.panes[1].records == 14


async def the_cursor_stays_on_its_record_through_a_filter(running: Running) -> None:
    await running.press(*["down"] * 10)
    record = running.directive.id
    await running.press("slash")
    await running.type("doanh nghiep")
    assert running.directive.id == record
    await running.press("escape", "escape")
    assert running.directive.id == record


async def test_the_cursor_comes_back_to_its_record_when_a_filter_without_it_is_taken_away(long_store: Path) -> None:
    async with dashboard(long_store) as running:
        await running.press("G", "slash")
        await running.type("so 12")
        assert running.directive.id == "cd-00012"
        await running.press("escape", "escape")
        assert running.directive.id == "cd-04999"
        assert "Chỉ đạo số 4999" in running.text


async def a_filter_that_nothing_passes_says_how_to_go_on(running: Running) -> None:
    await running.press("slash")
    await running.type("khongcogi")
    assert "Không có chỉ đạo." in running.text
    assert "Nhấn Esc để bỏ lọc" in running.text


async def test_a_filter_from_the_command_line_is_there_from_the_start(store: Path) -> None:
    async with dashboard(store, filter_text="doanh nghiep") as running:
        assert running.panes[1].records == 2
        assert running.app.dashboard.filters.bar.input.value == "doanh nghiep"


async def letters_sent_in_parts_are_put_together(running: Running) -> None:
    await running.press("slash")
    box = running.app.dashboard.filters.bar.input
    box.insert_text_at_cursor("tru\u031bo\u031b\u0300ng")
    assert box.value == "trường"
    assert box.cursor_position == len("trường")


async def test_a_filter_narrows_its_pane_and_a_scope_all(store: Path) -> None:
    async with dashboard(store) as running:
        await walk(
            running,
            a_word_without_accents_finds_the_directives,
            each_pane_keeps_its_filter,
            a_mistake_is_marked_under_its_column_and_nothing_is_cleared,
            escape_leaves_the_box_then_the_filter_then_the_scope,
            a_key_on_a_conference_narrows_every_pane_and_the_head,
            a_key_on_an_agency_narrows_to_what_it_owes,
            the_cursor_stays_on_its_record_through_a_filter,
            a_filter_that_nothing_passes_says_how_to_go_on,
            letters_sent_in_parts_are_put_together,
        )


async def test_filters_typed_fast_leave_only_the_last_one(long_store: Path) -> None:
    async with dashboard(long_store) as running:
        await running.press("slash")
        await running.type("so 4242")
        assert running.panes[1].records == 1
        assert "Chỉ đạo số 4242" in running.text


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.id)
@pytest.mark.parametrize("language", Language)
def test_every_example_in_the_hint_of_a_pane_is_a_filter_of_its_records(spec: PaneSpec, language: Language) -> None:
    hint = translate(language, f"filter.hint.{spec.id}").partition(":")[2]
    for example in (word.strip() for word in hint.split(",")):
        assert any(parses(example, section.kind) for section in spec.sections), example


def parses(example: str, kind: RecordKind) -> bool:
    try:
        return not parse(example, kind).is_empty
    except FilterError:
        return False
