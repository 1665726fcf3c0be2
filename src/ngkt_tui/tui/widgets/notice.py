"""What a list says where it has no records: that it is reading, that there are none, or that reading failed."""

from enum import Enum, auto
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from ngkt_tui.tui.themes import Inks
from ngkt_tui.tui.widgets.cells import Line, fit_line, shown


class Tone(Enum):
    """Whether a notice tells of work, of emptiness, or of a failure."""

    BUSY = auto()
    EMPTY = auto()
    FAILED = auto()


class Notice(NamedTuple):
    """A title and sentences; the last sentence says what to do next."""

    title: str = ""
    sentences: tuple[str, ...] = ()
    tone: Tone = Tone.BUSY


def notice_lines(notice: Notice, width: int, inks: Inks) -> list[Line]:
    """Return the lines of a notice, its sentences folded at word ends to `width` cells."""
    title = inks.vermilion if notice.tone is Tone.FAILED else inks.muted
    margin = Segment(" ")
    lines: list[Line] = [[margin, Segment(part, title)] for part in _fold(notice.title, width - 2)]
    for sentence in notice.sentences:
        lines += [[margin, Segment(part, _ink(notice, sentence, inks))] for part in _fold(sentence, width - 2)]
    return [fit_line(line, width) for line in lines]


def _ink(notice: Notice, sentence: str, inks: Inks) -> Style:
    return inks.text if sentence is notice.sentences[-1] else inks.muted


def _fold(text: str, width: int) -> list[str]:
    lines: list[str] = []
    for word in shown(text).split():
        if lines and cell_len(lines[-1]) + 1 + cell_len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
