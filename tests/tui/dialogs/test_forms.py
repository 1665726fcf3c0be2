"""Forms keep what was typed and what was picked: passing by changes nothing, and a refusal loses nothing."""

from pathlib import Path

from ngkt_tui.tui.dialogs.export_dialog import ExportDialog
from ngkt_tui.tui.dialogs.form_dialog import FormDialog
from tests.tui.dialogs.test_edit_forms import edits, rows, stored
from tests.tui.dialogs.waiting import is_left, opens, shows, until
from tests.tui.running import SMALL, dashboard


async def test_passing_by_a_stage_with_the_arrows_does_not_move_it(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("3", "s")
        await opens(running, FormDialog)
        await running.press("right", "right", "right", "right", "right")
        picked = next(line for line in running.lines if "◉" in line)
        await running.press("down", "down", "up", "up", "up", "down", "down")
        assert next(line for line in running.lines if "◉" in line).split("◉")[1] == picked.split("◉")[1]
        await running.type("trinh Chinh phu")
        await shows(running, "Ngày          trinh Chinh phu")


async def test_a_letter_does_not_overwrite_what_was_typed_and_not_understood(store: Path) -> None:
    async with dashboard(store) as running:
        await edits(running)
        await running.press("down")
        await running.type("bo ngoai giao; Bộ")
        await running.press("down", "ctrl+s")
        await running.type(" Công Thương")
        await shows(running, "→ Bộ Ngoại giao; Bộ Công Thương")


async def test_a_reason_for_which_nothing_is_changed_is_not_lost(store: Path) -> None:
    async with dashboard(store) as running:
        record = await edits(running)
        await running.press("up", "up")
        await running.type("cho kinh phi")
        await running.press("enter")
        await shows(running, "Chỉ có lý do, chưa có gì thay đổi.")
        assert "cho kinh phi" in running.text
        await running.press("down", "down")
        await running.type("31/12")
        await running.press("enter")
        await is_left(running)
        await until(running, lambda: stored(store, record)[0] == "2032-12-31")
    assert rows(store, "SELECT DISTINCT why FROM change WHERE field = 'due'") == [("cho kinh phi",)]


async def test_a_reason_for_an_assessment_that_stays_is_not_lost(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("3", "m", "G", "s")
        await opens(running, FormDialog)
        await running.press("down")
        await running.type("nhu cau giam")
        await running.press("enter")
        await shows(running, "Chỉ có lý do, chưa có gì thay đổi.")
        assert isinstance(running.app.screen, FormDialog)


async def test_a_day_without_a_stage_is_not_lost(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("3", "v", "down", "v", "s")
        await opens(running, FormDialog)
        await running.press("down")
        await running.type("20/2")
        await running.press("enter")
        await shows(running, "Chưa chọn giai đoạn")
        assert "→ 20/02/2032" in running.text


async def test_the_agency_that_is_not_known_is_the_one_named(store: Path) -> None:
    async with dashboard(store) as running:
        await edits(running)
        await running.press("down")
        await running.type("bo ngoai giao; Bộ Công an")
        await shows(running, "“Bộ Công an” không rõ là cơ quan nào")
        assert "Bộ Công Thương  bct" in running.text
        assert "Thêm cơ quan “Bộ Công an”…" in running.text


async def test_what_of_the_records_is_exported_can_be_read_and_chosen(store: Path) -> None:
    for size in (SMALL, (120, 36)):
        async with dashboard(store, size=size, filter_text="thi truong") as running:
            await running.press("x")
            await opens(running, ExportDialog)
            await shows(running, "◉ như đang lọc  ○ toàn bộ")
