"""The filter box completes what is typed, remembers what was, takes what is pasted, and shows why rows are there."""

import unicodedata
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.screen import Screen

from ngkt_tui.domain.enums import RecordKind
from tests.tui.running import Running, dashboard, walk


def box(running: Running) -> str:
    return running.app.dashboard.filters.bar.input.value


def is_mistake_shown(running: Running) -> bool:
    return running.app.dashboard.filters.bar.mistake.display


def offered(running: Running) -> str:
    line = running.app.dashboard.filters.bar.ways
    return "".join(segment.text for segment in line.line(200)) if line.display else ""


def marked(running: Running) -> list[str]:
    """Return the texts that stand out on the screen, bold, underlined and violet."""
    strips = running.app.screen._compositor.render_strips()
    segments = (segment for strip in strips for segment in strip)
    return [each.text for each in segments if each.style and each.style.underline and each.style.bold]


async def the_start_of_a_field_is_completed(running: Running) -> None:
    await running.press("slash")
    await running.type("chu")
    assert offered(running).strip().startswith("Tab chutri:")
    await running.press("tab")
    assert box(running) == "chutri:"


async def values_come_from_the_store_and_are_taken_with_the_arrow(running: Running) -> None:
    await running.press("slash")
    await running.type("cq:cong")
    assert "bct Bộ Công Thương" in offered(running)
    await running.press("right")
    assert box(running) == "cq:bct"
    assert offered(running) == ""
    assert running.panes[1].records == 7


async def another_way_can_be_offered_first(running: Running) -> None:
    await running.press("slash")
    await running.type("tt:d")
    first = offered(running).split()[1]
    await running.press("shift+tab", "tab")
    assert box(running) not in ("tt:d", f"tt:{first}")
    assert box(running) in ('tt:"đang thực hiện"', "tt:xong", "tt:dừng")


async def tab_leads_to_the_next_pane_where_nothing_is_offered(running: Running) -> None:
    await running.press("slash")
    await running.type("xyz")
    await running.press("tab")
    assert running.app.focused is running.panes[2]


async def nothing_is_offered_once_the_box_is_left(running: Running) -> None:
    await running.press("slash")
    await running.type("chu")
    await running.press("escape")
    assert offered(running) == ""


async def escape_closes_what_is_offered_before_it_leaves_the_box(running: Running) -> None:
    await running.press("slash")
    await running.type("chu")
    await running.press("escape")
    assert offered(running) == ""
    assert running.app.focused is running.app.dashboard.filters.bar.input
    await running.type("t")
    assert offered(running) != ""
    await running.press("escape", "escape")
    assert running.panes[1].has_focus
    assert running.app.dashboard.panes.view.filters[1] == "chut"
    await running.press("escape")
    assert running.app.dashboard.panes.view.filters[1] == ""


async def a_mistake_and_what_is_offered_stand_under_the_box_while_the_rows_stay(running: Running) -> None:
    await running.press("slash")
    await running.type("thi")
    before = running.panes[1].records
    running.app.dashboard.filters.bar.input.insert_text_at_cursor(" cq:")
    await running.settle()
    lines = running.lines
    at = next(number for number, line in enumerate(lines) if line.startswith(" / thi"))
    assert "^" in lines[at + 1]
    assert "bng" in lines[at + 2]
    assert running.panes[1].records == before < 15


async def test_the_arrows_bring_back_older_filters_and_the_draft(store: Path) -> None:
    async with dashboard(store) as running:
        for text in ("thi truong", "doanh nghiep"):
            await running.press("slash", "ctrl+u")
            await running.type(text)
            await running.press("enter")
        await running.press("slash", "ctrl+u")
        await running.type("x")
        await running.press("up", "up")
        assert box(running) == "thi truong"
        assert running.panes[1].records == 2
        await running.press("down", "down")
        assert box(running) == "x"
        await running.press("down")
        assert running.app.focused is running.panes[1]


async def each_pane_has_a_past_of_its_own(running: Running) -> None:
    await running.press("slash")
    await running.type("thi")
    await running.press("enter", "3", "slash", "up")
    assert box(running) == ""


async def pasted_text_is_composed_and_all_its_lines_are_taken(running: Running) -> None:
    await running.press("slash")
    pasted = unicodedata.normalize("NFD", "trường\r\nhọc\x1b[2J")
    running.app.dashboard.filters.bar.input.post_message(events.Paste(pasted))
    await running.settle()
    assert box(running).startswith("trường học")
    assert "\x1b" not in box(running)


async def pasting_takes_the_place_of_what_is_selected(running: Running) -> None:
    await running.press("slash")
    await running.type("thi")
    running.app.dashboard.filters.bar.input.select_all()
    running.app.dashboard.filters.bar.input.post_message(events.Paste("doanh"))
    await running.settle()
    assert box(running) == "doanh"


