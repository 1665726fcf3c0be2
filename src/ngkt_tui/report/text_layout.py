"""Layout of text by terminal cells: wrapping, padding, cutting."""

import re

from rich.cells import cell_len, chop_cells, set_cell_size

_NARROW = re.compile("[ -~¡-¬®-ʯ–—‘-”…Ạ-ỹ─-╿█-▟■-◼☐✓✗]*")
"""Text of which every character takes one cell: what all but a few directives are made of."""


def width_of(text: str) -> int:
    """Return the number of cells that `text` takes."""
    return len(text) if _NARROW.fullmatch(text) else cell_len(text)


def pad(text: str, width: int, is_right: bool = False) -> str:
    """Return `text` filled with blanks to `width` cells, on its right, or on its left."""
    blanks = " " * max(0, width - width_of(text))
    return blanks + text if is_right else text + blanks


def fit(text: str, width: int) -> str:
    """Return `text` in exactly `width` cells: cut with an ellipsis, or filled with blanks."""
    if width_of(text) <= width:
        return pad(text, width)
    return pad(set_cell_size(text, max(0, width - 1)).rstrip() + "…", width) if width > 0 else ""


def wrap(text: str, width: int) -> list[str]:
    """Return `text` in lines of at most `width` cells, broken at blanks, long words chopped; never empty."""
    text, width = " ".join(text.split()), max(1, width)
    return _wrap_narrow(text, width) if _NARROW.fullmatch(text) else _wrap_any(text, width)


def _wrap_narrow(text: str, width: int) -> list[str]:
    lines: list[str] = []
    start = 0
    while len(text) - start > width:
        end = text.rfind(" ", start, start + width + 1)
        is_chopped = end < 0
        end = start + width if is_chopped else end
        lines.append(text[start:end])
        start = end if is_chopped else end + 1
    return [*lines, text[start:]]


def _wrap_any(text: str, width: int) -> list[str]:
    lines: list[str] = []
    line: list[str] = []
    room = width
    for word in text.split():
        size = cell_len(word)
        if size > room and line:
            lines.append(" ".join(line))
            line, room = [], width
        if size > width:
            *whole, word = chop_cells(word, width)
            lines += whole
            size = cell_len(word)
        line.append(word)
        room -= size + 1
    return [*lines, " ".join(line)] if line or not lines else lines
