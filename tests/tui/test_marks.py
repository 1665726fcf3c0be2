"""Records are marked by id, and an edit is then made of all that are marked, as one group."""

import sqlite3
from pathlib import Path

import pytest

from ngkt_tui.tui.dialogs.dialog import ChoiceDialog
from ngkt_tui.tui.dialogs.form_dialog import NoteDialog
from ngkt_tui.tui.dialogs.status_dialog import StatusDialog
from tests.tui.dialogs.waiting import is_left, opens, shows, until
from tests.tui.running import SMALL, Running, dashboard, walk

IDS = [f"hn-2032-02-20-0{number}" for number in range(8)]


def statuses(store: Path) -> dict[str, str]:
    with sqlite3.connect(store) as connection:
        return dict(connection.execute("SELECT id, status FROM directive").fetchall())


def edits(store: Path) -> int:
    with sqlite3.connect(store) as connection:
        return int(connection.execute("SELECT count(*) FROM change_group WHERE kind = 'edit'").fetchone()[0])


def marked(running: Running) -> list[str]:
    marks = running.app.dashboard.marks.selection
    return [record for kind, _ in marks.counts() for record in marks.of(kind)]


async def v_marks_the_record_under_the_cursor_and_takes_the_mark_away(running: Running) -> None:
    await running.press("v", "down", "down", "v")
    assert marked(running) == [IDS[0], IDS[2]]
    assert "◆☐! Mở rộng thị trường" in running.text
    assert "◆ 2 chỉ đạo đã đánh dấu" in running.text
    assert "┃ " + " ☐  Tạo thuận lợi" in running.text  # one that is not marked begins in the same column
    await running.press("v")
    assert marked(running) == [IDS[0]]


async def capital_v_marks_from_the_last_mark_to_here(running: Running) -> None:
    await running.press("down", "v", "down", "down", "down", "V")
    assert marked(running) == IDS[1:5]


async def capital_v_marks_upwards_and_where_nothing_was_marked_one_record(running: Running) -> None:
    await running.press("V")
    assert marked(running) == [IDS[0]]
    await running.press("escape", "down", "down", "v", "up", "up", "V")
    assert sorted(marked(running)) == IDS[:3]


async def test_a_run_of_marks_reaches_records_that_were_never_on_the_screen(long_store: Path) -> None:
    async with dashboard(long_store) as running:
        await running.press("v", "G", "V")
        assert len(marked(running)) == 5000


async def test_asterisk_marks_all_that_the_filter_leaves_and_takes_all_away_again(store: Path) -> None:
    async with dashboard(store, filter_text="tt:unrated hn:2032-02-20") as running:
        await running.press("asterisk")
        assert set(marked(running)) == {IDS[0], IDS[3], IDS[5], IDS[6]}
        await running.press("asterisk")
        assert marked(running) == []


@pytest.mark.parametrize("nothing", ["không-có-từ-này", "tt:"])
async def test_asterisk_marks_nothing_where_the_filter_leaves_nothing_or_is_a_mistake(
    store: Path, nothing: str
) -> None:
    async with dashboard(store, filter_text=nothing) as running:
        assert running.panes[1].records == 0
        await running.press("asterisk")
        assert marked(running) == []


async def test_recommendations_are_marked_apart_from_directives(store: Path) -> None:
    async with dashboard(store, filter_text="tt:unrated hn:2032-02-20") as running:
        await running.press("asterisk", "G", "asterisk")
        assert "kn-01" in marked(running)
        assert len(marked(running)) == 5
        await running.press("asterisk")
        assert set(marked(running)) == {IDS[0], IDS[3], IDS[5], IDS[6]}


async def marks_survive_another_filter_and_another_scope(running: Running) -> None:
    await running.press("v", "down", "v", "slash")
    await running.type("doanh nghiep")
    await running.press("enter", "v", "1", "equals_sign")
    assert len(marked(running)) == 3
    assert "◆ 3 chỉ đạo đã đánh dấu" in running.text


async def test_escape_takes_the_marks_away_after_filter_and_scope(store: Path) -> None:
    async with dashboard(store, filter_text="is:open") as running:
        await running.press("v", "escape")
        assert marked(running)
        assert running.app.dashboard.panes.view.filters[1] == ""
        await running.press("escape")
        assert marked(running) == []
        assert "đã đánh dấu" not in running.text


async def test_space_ticks_all_that_are_marked_as_one_group_and_u_takes_it_back(store: Path) -> None:
    before = statuses(store)
    async with dashboard(store) as running:
        await running.press("v", "down", "down", "V", "down", "space")
        await until(running, lambda: edits(store) == 1)
        assert [statuses(store)[record] for record in IDS[:3]] == ["done"] * 3
        assert statuses(store)[IDS[3]] == before[IDS[3]]
        await until(running, lambda: marked(running) == [])
        await running.press("u")
        await until(running, lambda: statuses(store) == before)


async def test_s_gives_all_that_are_marked_a_status(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("v", "down", "v", "s")
        await opens(running, StatusDialog)
        assert "2 chỉ đạo đã đánh dấu" in running.text
        await running.press("down", "down", "enter")
        await running.type("cho y kien")
        await running.press("enter")
        await is_left(running)
        await until(running, lambda: edits(store) == 1)
    assert [statuses(store)[record] for record in IDS[:2]] == ["blocked"] * 2


async def test_n_writes_one_note_to_all_that_are_marked(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("v", "down", "v", "n")
        await opens(running, NoteDialog)
        await running.type("mai hop")
        await running.press("ctrl+s")
        await is_left(running)
        await until(running, lambda: edits(store) == 1)
    with sqlite3.connect(store) as connection:
        assert connection.execute("SELECT count(DISTINCT record) FROM note").fetchone() == (2,)


async def test_more_than_the_screen_shows_is_asked_about_first(store: Path) -> None:
    before = statuses(store)
    async with dashboard(store, size=SMALL) as running:
        await running.press("asterisk", "G", "v", "slash")
        await running.type("doanh nghiep")
        await running.press("enter", "space")
        await opens(running, ChoiceDialog)
        await shows(running, "trong đó 13 mục không")
        await running.press("enter")
        await is_left(running)
        assert statuses(store) == before
        assert len(marked(running)) == 15
        await running.press("space")
        await opens(running, ChoiceDialog)
        await running.press("right", "enter")
        await until(running, lambda: set(statuses(store).values()) == {"done"})


async def test_marks_are_plain_where_only_ascii_is_wanted(store: Path) -> None:
    async with dashboard(store, ascii=True) as running:
        await running.press("v")
        assert "*[ ]! Mở rộng" in running.text


async def agreements_are_marked_apart_from_directives(running: Running) -> None:
    await running.press("v", "3", "v")
    assert "1 chỉ đạo đã đánh dấu · 1 hiệp định đã đánh dấu" in running.text


async def test_records_are_marked_by_keys(store: Path) -> None:
    async with dashboard(store) as running:
        await walk(
            running,
            v_marks_the_record_under_the_cursor_and_takes_the_mark_away,
            capital_v_marks_from_the_last_mark_to_here,
            capital_v_marks_upwards_and_where_nothing_was_marked_one_record,
            marks_survive_another_filter_and_another_scope,
            agreements_are_marked_apart_from_directives,
        )
