"""A sheet of tasks of any length, as an office keeps it; the contents are invented.

`python -m bench.make_sheet COUNT FILE.xlsx`
"""

import sys
from importlib import import_module
from pathlib import Path

HEADINGS = ("TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Phối hợp", "Thời hạn", "Sản phẩm", "Văn bản", "Ghi chú")
AGENCIES = ("Bộ Công Thương", "Bộ Ngoại giao", "Bộ Tài chính", "Bộ Xây dựng", "Bộ Tư pháp")
PHRASES = (
    "phối hợp với cơ quan đại diện ở nước ngoài nắm tình hình thị trường",
    "đề xuất giải pháp tháo gỡ vướng mắc cho doanh nghiệp",
    "cập nhật danh mục dự án kêu gọi đầu tư và nhu cầu hợp tác",
    "hoàn thiện hồ sơ đàm phán, ký kết thỏa thuận về công nhận lẫn nhau",
    "theo dõi việc thực hiện cam kết, định kỳ báo cáo cấp có thẩm quyền",
)
DUE = ("{day:02}/{month:02}/2037", "quý {quarter}/2037", "thường xuyên")


def write_sheet(count: int, path: Path) -> None:
    """Write a sheet of `count` tasks of five ministries, of 150 to 250 letters each, on twenty documents."""
    book = import_module("xlsxwriter").Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("Nhiệm vụ")
    sheet.write_row(0, 0, HEADINGS)
    for number in range(count):
        text = f"Rà soát nhóm mặt hàng số {number} sang thị trường {number % 97}; " + "; ".join(
            PHRASES[(number + part) % len(PHRASES)] for part in range(2 + number % 2)
        )
        with_others = "; ".join(AGENCIES[(number + part) % len(AGENCIES)] for part in range(1, 2 + number % 3))
        due = DUE[number % 3].format(day=number % 28 + 1, month=number % 12 + 1, quarter=number % 4 + 1)
        document, note = f"{number % 20 + 1}/TB-VPCP", "" if number % 3 else f"Ghi chú {number}"
        row = (number + 1, text, AGENCIES[number % 5], with_others, due, f"Báo cáo số {number}", document, note)
        sheet.write_row(number + 1, 0, row)
    book.close()


if __name__ == "__main__":
    write_sheet(int(sys.argv[1]), Path(sys.argv[2]))
