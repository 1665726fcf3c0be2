"""Pane 2: the directives as a table in groups, and below them the recommendations.

A column says what stands in it, how wide it is, and from which width of the pane on it is there. The text takes what
the others leave, and never less than half of the line, or a third where a user has chosen them: columns that would make
it less are left out, the last of `PRECEDENCE`, or of those that were chosen, first.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment

from ngkt_tui.domain.enums import ClearAspect, Nature, RecordKind, Status
from ngkt_tui.domain.short_names import abbreviate_agency
from ngkt_tui.domain.table_columns import TABLE_COLUMNS
from ngkt_tui.domain.words import near_date, short_date, short_date_width
from ngkt_tui.query.lists.grouping import ListGrouping
from ngkt_tui.query.lists.rows import BETWEEN_AGENCIES, DirectiveRow
from ngkt_tui.tui.panes.pane import PaneSpec
from ngkt_tui.tui.widgets.drawing import (
    ColumnHeading,
    Line,
    RenderContext,
    Row,
    Section,
    fit_line,
    importance_mark,
    made_marks,
    own_mark,
    status_glyph,
    status_ink,
    width_of,
)
from ngkt_tui.tui.widgets.list_lines import around_hit, directive_group_line, short_agency, wrapped

WIDE = 116
"""From this width on, there is room for long names of agencies, and for a word before what is late."""
ROOMY = 74
"""From this width on, there is room for the agency and for marks."""
VAST = 160
"""From this width on, there is room for what is to be produced, and for evidence."""
MAX_MARKS = 8
"""Cells that the marks of a row take at most, with the blank behind them."""
CLOSED = (Status.DONE, Status.DROPPED)
UNPROVEN, LATE = "?", "!"
"""What follows the glyph of what is done without evidence, and of what is late."""


class TableColumn(NamedTuple):
    """A column; `width` returns its cells, the blank behind it counted, `draw` one cell of a row without filling it.

    `sort` is what a filter calls the order by it, empty where there is none.
    """

    id: str
    width: Callable[[RenderContext], int]
    draw: Callable[[DirectiveRow, RenderContext, int], Line]
    from_width: int = 0
    sort: str = ""


def is_late(row: DirectiveRow, today: date) -> bool:
    """Return whether a directive is still to be done after its due date."""
    return isinstance(row.due, date) and row.due < today and row.status not in CLOSED


def has_work(row: Row) -> bool:
    """Return whether a row is something to do: a directive that can be followed, neither done nor dropped."""
    return isinstance(row, DirectiveRow) and row.status not in CLOSED and row.nature != Nature.SPIRIT


def _status(row: DirectiveRow, drawing: RenderContext, _width: int) -> Line:
    """Return the glyph of the status, then a mark: done without evidence, or late."""
    text_styles = drawing.text_styles
    line = [Segment(status_glyph(row.status, drawing.ascii), status_ink(row.status, text_styles))]
    if row.status == Status.DONE and not row.evidence:
        return [*line, Segment(UNPROVEN, text_styles.gold)]
    return [*line, Segment(LATE, text_styles.late)] if is_late(row, drawing.today) else line


def _fitted(number: int, least: int, most: int, drawing: RenderContext, unread: int = 0) -> int:
    """Return the cells of a column as far as its rows need them, with a blank; `unread` or `most` before any is."""
    needed = drawing.options.needed
    return max(least, min(most, needed[number] + 1)) if needed else unread or most


def _due_width(drawing: RenderContext) -> int:
    words = len(drawing.translate("directive.overdue", date="")) if drawing.width >= WIDE else 0
    return _fitted(1, 6, words + short_date_width(drawing.language) + 1, drawing)


def _due(row: DirectiveRow, drawing: RenderContext, _width: int) -> Line:
    """Return the due date, where it is late in a word too; of what is done, only that it was late."""
    due, done_on, text_styles = row.due, row.done_on, drawing.text_styles
    if not isinstance(due, date) or row.status == Status.DROPPED:
        return []
    if row.status == Status.DONE:
        was_late = isinstance(done_on, date) and done_on > due
        return [Segment(drawing.translate("directive.done-late"), text_styles.vermilion)] if was_late else []
    day = near_date(due, drawing.today, drawing.language)
    if not is_late(row, drawing.today):
        return [Segment(day, text_styles.text)]
    words = drawing.translate("directive.overdue", date=day) if drawing.width >= WIDE else day
    return [Segment(words, text_styles.late)]


def needed(row: DirectiveRow, drawing: RenderContext) -> tuple[int, int, int]:
    """Return the cells that the agency of a row would take with what stands around it, its due date, and its marks."""
    names = drawing.localized(row.agencies_vi, row.agencies_en).split(BETWEEN_AGENCIES)
    around = bool(row.own_lead and row.leads) + (len(f" +{len(names) - 1}") if len(names) > 1 else 0)
    name = cell_len(abbreviate_agency(names[0], drawing.language)) + around
    return name, width_of(_due(row, drawing, 0)), width_of(_marks(row, drawing, MAX_MARKS))


def _who(row: DirectiveRow, drawing: RenderContext, width: int) -> Line:
    """Return who is in charge, a pen before those that a user gave; else who is addressed."""
    names = drawing.localized(row.agencies_vi, row.agencies_en).split(BETWEEN_AGENCIES)
    own = own_mark(drawing.ascii) if row.own_lead and row.leads else ""
    more = f" +{len(names) - 1}" if len(names) > 1 else ""
    name = short_agency(names[0], drawing.language, width - len(own) - len(more))
    ink = drawing.text_styles.gold if row.leads else drawing.text_styles.muted
    return drawing.found(f"{own}{name}{more}", ink)


def _conference(row: DirectiveRow, drawing: RenderContext, _width: int) -> Line:
    return [Segment(short_date(row.conference_date, drawing.language), drawing.text_styles.muted)]


def _marks(row: DirectiveRow, drawing: RenderContext, width: int) -> Line:
    """Return importance, notes, repetitions, whether the due date was moved, whether others should take it.

    Blanks stand between them as long as all have room with them.
    """
    text_styles = drawing.text_styles
    marks = [
        Segment(*importance_mark(row.importance, text_styles, drawing.ascii)) if row.importance is not None else None,
        Segment(f"{drawing.glyph('✎', '#')}{row.notes}", text_styles.sky) if row.notes else None,
        Segment(f"{drawing.glyph('↻', '@')}{row.repeats}", text_styles.violet) if row.repeats else None,
        Segment(drawing.glyph("»", ">"), text_styles.text) if row.first_due else None,
        Segment(drawing.glyph("⇢", "~"), text_styles.gold) if row.transfer else None,
    ]
    shown = [mark for mark in marks if mark is not None]
    spaced = [segment for mark in shown for segment in (mark, Segment(" "))][:-1]
    return spaced if width_of(spaced) <= width else shown


def _product(row: DirectiveRow, drawing: RenderContext, _width: int) -> Line:
    own = row.own_product
    words = own if own else drawing.localized(row.product_vi, row.product_en)
    return drawing.found(words, drawing.text_styles.sky if own else drawing.text_styles.muted)


def _evidence(row: DirectiveRow, drawing: RenderContext, _width: int) -> Line:
    words = drawing.translate("heading.evidences", count=row.evidence) if row.evidence else ""
    return [Segment(words, drawing.text_styles.jade)]


def _step(row: DirectiveRow, drawing: RenderContext, _width: int) -> Line:
    return drawing.found(drawing.localized(row.next_step, None), drawing.text_styles.sky)


def _clear(row: DirectiveRow, drawing: RenderContext, _width: int) -> Line:
    ink = drawing.text_styles.text if row.clear >= len(ClearAspect) // 2 else drawing.text_styles.muted
    return [Segment(f"{row.clear}/{len(ClearAspect)}", ink)]


def _nature(row: DirectiveRow, drawing: RenderContext, _width: int) -> Line:
    words = drawing.translate(f"nature.{row.nature}") if row.nature in tuple(Nature) else ""
    return [Segment(words, drawing.text_styles.sky if row.own_nature else drawing.text_styles.muted)]


def _text(row: DirectiveRow, drawing: RenderContext, width: int) -> Line:
    """Return the text, muted where nothing is to be done any more; what is looked for is in it wherever it stands."""
    ink = drawing.text_styles.muted if row.status in CLOSED else drawing.text_styles.text
    withdrawn = f"({drawing.translate('record.withdrawn')}) " if row.withdrawn else ""
    marks = [*([Segment(withdrawn, drawing.text_styles.muted)] if withdrawn else []), *made_marks(row, drawing)]
    room = width * drawing.options.height - width_of(marks) - (drawing.options.height - 1) * UNEVEN
    text = around_hit(drawing.localized(row.text_vi, row.text_en), drawing.search_terms, room)
    return [*marks, *drawing.found(text, ink)]


def _fixed(cells: int) -> Callable[[RenderContext], int]:
    return lambda _drawing: cells


COLUMNS: Mapping[str, TableColumn] = {
    column.id: column
    for column in (
        TableColumn("status", lambda each: len(status_glyph(Status.DONE, each.ascii)) + 2, _status, sort="status"),
        TableColumn("text", _fixed(0), _text),
        TableColumn("product", _fixed(26), _product, VAST),
        TableColumn("who", lambda each: _fitted(0, 10, max(16, each.width // 5), each, 13), _who, ROOMY),
        TableColumn("due", _due_width, _due, sort="due"),
        TableColumn(
            "conference", lambda drawing: short_date_width(drawing.language) + 1, _conference, ROOMY, sort="conf"
        ),
        TableColumn("step", _fixed(26), _step),
        TableColumn("clear", _fixed(4), _clear),
        TableColumn("nature", _fixed(14), _nature),
        TableColumn("evidence", _fixed(12), _evidence, VAST),
        TableColumn("marks", lambda each: _fitted(2, 6, MAX_MARKS if each.width >= 80 else 6, each), _marks, ROOMY),
    )
}
"""By name; where none were chosen they stand in the order of `TABLE_COLUMNS`."""
WRAPPED = ("text", "product", "who", "step")
"""The columns that go on below where rows are wrapped."""
UNEVEN = 12
"""Cells that folding at word ends may leave empty at the end of a line."""
PRECEDENCE = ("due", "who", "conference", "marks", "product", "evidence")
"""Which columns there is room for first, where none were chosen; the others are there only when they are."""


@lru_cache(maxsize=16)
def _widths(drawing: RenderContext) -> tuple[tuple[TableColumn, int], ...]:
    chosen = drawing.options.columns
    order = (chosen if "text" in chosen else ("text", *chosen)) if chosen else TABLE_COLUMNS
    least = drawing.width // (3 if chosen else 2)
    widths: dict[str, int] = {}
    for name in sorted(set(chosen) - {"text"}, key=("status", *chosen).index) or ("status", *PRECEDENCE):
        width = COLUMNS[name].width(drawing)
        has_room = drawing.width - sum(widths.values()) - width > least
        if name == "status" or (has_room and (chosen or _is_usual(name, drawing))):
            widths[name] = width
    widths["text"] = drawing.width - sum(widths.values())
    return tuple((COLUMNS[name], widths[name]) for name in order if name in widths)


def _is_usual(name: str, drawing: RenderContext) -> bool:
    """Return whether a column is there where its user has chosen none."""
    is_said_above = name == "conference" and drawing.options.grouping is ListGrouping.CONFERENCE
    return drawing.width >= COLUMNS[name].from_width and not is_said_above


def columns_in(drawing: RenderContext) -> Sequence[tuple[TableColumn, int]]:
    """Return the columns that there is room for, with their widths, from left to right."""
    bare = RenderContext(drawing.width, drawing.language, date.min, drawing.text_styles, drawing.ascii)
    return _widths(bare._replace(options=drawing.options))


def _way(column: TableColumn, drawing: RenderContext) -> int:
    first = drawing.options.order[:1]
    return next((-1 if key.is_reversed else 1 for key in first if key.by == column.sort), 0)


def headings(drawing: RenderContext) -> list[ColumnHeading]:
    """Return the headings of the columns that there is room for."""
    words = {column.id: drawing.translate(f"heading.{column.id}") for column, _ in columns_in(drawing)}
    return [
        ColumnHeading(column.sort, words[column.id], width, direction=_way(column, drawing), name=column.id)
        for column, width in columns_in(drawing)
    ]


def draw(row: DirectiveRow, _above: DirectiveRow | None, drawing: RenderContext) -> list[Line]:
    """Return what the row has in each column; where rows are wrapped, the text goes on below."""
    columns = [_lines_of(column, width, row, drawing) for column, width in columns_in(drawing)]
    height = max(1, max(_needed(lines) for lines, _ in columns))
    numbers = range(height)
    return [[part for lines, width in columns for part in _cell(lines[each : each + 1], width)] for each in numbers]


def _lines_of(column: TableColumn, width: int, row: DirectiveRow, drawing: RenderContext) -> tuple[list[Line], int]:
    cell = column.draw(row, drawing, max(0, width - 1))
    return wrapped(cell, width - 1, drawing.options.height) if column.id in WRAPPED else [cell], width


def _cell(lines: Sequence[Line], width: int) -> Line:
    return [*fit_line(lines[0] if lines else [], max(0, width - 1)), Segment(" " * min(1, width))]


def _needed(lines: Sequence[Line]) -> int:
    filled = (number for number, line in enumerate(lines, 1) if any(text.strip() for text, _, _ in line))
    return max(filled, default=0)


MAX_LINES = 3  # of a row where rows are wrapped; what is longer still is cut
GROUPINGS = tuple(map(ListGrouping, ("conference", "agency", "due", "status", "thread", "none")))
_SECTION = Section(
    "directives",
    RecordKind.DIRECTIVE,
    1,
    draw,
    columns=headings,
    draw_group=directive_group_line,
    wrap=MAX_LINES,
    needed=needed,
)
SPEC = PaneSpec(
    "directives",
    (_SECTION, _SECTION._replace(listing="recommendations", heading="section.recommendations")),
    groupings=GROUPINGS,
    has_work=has_work,
)
