"""Rows that are written past XlsxWriter: another program reads them as they were given."""

from collections import Counter
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from python_calamine import load_workbook

from ngkt_tui.report.workbook import StyledCell, format_number, put_row

TEXTS = ("", " đầu", "cuối ", "hai\ndòng", "a & b < c > d", '"', "_x000D_ để nguyên", "=1+1", "Ế ổ", "_x00")


def test_cells_are_read_back_as_they_were_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    xlsxwriter = import_module("xlsxwriter")
    written: Counter[str] = Counter()
    cell = xlsxwriter.worksheet.Worksheet._write_cell

    def counted(sheet: Any, *given: Any) -> None:
        written["cells"] += 1
        cell(sheet, *given)

    monkeypatch.setattr(xlsxwriter.worksheet.Worksheet, "_write_cell", counted)
    book = xlsxwriter.Workbook(str(tmp_path / "rows.xlsx"), {"constant_memory": True})
    plain, day = (format_number(book.add_format(each)) for each in ({"border": 1}, {"num_format": "dd/mm/yyyy"}))
    sheet = book.add_worksheet()
    sheet.write_string(0, 0, "Nội dung")
    rows = 50
    for row in range(1, rows):
        texts = (StyledCell(text, plain) for text in TEXTS)
        put_row(sheet, row, 15.5, [StyledCell(row, plain), *texts, StyledCell(date(2032, 2, 29), day)])
    sheet.autofilter(0, 0, rows - 1, len(TEXTS) + 1)
    book.close()
    read = load_workbook(str(tmp_path / "rows.xlsx")).get_sheet_by_index(0).to_python()
    assert read[0][0] == "Nội dung"
    assert read[1:] == [[float(row), *TEXTS, date(2032, 2, 29)] for row in range(1, rows)]
    assert written["cells"] == 1  # the heading alone: nothing is kept of each row
    assert len(sheet.row_info) == 0
