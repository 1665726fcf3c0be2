"""The four panes show what the store holds, in either language."""

import sqlite3
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from ngkt_tui.domain.enums import Language
from ngkt_tui.tui.themes import palette_of
from tests.tui.dialogs.waiting import shows
from tests.tui.running import Running, dashboard, walk


async def four_panes_show_the_store(running: Running) -> None:
    text = running.text
    await running.press("G")
    text += running.text

    for expected in (
        "1 Hội nghị",
        "05/03 Thủ tướng",
        "2032",
        "2 Chỉ đạo",
        "Mở rộng thị trường Trung Đông",
        "kiến nghị",
        "Kiến nghị sửa đổi quy định",
        "3 FTA, hiệp định · m Thị trường",
        "Hiệp định A",
        "đã ký",
        "Trung Đông",
        "4 Lãnh đạo và cơ quan",
        "Nguyễn An",
        "Bộ Công Thương",
    ):
        assert expected in text


async def the_directives_have_the_focus_first(running: Running) -> None:
    assert running.app.focused is running.panes[1]


async def test_the_head_counts_directives_by_status(store: Path) -> None:
    async with dashboard(store, size=(200, 50)) as running:
        head = running.lines[0]

    assert "14 chỉ đạo" in head
    assert "✓ 2 hoàn thành" in head
    assert "▲ 2 vướng mắc" in head
    assert "1 quá hạn" in head


async def test_a_dashboard_that_is_left_open_keeps_up_with_the_day(store: Path) -> None:
    now = [datetime(2032, 1, 31, 12, tzinfo=UTC)]
    async with dashboard(store, fixed_today=None, clock=lambda: now[0]) as running:
        assert "quá hạn" not in running.lines[0]
        now[0] += timedelta(days=1)
        running.app.dashboard.keep_up_with_the_day()
        await running.settle()
        assert "1 quá hạn" in running.lines[0]
        assert running.panes[1].today == date(2032, 2, 1)


async def an_overdue_directive_says_so(running: Running) -> None:
    assert "☐! Mở rộng" in running.text
    assert "!1 trễ" in running.text


async def test_english_is_spoken_where_asked_for(store: Path) -> None:
    async with dashboard(store, language=Language.EN) as running:
        text = running.text
        await running.press("G")
        text += running.text

    for expected in ("1 Conferences", "03-05 Prime Minister", "English of 0", "Agreement A", "signed", "m Markets"):
        assert expected in text


async def a_key_changes_the_language_at_once(running: Running) -> None:
    await running.press("L")
    assert "2 Directives" in running.text
    await running.press("L")
    assert "2 Chỉ đạo" in running.text


async def test_a_key_changes_the_theme(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("T")
        assert running.app.theme == "giay-do"


async def test_plain_characters_are_drawn_where_asked_for(store: Path) -> None:
    async with dashboard(store, ascii=True) as running:
        text = running.text

    assert "[ ]  Mở rộng" in text
    assert "☐" not in text


async def test_an_empty_store_says_what_to_do_next(empty_store: Path) -> None:
    async with dashboard(empty_store) as running:
        assert "Không có chỉ đạo." in running.text
        assert "ngkt-tui import TỆP" in running.text


async def a_pane_that_is_only_narrowed_says_that_the_scope_has_nothing(running: Running) -> None:
    await shows(running, "chưa ghi nhận chỉ đạo")
    await running.press("4", "G", "up", "equals_sign")
    await shows(running, "không có trong phạm vi này")
    assert "chưa ghi nhận" not in running.text
    await running.press("up", "equals_sign")
    await shows(running, "trong phạm vi này.")
    assert "chưa ghi nhận" not in running.text


async def each_count_stands_on_its_frame(running: Running) -> None:
    assert [str(pane.border_subtitle) for pane in running.panes] == [
        "hội nghị 3",
        "chỉ đạo 14 · kiến nghị 1",
        "hiệp định 2 · thị trường 2",
        "cơ quan 2 · lãnh đạo 2",
    ]
    assert running.panes[2].count_words() == "2 · 2"


async def test_the_panes_show_what_the_store_holds(store: Path) -> None:
    async with dashboard(store) as running:
        await walk(
            running,
            four_panes_show_the_store,
            the_directives_have_the_focus_first,
            an_overdue_directive_says_so,
            a_key_changes_the_language_at_once,
            each_count_stands_on_its_frame,
            a_pane_that_is_only_narrowed_says_that_the_scope_has_nothing,
        )


def colours(running: Running) -> set[str]:
    """Return the colours of the letters on the screen, and of what is behind them."""
    return {
        colour.get_truecolor().hex.lower()
        for strip in running.app.screen._compositor.render_strips()
        for segment in strip
        if segment.style
        for colour in (segment.style.color, segment.style.bgcolor)
        if colour is not None and segment.text.strip()
    }


async def test_every_line_is_drawn_in_the_colours_of_the_present_theme(store: Path) -> None:
    async with dashboard(store) as running:
        for name in ("son-mai", "giay-do", "nord", "catppuccin-latte"):
            running.app.action_use_theme(name)
            await running.press("1")
            assert running.app.theme == name
            assert colours(running) <= {colour.lower() for colour in palette_of(name)}, name


def drop(store: Path, table: str) -> None:
    with sqlite3.connect(store) as connection:
        connection.execute(f"DROP TABLE {table}")
    connection.close()


async def test_a_pane_that_cannot_be_read_says_so_and_the_others_are_shown(store: Path) -> None:
    async with dashboard(store, after_opening=lambda: drop(store, "market_mention")) as running:
        assert "no such table" in running.text
        assert "Mở rộng thị trường" in running.text
        assert "Nguyễn An" in running.text
