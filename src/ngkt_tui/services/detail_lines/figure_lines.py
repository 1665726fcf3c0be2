"""Figures over time as small charts, and results by theme, as lines to read; each leads to its detail."""

from collections.abc import Sequence

from ngkt_tui.domain.chart_scales import scaled
from ngkt_tui.domain.enums import FigureKind
from ngkt_tui.domain.overview_items import FigurePoint, FigureSeries, ResultEntry, ThemeResults
from ngkt_tui.domain.words import localized
from ngkt_tui.report.text_layout import fit, pad, width_of
from ngkt_tui.services.detail_lines.chart_rows import Chart, Jump
from ngkt_tui.services.detail_lines.formatter import tone_of
from ngkt_tui.services.detail_lines.lines import BLANK, GAP, DetailLine, TextRun, Tone, heading, line

MAX_BAR = 24
MIN_AMOUNT = 16
_TONES: dict[str | None, Tone] = {FigureKind.TARGET: "key", FigureKind.FORECAST: "linked", FigureKind.REPORTED: "done"}
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
    """Return a chart for each series of several figures, then the figures that were told once."""
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
    cells = max(6, min(MAX_BAR, chart.width - 60))
    kinds = [_kind(point, chart) for point in series.points]
    size = max(map(width_of, kinds))
    lines = []
    for point, kind in zip(series.points, kinds, strict=True):
        bar = TextRun(_bar(point, most, cells, chart), _TONES.get(point.kind, "muted"))
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
