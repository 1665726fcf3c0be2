"""A report is written from the dashboard, as of now or as of a day that has been."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ngkt_tui.domain.enums import Status
from ngkt_tui.services import edit, web_addresses
from ngkt_tui.tui.dialogs.dialog import ChoiceDialog
from ngkt_tui.tui.dialogs.export_dialog import ExportDialog
from ngkt_tui.tui.dialogs.export_files import PreviewDialog
from tests.tui.dialogs.waiting import is_left, opens, shows
from tests.tui.running import context_of, dashboard

FIRST = "hn-2032-02-20-00"


async def test_a_report_as_of_an_earlier_day_tells_the_statuses_of_that_day_and_its_folder_is_opened_by_a_key(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []

    def open_folder(folder: Path, _environ: Mapping[str, str]) -> bool:
        opened.append(folder)
        return len(opened) == 1  # the second time there is no desktop any more

    monkeypatch.setattr(web_addresses, "open_folder", open_folder)
    before = context_of(store, clock=lambda: datetime(2032, 2, 20, 9, 30, tzinfo=UTC))
    edit.set_status(before, [FIRST], Status.DOING)
    edit.set_status(context_of(store), [FIRST], Status.DONE)
    report = tmp_path / "report.csv"
    async with dashboard(store) as running:
        await running.press("ctrl+o")
        await shows(running, "chưa xuất tệp nào; x để xuất")
        await running.press("x")
        await opens(running, ExportDialog)
        await running.press("down", "right", "right", "right", "down", "down")
        await running.type("28/02")
        await shows(running, "28/02/2032, đã qua 2 ngày")
        await running.press("enter", "ctrl+u")
        await running.type(str(report))
        await running.press("enter")
        await is_left(running)
        await shows(running, "tính đến 28/02/2032")
        await shows(running, "Ctrl+O")
        await running.press("ctrl+o")
        await shows(running, "Đang mở")
        await running.press("ctrl+o")
        await shows(running, "Máy này không mở được")
        assert (opened, running.app.clipboard) == ([tmp_path, tmp_path], str(tmp_path))
    (line,) = [line for line in report.read_text("utf-8").splitlines() if FIRST in line]
    assert "đang thực hiện" in line
    assert "hoàn thành" not in line


async def test_what_is_no_day_is_told_with_days_that_have_been(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("x")
        await opens(running, ExportDialog)
        await running.press("down", "down", "down")
        await running.type("hom no")
        await shows(running, "Không hiểu ngày “hom no”")
        await running.press("ctrl+s")
        await opens(running, ExportDialog)


async def test_a_file_name_is_not_thrown_away_without_a_question(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("x")
        await opens(running, ExportDialog)
        await running.press("down", "down", "down", "down", "ctrl+u")
        await running.type("báo cáo.md")
        await running.press("escape")
        await opens(running, ChoiceDialog)
        await running.press("escape")
        assert "báo cáo.md" in running.text


async def test_where_it_cannot_be_written_what_was_typed_is_still_there(store: Path, tmp_path: Path) -> None:
    async with dashboard(store) as running:
        await running.press("x")
        await opens(running, ExportDialog)
        await running.press("down", "down", "down", "down", "ctrl+u")
        await running.type(f"{tmp_path}/không có/báo cáo.md")
        await running.press("enter")
        await shows(running, "Chưa ghi được")
        await opens(running, ExportDialog)
        assert "không có/báo cáo.md" in running.text


async def test_what_was_chosen_is_kept_and_a_copy_goes_to_the_clipboard(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("x")
        await opens(running, ExportDialog)
        await running.press("down", "left", "ctrl+y")
        await is_left(running)
        assert running.app.clipboard.startswith("TÌNH HÌNH THỰC HIỆN CHỈ ĐẠO")
        assert running.app.last_state().exported == {"format": "text", "length": "full"}


async def test_the_table_of_the_screen_is_looked_at_and_copied_with_its_groups_and_columns(store: Path) -> None:
    async with dashboard(store) as running:
        running.panes[1].options = running.panes[1].options._replace(columns=("status", "text", "due"))
        await running.press("B", "x")
        await opens(running, ExportDialog)
        await running.press("down", "left", "down", "right", "right", "ctrl+o")
        await opens(running, PreviewDialog)
        await shows(running, "DANH MỤC CHỈ ĐẠO")
        await running.press("escape")
        await opens(running, ExportDialog)
        await running.press("ctrl+y")
        await is_left(running)
        copied = running.app.clipboard
        assert "BỘ CÔNG THƯƠNG (7)" in copied  # grouped by agency, as the screen is
        assert "trạng thái" in copied
        assert "hội nghị" not in copied
        assert running.app.last_state().exported == {"format": "text", "length": "shown"}
