"""The markets of pane 3 as a matrix: how conferences spoke of each, a column for each day, the newest at the right."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment

from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.standing import newest_stances, stances_by_day
from ngkt_tui.domain.stored_values import Damaged
from ngkt_tui.domain.words import short_date
from ngkt_tui.query.lists.rows import MarketRow
from ngkt_tui.tui.widgets.drawing import (
    ColumnHeading,
    Line,
    RenderContext,
    assessment_ink,
    fit,
    fit_line,
    made_marks,
    own_mark,
    stance_mark,
    width_of,
)

MIN_LABEL, MAX_LABEL, WIDE_LABEL = 20, 30, 44
"""Cells of a name: where the days need the room, as a rule, and at most, so that the signs stand near it."""
WORD_CELLS = 13
"""Cells for how a market was spoken of last, in words, and for what a user says of it."""
DIRECTIVE_CELLS = 4
FULL_DAY, WIDE_DAY, NARROW_DAY = 11, 6, 3
"""Cells of a day's column: with the whole date, with month and year, or the year alone."""
SINCE_CELLS = 13
"""Cells for since when a market has been spoken of, and on how many days."""
ROOMY = 60
"""From this width on, there is room for what a user says of a market beside what was said of it last."""


class MatrixLayout(NamedTuple):
    """The columns of the markets: the cells of a name, the days that are shown, the cells of each, those of words.

    `since` cells of the words tell since when and on how many days a market was spoken of; 0 where the days tell it.
    """

    label: int
    days: tuple[date, ...]
    day: int
    words: int
    since: int = 0


def matrix_layout(days: tuple[date, ...], width: int) -> MatrixLayout:
    """Return how the columns share the width: the newest days have room first, each at least for its sign."""
    words = WORD_CELLS * (2 if width >= ROOMY else 1)
    free = max(0, width - words - DIRECTIVE_CELLS)
    room = max(0, free - max(10, min(MAX_LABEL, free // 2)))
    most = room if width < ROOMY else free - MIN_LABEL
    choices = ((FULL_DAY, room), (WIDE_DAY, most))
    fitting = ((cells, cells * len(days)) for cells, least in choices if least >= cells * len(days))
    day, taken = next(fitting, (WIDE_DAY if room >= 4 * WIDE_DAY else NARROW_DAY, None))
    is_told = width >= ROOMY and (taken is None or free - taken - WIDE_LABEL >= SINCE_CELLS)
    since = SINCE_CELLS if is_told else 0
    shown = days[-((room - since) // day) :] if taken is None and room - since >= day else days if taken else ()
    rest = free - since - day * len(shown)
    label = min(rest, WIDE_LABEL)
    return MatrixLayout(label, shown, day, words + since + rest - label, since)


def market_columns(drawing: RenderContext) -> list[ColumnHeading]:
    """Return the headings of the markets: the days of the conferences that spoke of any, the newest at the right."""
    layout = matrix_layout(drawing.sample.days if isinstance(drawing.sample, MarketRow) else (), drawing.width)
    days = [_day_heading(day, layout.day, drawing.language) for day in layout.days]
    if layout.day == NARROW_DAY:  # a year stands above its first column alone
        days = [text if text != before else "" for before, text in zip(("", *days), days, strict=False)]
    return [
        ColumnHeading("", drawing.translate("tracked.market"), layout.label, gap=1),
        *(ColumnHeading("", text, layout.day, gap=0, is_right=True) for text in days),
        ColumnHeading("", f" {drawing.translate('tracked.newest')}", layout.words - _since_cells(layout), gap=0),
        *([ColumnHeading("", drawing.translate("tracked.since"), _since_cells(layout), gap=0)] if layout.since else []),
        ColumnHeading("", drawing.translate("tracked.directives"), DIRECTIVE_CELLS, gap=0, is_right=True),
    ]


def _since_cells(layout: MatrixLayout) -> int:
    """Return the cells from where it is told since when a market is spoken of; the blank ones follow there."""
    return layout.since and layout.words - 2 * WORD_CELLS


def _day_heading(day: date, cells: int, language: Language) -> str:
    if cells == NARROW_DAY:
        return f"{day:%y}"
    return short_date(day, language) if cells == FULL_DAY else f"{day:%m/%y}"


def draw_market(row: MarketRow, _above: MarketRow | None, drawing: RenderContext) -> list[Line]:
    """Return the name, a sign for each day that spoke of it, how it is seen in words, and its directives.

    A user's assessment stands in the words, where there is not room for both it alone.
    """
    text_styles, layout = drawing.text_styles, matrix_layout(row.days, drawing.width)
    name = drawing.found(drawing.localized(row.name_vi, row.name_en), text_styles.text)
    indent = [Segment("  ")] if row.within else []
    line = [*fit_line([*indent, *made_marks(row, drawing), *name], layout.label - 1), Segment(" ")]
    taken = stances_by_day(row.stances)
    for day in layout.days:
        signs = [Segment(*stance_mark(each, text_styles, drawing.ascii)) for each in taken.get(day, ())[:2]]
        line += [Segment(" " * (layout.day - len(signs))), *signs]
    cells = layout.words - _since_cells(layout) - 1
    line += [Segment(" "), *fit_line(_words(row, cells, drawing), cells)]
    line += fit_line([Segment(_since(taken, drawing), text_styles.muted)], _since_cells(layout))
    return [[*line, Segment(f"{row.directives or '–':>{DIRECTIVE_CELLS}}", text_styles.text)]]


def _since(taken: Mapping[date, object], drawing: RenderContext) -> str:
    """Return since when a market was spoken of, and on how many days."""
    times = drawing.glyph("×", "x")
    return f"{min(taken):%m/%y} {drawing.glyph('·', '-')} {len(taken)}{times}" if taken else ""


def _words(row: MarketRow, cells: int, drawing: RenderContext) -> Line:
    """Return what was said on the newest day, in words, and what a user says, as much as there is room for."""
    _, newest = newest_stances(row.stances)
    assessed = _assessed(row, drawing)
    if assessed and drawing.width < ROOMY:
        return assessed
    room = cells - width_of(assessed) - (1 if assessed else 0)
    words = [drawing.translate(f"stance.{stance}.short") for stance in newest]
    while len(words) > 1 and cell_len(" · ".join(words)) > room:
        words.pop()
    ink = stance_mark(newest[0], drawing.text_styles, drawing.ascii)[1] if newest else drawing.text_styles.muted
    return [Segment(fit(" · ".join(words), room), ink), *([Segment(" ")] if assessed else []), *assessed]


def _assessed(row: MarketRow, drawing: RenderContext) -> Line:
    if row.assessment is None:
        return []
    assessment = row.assessment
    words = assessment if isinstance(assessment, Damaged) else drawing.translate(f"assessment.{assessment}")
    ink = assessment_ink(assessment, drawing.text_styles)
    return [Segment(f"{own_mark(drawing.ascii)} ", drawing.text_styles.sky), Segment(words, ink)]
