"""The charts of the overview as lines to read. What a bar counts stands beside it in words and numbers.

The target of a line is a `Jump`, written as text, which leads to what the line counts.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ngkt_tui.domain.chart_scales import STACKED, BarPart
from ngkt_tui.domain.enums import Language, RecordKind, Status
from ngkt_tui.domain.overview_items import (
    AgeTally,
    AskedAgain,
    MarketMatrix,
    MarketStances,
    MonthTally,
    Overview,
    StageCount,
    StatusBar,
    StatusTally,
)
from ngkt_tui.domain.short_names import conference_subject
from ngkt_tui.domain.words import day_and_month, short_date
from ngkt_tui.report.text_layout import fit, pad, width_of
from ngkt_tui.services.detail_lines.chart_rows import (
    AGREEMENTS,
    MIN_LABEL,
    Chart,
    Column,
    Jump,
    number_or_none,
    series_summary,
)
from ngkt_tui.services.detail_lines.lines import BLANK, DetailLine, TextRun, heading, line, tone_of

MAX_MONTHS = 10


def _parts(tally: StatusTally) -> list[BarPart]:
    return [BarPart(status, tally.count(status)) for status in STACKED]


def whole_lines(tally: StatusTally, chart: Chart) -> list[DetailLine]:
    """Return the bar of everything that can be followed, and what it is made of in words."""
    runs: list[TextRun] = []
    for status in Status:
        if many := tally.count(status):
            glyph, word = chart.formatter.glyph(status), chart.formatter.word("status", status)
            runs += [TextRun(_unbroken(f"{glyph} {many} {word}"), tone_of(status)), TextRun("   ")]
    if tally.overdue:
        runs.append(TextRun(_unbroken(chart.translate("overdue", count=tally.overdue)), "alarm"))
    words = "of-followed" if tally.spirit else "of-all"
    text = chart.translate(words, followed=tally.followed, spirit=tally.spirit)
    bar = chart.bar(_parts(tally), tally.followed)(chart.width)
    return [DetailLine(tuple(bar)), DetailLine(tuple(runs)), line(text, "muted")]


def _unbroken(text: str) -> str:
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def status_lines(bars: Sequence[StatusBar], chart: Chart) -> list[DetailLine]:
    """Return a stacked bar for each conference, agency or theme."""
    hidden = [BLANK] * len(bars[len(bars) if chart.most is None else chart.most :])
    bars = bars[: chart.most]
    tallies = [bar.tally for bar in bars]
    columns = (
        Column("done", tuple(f"{each.count(Status.DONE)}/{each.followed}" for each in tallies), "text"),
        Column("reported", tuple(number_or_none(each.count(Status.REPORTED)) for each in tallies), "key"),
        Column("blocked", tuple(number_or_none(each.count(Status.BLOCKED)) for each in tallies), "alarm"),
        Column("late", tuple(number_or_none(each.overdue) for each in tallies), "alarm"),
        Column("spirit", tuple(number_or_none(each.spirit) for each in tallies)),
    )
    rows = chart.rows(
        [_bar_label(bar, chart) for bar in bars],
        [chart.bar(_parts(each), each.followed) for each in tallies],
        columns,
        [str(Jump(RecordKind.DIRECTIVE, bar.filter)) for bar in bars],
    )
    return rows + hidden


def _bar_label(bar: StatusBar, chart: Chart) -> str:
    name = chart.name(bar.name_vi, bar.name_en) or chart.translate("none")
    if bar.date is None:
        return name
    language = chart.formatter.language
    about = conference_subject(name, Language.EN if language is Language.EN and bar.name_en else Language.VI)
    return f"{short_date(bar.date, language)} {about}"


def month_lines(months: Sequence[MonthTally], chart: Chart) -> list[DetailLine]:
    """Return how much was done and open at the end of each month, the newest first, and how long nothing happened."""
    shown = months[::-1][:MAX_MONTHS]
    most = max((month.done + month.open for month in shown), default=0)
    columns = (
        Column("asked", tuple(f"+{each.asked}" if each.asked else "" for each in shown)),
        Column("finished", tuple(f"{each.finished:+}" if each.finished else "" for each in shown), "done"),
        Column("open", tuple(str(each.open) for each in shown), "text"),
    )
    head, *rows = chart.rows(
        [f"{each.month:%m/%Y}" for each in shown],
        [chart.bar([BarPart(Status.DONE, each.done)], each.done + each.open, most) for each in shown],
        columns,
        [str(Jump(RecordKind.DIRECTIVE, f"conf:{each.month:%Y-%m}")) if each.asked else None for each in shown],
    )
    lines = [head]
    for row, month, before in zip(rows, shown, (*shown[1:], None), strict=False):
        lines.append(row)
        if before and (gap := _months_between(before, month)):
            lines.append(line(chart.translate("gap", count=gap), "muted"))
    if rest := len(months) - len(shown):
        lines.append(line(chart.translate("earlier-months", count=rest), "muted"))
    return lines


def _months_between(earlier: MonthTally, later: MonthTally) -> int:
    first, last = earlier.month, later.month
    return (last.year - first.year) * 12 + last.month - first.month - 1


def age_lines(ages: Sequence[AgeTally], chart: Chart) -> list[DetailLine]:
    """Return how much is open of what was asked how long ago."""
    tallies = [age.tally for age in ages]
    most = max((each.open for each in tallies), default=0)
    columns = (
        Column("open", tuple(str(each.open) for each in tallies), "text"),
        Column("blocked", tuple(number_or_none(each.count(Status.BLOCKED)) for each in tallies), "alarm"),
    )
    return chart.rows(
        [chart.translate(f"age.{age.age}") for age in ages],
        [chart.bar(_parts(each), each.open, most) for each in tallies],
        columns,
        [_age_jump(age) for age in ages],
    )


def _age_jump(age: AgeTally) -> str | None:
    if age.first is None:
        return None
    return str(Jump(RecordKind.DIRECTIVE, f"is:open -nature:spirit conf:{age.first}..{age.last}"))


def stage_lines(stages: Sequence[StageCount], chart: Chart) -> list[DetailLine]:
    """Return how many agreements stand at each stage, sets of agreements beside them."""
    most = max((each.agreements + each.sets for each in stages), default=0)
    columns = (
        Column("agreements", tuple(number_or_none(each.agreements) or "–" for each in stages), "text"),
        Column("sets", tuple(number_or_none(each.sets) for each in stages)),
    )
    names = [each.stage or "unknown" for each in stages]
    return chart.rows(
        [chart.formatter.word("stage", name) for name in names],
        [chart.bar([BarPart(AGREEMENTS, each.agreements)], each.agreements + each.sets, most) for each in stages],
        columns,
        [str(Jump(RecordKind.AGREEMENT, f"stage:{name}")) for name in names],
    )


THREAD = "thread"
"""The kind of the jump to the thread of a directive."""


def repeated_lines(asks: Sequence[AskedAgain], chart: Chart) -> list[DetailLine]:
    """Return the asks that were repeated: at how many conferences, since when, and how far they are."""
    most = max((each.asks for each in asks), default=0)
    columns = (
        Column("conferences", tuple(str(each.conferences) for each in asks), "linked"),
        Column("since", tuple(f"{each.first:%Y}" if each.first else "" for each in asks)),
        Column("open", tuple(str(each.open) for each in asks), "text"),
    )
    return chart.rows(
        [chart.name(each.text_vi, each.text_en) for each in asks],
        [chart.bar([BarPart(Status.DONE, each.done)], each.asks, most) for each in asks],
        columns,
        [str(Jump(THREAD, each.id)) for each in asks],
    )


DAY_CELLS = 6
MIN_WORDS = 11
"""Cells for the newest stance in words."""
KINDS = ("region", "bloc", "country", "product")
"""The kinds of markets in the order of the matrix: the widest first."""


def matrix_lines(matrix: MarketMatrix, chart: Chart) -> list[DetailLine]:
    """Return how each market was spoken of at each conference, the newest at the right, and what the signs mean."""
    markets = sorted(matrix.markets, key=_market_order)
    names = [chart.name(market.name_vi, market.name_en) for market in markets]
    label = min(max(map(width_of, names), default=0), max(MIN_LABEL, chart.width // 3))
    room = (chart.width - label - MIN_WORDS) // DAY_CELLS
    columns = max(1, min(len(matrix.days), room))
    days = matrix.days[-columns:]
    years = [f"{day:%Y}" for day in days]
    heads = (
        [year if not number or year != years[number - 1] else "" for number, year in enumerate(years)],
        [day_and_month(day, chart.formatter.language) for day in days],
    )
    lines = [chart.legend()]
    lines += [line(" " * label + "".join(pad(head, DAY_CELLS, True) for head in row), "muted") for row in heads]
    for market, name in zip(markets, names, strict=True):
        runs = [TextRun(fit(name, label))]
        for taken in market.stances[-columns:]:
            signs = [chart.stance(stance) for stance in taken[:2]]
            runs += [TextRun(" " * (DAY_CELLS - len(signs))), *signs]
        newest = next((taken for taken in reversed(market.stances) if taken), ())
        words = " · ".join(map(chart.stance_word, newest))
        runs.append(TextRun("  " + fit(words, chart.width - label - DAY_CELLS * columns - 2), "muted"))
        lines.append(DetailLine(tuple(runs), target=str(Jump(RecordKind.MARKET, market.id))))
    return lines


def _market_order(market: MarketStances) -> tuple[int, int, str]:
    kind = KINDS.index(market.kind) if market.kind in KINDS else len(KINDS)
    return kind, -sum(map(bool, market.stances)), market.name_vi


def overview_lines(overview: Overview, chart: Chart) -> list[DetailLine]:
    """Return all charts below each other, each under its heading; those without anything to show are left out."""
    lines: list[DetailLine] = []
    for part, value in overview._asdict().items():
        if value:
            lines += [*([BLANK] if lines else []), heading(chart.translate(part)), *LINES[part](value, chart)]
    return lines


LINES: Mapping[str, Callable[[Any, Chart], list[DetailLine]]] = {
    "whole": whole_lines,
    "conferences": status_lines,
    "agencies": status_lines,
    "themes": status_lines,
    "months": month_lines,
    "ages": age_lines,
    "stages": stage_lines,
    "matrix": matrix_lines,
    "repeated": repeated_lines,
    "series": series_summary,
}
"""What draws each field of an `Overview`."""
