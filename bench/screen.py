"""What stands on the screen of a terminal, from the pieces that a command has written: characters, no colours."""

import re

_TOKENS = re.compile(
    rb"\x1b\[([0-9;?=<>]*)([ -/]*[@-~])|\x1b[\]P_^][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()].|\x1b.|[\r\n\b]|[^\x1b\r\n\b]+"
)


class Screen:
    """A screen of characters, each one cell wide, as those of the program are."""

    def __init__(self, columns: int, rows: int) -> None:
        self._columns, self._rows = columns, rows
        self._cells = [[" "] * columns for _ in range(rows)]
        self._row = self._column = 0
        self._rest = b""

    def feed(self, piece: bytes) -> set[int]:
        """Take in what was written, and return on which rows; what is cut off at its end waits for the next piece."""
        touched: set[int] = set()
        piece = self._rest + piece
        end = _whole(piece)
        piece, self._rest = piece[:end], piece[end:]
        for token in _TOKENS.finditer(piece):
            written = token[0]
            if token[2] in (b"H", b"f"):
                row, _, column = token[1].partition(b";")
                self._row, self._column = int(row or 1) - 1, int(column or 1) - 1
            elif token[2] == b"J":
                self._cells = [[" "] * self._columns for _ in range(self._rows)]
            elif written == b"\r":
                self._column = 0
            elif written == b"\n":
                self._row, self._column = self._row + 1, 0
            elif not written.startswith((b"\x1b", b"\b")):
                self._write(written.decode("utf-8", "replace"))
                touched.add(self._row)
        return touched

    @property
    def text(self) -> tuple[str, ...]:
        """Return the lines of the screen."""
        return tuple(map("".join, self._cells))

    def _write(self, text: str) -> None:
        for character in text:
            if self._row < self._rows and self._column < self._columns:
                self._cells[self._row][self._column] = character
            self._column += 1


def _whole(piece: bytes) -> int:
    """Return up to where `piece` ends in a whole sequence and a whole character."""
    escape = piece.rfind(b"\x1b")
    if escape >= 0 and not re.match(rb"\x1b\[[0-9;?=<>]*[ -/]*[@-~]|\x1b[^\[]", piece[escape:]):
        return escape
    for back in range(1, min(4, len(piece)) + 1):
        first = piece[-back]
        if first >= 0xC0:
            return len(piece) if back >= (2 if first < 0xE0 else 3 if first < 0xF0 else 4) else len(piece) - back
        if first < 0x80:
            break
    return len(piece)
