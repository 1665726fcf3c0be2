"""Wrapping and padding by the cells that a terminal gives a text, not by its characters."""

from rich.cells import cell_len, chop_cells


def width_of(text: str) -> int:
    """Return the number of cells that `text` takes."""
    return cell_len(text)


def pad(text: str, width: int, is_right: bool = False) -> str:
    """Return `text` filled with blanks to `width` cells, on its right, or on its left."""
    blanks = " " * max(0, width - cell_len(text))
    return blanks + text if is_right else text + blanks


def wrap(text: str, width: int) -> list[str]:
    """Return `text` in lines of at most `width` cells, broken at blanks, long words chopped; never empty."""
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