async def what_was_found_is_marked_in_the_rows(running: Running) -> None:
    await running.press("slash")
    await running.type("doanh ngh")
    assert {"doanh", "ngh"} <= set(marked(running))
    await running.press("escape", "escape")
    assert "doanh" not in marked(running)


async def what_was_found_is_marked_in_the_detail(running: Running) -> None:
    await running.press("slash")
    await running.type('"doanh nghiep"')
    await running.press("enter", "enter")
    assert len(running.app.screen_stack) == 2
    assert "doanh nghiệp" in marked(running)


async def excluded_words_are_not_marked(running: Running) -> None:
    await running.press("slash")
    await running.type("-doanh")
    assert "doanh" not in marked(running)


async def test_a_mistake_is_shown_with_its_own_pane_and_with_no_other(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("slash")
        await running.type("cq:xyz")
        assert is_mistake_shown(running)
        assert "“cq:”" in running.text
        await running.press("enter", "3")
        assert not is_mistake_shown(running)
        await running.press("2")
        assert is_mistake_shown(running)
        assert "“cq:” không có" in running.text
        await running.press("L")
        assert "“cq:” has no" in running.text
        await running.press("escape")
        assert not is_mistake_shown(running)


async def under_the_box_stands_what_is_wrong_and_no_advice_for_the_command_line(running: Running) -> None:
    await running.press("slash")
    await running.type("tt:")
    assert "phải có ngay một giá trị" in running.text
    assert "ngkt-tui list" not in running.text
    await running.press("ctrl+u")
    await running.type("ttt:done")
    assert "Có phải ý bạn là “tt:”?" in running.text


async def test_the_box_completes_marks_and_keeps_what_is_typed(store: Path) -> None:
    async with dashboard(store) as running:
        await walk(
            running,
            the_start_of_a_field_is_completed,
            values_come_from_the_store_and_are_taken_with_the_arrow,
            another_way_can_be_offered_first,
            tab_leads_to_the_next_pane_where_nothing_is_offered,
            nothing_is_offered_once_the_box_is_left,
            escape_closes_what_is_offered_before_it_leaves_the_box,
            a_mistake_and_what_is_offered_stand_under_the_box_while_the_rows_stay,
            each_pane_has_a_past_of_its_own,
            pasted_text_is_composed_and_all_its_lines_are_taken,
            pasting_takes_the_place_of_what_is_selected,
            what_was_found_is_marked_in_the_rows,
            what_was_found_is_marked_in_the_detail,
            excluded_words_are_not_marked,
            under_the_box_stands_what_is_wrong_and_no_advice_for_the_command_line,
        )


async def test_a_long_chip_is_cut_before_the_counts_are(store: Path) -> None:
    async with dashboard(store, size=(80, 24)) as running:
        long, short = "Hiệp định Đối tác Toàn diện và Tiến bộ xuyên Thái Bình Dương", "Nga"
        screen = running.app.dashboard
        screen.host.navigator.narrow(RecordKind.AGREEMENT, "fta-a", long, None)
        screen.host.navigator.narrow(RecordKind.MARKET, "tt-b", short, None)
        await running.press("2", "slash")
        await running.type("gao")
        (line,) = [line for line in running.lines if line.startswith(" / gao")]
        assert "‹hiệp định Hiệp" in line
        assert "…› ‹thị trường Nga›" in line
        assert line.rstrip().endswith("lọc: 0 · 0")


async def test_a_start_with_a_mistake_says_that_nothing_was_looked_for(store: Path) -> None:
    async with dashboard(store, filter_text="tt:xyz") as running:
        assert "Bộ lọc có lỗi nên chưa tìm." in running.text
        assert "0+" not in running.text
        assert "Không mục nào khớp" not in running.text
        await running.press("slash", "ctrl+u")
        await running.type("khongcotunay")
        assert "Không mục nào khớp" in running.text


async def test_a_letter_arranges_the_screen_anew_only_where_something_takes_more_room(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arranged: list[Screen[object]] = []
    arrange = Screen._refresh_layout

    def counted(screen: Screen[object], *arguments: Any, **named: Any) -> None:
        arranged.append(screen)
        arrange(screen, *arguments, **named)

    monkeypatch.setattr(Screen, "_refresh_layout", counted)
    async with dashboard(store) as running:
        for keys, typed in (("slash", "xyz"), ("e", "abcd")):
            await running.press(keys, *typed[:-1])
            arranged.clear()
            await running.press(typed[-1])
            assert arranged == [], typed
            await running.press("ctrl+u", "escape", "escape")
