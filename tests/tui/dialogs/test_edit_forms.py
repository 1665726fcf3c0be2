"""The edit dialogs: what is typed is understood and shown before it counts; arrows, Enter and Esc do everything."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from ngkt_tui.domain.user_fields import FieldUpdates
from ngkt_tui.services import edit
from ngkt_tui.tui.dialogs.dialog import ChoiceDialog
from ngkt_tui.tui.dialogs.form_dialog import FormDialog
from tests.fixtures.stores import context_of
from tests.tui.dialogs.waiting import is_left, opens, shows, until
from tests.tui.running import SMALL, Running, dashboard


def stored(store: Path, record: str, columns: str = "due, importance, lead, coordinating") -> tuple[object, ...]:
    with sqlite3.connect(store) as connection:
        return tuple(connection.execute(f"SELECT {columns} FROM directive WHERE id = ?", (record,)).fetchone())


def rows(store: Path, statement: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(store) as connection:
        return connection.execute(statement).fetchall()


async def edits(running: Running) -> str:
    record = running.record.id
    await running.press("e")
    await opens(running, FormDialog)
    return record


async def test_a_due_date_is_shown_as_understood_before_enter_makes_it_count(store: Path) -> None:
    async with dashboard(store) as running:
        record = await edits(running)
        await running.type("cuoi quy")
        await shows(running, "→ 31/03/2032, còn 30 ngày")
        assert stored(store, record)[0] is None
        await running.press("enter")
        await is_left(running)
        await until(running, lambda: stored(store, record)[0] == "2032-03-31")


async def test_a_date_that_is_not_understood_keeps_the_dialog_open(store: Path) -> None:
    async with dashboard(store) as running:
        record = await edits(running)
        await running.type("31/02")
        await running.press("enter")
        await shows(running, "Không có ngày “31/02”.")
        assert isinstance(running.app.screen, FormDialog)
        await running.press(*["backspace"] * 5)
        await running.type("+14n")
        await running.press("enter")
        await is_left(running)
        await until(running, lambda: stored(store, record)[0] == "2032-03-15")


async def test_agencies_are_found_by_name_and_the_digest_s_stand_beside_them(store: Path) -> None:
    async with dashboard(store) as running:
        record = await edits(running)
        await shows(running, "bản tổng hợp: ")
        await running.press("down")
        await running.type("bo ngoai giao, bct")
        await shows(running, "→ Bộ Ngoại giao; Bộ Công Thương")
        await running.press("enter")
        await is_left(running)
        await until(running, lambda: stored(store, record)[2] == '["bng","bct"]')
        await edits(running)
        await shows(running, "BNG; BCT")
        await running.press("down", *["backspace"] * 12)
        await shows(running, "→ theo bản tổng hợp")
        await running.press("enter")
        await is_left(running)
        await until(running, lambda: stored(store, record)[2] is None)


async def test_a_product_is_typed_and_the_digest_s_comes_back_where_it_is_emptied(store: Path) -> None:
    async with dashboard(store) as running:
        record = await edits(running)
        await running.press("down", "down", "down")
        await running.type("Đề án")
        await running.press("enter")
        await is_left(running)
        await until(running, lambda: stored(store, record, "product") == ("Đề án",))
        await edits(running)
        await running.press("down", "down", "down", *["backspace"] * 5)
        await shows(running, "→ theo bản tổng hợp")
        await running.press("enter")
        await is_left(running)
        await until(running, lambda: stored(store, record, "product") == (None,))


async def test_an_agency_that_is_unknown_or_could_be_several_is_told_with_what_it_may_be(store: Path) -> None:
    async with dashboard(store) as running:
        await edits(running)
        await running.press("down")
        await running.type("bcx")
        await running.press("enter")
        await shows(running, "bct")
        assert isinstance(running.app.screen, FormDialog)
        await running.press("ctrl+u")
        await running.type("bo")
        await shows(running, "“bo” không rõ là cơ quan nào")
        assert all(f"{each}  " in running.text for each in ("Bộ Ngoại giao", "Bộ Công Thương", "Bộ Nông nghiệp"))


async def test_everything_can_be_done_with_arrows_and_enter(store: Path) -> None:
    async with dashboard(store) as running:
        record = await edits(running)
        await running.press(*["down"] * 6, "right", "right", *["down"] * 4)
        await shows(running, "▸")
        await running.press("enter")
        await is_left(running)
        await until(running, lambda: stored(store, record)[1] == 2)


async def test_evidence_is_added_and_taken_away_again(store: Path) -> None:
    async with dashboard(store) as running:
        record = await edits(running)
        await running.press(*["down"] * 8)
        await running.type("QĐ 77")
        await running.press("enter")
        await shows(running, "+ thêm QĐ 77")
        await running.type("https://example.org/1")
        await running.press("ctrl+s")
        await is_left(running)
        await until(
            running,
            lambda: rows(store, "SELECT text FROM evidence ORDER BY id") == [("QĐ 77",), ("https://example.org/1",)],
        )
        assert await edits(running) == record
        await shows(running, "· QĐ 77")
        await running.press(*["down"] * 9, "enter")
        await shows(running, "− bỏ QĐ 77")
        await running.press("ctrl+s")
        await is_left(running)
        await until(running, lambda: rows(store, "SELECT text FROM evidence") == [("https://example.org/1",)])


async def test_what_one_form_saves_is_undone_in_one(store: Path) -> None:
    async with dashboard(store) as running:
        record = await edits(running)
        await running.press(*["down"] * 8)
        await running.type("QĐ 77")
        await running.press("ctrl+s")
        await is_left(running)
        await until(running, lambda: rows(store, "SELECT text FROM evidence") == [("QĐ 77",)])
        assert await edits(running) == record
        due = stored(store, record)[0]
        await running.press("ctrl+u")
        await running.type("31/12/2032")
        await running.press(*["down"] * 9, "enter")
        await shows(running, "− bỏ QĐ 77")
        await running.press("ctrl+s")
        await is_left(running)
        await until(running, lambda: not rows(store, "SELECT text FROM evidence"))
        assert stored(store, record)[0] == "2032-12-31"
        await running.press("u")
        await until(running, lambda: rows(store, "SELECT text FROM evidence") == [("QĐ 77",)])
        assert stored(store, record)[0] == due


async def test_the_day_of_completion_is_asked_only_of_what_is_done_and_lies_in_the_past(store: Path) -> None:
    async with dashboard(store) as running:
        record = await edits(running)
        assert "Hoàn thành" not in running.text.split("Sửa chỉ đạo")[1]
        await running.press("escape")
        await is_left(running)
        await running.press("space")
        await until(running, lambda: stored(store, record, "status") == ("done",))
        await edits(running)
        await running.press(*["down"] * 8, *["backspace"] * 10)
        await running.type("20/12")
        await shows(running, "→ 20/12/2031, đã qua 72 ngày")
        await running.press("enter")
        await is_left(running)
        await until(running, lambda: stored(store, record, "done_on") == ("2031-12-20",))


async def test_lead_and_due_of_many_are_set_as_one_group(store: Path) -> None:
    async with dashboard(store) as running:
        ids = []
        for _ in range(3):
            ids.append(running.record.id)
            await running.press("v", "down")
        await running.press("e")
        await opens(running, FormDialog)
        assert "3 chỉ đạo đã đánh dấu" in running.text
        await running.type("31/12")
        await running.press("down")
        await running.type("bct")
        await running.press("enter")
        await is_left(running)
        await until(
            running, lambda: [stored(store, each, "due, lead") for each in ids] == [("2032-12-31", '["bct"]')] * 3
        )
    assert rows(store, "SELECT count(*) FROM change_group WHERE kind = 'edit'") == [(1,)]


async def test_enter_and_escape_leave_a_form_unchanged_and_escape_asks_where_anything_was_typed(store: Path) -> None:
    async with dashboard(store) as running:
        for key in ("enter", "escape"):
            record = await edits(running)
            await running.press(key)
            await is_left(running)
            assert stored(store, record)[0] is None, key
        await edits(running)
        await running.press(*["up"] * 2)
        await running.type("cv 12")
        await running.press("escape")
        await opens(running, ChoiceDialog)
    assert rows(store, "SELECT count(*) FROM change_group WHERE kind = 'edit'") == [(0,)]


@pytest.mark.parametrize("key", ["s", "e"])
async def test_an_agreement_moves_to_a_stage(store: Path, key: str) -> None:
    async with dashboard(store) as running:
        await running.press("3")
        record = running.record.id
        await running.press(key)
        await opens(running, FormDialog)
        await running.press("right", "down")
        await running.type("20/2")
        await shows(running, "→ 20/02/2032")
        await running.press("down")
        await running.type("phe chuan")
        await running.press("enter")
        await is_left(running)
        await until(
            running,
            lambda: (
                [
                    each[:1] + each[2:]
                    for each in rows(store, "SELECT record, stage, moved_on, next_step FROM stage_move")
                ]
                == [(record, "2032-02-20", "phe chuan")]
            ),
        )


async def test_a_market_is_assessed(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("3", "m", "G")
        record = running.record.id
        await running.press("s")
        await opens(running, FormDialog)
        await running.press("right", "right", "ctrl+s")
        await is_left(running)
        await until(running, lambda: rows(store, "SELECT id FROM market WHERE assessment = 'opening'") == [(record,)])


async def test_what_somebody_set_meanwhile_is_asked_about(store: Path) -> None:
    async with dashboard(store) as running:
        record = await edits(running)
        edit.edit_fields(context_of(store), [record], FieldUpdates(lead=("bng",)))
        await running.press("down")
        await running.type("bct")
        await running.press("enter")
        await shows(running, "vừa thay đổi mục này")
        await running.press("right", "enter")
        await until(running, lambda: stored(store, record)[2] == '["bct"]')


@pytest.mark.parametrize("size", [SMALL, (40, 10)])
async def test_it_fits_small_terminals(store: Path, size: tuple[int, int]) -> None:
    async with dashboard(store, size=size) as running:
        record = await edits(running)
        await running.type("31/12")
        await running.press("enter")
        await is_left(running)
        await until(running, lambda: stored(store, record)[0] == "2032-12-31")


async def test_one_form_fills_in_what_many_lack_and_leaves_what_they_have(store: Path) -> None:
    async with dashboard(store) as running:
        has_due = running.record.id
        edit.edit_fields(context_of(store), [has_due], FieldUpdates(due=date(2032, 6, 30)))
        await running.press("v", "down", "v")
        lacks_due = running.record.id
        await running.press("e")
        await opens(running, FormDialog)
        await running.type("31/12")
        await running.press(*["down"] * 8, "right", "ctrl+s")
        await is_left(running)
        await until(running, lambda: stored(store, lacks_due, "due") == ("2032-12-31",))
    assert stored(store, has_due, "due") == ("2032-06-30",)
