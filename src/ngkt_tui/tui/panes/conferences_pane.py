"""Pane 1: the conferences as a timeline, each with how far its directives have come."""

from rich.segment import Segment

from ngkt_tui.domain.dates import day_and_month
from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.query.lists.rows import ConferenceRow
from ngkt_tui.tui.panes.officials_pane import short_post
from ngkt_tui.tui.panes.pane import PaneSpec
from ngkt_tui.tui.widgets.drawing import Line, RenderContext, Section, justify, stacked_bar, width_of

MAX_BAR_LENGTH = 40
ROOM_FOR_WORDS = 34
"""From this width on there is room beside the bar for what its rate leaves out, in words."""


def draw(row: ConferenceRow, above: ConferenceRow | None, drawing: RenderContext) -> list[Line]:
    """Return the year (or the thread between two conferences), then date and chair, how it was held, and a bar."""
    return [_year(row, above, drawing), _head(row, drawing), _manner(row, drawing), _progress(row, drawing)]


def _year_of(row: ConferenceRow) -> str:
    return str(row.date or "")[:4]


def _year(row: ConferenceRow, above: ConferenceRow | None, drawing: RenderContext) -> Line:
    if above is not None and _year_of(above) == _year_of(row):
        return [_thread(drawing)]
    return [Segment(_year_of(row) or drawing.translate("conference.no-date"), drawing.text_styles.title)]


def _thread(drawing: RenderContext) -> Segment:
    return Segment(drawing.glyph("│", "|"), drawing.text_styles.faint)


def _head(row: ConferenceRow, drawing: RenderContext) -> Line:
    text_styles = drawing.text_styles
    day = day_and_month(row.date, drawing.language)
    if day and row.date_inferred:
        day = f"{drawing.glyph('≈', '~')}{day}"
    left = [
        Segment(drawing.glyph("●", "o"), text_styles.gold),
        Segment(drawing.glyph("─ ", "- "), text_styles.faint),
        Segment(f"{day} " if day else "", text_styles.strong),
    ]
    count = [Segment(str(row.directives), text_styles.strong)] if row.directives else []
    room = drawing.width - width_of(left) - width_of(count) - 1
    return justify([*left, *drawing.found(_who(row, drawing, room), text_styles.text)], count, drawing.width)


def _who(row: ConferenceRow, drawing: RenderContext, room: int) -> str:
    chair = drawing.localized(row.chair_vi, row.chair_en)
    return short_post(chair, drawing.language, room) if chair else drawing.localized(row.title_vi, row.title_en)


def _manner(row: ConferenceRow, drawing: RenderContext) -> Line:
    parts = [drawing.translate(f"format.{row.format}.short")] if row.format in ("in-person", "online", "hybrid") else []
    if row.articles:
        parts.append(drawing.translate("conference.articles", count=row.articles))
    if row.recommendations:
        parts.append(drawing.translate("conference.recommendations", count=row.recommendations))
    if row.withdrawn:
        parts.insert(0, drawing.translate("record.withdrawn"))
    while len(parts) > 1 and len(" · ".join(parts)) > drawing.width - 3:
        parts.pop()
    return [_thread(drawing), Segment("  " + " · ".join(parts), drawing.text_styles.muted)]


def _progress(row: ConferenceRow, drawing: RenderContext) -> Line:
    text_styles = drawing.text_styles
    if not row.directives:
        words = "conference.none-in-scope" if drawing.is_scoped else "conference.no-directives"
        return [_thread(drawing), Segment("  " + drawing.translate(words), text_styles.muted)]
    finished = f" {row.done}/{row.followed}{_spirit(row, drawing)}"
    parts = (
        (row.done, text_styles.jade),
        (row.doing, text_styles.sky),
        (row.blocked, text_styles.vermilion),
        (row.reported, text_styles.gold),
        (row.dropped, text_styles.faint),
    )
    room = min(MAX_BAR_LENGTH, max(0, drawing.width - 3 - max(6, len(finished))))
    bar = stacked_bar(parts, row.followed, room, text_styles, plain=drawing.ascii)
    return [_thread(drawing), Segment("  "), *bar, Segment(finished.rjust(6), text_styles.muted)]


def _spirit(row: ConferenceRow, drawing: RenderContext) -> str:
    """Return how many directives of the conference the rate leaves out."""
    if not row.spirit:
        return ""
    told = " " + drawing.translate("conference.spirit", count=row.spirit)
    return told if drawing.width >= ROOM_FOR_WORDS else f" +{row.spirit}"


SPEC = PaneSpec(
    "conferences",
    (Section("conferences", RecordKind.CONFERENCE, 4, draw, lead=1),),
    shows_progress=True,
)
