"""Charts as lines to read: labels, bars of cells and numbers in columns, laid out for a width; figures over time."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from ngkt_tui.domain.chart_scales import BarPart, bar_runs, part_sign, scaled, stance_sign
from ngkt_tui.domain.enums import FigureKind, Stance, Status
from ngkt_tui.domain.overview_items import FigurePoint, FigureSeries, ResultEntry, ThemeResults
from ngkt_tui.domain.text import sanitize_line
from ngkt_tui.domain.words import localized
from ngkt_tui.report.text_layout import fit, pad, width_of
from ngkt_tui.services.detail_lines.lines import (
    BLANK,
    GAP,
    DetailLine,
    Formatter,
    TextRun,
    Tone,
    heading,
    line,
    tone_of,
)

MIN_BAR, USUAL_BAR, MAX_BAR = 6, 10, 48
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
    """How charts are written: the language, the signs, the width. `has_colours` where tones are seen as colours.

    Of bars by conference, agency or theme `most` are drawn, all for `None`; blank lines stand for the others.
    """

    formatter: Formatter
    width: int
    has_colours: bool = True
    most: int | None = None

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
        signs = [(self.stance(each), self.stance_word(each).replace(" ", blank)) for each in Stance]
        words = (TextRun(f"{sign.text}{blank}{word}", sign.tone) for sign, word in signs)
        return DetailLine(tuple(run for word in words for run in (word, TextRun("  "))))

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
        label = min(max([1, *map(width_of, labels)]), max(MIN_LABEL, room - 1 - USUAL_BAR))
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


MAX_SERIES_BAR = 24
MIN_AMOUNT = 16
_POINT_TONES: dict[str | None, Tone] = {
    FigureKind.TARGET: "key",
    FigureKind.FORECAST: "linked",
    FigureKind.REPORTED: "done",
}
FIGURES = "dialog"
"""The kind of the jump to the figures."""


def trail(series: FigureSeries, chart: Chart) -> str:
    """Return the amounts of a series one after the other."""
    arrow = " -> " if chart.formatter.is_plain else " → "
    return arrow.join(_amount(point, chart) for point in series.points)


def series_summary(several: Sequence[FigureSeries], chart: Chart) -> list[DetailLine]:
    """Return a line for each series: what it counts, and its amounts over time."""
    labels = [chart.name(each.label_vi, each.label_en) for each in several]
    label = min(max(map(width_of, labels), default=1), chart.width * 3 // 5)
    return [
        DetailLine(
            (TextRun(fit(name, label) + "  "), TextRun(fit(trail(each, chart), chart.width - label - 2), "key")),
            target=str(Jump(FIGURES, "figures")),
        )
        for name, each in zip(labels, several, strict=True)
    ]


def series_lines(several: Sequence[FigureSeries], chart: Chart) -> list[DetailLine]:
    """Return a chart for each series of several figures, then the figures that were reported once."""
    lines: list[DetailLine] = []
    for each in several:
        if len(each.points) > 1:
            lines += [heading(chart.name(each.label_vi, each.label_en)), line(trail(each, chart), "key")]
            lines += [*_points(each, chart), BLANK]
    once = [each for each in several if len(each.points) == 1]
    if once:
        lines.append(heading(chart.translate("figures-once")))
    for each in once:
        [point] = each.points
        runs = [TextRun(chart.name(each.label_vi, each.label_en) + ": "), TextRun(_amount(point, chart), "key")]
        lines.append(DetailLine((*runs, *_remark(point, chart)), label=_day(point, chart), target=point.id))
    return lines


def _points(series: FigureSeries, chart: Chart) -> list[DetailLine]:
    most = max((point.value_max or point.value or 0 for point in series.points), default=0)
    cells = max(MIN_BAR, min(MAX_SERIES_BAR, chart.width - 60))
    kinds = [_kind(point, chart) for point in series.points]
    size = max(map(width_of, kinds))
    lines = []
    for point, kind in zip(series.points, kinds, strict=True):
        bar = TextRun(_bar(point, most, cells, chart), _POINT_TONES.get(point.kind, "muted"))
        amount = TextRun(pad(_amount(point, chart), MIN_AMOUNT), "strong")
        runs = (TextRun(pad(kind, size) + "  ", "muted"), bar, TextRun("  "), amount, *_remark(point, chart))
        lines.append(DetailLine(runs, label=_day(point, chart), target=point.id))
    return lines


def _bar(point: FigurePoint, most: float, cells: int, chart: Chart) -> str:
    """Return a bar up to the value, and on to the higher one of a range in another sign."""
    full, beyond = ("#", "=") if chart.formatter.is_plain else ("█", "▒")
    if point.value is None or point.value < 0 or most <= 0:
        return " " * cells
    low = scaled(point.value, most, cells)
    high = max(low, scaled(point.value_max or point.value, most, cells))
    return pad(full * low + beyond * (high - low), cells)


def _day(point: FigurePoint, chart: Chart) -> str:
    return chart.formatter.day(point.date) or chart.translate("undated")


def _kind(point: FigurePoint, chart: Chart) -> str:
    return chart.formatter.word("figure-kind", point.kind)


def _amount(point: FigurePoint, chart: Chart) -> str:
    return chart.name(point.amount_vi, point.amount_en)


def _remark(point: FigurePoint, chart: Chart) -> list[TextRun]:
    parts = [chart.name(point.period_vi, point.period_en), chart.name(point.said_by_vi, point.said_by_en)]
    return [TextRun(f" · {text}", "muted") for text in parts if text]


def result_lines(themes: Sequence[ThemeResults], chart: Chart) -> list[DetailLine]:
    """Return the results under each theme, each with the directives that it may answer."""
    lines: list[DetailLine] = []
    for theme in themes:
        name = localized(chart.formatter.language, theme.name_vi, theme.name_en) or chart.translate("none")
        lines += [*([BLANK] if lines else []), heading(f"{name} ({len(theme.results)})")]
        for entry in theme.results:
            lines += _result(entry, chart)
    return lines


def _result(entry: ResultEntry, chart: Chart) -> list[DetailLine]:
    lines = [DetailLine((TextRun(chart.name(entry.text_vi, entry.text_en)), *_how(entry, chart)), target=entry.id,
                       label=chart.formatter.day(entry.date))]  # fmt: skip
    arrow = "->" if chart.formatter.is_plain else "↳"
    for ask in entry.answers:
        mark = TextRun(f"{arrow} {chart.formatter.glyph(ask.status)}", tone_of(ask.status))
        day = TextRun(f"· {chart.formatter.day(ask.date)}", "muted")
        lines.append(DetailLine((mark, GAP, TextRun(chart.name(ask.text_vi, ask.text_en)), GAP, day), "", ask.id))
    return lines


def _how(entry: ResultEntry, chart: Chart) -> list[TextRun]:
    return [TextRun(f" · {chart.formatter.word('result-kind', entry.kind)}", "muted")] if entry.kind else []
