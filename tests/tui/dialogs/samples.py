"""Hostile texts, and what of them may reach the screen."""

MARKUP = "[/x] [red] [@click=app.bell]x"
CONTROLS = "\x1b[31mđỏ\x1b]0;tên\x07 \x9b5m \u202eđảo"
SHOWN_CONTROLS = "�[31mđỏ�]0;tên� �5m �đảo"
TEXT = "Mở rộng thị trường Trung Đông, Nam Mỹ, châu Phi"
UNSAFE = [chr(code) for code in (*range(0x20), 0x7F, *range(0x80, 0xA0), 0x202A, 0x202E, 0x2066)]
