"""The history tells who changed what, when and why; it is narrowed by typing, and a chosen group is taken back."""

import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ngkt_tui.domain.enums import Status
from ngkt_tui.domain.user_fields import FieldUpdates
from ngkt_tui.services import edit
from ngkt_tui.services.digest_store import import_digest
from ngkt_tui.tui.dialogs.conflict_dialog import ConfirmDialog
from ngkt_tui.tui.dialogs.detail_dialog import DetailDialog
from ngkt_tui.tui.dialogs.history_dialog import HistoryDialog
from tests.fixtures.stores import SAMPLE, context_of
from tests.tui.dialogs.waiting import is_left, opens, shows, until
from tests.tui.running import SMALL, Running, dashboard, walk

FIRST, SECOND = "hn-2031-03-05-01", "hn-2031-03-05-02"


@pytest.fixture
def edited(store: Path) -> Path:
    """A store in which lan and hoa have edited."""
    context = context_of(store)
    edit.set_status(context, [FIRST], Status.BLOCKED, why="chờ kinh phí")
    edit.edit_fields(replace(context, actor="hoa"), [FIRST, SECOND], FieldUpdates(due=date(2032, 6, 30), lead=("bng",)))
    return store


def status(store: Path) -> str:
    with sqlite3.connect(store) as connection:
        return str(connection.execute("SELECT status FROM directive WHERE id = ?", (FIRST,)).fetchone()[0])


async def h_tells_all_changes_newest_first(running: Running) -> None:
    await running.press("h")
    await opens(running, HistoryDialog)
    text = running.text
    assert text.index("hoa") < text.index("lan")
    assert "hạn: không có → 30/06/2032" in text
    assert "BNG" in text
    assert "trạng thái: chưa đánh giá → vướng mắc" in text
    assert text.count("chờ kinh phí") == 1
    assert "↑ ↓ chọn thay đổi; Enter để xem hoặc hoàn tác" in text


async def it_is_narrowed_by_typing(running: Running) -> None:
    await running.press("h")
    await opens(running, HistoryDialog)
    await running.type("vuong mac")
    await until(running, lambda: "hoa" not in running.text)
    assert "chờ kinh phí" in running.text
    await running.type("zzz")
    await shows(running, "Không có thay đổi nào như vậy")


async def a_typed_word_is_the_start_of_one_and_a_number_stands_anywhere(running: Running) -> None:
    await running.press("h")
    await opens(running, HistoryDialog)
    await running.type("han")
    await until(running, lambda: "chờ kinh phí" not in running.text)
    assert "hạn: không có" in running.text
    await running.press("ctrl+u")
    await running.type("31-03-05-02")
    await until(running, lambda: "hoa" in running.text and "chờ kinh phí" not in running.text)


async def test_every_record_of_a_large_group_finds_it(store: Path) -> None:
    context = context_of(store)
    edit.edit_fields(context, [f"hn-2031-03-05-0{number}" for number in range(1, 7)], FieldUpdates(importance=2))
    edit.add_note(context, FIRST, "ghi chú")
    async with dashboard(store) as running:
        await running.press("h")
        await opens(running, HistoryDialog)
        await running.type("05-06")
        await until(running, lambda: "ghi chú" not in running.text)
        assert "và 2 thay đổi khác" in running.text


async def test_a_chosen_group_is_taken_back_after_a_question(edited: Path) -> None:
    async with dashboard(edited) as running:
        await running.press("h")
        await opens(running, HistoryDialog)
        await running.type("kinh phi")
        await running.press("enter")
        await opens(running, ConfirmDialog)
        await running.press("right", "enter")
        await until(running, lambda: status(edited) == "unrated")
        await shows(running, "đã hoàn tác")


