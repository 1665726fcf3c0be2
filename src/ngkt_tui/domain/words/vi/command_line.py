"""Help pages, standard input, progress and mistakes of the command line."""

COMMAND_LINE: dict[str, str] = {
    "usage.no-short-option": "Không có tùy chọn {word}. Muốn loại trừ một từ ngắn như vậy, hãy đặt từ trong ngoặc kép sau dấu trừ; `--help` liệt kê các tùy chọn.",
    "usage.empty-input": "Đầu vào chuẩn không có mã nào.",
    "usage.no-input": "Đầu vào chuẩn đã đóng: không có gì để đọc cho “-”.",
    "usage.long-input": "Đầu vào chuẩn dài hơn {most} MB.",
    "input.waiting": "Đang đọc đầu vào chuẩn; nhấn Ctrl+D ở đầu dòng mới để kết thúc.",
}
