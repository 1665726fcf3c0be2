"""Help pages, standard input, progress and mistakes of the command line."""

COMMAND_LINE: dict[str, str] = {
    "usage.no-short-option": "Không có tùy chọn {word}. Muốn loại trừ một từ ngắn như vậy, hãy đặt từ trong ngoặc kép sau dấu trừ; `--help` liệt kê các tùy chọn.",
    "usage.empty-input": "Đầu vào chuẩn không có mã nào.",
    "usage.no-input": "Đầu vào chuẩn đã đóng: không có gì để đọc cho “-”.",
    "usage.long-input": "Đầu vào chuẩn dài hơn {most} MB.",
    "input.waiting": "Đang đọc đầu vào chuẩn; nhấn Ctrl+D ở đầu dòng mới để kết thúc.",
    "config.syntax": 'Dòng {line}, cột {column} không đúng cú pháp TOML: chuỗi được đặt trong ngoặc kép, ví dụ lang = "vi".',
    "config.syntax-end": "Tệp hết trong lúc một giá trị còn thiếu hoặc dở dang: không đúng cú pháp TOML.",
    "config.deep": "Tệp có quá nhiều cấp lồng nhau.",
    "config.path": "“{key}” không phải đường dẫn: có ký tự NUL.",
    "usage.unfit-value": "{name}: không dùng được giá trị này.",
}