async def an_import_cannot_be_taken_back_but_its_records_can_be_looked_at(running: Running) -> None:
    await running.press("h")
    await opens(running, HistoryDialog)
    await running.press("down", "down", "enter")
    await opens(running, ConfirmDialog)
    assert "▸Esc đóng" in running.text
    assert " hoàn tác" not in running.text.split("▸Esc")[1].splitlines()[0]


async def test_capital_h_tells_the_changes_of_one_record(edited: Path) -> None:
    async with dashboard(edited, filter_text=FIRST) as running:
        await running.press("H")
        await opens(running, HistoryDialog)
        await shows(running, "chờ kinh phí")
        assert SECOND not in running.text
        await running.press("enter")
        await opens(running, ConfirmDialog)
        await running.press("left", "enter")
        await opens(running, DetailDialog)


async def test_changes_under_a_former_id_are_told_and_lead_to_the_record(edited: Path, tmp_path: Path) -> None:
    text = SAMPLE.read_text("utf-8").replace(FIRST, f"{FIRST}x")
    renaming = tmp_path / "renaming.yaml"
    renaming.write_text(text.replace(f"  - id: {FIRST}x\n", f"  - id: {FIRST}x\n    was: [{FIRST}]\n"), "utf-8")
    import_digest(context_of(edited), renaming)
    async with dashboard(edited, filter_text=f"{FIRST}x") as running:
        await running.press("H")
        await opens(running, HistoryDialog)
        await shows(running, "lý do: không có → chờ kinh phí")
        assert running.text.count("lý do: không có → chờ kinh phí") == 2
        await running.type("hoa")
        await until(running, lambda: "kinh phí" not in running.text)
        await running.press("enter")
        await opens(running, ConfirmDialog)
        await running.press("left", "enter")
        await opens(running, DetailDialog)


async def test_a_change_that_is_made_meanwhile_appears(edited: Path) -> None:
    async with dashboard(edited) as running:
        await running.press("h")
        await opens(running, HistoryDialog)
        edit.add_note(replace(context_of(edited), actor="binh"), FIRST, "gọi lại sau")
        running.app.dashboard.watcher.check()
        await shows(running, "thêm ghi chú: gọi lại sau")


async def test_older_changes_are_read_when_asked_for(store: Path) -> None:
    connection = sqlite3.connect(store)
    for number in range(230):
        group = "INSERT INTO change_group (id, at, actor, kind) VALUES (?, '2032-02-01T08:00:00Z', 'lan', 'edit')"
        change = "INSERT INTO change (change_group, record, field, after) VALUES (?, ?, 'note', ?)"
        connection.execute(group, (1000 + number,))
        connection.execute(change, (1000 + number, FIRST, f"ghi chú số {number:03}"))
    connection.commit()
    connection.close()
    async with dashboard(store, size=SMALL) as running:
        await running.press("h")
        await opens(running, HistoryDialog)
        assert len(running.app.screen._groups) == 200  # type: ignore[attr-defined]
        await running.type("003")
        await until(running, lambda: len(running.app.screen._groups) == 1)  # type: ignore[attr-defined]


async def test_undo_says_what_it_took_back_and_where(edited: Path) -> None:
    async with dashboard(edited) as running:
        await running.press("u")
        await shows(running, "Đã hoàn tác thay đổi")
        text = " ".join(running.text.split("Đã hoàn tác thay đổi")[1].split())
        assert "vướng mắc" in text
        assert FIRST not in text


async def leaving_the_history_leads_back(running: Running) -> None:
    await running.press("h")
    await opens(running, HistoryDialog)
    await running.press("escape")
    await is_left(running)


async def test_the_history_is_told_and_narrowed(edited: Path) -> None:
    async with dashboard(edited) as running:
        await walk(
            running,
            h_tells_all_changes_newest_first,
            it_is_narrowed_by_typing,
            a_typed_word_is_the_start_of_one_and_a_number_stands_anywhere,
            an_import_cannot_be_taken_back_but_its_records_can_be_looked_at,
            leaving_the_history_leads_back,
        )
