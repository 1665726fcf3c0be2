"""Pane 2: the directives as a checklist, and below them the recommendations.

What a user has set stands in the row. Where there is little room the columns give way to the text, in this order: the
date of the conference (first to the due date, which then stands in its place), the agency, the repetitions, the notes.
"""

from datetime import date

from rich.cells import cell_len
from rich.segment import Segment

from ngkt_tui.domain.dates import near_date, short_date, short_date_width
from ngkt_tui.domain.enums import Language, RecordKind, Status
from ngkt_tui.query.lists.rows import BETWEEN_AGENCIES, DirectiveRow
from ngkt_tui.tui.panes.pane import PaneSpec
from ngkt_tui.tui.widgets.drawing import (
    ELLIPSIS,
    Line,
    RenderContext,
    Section,
    fit,
    fit_right,
    importance_mark,
    justify,
    made_marks,
    own_mark,
    status_glyph,
    status_ink,
    width_of,
)

WIDE = 116
"""From this width on, a line has room for the due date beside the date of its conference."""
ROOMY = 74
"""From this width on, a line has room for a date, and for the agency."""
NARROW = 50
"""Below this width, a line has room only for its text and a due date."""
AGENCY_CELLS = ((WIDE, 20), (ROOMY, 12))
"""From which width on the agency has how many cells."""
REPEAT_CELLS = 3
CLOSED = (Status.DONE, Status.DROPPED)
UNPROVEN = "?"
"""Follows the glyph of what is done without evidence."""


def draw(row: DirectiveRow, _above: DirectiveRow | None, drawing: RenderContext) -> list[Line]:
    """Return one line: status, importance, text, then notes, due date, conference, agency, repetitions."""
    text_ink = drawing.text_styles.muted if row.status in CLOSED else drawing.text_styles.text
    left = [
        *_standing(row, drawing),
        *_withdrawn(row, drawing),
        *made_marks(row, drawing),
        *drawing.found(drawing.localized(row.text_vi, row.text_en), text_ink),
    ]
    return [justify(left, _columns(row, drawing), drawing.width, gap=2)]


def _standing(row: DirectiveRow, drawing: RenderContext) -> Line:
    """Return the status, a mark where it is done without evidence, and the importance; a column for either."""
    glyph = status_glyph(row.status, drawing.ascii)
    line = [Segment(glyph, status_ink(row.status, drawing.text_styles))]
    if row.status == Status.DONE and not row.evidence:
        line.append(Segment(UNPROVEN, drawing.text_styles.gold))
    if row.importance is not None:
        line.append(Segment(*importance_mark(row.importance, drawing.text_styles, drawing.ascii)))
    return [*line, Segment(" " * max(1, len(glyph) + 2 - width_of(line)))]


def _withdrawn(row: DirectiveRow, drawing: RenderContext) -> Line:
    return [Segment(f"({drawing.translate('record.withdrawn')}) ", drawing.text_styles.muted)] if row.withdrawn else []


def _columns(row: DirectiveRow, drawing: RenderContext) -> Line:
    if drawing.width < NARROW:
        return _due(row, drawing)
    repeats = f"{drawing.glyph('↻', '@')}{row.repeats}" if row.repeats else ""
    return [
        *_noted(row, drawing),
        *_dates(row, drawing),
        *_agency(row, drawing),
        Segment(fit(repeats, REPEAT_CELLS), drawing.text_styles.violet),
    ]


def _noted(row: DirectiveRow, drawing: RenderContext) -> Line:
    return [Segment(f"{drawing.glyph('✎', '#')}{row.notes}  ", drawing.text_styles.sky)] if row.notes else []


def _dates(row: DirectiveRow, drawing: RenderContext) -> Line:
    """Return the due date and the date of the conference; the first alone where there is not room for both."""
    due = _due(row, drawing)
    if due and drawing.width < WIDE:
        gap = short_date_width(drawing.language) - width_of(due) if drawing.width >= ROOMY else 0
        return [Segment(" " * max(0, gap)), *due, Segment("  ")]
    if drawing.width < ROOMY:
        return []
    day = fit_right(short_date(row.conference_date, drawing.language), short_date_width(drawing.language))
    return [*due, *([Segment("  ")] if due else []), Segment(f"{day}  ", drawing.text_styles.muted)]


def _due(row: DirectiveRow, drawing: RenderContext) -> Line:
    """Return the due date, marked where it was moved; of what is done, only that it was late."""
    due, done_on, text_styles = row.due, row.done_on, drawing.text_styles
    if not isinstance(due, date) or row.status == Status.DROPPED:
        return []
    if row.status == Status.DONE:
        is_late = isinstance(done_on, date) and done_on > due
        return [Segment(drawing.translate("directive.done-late"), text_styles.vermilion)] if is_late else []
    moved = drawing.glyph("»", ">") if row.first_due and drawing.width >= NARROW else ""
    day = moved + near_date(due, drawing.today, drawing.language)
    is_overdue = drawing.today > due
    words = drawing.translate("directive.overdue" if is_overdue else "directive.due", date=day)
    return [Segment(words, text_styles.vermilion if is_overdue else text_styles.text)]


def _agency(row: DirectiveRow, drawing: RenderContext) -> Line:
    """Return who is in charge, a pen before those that a user gave; else who is addressed."""
    cells = next((cells for width, cells in AGENCY_CELLS if drawing.width >= width), 0)
    if not cells:
        return []
    names = drawing.localized(row.agencies_vi, row.agencies_en).split(BETWEEN_AGENCIES)
    own = own_mark(drawing.ascii) if row.own_lead and row.leads else ""
    more = f" +{len(names) - 1}" if len(names) > 1 else ""
    name = short_agency(names[0], drawing.language, cells - len(own) - len(more))
    ink = drawing.text_styles.gold if row.leads else drawing.text_styles.muted
    return drawing.found(fit(f"{own}{name}{more}", cells) + " ", ink)


_PLURALS = {Language.VI: "Các ", Language.EN: "The "}


def short_agency(name: str, language: Language, cells: int) -> str:
    """Return the name of an agency in `cells`: without what begins any of them, then cut after a whole word."""
    bare = name.removeprefix(_PLURALS[language])
    name = bare[:1].upper() + bare[1:]
    words = name.split()
    while len(words) > 1 and cell_len(" ".join(words)) > cells - (len(words) < len(name.split())):
        words.pop()
    kept = " ".join(words).rstrip(",;-–")
    whole = kept if kept == name else kept + ELLIPSIS
    return fit(whole, min(cells, cell_len(whole)))


SPEC = PaneSpec(
    "directives",
    (
        Section("directives", RecordKind.DIRECTIVE, 1, draw),
        Section("recommendations", RecordKind.DIRECTIVE, 1, draw, heading="section.recommendations"),
    ),
)
