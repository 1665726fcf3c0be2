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
    line, used = "", 0
    for word in text.split():
        for piece in _pieces(word, width):
            size = cell_len(piece)
            if used and used + 1 + size > width:
                lines.append(line)
                line, used = piece, size
            else:
                line, used = (f"{line} {piece}", used + 1 + size) if used else (piece, size)
    return [*lines, line] if line or not lines else lines


def _pieces(word: str, width: int) -> list[str]:
    return [word] if cell_len(word) <= width else chop_cells(word, width)
