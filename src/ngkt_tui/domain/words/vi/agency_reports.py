"""Vietnamese: what agencies are asked, answer and report: reminders, answers, confirmations."""

AGENCY_REPORTS: dict[str, str] = {
    "command.confirm": "Xác nhận đã hoàn thành những việc mà cơ quan báo cáo đã xong.",
    "command.confirm.more": "Chỉ nhận việc đang ở trạng thái “báo cáo đã xong”. Việc được tính hoàn thành từ ngày báo cáo, trừ khi có --on. Ai báo cáo, ai xác nhận, khi nào: lịch sử giữ cả hai. Nhiều mã cùng lúc là một thay đổi; - để đọc các mã từ đầu vào chuẩn.",
    "command.confirm.examples": 'ngkt-tui set hn-2024-07-18-07 --status reported\nngkt-tui confirm hn-2024-07-18-07 --evidence "1121/TB-VPCP"',
    "confirm.no-evidence": "Chưa có minh chứng; thêm bằng: ngkt-tui set ID --evidence REF",
    "edit.not-reported": "Chỉ xác nhận được việc đã báo cáo xong (reported); để ghi hoàn thành: set --status done.",
    "filter.is.reported": "báo cáo đã xong, chưa xác nhận",
    "filter.is.confirmed": "đã xác nhận",
    "detail.reported": "Báo cáo xong",
    "detail.confirmed": "Xác nhận",
    "detail.by": "{at} · {actor}",
    "summary.reported-count": "{count} việc báo cáo đã xong, chưa xác nhận (tính vào chưa hoàn thành)",
    "summary.to-confirm": "Báo cáo đã xong, chờ xác nhận",
    "today.reported": "Báo cáo đã xong, chờ xác nhận",
    "dialog.status.reported-day": "để trống: ngày báo cáo",
    "dialog.status.confirms": "xác nhận, tính từ ngày báo cáo",
    "key.confirm": "xác nhận",
    "key.confirm.help": "Xác nhận hoàn thành việc mà cơ quan báo cáo đã xong (hỏi minh chứng và ngày)",
}
