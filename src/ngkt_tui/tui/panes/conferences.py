"""Pane 1: the conferences as a timeline, each with how far its directives have come."""

from rich.segment import Segment

from ngkt_tui.domain.kinds import RecordKind
from ngkt_tui.query.rows import ConferenceRow
from ngkt_tui.tui.panes.bars import stacked_bar
from ngkt_tui.tui.panes.dates import day_and_month
from ngkt_tui.tui.panes.posts import short_post
from ngkt_tui.tui.panes.spec import PaneSpec
from ngkt_tui.tui.widgets.cells import Line, spread, width_of
from ngkt_tui.tui.widgets.sections import Drawing, Section

LONGEST_BAR = 40
ROOM_FOR_WORDS = 34
"""From this width on there is room beside the bar for what its rate leaves out, in words."""


def draw(row: ConferenceRow, above: ConferenceRow | None, drawing: Drawing) -> list[Line]:
    """Return the year (or the thread between two conferences), then date and chair, how it was held, and a bar."""
    return [_year(row, above, drawing), _head(row, drawing), _manner(row, drawing), _progress(row, drawing)]


def _year_of(row: ConferenceRow) -> str:
    return (row.date or "")[:4]


def _year(row: ConferenceRow, above: ConferenceRow | None, drawing: Drawing) -> Line:
    if above is not None and _year_of(above) == _year_of(row):
        return [_thread(drawing)]
    return [Segment(_year_of(row) or drawing.say("conference.no-date"), drawing.inks.title)]


def _thread(drawing: Drawing) -> Segment:
    return Segment(drawing.glyph("│", "|"), drawing.inks.faint)


def _head(row: ConferenceRow, drawing: Drawing) -> Line:
    inks = drawing.inks
    day = day_and_month(row.date, drawing.language)
    if day and row.date_inferred:
        day = f"{drawing.glyph('≈', '~')}{day}"
    left = [
        Segment(drawing.glyph("●", "o"), inks.gold),
        Segment(drawing.glyph("─ ", "- "), inks.faint),
        Segment(f"{day} " if day else "", inks.strong),
    ]
    count = [Segment(str(row.directives), inks.strong)] if row.directives else []
    room = drawing.width - width_of(left) - width_of(count) - 1
    return spread([*left, *drawing.found(_who(row, drawing, room), inks.text)], count, drawing.width)


def _who(row: ConferenceRow, drawing: Drawing, room: int) -> str:
    chair = drawing.pick(row.chair_vi, row.chair_en)
    return short_post(chair, drawing.language, room) if chair else drawing.pick(row.title_vi, row.title_en)


def _manner(row: ConferenceRow, drawing: Drawing) -> Line:
    parts = [drawing.say(f"format.{row.format}.short")] if row.format in ("in-person", "online", "hybrid") else []
    if row.articles:
        parts.append(drawing.say("conference.articles", count=row.articles))
    if row.recommendations:
        parts.append(drawing.say("conference.recommendations", count=row.recommendations))
    if row.withdrawn:
        parts.insert(0, drawing.say("record.withdrawn"))
    while len(parts) > 1 and len(" · ".join(parts)) > drawing.width - 3:
        parts.pop()
    return [_thread(drawing), Segment("  " + " · ".join(parts), drawing.inks.muted)]


def _progress(row: ConferenceRow, drawing: Drawing) -> Line:
    inks = drawing.inks
    if not row.directives:
        words = "conference.none-in-scope" if drawing.is_scoped else "conference.no-directives"
        return [_thread(drawing), Segment("  " + drawing.say(words), inks.muted)]
    finished = f" {row.done}/{row.followed}{_spirit(row, drawing)}"
    parts = ((row.done, inks.jade), (row.doing, inks.sky), (row.blocked, inks.vermilion), (row.dropped, inks.faint))
    room = min(LONGEST_BAR, max(0, drawing.width - 3 - max(6, len(finished))))
    bar = stacked_bar(parts, row.followed, room, inks, plain=drawing.ascii)
    return [_thread(drawing), Segment("  "), *bar, Segment(finished.rjust(6), inks.muted)]


def _spirit(row: ConferenceRow, drawing: Drawing) -> str:
    """Return how many directives of the conference the rate leaves out."""
    if not row.spirit:
        return ""
    told = " " + drawing.say("conference.spirit", count=row.spirit)
    return told if drawing.width >= ROOM_FOR_WORDS else f" +{row.spirit}"


SPEC = PaneSpec(
    "conferences",
    (Section("conferences", RecordKind.CONFERENCE, 4, draw, lead=1),),
    shows_progress=True,
)
