"""A sheet of tasks of any length, as an office keeps it; the contents are invented.

`python -m bench.make_sheet COUNT FILE.xlsx`
"""

import sys
from importlib import import_module
from pathlib import Path

HEADINGS = ("TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Phối hợp", "Thời hạn", "Sản phẩm", "Văn bản", "Ghi chú")
AGENCIES = ("Bộ Công Thương", "Bộ Ngoại giao", "Bộ Tài chính")


def write_sheet(count: int, path: Path) -> None:
    """Write a sheet of `count` tasks of three ministries, on twenty documents."""
    book = import_module("xlsxwriter").Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("Nhiệm vụ")
    sheet.write_row(0, 0, HEADINGS)
    for number in range(count):
        text = f"Rà soát nhóm mặt hàng số {number} và báo cáo khả năng xuất khẩu sang thị trường {number % 97}"
        agencies = AGENCIES[number % 3], AGENCIES[(number + 1) % 3]
        due = f"{number % 28 + 1:02}/{number % 12 + 1:02}/2037"
        document = f"{number % 20 + 1}/TB-VPCP"
        row = (number + 1, text, *agencies, due, f"Báo cáo số {number}", document, f"Ghi chú {number}")
        sheet.write_row(number + 1, 0, row)
    book.close()


if __name__ == "__main__":
    write_sheet(int(sys.argv[1]), Path(sys.argv[2]))
