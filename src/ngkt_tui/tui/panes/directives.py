"""Pane 2: the directives as a checklist, and below them the recommendations."""

from rich.segment import Segment

from ngkt_tui.domain.dates import parse_date
from ngkt_tui.domain.kinds import RecordKind
from ngkt_tui.domain.status import Status
from ngkt_tui.query.rows import DirectiveRow
from ngkt_tui.tui.panes.dates import short, short_date, short_date_width
from ngkt_tui.tui.panes.marks import status_glyph, status_ink
from ngkt_tui.tui.panes.spec import PaneSpec
from ngkt_tui.tui.widgets.cells import Line, fit, spread
from ngkt_tui.tui.widgets.sections import Drawing, Section

ROOMY = 76
"""From this width on, a line has room for the date of its conference."""
NARROW = 56
"""Below this width, a line has room only for its text, and for a word where it is overdue."""
AGENCY_CELLS = 10
REPEAT_CELLS = 3
CLOSED = (Status.DONE, Status.DROPPED)


def draw(row: DirectiveRow, _above: DirectiveRow | None, drawing: Drawing) -> list[Line]:
    """Return one line: status, text, due date where there is one, conference, agency, repetitions."""
    inks = drawing.inks
    text_ink = inks.muted if row.status in CLOSED else inks.text
    left = [
        Segment(status_glyph(row.status, drawing.ascii) + " ", status_ink(row.status, inks)),
        *_withdrawn(row, drawing),
        *drawing.found(drawing.pick(row.text_vi, row.text_en), text_ink),
    ]
    return [spread(left, _columns(row, drawing), drawing.width, gap=2)]


def _withdrawn(row: DirectiveRow, drawing: Drawing) -> Line:
    return [Segment(f"({drawing.say('record.withdrawn')}) ", drawing.inks.muted)] if row.withdrawn else []


def _noted(row: DirectiveRow, drawing: Drawing) -> Line:
    return [Segment(f"{drawing.glyph('✎', '#')}{row.notes}  ", drawing.inks.sky)] if row.notes else []


def _columns(row: DirectiveRow, drawing: Drawing) -> Line:
    inks = drawing.inks
    if drawing.width < NARROW:
        return [Segment(drawing.say("directive.late"), inks.vermilion)] if _is_overdue(row, drawing) else []
    columns = [*_noted(row, drawing), *_due(row, drawing)]
    if drawing.width >= ROOMY:
        day = short_date(row.conference_date, drawing.language)
        columns.append(Segment(fit(day, short_date_width(drawing.language)) + "  ", inks.muted))
    agency = drawing.pick(row.agencies_vi, row.agencies_en)
    columns += drawing.found(fit(agency, AGENCY_CELLS) + " ", inks.gold if row.leads else inks.muted)
    repeats = f"{drawing.glyph('↻', '@')}{row.repeats}" if row.repeats else ""
    columns.append(Segment(fit(repeats, REPEAT_CELLS), inks.violet))
    return columns


def _due(row: DirectiveRow, drawing: Drawing) -> Line:
    due = parse_date(row.due)
    if due is None or row.status in CLOSED:
        return []
    is_overdue = _is_overdue(row, drawing)
    words = drawing.say("directive.overdue" if is_overdue else "directive.due", date=short(due, drawing.language))
    return [Segment(f"{words}  ", drawing.inks.vermilion if is_overdue else drawing.inks.muted)]


def _is_overdue(row: DirectiveRow, drawing: Drawing) -> bool:
    due = parse_date(row.due)
    return due is not None and drawing.today > due and row.status not in CLOSED


SPEC = PaneSpec(
    "directives",
    (
        Section("directives", RecordKind.DIRECTIVE, 1, draw),
        Section("recommendations", RecordKind.DIRECTIVE, 1, draw, heading="section.recommendations"),
    ),
)
