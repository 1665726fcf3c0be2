"""What a list says where it has no records: that it is reading, that there are none, or that reading failed."""

from enum import Enum, auto
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from ngkt_tui.tui.themes import TextStyles
from ngkt_tui.tui.widgets.text_cells import Line, fit_line, sanitize_cell


class Tone(Enum):
    """Whether a notice tells of work, of emptiness, or of a failure."""

    BUSY = auto()
    EMPTY = auto()
    FAILED = auto()


class EmptyState(NamedTuple):
    """A title and sentences; the last sentence says what to do next."""

    title: str = ""
    sentences: tuple[str, ...] = ()
    tone: Tone = Tone.BUSY


def empty_state_lines(notice: EmptyState, width: int, text_styles: TextStyles) -> list[Line]:
    """Return the lines of a notice, its sentences folded at word ends to `width` cells."""
    title = text_styles.vermilion if notice.tone is Tone.FAILED else text_styles.muted
    margin = Segment(" ")
    lines: list[Line] = [[margin, Segment(part, title)] for part in _fold(notice.title, width - 2)]
    for sentence in notice.sentences:
        lines += [[margin, Segment(part, _ink(notice, sentence, text_styles))] for part in _fold(sentence, width - 2)]
    return [fit_line(line, width) for line in lines]


def _ink(notice: EmptyState, sentence: str, text_styles: TextStyles) -> Style:
    return text_styles.text if sentence is notice.sentences[-1] else text_styles.muted


def _fold(text: str, width: int) -> list[str]:
    lines: list[str] = []
    for word in sanitize_cell(text).split():
        if lines and cell_len(lines[-1]) + 1 + cell_len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
