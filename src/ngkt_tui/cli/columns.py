"""Text in plain columns: each as wide as its widest cell, the last one as wide as the terminal leaves room for."""

from collections.abc import Iterator, Sequence

from ngkt_tui.domain.clean import sanitize_line
from ngkt_tui.report.wrapping import pad, width_of

GAP = "  "
MIN_COUNT = 20


def columns(rows: Sequence[Sequence[str]], width: int | None) -> Iterator[str]:
    """Yield the lines of a table; `width` is that of the terminal, `None` where no cell is to be cut."""
    cells = [[sanitize_line(cell) for cell in row] for row in rows]
    if not cells:
        return
    widths = [max(width_of(row[place]) for row in cells) for place in range(len(cells[0]))]
    room = None if width is None else max(MIN_COUNT, width - sum(widths[:-1]) - len(GAP) * (len(widths) - 1))
    for row in cells:
        shown = [pad(cell, size) for cell, size in zip(row[:-1], widths[:-1], strict=True)]
        yield GAP.join([*shown, cut(row[-1], room)]).rstrip()


def cut(text: str, room: int | None) -> str:
    """Return `text` in at most `room` cells, with an ellipsis where something was left out."""
    if room is None or width_of(text) <= room:
        return text
    kept = text[:room]
    while width_of(kept) > room - 1:
        kept = kept[:-1]
    return kept.rstrip() + "…"
