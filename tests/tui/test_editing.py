"""Ticks and undo go through the services, and what they touch is shown at once; so is what others change."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from ngkt_tui.domain.enums import Status
from ngkt_tui.domain.errors import EditRefusedError
from ngkt_tui.domain.words import LazyText
from ngkt_tui.services import edit
from ngkt_tui.services.edit import EditMessage
from ngkt_tui.tui.dashboard.notifier import Notifier
from ngkt_tui.tui.widgets.drawing import Row
from ngkt_tui.tui.widgets.record_list import RecordList
from tests.tui.dialogs.waiting import shows
from tests.tui.running import Running, context_of, dashboard

FIRST = "hn-2032-02-20-00"


def status_of(store: Path, record: str) -> str:
    with sqlite3.connect(store) as connection:
        return str(connection.execute("SELECT status FROM directive WHERE id = ?", (record,)).fetchone()[0])


async def test_space_ticks_and_u_takes_it_back(store: Path) -> None:
    record = "hn-2032-02-20-00"
    async with dashboard(store) as running:
        await running.press("space")
        assert status_of(store, record) == "done"
        assert "✓? Mở rộng thị trường" in running.text

        await running.press("u")
        assert status_of(store, record) == "unrated"
        assert "☐  Mở rộng thị trường" in running.text

        await running.press("ctrl+r")
        assert status_of(store, record) == "done"


async def test_an_undo_brings_back_what_the_filter_had_left_out(store: Path) -> None:
    async with dashboard(store, filter_text="tt:chưa") as running:
        before = running.panes[1].records
        await running.press("space")
        running.app.dashboard.panes.open_all(from_top=False)
        await running.settle()
        assert running.panes[1].records == before - 1
        await running.press("u")
        assert running.panes[1].records == before
        assert "Mở rộng thị trường" in running.text


async def tick_with_a_look_before_it_ends(running: Running) -> None:
    """Tick a directive, and look for what others did when that is committed, but not yet known to be done."""
    screen = running.app.dashboard
    is_committed, has_looked = Event(), Event()

    def tick() -> EditMessage:
        edited = edit.tick(screen.shared.present, [FIRST])
        is_committed.set()
        assert has_looked.wait(30)
        return edited

    making = screen.edits.start(tick)
    assert is_committed.wait(30)
    screen.watcher.check()
    screen.host.workers.reading.submit(has_looked.set)
    await screen.edits.finish(making)
    await running.settle()


async def test_an_edit_of_ones_own_is_never_taken_for_somebody_else_s(store: Path) -> None:
    async with dashboard(store, filter_text="tt:chưa") as running:
        before = running.panes[1].records
        await tick_with_a_look_before_it_ends(running)
        assert running.panes[1].records == before
        assert "✓? Mở rộng thị trường" in running.text


async def test_what_others_did_during_an_edit_is_shown_right_after_it(store: Path) -> None:
    async with dashboard(store) as running:
        edit.set_status(context_of(store, actor="hoa"), ["hn-2032-02-20-01"], Status.DROPPED, why="trùng")
        await tick_with_a_look_before_it_ends(running)
        await shows(running, "✗  Đàm phán")


async def test_two_ticks_in_a_row_give_back_what_was_there(store: Path) -> None:
    async with dashboard(store) as running:
        running.send("down", "space", "space")
        await running.settle()
        assert status_of(store, "hn-2032-02-20-01") == "doing"


async def test_only_the_newest_of_several_edits_is_told_and_hides_nothing_else(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("space", "down", "space", "down", "space")
        await shows(running, "“Hỗ trợ doanh nghiệp")
        assert "“Mở rộng" not in running.text
        assert "“Đàm phán" not in running.text
        assert len(running.app.screen.query("ToastHolder")) == 1


async def test_what_went_wrong_stays_in_sight_when_something_else_is_told(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("ctrl+r")
        await shows(running, "làm lại")
        failure = next(line.split("▌")[1] for line in running.lines if "làm lại" in line and "▌" in line)
        await running.press("space", "down", "space")
        await shows(running, "“Đàm phán")
        assert failure.strip() in running.text


async def test_a_tick_is_counted_in_the_head_and_in_its_conference(store: Path) -> None:
    async with dashboard(store, size=(200, 50)) as running:
        await running.press("space")
        assert "✓ 3 hoàn thành" in running.lines[0]
        assert "2/8" in running.text


async def test_a_ticked_directive_stays_in_sight_although_the_filter_would_leave_it_out(store: Path) -> None:
    async with dashboard(store, filter_text="is:open") as running:
        before = running.panes[1].records
        await running.press("space")
        assert running.panes[1].records == before
        assert running.directive.status == Status.DONE


async def test_space_does_nothing_on_a_conference(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("1", "space")
        assert "xong" not in running.lines[-1]
        assert not running.app.dashboard.host.workers.editing.is_busy


async def test_an_edit_that_is_refused_says_why_and_loads_nothing(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[str] = []
    monkeypatch.setattr(edit, "prepare", lambda: loaded.append("edits"))
    async with dashboard(store, readonly=True) as running:
        await running.press("j", "k")
        running.app.dashboard.edits.prepare()  # as after a rest on a record
        await running.press("space")
        assert loaded == []
        assert "chỉ đọc" in running.text
        assert status_of(store, "hn-2032-02-20-00") == "unrated"


async def test_nothing_to_undo_is_told(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("u")
        await shows(running, "không còn thao tác nào")


async def test_what_somebody_else_changes_is_shown(store: Path) -> None:
    async with dashboard(store) as running:
        edit.set_status(context_of(store, actor="hoa"), ["hn-2032-02-20-00"], Status.DOING)
        running.app.dashboard.watcher.check()
        await running.settle()
        assert "◐! Mở rộng thị trường" in running.text


async def test_an_edit_of_what_somebody_else_changed_meanwhile_is_refused(store: Path) -> None:
    async with dashboard(store) as running:
        edit.set_status(context_of(store, actor="hoa"), ["hn-2032-02-20-00"], Status.DOING)
        await running.press("space")
        assert status_of(store, "hn-2032-02-20-00") == "doing"


async def test_an_own_edit_is_not_taken_for_somebody_elses(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("space")
        generation = running.panes[1].generation
        running.app.dashboard.watcher.check()
        await running.settle()
        assert running.panes[1].generation == generation


async def test_a_store_that_is_gone_is_told_once_and_not_made_again(store: Path) -> None:
    async with dashboard(store) as running:
        store.unlink()
        for _ in range(3):
            running.app.dashboard.watcher.check()
            await running.settle()
        assert len(running.app._notifications) == 1
        assert not store.exists()


async def test_nothing_is_counted_while_an_edit_is_made(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[bool] = []
    make = edit.tick

    def seen(*arguments: object) -> object:
        held.append(bool(running.app.dashboard.host.workers.reading._holds))
        return make(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(edit, "tick", seen)
    async with dashboard(store) as running:
        await running.press("space")
        assert held == [True]
        assert not running.app.dashboard.host.workers.reading._holds


async def test_an_edit_is_told_of_after_its_row_is_shown(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    show_rows, show = RecordList.show_rows, Notifier.show_message

    def rows(view: RecordList, fresh: Sequence[Row]) -> bool:
        order.append("row")
        return show_rows(view, fresh)

    def show_message(notifier: Notifier, text: str, **how: Any) -> None:
        order.append("told")
        show(notifier, text, **how)

    monkeypatch.setattr(RecordList, "show_rows", rows)
    monkeypatch.setattr(Notifier, "show_message", show_message)
    async with dashboard(store) as running:
        await running.press("space")
        assert order[-1] == "told"
        assert "row" in order


async def test_an_undo_names_the_record_by_its_text(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("space", "u")
        await shows(running, "(“Mở rộng")
        assert FIRST not in running.text


async def test_a_refusal_names_the_record_by_its_text(store: Path) -> None:
    async with dashboard(store) as running:
        running.app.dashboard.host.notifier.report(EditRefusedError(id=FIRST, detail=LazyText("edit.why-missing")))
        await shows(running, "Không thể sửa “Mở rộng")
