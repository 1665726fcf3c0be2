"""What the store complains of, in detail: why a file is refused, an edit or a digest not taken."""

STORING: dict[str, str] = {
    "store.corrupt": "SQLite báo tệp bị hỏng: {detail}.",
    "store.no-database": "Tệp không phải cơ sở dữ liệu SQLite.",
    "store.disk-full": "Ổ đĩa đã đầy; chưa có gì thay đổi.",
    "store.disk-error": "Không đọc hoặc ghi được ổ đĩa ({detail}); chưa có gì thay đổi.",
    "store.cannot-open": "Không mở được tệp: {detail}.",
    "store.sqlite": "SQLite báo: {detail}.",
    "store.unrecovered": "Một chương trình đã bị dừng khi đang ghi. Hãy khởi động một lần không dùng --readonly để phần ghi dở được thu hồi.",
    "store.no-file": "Đây không phải là một tệp thông thường.",
    "store.empty": "Tệp rỗng (0 byte).",
    "store.other-program": "Đây là cơ sở dữ liệu SQLite của một chương trình khác.",
    "store.no-version": "Phần đầu tệp không ghi phiên bản lược đồ.",
    "store.older": "Kho có lược đồ phiên bản {found}; chương trình này đọc phiên bản {known}. Hãy khởi động một lần không dùng --readonly để kho được nâng cấp.",
    "store.no-backup": "Không sao lưu được trước khi thay đổi: {detail}. Chưa có gì thay đổi.",
    "store.cannot-create": "Không tạo được kho: {detail}.",
}
