"""The charts of a summary beside its progress: months, ages, stages, markets, figures over time, results by theme."""

from collections.abc import Iterator

from ngkt_tui.domain.chart_scales import REST, STACKED, BarPart, stance_sign
from ngkt_tui.domain.enums import FigureKind, Language, Stance, Status
from ngkt_tui.domain.overview_items import FigurePoint, FigureSeries, StatusTally
from ngkt_tui.domain.summary_items import Summary
from ngkt_tui.domain.text import sanitize_line
from ngkt_tui.domain.words import format_date, localized, translate
from ngkt_tui.report.blocks import Bar, Bars, Block, ColumnBlock, HeadingBlock, Legend, Paragraph, Table

MAX_MONTHS = 24
MAX_DAYS = 8
"""Days of conferences that the table of markets has columns for, the newest."""
_FIGURE_PARTS = {FigureKind.REPORTED: str(Status.DONE), FigureKind.TARGET: "target", FigureKind.FORECAST: "target"}


def parts_of(tally: StatusTally) -> tuple[BarPart, ...]:
    """Return the parts of a stacked bar of statuses."""
    return tuple(BarPart(status, tally.count(status)) for status in STACKED)


def legend(language: Language) -> Legend:
    """Return what the parts of a bar of statuses are."""
    names = (*(str(status) for status in STACKED if status is not Status.DROPPED), REST)
    words = {REST: translate(language, f"status.{Status.UNRATED}")}
    return Legend(tuple((name, words.get(name) or translate(language, f"status.{name}")) for name in names))


def progress_charts(summary: Summary) -> Iterator[Block]:
    """Yield what was done and is open by month, and how long what is open has been so."""
    language = summary.language
    if months := summary.months[-MAX_MONTHS:]:
        most = max(month.done + month.open for month in months)
        yield HeadingBlock(2, translate(language, "overview.months"))
        yield Bars(
            tuple(
                Bar(
                    f"{month.month:%m/%Y}",
                    (BarPart(Status.DONE, month.done),),
                    month.done + month.open,
                    translate(
                        language,
                        "summary.month",
                        asked=f"{month.asked:+}",
                        finished=f"{month.finished:+}",
                        open=month.open,
                    ),
                    most,
                )
                for month in months
            )
        )
    if summary.ages:
        most = max(age.tally.open for age in summary.ages)
        yield HeadingBlock(2, translate(language, "overview.ages"))
        yield Bars(
            tuple(
                Bar(
                    translate(language, f"overview.age.{age.age}"),
                    parts_of(age.tally),
                    age.tally.open,
                    translate(language, "summary.age", open=age.tally.open, blocked=age.tally.count(Status.BLOCKED)),
                    most,
                )
                for age in summary.ages
            )
        )


def record_charts(summary: Summary) -> Iterator[Block]:
    """Yield agreements by stage, markets by the days that spoke of them, figures over time, and results by theme."""
    yield from _stages(summary)
    yield from _matrix(summary)
    yield from _series(summary)
    yield from _results(summary)


def _stages(summary: Summary) -> Iterator[Block]:
    language = summary.language
    if not summary.stages:
        return
    most = max(each.agreements + each.sets for each in summary.stages)
    yield HeadingBlock(2, translate(language, "overview.stages"))
    yield Bars(
        tuple(
            Bar(
                translate(language, f"stage.{each.stage or 'unknown'}"),
                (BarPart("agreements", each.agreements),),
                each.agreements + each.sets,
                translate(language, "summary.stage-count", agreements=each.agreements, sets=each.sets),
                most,
            )
            for each in summary.stages
        )
    )


def _matrix(summary: Summary) -> Iterator[Block]:
    language, days = summary.language, summary.matrix.days[-MAX_DAYS:]
    if not days:
        return
    yield HeadingBlock(2, translate(language, "overview.matrix"))
    signs = (f"{stance_sign(each)[0]} {translate(language, f'stance.{each}')}" for each in Stance)
    yield Paragraph(" · ".join(signs))
    columns = (ColumnBlock(translate(language, "summary.market")), *(ColumnBlock(_day(day, language)) for day in days))
    yield Table(
        columns,
        [
            (
                sanitize_line(localized(language, market.name_vi, market.name_en) or ""),
                *("".join(stance_sign(each)[0] for each in taken) for taken in market.stances[-MAX_DAYS:]),
            )
            for market in summary.matrix.markets
        ],
    )


def _series(summary: Summary) -> Iterator[Block]:
    language = summary.language
    several = [each for each in summary.series if len(each.points) > 1]
    if several:
        yield HeadingBlock(2, translate(language, "overview.series"))
    for each in several:
        yield HeadingBlock(3, sanitize_line(localized(language, each.label_vi, each.label_en) or ""))
        yield Paragraph(" → ".join(_amount(point, language) for point in each.points))
        yield Bars(tuple(_points(each, language)))


def _points(series: FigureSeries, language: Language) -> Iterator[Bar]:
    most = max((point.value_max or point.value or 0 for point in series.points), default=0)
    scale = 1000 / most if most > 0 else 0
    for point in series.points:
        value = round((point.value or 0) * scale)
        name = _FIGURE_PARTS.get(point.kind, "target") if point.kind else "target"
        parts = [translate(language, f"figure-kind.{point.kind}") if point.kind else "", _amount(point, language)]
        parts += [localized(language, *names) or "" for names in _remarks(point)]
        caption = " · ".join(sanitize_line(each) for each in parts if each)
        whole = round((point.value_max or point.value or 0) * scale)
        yield Bar(_day(point.date, language), (BarPart(name, max(0, value)),), max(0, whole), caption, 1000)


def _remarks(point: FigurePoint) -> tuple[tuple[str | None, str | None], ...]:
    return (point.period_vi, point.period_en), (point.said_by_vi, point.said_by_en)


def _amount(point: FigurePoint, language: Language) -> str:
    return sanitize_line(localized(language, point.amount_vi, point.amount_en) or "")


def _day(day: object, language: Language) -> str:
    return format_date(day, language) or translate(language, "overview.age.undated")  # type: ignore[arg-type]


def _results(summary: Summary) -> Iterator[Block]:
    language = summary.language
    rows = [
        (
            localized(language, theme.name_vi, theme.name_en) or translate(language, "overview.none"),
            localized(language, entry.text_vi, entry.text_en) or "",
            "; ".join(localized(language, ask.text_vi, ask.text_en) or "" for ask in entry.answers),
        )
        for theme in summary.theme_results
        for entry in theme.results
        if entry.answers
    ]
    if rows:
        yield HeadingBlock(2, translate(language, "summary.results-by-theme"))
        labels = ("summary.theme", "summary.result", "summary.may-answer")
        columns = tuple(ColumnBlock(translate(language, label)) for label in labels)
        yield Table(columns, [tuple(sanitize_line(cell) for cell in row) for row in rows])
