"""A sheet is looked at in the dashboard before it is taken in."""

from pathlib import Path

from ngkt_tui.services.reader import Reader
from ngkt_tui.tui.dialogs.sheet_dialog import SheetDialog, SheetPreviewDialog
from tests.tui.dialogs.waiting import is_left, opens, shows
from tests.tui.running import Running, context_of, dashboard


async def look_at(running: Running, sheet: Path) -> None:
    await running.press("I")
    await opens(running, SheetDialog)
    await running.type(str(sheet))
    await running.press("ctrl+s")
    await opens(running, SheetPreviewDialog)


async def test_a_sheet_shows_its_columns_and_rows_before_it_is_taken_in(store: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "viec.csv"
    sheet.write_text("Nội dung;Chủ trì;Thời hạn\nViệc thứ nhất;bng;30/6/2032\nViệc thứ hai;Bộ Lạ;\n", "utf-8")
    async with dashboard(store) as running:
        await look_at(running, sheet)
        await shows(running, "viec!B3")
        assert "nhập vào kho" not in running.text
        await running.press("escape")
        await opens(running, SheetDialog)
        form = running.app.screen
        assert isinstance(form, SheetDialog)
        assert form.typed_texts()["file"] == str(sheet)
        sheet.write_text(
            "Nội dung;Chủ trì;Thời hạn;Sản phẩm\nViệc thứ nhất;bng;30/6/2032;Tờ trình\nViệc thứ hai;;;\n", "utf-8"
        )
        await running.press("ctrl+s")
        await opens(running, SheetPreviewDialog)
        await shows(running, "nội dung A, chủ trì B, thời hạn C, sản phẩm D")
        await shows(running, "Mới: 2; cập nhật: 0; đã có sẵn: 0")
        await shows(running, "Việc thứ nhất · BNG · Tờ trình · 30/06/2032")
        assert ids(store) == []
        await running.press("ctrl+s")
        await is_left(running)
        await shows(running, "Đã thêm 2 dòng của bảng")
        assert len(ids(store)) == 2
        await look_at(running, sheet)
        await shows(running, "Mới: 0; cập nhật: 0; đã có sẵn: 2")
        await running.press("escape", "escape")
        await running.press("u")
        await shows(running, "Đã hoàn tác")
    assert ids(store) == []


def ids(store: Path) -> list[str]:
    with Reader(context_of(store)) as reader, reader.connection() as connection:
        rows = connection.execute("SELECT record FROM contribution WHERE digest = 'own' AND kind = 'directive'")
        return [record for (record,) in rows.fetchall()]
