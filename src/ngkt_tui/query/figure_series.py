"""Figures over time, and results by theme with what they may answer."""

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from ngkt_tui.domain.enums import FigureKind, Language, RecordKind
from ngkt_tui.domain.overview_items import AnsweredAsk, FigurePoint, FigureSeries, ResultEntry, ThemeResults
from ngkt_tui.domain.readable import Readable
from ngkt_tui.domain.stored_values import Damaged, StoredDate, undamaged
from ngkt_tui.query.lists.listing import Listing
from ngkt_tui.query.lists.reference_list import RESULTS, SAID_BY, SAID_BY_JOIN
from ngkt_tui.query.lists.reference_rows import ResultRow
from ngkt_tui.query.lookup import normalize_name
from ngkt_tui.query.names import Amount
from ngkt_tui.query.sql import CONFERENCE_DATE, IS_NOT_DECLINED, CompiledFilter, read_rows

EVERY_ROW = -1
_KIND_WORDS = (
    "muc tieu ",
    "chi tieu ",
    "du bao ",
    "du kien ",
    "ket qua ",
    "target ",
    "targeted ",
    "forecast ",
    "expected ",
)
"""What a label may begin with that says of which kind a figure is: a target and what was reached share the rest."""


class _DatedFigure(NamedTuple):
    """A figure with the day and the time that it is of."""

    position: int
    id: str
    date: StoredDate | None
    kind: FigureKind | Damaged
    label_vi: str
    label_en: str | None
    printed_as: str
    said_by_vi: str
    said_by_en: str
    value: float | None
    value_max: float | None
    bound: str | None
    unit_vi: str | None
    unit_en: str | None
    period_vi: str | None
    period_en: str | None


_TOLD: Listing[_DatedFigure] = Listing(
    RecordKind.FIGURE,
    _DatedFigure,
    f"""
        record.position AS position,
        it.id AS id,
        {CONFERENCE_DATE} AS date,
        it.kind AS kind,
        it.label_vi AS label_vi,
        it.label_en AS label_en,
        it.printed_as AS printed_as,
        {SAID_BY},
        it.value AS value,
        it.value_max AS value_max,
        it.bound AS bound,
        it.unit_vi AS unit_vi,
        it.unit_en AS unit_en,
        it.period_vi AS period_vi,
        it.period_en AS period_en
    """,
    SAID_BY_JOIN,
)


def figure_series(connection: Readable, where: CompiledFilter) -> tuple[FigureSeries, ...]:
    """Return the figures by what they count, each series oldest first; those with most figures come first."""
    found: defaultdict[tuple[str, str], list[_DatedFigure]] = defaultdict(list)
    for row in _TOLD.page(connection, where, EVERY_ROW):
        found[_bare(row.label_vi), normalize_name(row.unit_vi or "")].append(row)
    series = [_series(sorted(rows, key=_when)) for rows in found.values()]
    return tuple(sorted(series, key=lambda each: -len(each.points)))


def _bare(label: str) -> str:
    name = normalize_name(label)
    return next((name.removeprefix(word) for word in _KIND_WORDS if name.startswith(word)), name)


def _when(row: _DatedFigure) -> tuple[str, int]:
    return f"{row.date or ''}", row.position


def _series(rows: Sequence[_DatedFigure]) -> FigureSeries:
    named = next((row for row in reversed(rows) if row.kind == FigureKind.REPORTED), rows[-1])
    return FigureSeries(named.label_vi, named.label_en, tuple(map(_point, rows)))


def _point(row: _DatedFigure) -> FigurePoint:
    amount = Amount(row.value, row.value_max, row.bound, row.unit_vi, row.unit_en)
    vi, en = (amount.format(language) or row.printed_as for language in (Language.VI, Language.EN))
    return FigurePoint(
        row.id,
        undamaged(row.date),
        undamaged(row.kind),
        row.value,
        row.value_max,
        vi,
        en,
        row.period_vi,
        row.period_en,
        row.said_by_vi,
        row.said_by_en,
    )


def results_by_theme(connection: Readable, where: CompiledFilter) -> tuple[ThemeResults, ...]:
    """Return the results of each theme with the directives that each may answer; those without a theme come last.

    A result stands under every theme that it names.
    """
    rows = {row.id: row for row in RESULTS.page(connection, where, EVERY_ROW)}
    ids = json.dumps(list(rows))
    answers = _answers(connection, where, ids)
    statement = f"""
        {where.with_tables}
        SELECT theme.id, theme.name_vi, theme.name_en, link.record
        FROM link
        JOIN theme ON theme.id = link.target
        JOIN record ON record.id = theme.id
        WHERE link.record IN (SELECT value FROM json_each(:ids)) AND link.relation = 'theme'
        ORDER BY record.position
    """
    named: defaultdict[tuple[str | None, str | None, str | None], list[str]] = defaultdict(list)
    for theme, vi, en, record in connection.execute(statement, {**where.parameters, "ids": ids}).fetchall():
        named[theme, vi, en].append(record)
    with_theme = {record for records in named.values() for record in records}
    if rest := [record for record in rows if record not in with_theme]:
        named[None, None, None] = rest
    return tuple(
        ThemeResults(*theme, tuple(_entry(rows[record], answers) for record in sorted(records, key=list(rows).index)))
        for theme, records in named.items()
    )


def _entry(row: ResultRow, answers: dict[str, list[AnsweredAsk]]) -> ResultEntry:
    day, kind = undamaged(row.conference_date), undamaged(row.kind)
    return ResultEntry(row.id, kind, row.text_vi, row.text_en, day, tuple(answers.get(row.id, ())))


def _answers(connection: Readable, where: CompiledFilter, ids: str) -> dict[str, list[AnsweredAsk]]:
    statement = f"""
        {where.with_tables}
        SELECT
            link.record AS result,
            it.id AS id,
            it.status AS status,
            it.text_vi AS text_vi,
            it.text_en AS text_en,
            {CONFERENCE_DATE} AS date
        FROM link JOIN directive AS it ON it.id = link.target
        WHERE link.record IN (SELECT value FROM json_each(:ids)) AND link.relation = 'answers'
            AND {IS_NOT_DECLINED}
        ORDER BY link.record, link.ordinal
    """
    answers: defaultdict[str, list[AnsweredAsk]] = defaultdict(list)
    for ask in read_rows(connection, statement, {**where.parameters, "ids": ids}, AnsweredAsk):
        answers[ask.result].append(ask)
    return answers
