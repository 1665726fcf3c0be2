"""Progress lines, next steps and answers by key, over a real store."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from ngkt_tui.services import progress_steps
from ngkt_tui.services.edit import edit_fields
from ngkt_tui.tui.dialogs.form_dialog import FormDialog
from ngkt_tui.tui.dialogs.progress_dialogs import PickEntryDialog
from tests.fixtures.stores import context_of
from tests.tui.dialogs.test_detail import detail, go_to
from tests.tui.dialogs.test_edit_forms import edits, stored
from tests.tui.dialogs.waiting import is_left, opens, shows, shows_record, until
from tests.tui.running import dashboard

RESULT, ANSWERED = "kq-bao-cao-gao", "hn-2031-03-05-02"


def rows(store: Path, statement: str) -> list[Any]:
    with closing(sqlite3.connect(store)) as connection:
        return connection.execute(statement).fetchall()


async def test_p_writes_a_progress_line_for_all_that_are_marked(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("v", "down", "v", "p")
        await opens(running, FormDialog)
        await running.type("đã họp hai lần")
        await running.press("enter")
        await is_left(running)
        await until(running, lambda: len(rows(store, "SELECT id FROM progress")) == 2)
        assert set(rows(store, "SELECT made_on, text FROM progress")) == {("2032-03-01", "đã họp hai lần")}
        await running.press("u")
        await until(running, lambda: not rows(store, "SELECT id FROM progress"))


async def test_b_plans_a_step_which_enter_ticks_in_the_detail(store: Path) -> None:
    async with dashboard(store) as running:
        record = running.record.id
        await running.press("b")
        await opens(running, FormDialog)
        await running.press("down")
        await running.type("BCT")
        await running.press("enter")
        await shows(running, "Hãy ghi việc phải làm.")
        await running.press("up")
        await running.type("gửi dự thảo")
        await running.press("down", "down")
        await running.type("10/3/2032")
        await running.press("enter")
        await is_left(running)
        planned = "SELECT record, text, who, due, done_on FROM next_step"
        await until(running, lambda: rows(store, planned) == [(record, "gửi dự thảo", "bct", "2032-03-10", None)])
        await running.press("i")
        await shows_record(running, record)
        await shows(running, "☐ gửi dự thảo · BCT · #1 · hạn 10/03/2032")
        await go_to(running, "step:1")
        await running.press("enter")
        await shows(running, "✓ gửi dự thảo · BCT · xong ngày 01/03/2032 · #1")
        await go_to(running, "step:1")
        await running.press("enter")
        await until(running, lambda: rows(store, "SELECT done_on FROM next_step") == [(None,)])


async def test_a_step_that_is_overdue_is_ticked_from_today(store: Path) -> None:
    edit_fields(context_of(store), [ANSWERED], progress_steps.next_step("gửi dự thảo", None, date(2032, 2, 1)))
    async with dashboard(store) as running:
        await running.press("0")
        await shows(running, "Bước tiếp theo quá hạn: 1")
        await go_to(running, ANSWERED)
        await running.press("enter")
        await opens(running, PickEntryDialog)
        await running.press("enter")
        await until(running, lambda: rows(store, "SELECT done_on FROM next_step") == [("2032-03-01",)])
        await shows(running, "Bước tiếp theo quá hạn: không có.")


async def test_a_accepts_the_result_under_the_cursor(store: Path) -> None:
    async with detail(store, ANSWERED) as running:
        await go_to(running, RESULT)
        await running.press("a")
        await shows(running, "đã nhận là kết quả")
        assert rows(store, f"SELECT status FROM directive WHERE id = '{ANSWERED}'") == [("done",)]
        assert rows(store, "SELECT text FROM evidence")[0][0].startswith(RESULT)


async def test_x_declines_the_only_result_and_asks_why(store: Path) -> None:
    async with detail(store, ANSWERED) as running:
        await running.press("x")
        await opens(running, FormDialog)
        await running.type("việc khác")
        await running.press("enter")
        await shows(running, "không nhận: việc khác")
        assert rows(store, "SELECT record, result, why FROM declined_answer") == [(ANSWERED, RESULT, "việc khác")]


async def test_a_due_date_that_moves_asks_why_and_one_that_is_first_set_does_not(store: Path) -> None:
    async with dashboard(store) as running:
        record = await edits(running)
        await running.type("30/6/2032")
        await running.press("enter")
        await is_left(running)
        await until(running, lambda: stored(store, record)[0] == "2032-06-30")
        await edits(running)
        await running.press("ctrl+u")
        await running.type("30/9/2032")
        await running.press("enter")
        await shows(running, "Hạn đã có nay đổi: hãy ghi lý do.")
        assert stored(store, record)[0] == "2032-06-30"
        await running.press("up", "up")
        await running.type("chờ bộ trả lời")
        await running.press("enter")
        await is_left(running)
        await until(running, lambda: stored(store, record)[0] == "2032-09-30")
