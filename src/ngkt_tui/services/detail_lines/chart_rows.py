"""Charts as lines to read: labels, bars of cells and numbers in columns, laid out for a width."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from ngkt_tui.domain.chart_scales import BarPart, bar_runs, part_sign, scaled, stance_sign
from ngkt_tui.domain.enums import Stance, Status
from ngkt_tui.domain.text import sanitize_line
from ngkt_tui.domain.words import localized
from ngkt_tui.report.text_layout import fit, pad, width_of
from ngkt_tui.services.detail_lines.formatter import Formatter
from ngkt_tui.services.detail_lines.lines import DetailLine, TextRun, Tone

MIN_BAR, MAX_BAR = 6, 48
MIN_LABEL = 18
AGREEMENTS = "agreements"
"""The part of a bar that counts agreements."""
_TONES: Mapping[str, Tone] = {
    AGREEMENTS: "key",
    Status.DONE: "done",
    Status.REPORTED: "key",
    Status.DOING: "doing",
    Status.BLOCKED: "alarm",
}
_INKS: Mapping[str, Tone] = {"sky": "doing", "gold": "key", "violet": "linked", "jade": "done"}

DrawBar = Callable[[int], list[TextRun]]
"""Draws a bar that fills a number of cells."""


class Jump(NamedTuple):
    """Where a line leads: to the records of a kind that a filter leaves, or to what a record of the kind is tied to."""

    kind: str
    text: str

    def __str__(self) -> str:
        return f"{self.kind}|{self.text}"

    @classmethod
    def of(cls, target: str) -> "Jump":
        """Return the jump that was written as `target`."""
        kind, _, text = target.partition("|")
        return cls(kind, text)


class Column(NamedTuple):
    """Numbers behind bars, under a heading; one that is empty in all rows is left out."""

    key: str
    cells: tuple[str, ...]
    tone: Tone = "muted"


class Chart(NamedTuple):
    """How charts are told: the language, the signs, the width. `has_colours` where tones are seen as colours."""

    formatter: Formatter
    width: int
    has_colours: bool = True

    def translate(self, key: str, **values: object) -> str:
        """Return words of `overview.<key>`."""
        return self.formatter.translate(f"overview.{key}", **values)

    def name(self, vi: str | None, en: str | None) -> str:
        """Return a name on one line, in the language."""
        return sanitize_line(localized(self.formatter.language, vi, en) or "")

    def bar(self, parts: Sequence[BarPart], whole: int, most: int | None = None) -> DrawBar:
        """Return a stacked bar; beside others of which the longest stands for `most`, one as long as its share."""

        def draw(cells: int) -> list[TextRun]:
            length = cells if most is None else scaled(whole, most, cells)
            runs = [self._run(part) for part in bar_runs(parts, whole, length)]
            return [*runs, TextRun(" " * (cells - length))]

        return draw

    def _run(self, part: BarPart) -> TextRun:
        sign = part_sign(part.name, self.formatter.is_plain)
        if self.has_colours and not self.formatter.is_plain:
            sign = "━" if part.name in _TONES else "─"
        return TextRun(sign * part.many, _TONES.get(part.name, "muted"))

    def stance(self, stance: str) -> TextRun:
        """Return the sign of a stance."""
        sign, ink = stance_sign(stance, self.formatter.is_plain)
        return TextRun(sign, _INKS.get(ink, "muted"))

    def stance_word(self, stance: str) -> str:
        """Return the short word for a stance."""
        return self.formatter.word("stance", f"{stance}.short")

    def legend(self) -> DetailLine:
        """Return what the signs of the stances mean."""
        blank = " " if self.formatter.is_plain else "\N{NO-BREAK SPACE}"  # a sign and its word stay together
        signs = [(self.stance(each), f"{blank}{self.stance_word(each).replace(' ', blank)}   ") for each in Stance]
        return DetailLine(tuple(run for sign, word in signs for run in (sign, TextRun(word, "muted"))))

    def rows(
        self,
        labels: Sequence[str],
        bars: Sequence[DrawBar],
        columns: Iterable[Column],
        targets: Sequence[str | None],
    ) -> list[DetailLine]:
        """Return a heading, and rows of label, bar and numbers, in those columns that have room."""
        shown = [column for column in columns if any(column.cells)]
        heads = [self.translate(f"column.{column.key}") for column in shown]
        sizes = [max(map(width_of, (head, *column.cells))) for head, column in zip(heads, shown, strict=True)]
        while len(sizes) > 1 and sum(sizes) + 2 * len(sizes) + MIN_LABEL + MIN_BAR >= self.width:
            sizes.pop()
        room = self.width - sum(sizes) - 2 * len(sizes)
        label = min(max([1, *map(width_of, labels)]), max(MIN_LABEL, room * 11 // 20))
        cells = max(MIN_BAR, min(MAX_BAR, room - label - 1))
        head = "".join("  " + pad(each, size, True) for each, size in zip(heads, sizes, strict=False))
        lines = [DetailLine((TextRun(" " * (label + 1 + cells) + head, "muted"),))]
        for number, (text, bar, target) in enumerate(zip(labels, bars, targets, strict=True)):
            runs = [TextRun(fit(text, label) + " "), *bar(cells)]
            for column, size in zip(shown, sizes, strict=False):
                runs.append(TextRun("  " + pad(column.cells[number], size, True), column.tone))
            lines.append(DetailLine(tuple(runs), target=target))
        return lines


def number_or_none(count: int) -> str:
    """Return a number; nothing for 0."""
    return str(count) if count else ""
