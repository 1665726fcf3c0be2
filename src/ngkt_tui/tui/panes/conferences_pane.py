"""Pane 1: the conferences as a timeline, the newest first, each with how far its directives have come.

The axis at the left joins the conferences that the Government chairs; those of others branch off, and what is only
mentioned is a hollow dot. The line above a conference tells how much later the next one was, the first how long ago.
"""

import textwrap
from collections.abc import Sequence
from datetime import date

from rich.cells import cell_len
from rich.segment import Segment

from ngkt_tui.domain.enums import Language, OrganisationKind, RecordKind, Status
from ngkt_tui.domain.short_names import conference_subject
from ngkt_tui.domain.stored_values import StoredDate
from ngkt_tui.domain.words import day_and_month, translate
from ngkt_tui.query.lists.grouping import ListGrouping, RecordGroup
from ngkt_tui.query.lists.rows import ConferenceRow
from ngkt_tui.tui.panes.officials_pane import short_post
from ngkt_tui.tui.panes.pane import PaneSpec
from ngkt_tui.tui.widgets.drawing import (
    Line,
    RenderContext,
    Section,
    fit_line,
    hrule,
    justify,
    made_marks,
    stacked_bar,
    status_glyph,
    width_of,
)

_WEEK, _MONTH = 7, 30.44
MAX_BAR_LENGTH = 40
ROOM_FOR_WORDS = 34
"""From this width on there is room beside the bar for what its rate leaves out, in words."""
LINE_BAR_CELLS, LINE_SHARE_CELLS, LINE_WHO_CELLS = 10, 13, 15
"""The columns of a conference in one line; the share is as wide as `12/345 67 late`."""
ROOM_FOR_PLACE = 60
"""From this width on there is room beside the chair for the place."""


def heights(width: int) -> Sequence[tuple[int, int]]:
    """Return in how many lines a conference can be drawn, each with how many of them lie above it."""
    return ((4, 1), (2, 0), (1, 0)) if width >= ROOM_FOR_PLACE else ((4, 1), (2, 0))


def draw(row: ConferenceRow, above: ConferenceRow | None, drawing: RenderContext) -> list[Line]:
    """Return the time that lies between, then date and chair, what it was about, and a bar; less in fewer lines."""
    match drawing.options.height:
        case 1:
            return [_mention(row, drawing)[0] if row.is_mentioned else _line(row, drawing)]
        case 2:
            if not row.is_mentioned:
                return [_head(row, drawing), _subject(row, drawing)]
            first, rest, below = _mention(row, drawing)
            return [first, rest if width_of(rest) > width_of([_axis(drawing), Segment("  ")]) else below]
    if row.is_mentioned:
        return [_between(row, above, drawing), *_mention(row, drawing)]
    return [_between(row, above, drawing), _head(row, drawing), _subject(row, drawing), _progress(row, drawing)]


def draw_year(group: RecordGroup, drawing: RenderContext, is_folded: bool) -> Line:
    """Return the line that heads a year: as far as there is room what is late, open and done, and how many they are."""
    text_styles = drawing.text_styles
    arrow = drawing.glyph("▸", ">") if is_folded else drawing.glyph("▾", "v")
    year = group.key or drawing.translate("conference.no-date")
    left = [Segment(f"{arrow} ", text_styles.muted), Segment(year, text_styles.title)]
    if not group.is_counted:
        return left
    counts = [
        (drawing.translate("conference.overdue", count=group.late) if group.late else "", text_styles.vermilion),
        (drawing.translate("group.open", count=group.open) if group.open else "", text_styles.text),
        (f"{status_glyph(Status.DONE, drawing.ascii)}{group.done}" if group.done else "", text_styles.jade),
        (drawing.translate("conference.conferences", count=group.records), text_styles.muted),
    ]
    right: Line = []
    for words, ink in counts:
        if words and width_of([*left, *right]) + cell_len(words) + 4 <= drawing.width:
            right += [Segment("  "), Segment(words, ink)]
    rule = drawing.width - width_of([*left, *right]) - 1
    return [*left, Segment(" "), hrule(rule, text_styles.faint), *right]


def _timeline_date(row: ConferenceRow) -> StoredDate | None:
    """Return the day by which a conference has its place among the others."""
    return row.date or row.named_on


def _between(row: ConferenceRow, above: ConferenceRow | None, drawing: RenderContext) -> Line:
    """Return the line above a conference: how far away what stands above it is, of the first how long ago it was."""
    ink = drawing.text_styles.muted if above else drawing.text_styles.gold
    return [_axis(drawing), Segment("  "), Segment(_span(row, above, drawing), ink)]


def _span(row: ConferenceRow, above: ConferenceRow | None, drawing: RenderContext) -> str:
    day, later = row.date, drawing.today if above is None else _timeline_date(above)
    if not isinstance(day, date) or not isinstance(later, date):
        return ""
    days = (later - day).days
    if above is not None:
        return time_between(day, later, drawing.language) if days else ""
    if days < 0:
        return drawing.translate("conference.ahead", span=time_between(later, day, drawing.language))
    return drawing.translate("conference.until-today", days=days) if days else drawing.translate("conference.today")


def _axis(drawing: RenderContext) -> Segment:
    return Segment(drawing.glyph("│", "|"), drawing.text_styles.faint)


def _dot(row: ConferenceRow, drawing: RenderContext) -> Line:
    styles, marks = drawing.text_styles, made_marks(row, drawing)
    if row.chair_body in (None, OrganisationKind.GOVERNMENT):
        return [Segment(drawing.glyph("●", "o"), styles.gold), Segment(drawing.glyph("─ ", "- "), styles.faint), *marks]
    return [Segment(drawing.glyph("├", "|"), styles.faint), Segment(drawing.glyph("● ", "o "), styles.sky), *marks]


def _head(row: ConferenceRow, drawing: RenderContext) -> Line:
    text_styles = drawing.text_styles
    day, count = _day(row, drawing), _count(row, drawing)
    left = [*_dot(row, drawing), Segment(f"{day} " if day else "", text_styles.strong)]
    room = drawing.width - width_of(left) - width_of(count) - 1
    left += drawing.found(_who(row, drawing, room), text_styles.text)
    for further in _circumstances(row, drawing):
        if cell_len(further) + 3 <= drawing.width - width_of(left) - width_of(count) - 1:
            left += [Segment(" · ", text_styles.faint), Segment(further, text_styles.muted)]
    return justify(left, count, drawing.width)


def _day(row: ConferenceRow, drawing: RenderContext) -> str:
    day = day_and_month(row.date, drawing.language)
    return f"{drawing.glyph('≈', '~')}{day}" if day and row.date_inferred else day


def _mention(row: ConferenceRow, drawing: RenderContext) -> list[Line]:
    """Return three quiet lines for what others only speak of: its title on one or two of them, and when that was."""
    ink, marks = drawing.text_styles.muted, made_marks(row, drawing)
    room = drawing.width - 3 - width_of(marks)
    first, *rest = textwrap.wrap(drawing.localized(row.title_vi, row.title_en), max(1, room)) or [""]
    parts = [_day(row, drawing), drawing.translate("conference.mentioned")]
    if row.named_on != row.date:
        parts.append(day_and_month(row.named_on, drawing.language))
    below = [drawing.found(" ".join(rest), ink), [Segment(" · ".join(filter(None, parts)), ink)]]
    return [
        [Segment(drawing.glyph("○", "."), ink), Segment("  "), *marks, *drawing.found(first, ink)],
        *([_axis(drawing), Segment("  "), *line] for line in sorted(below, key=lambda line: not width_of(line))),
    ]


def _count(row: ConferenceRow, drawing: RenderContext) -> Line:
    """Return how many directives were given; where no line follows that tells how far they are, that."""
    if not row.directives:
        return []
    if drawing.options.height == 2 and drawing.width >= ROOM_FOR_PLACE:
        return [*_bar(row, LINE_BAR_CELLS, drawing), Segment(" "), *fit_line(_share(row, drawing), LINE_SHARE_CELLS)]
    if drawing.options.height == 2:
        return _share(row, drawing)
    number = str(row.directives)
    if drawing.width >= ROOM_FOR_PLACE:
        number = drawing.translate("conference.directives", count=number)
    return [Segment(number, drawing.text_styles.strong)]


def _who(row: ConferenceRow, drawing: RenderContext, room: int) -> str:
    chair = drawing.localized(row.chair_vi, row.chair_en)
    return short_post(chair, drawing.language, room) if chair else drawing.localized(row.title_vi, row.title_en)


def _circumstances(row: ConferenceRow, drawing: RenderContext) -> list[str]:
    """Return whether it is withdrawn, how it was held, where, and how much there is beside directives."""
    parts = [drawing.translate("record.withdrawn")] if row.withdrawn else []
    if row.format in ("in-person", "online", "hybrid"):
        parts.append(drawing.translate(f"format.{row.format}.short"))
    place = drawing.localized(row.place_vi, row.place_en)
    if place and drawing.width >= ROOM_FOR_PLACE:
        parts.append(place)
    if row.articles > 1 or (row.articles and drawing.width >= ROOM_FOR_PLACE):
        parts.append(drawing.translate("conference.articles", count=row.articles))
    if row.recommendations:
        parts.append(drawing.translate("conference.recommendations", count=row.recommendations))
    return parts


def _subject(row: ConferenceRow, drawing: RenderContext) -> Line:
    text = _about(row, drawing, drawing.width - 3)
    return [_axis(drawing), Segment("  "), *drawing.found(text, drawing.text_styles.text)]


def _about(row: ConferenceRow, drawing: RenderContext, room: int) -> str:
    """Return what it was about: all of the title where there is room for it."""
    title = drawing.localized(row.title_vi, row.title_en)
    own = Language.EN if drawing.language is Language.EN and row.title_en else Language.VI
    return title if cell_len(title) <= room else conference_subject(title, own)


def _progress(row: ConferenceRow, drawing: RenderContext) -> Line:
    text_styles = drawing.text_styles
    if not row.directives:
        words = "conference.none-in-scope" if drawing.is_scoped else "conference.no-directives"
        return [_axis(drawing), Segment("  " + drawing.translate(words), text_styles.muted)]
    finished = [Segment(" "), *_share(row, drawing), Segment(_spirit(row, drawing), text_styles.muted)]
    room = min(MAX_BAR_LENGTH, max(0, drawing.width - 3 - max(6, width_of(finished))))
    return [_axis(drawing), Segment("  "), *_bar(row, room, drawing), *finished]


def _share(row: ConferenceRow, drawing: RenderContext) -> Line:
    share = Segment(f"{row.done}/{row.followed}", drawing.text_styles.text)
    if not row.overdue:
        return [share]
    late = drawing.translate("conference.overdue", count=row.overdue)
    return [share, Segment(f" {late}", drawing.text_styles.vermilion)]


def _bar(row: ConferenceRow, cells: int, drawing: RenderContext) -> Line:
    text_styles = drawing.text_styles
    parts = (
        (row.done, text_styles.jade),
        (row.doing, text_styles.sky),
        (row.blocked, text_styles.vermilion),
        (row.reported, text_styles.gold),
        (row.dropped, text_styles.faint),
    )
    return stacked_bar(parts, row.followed, cells, text_styles, plain=drawing.ascii)


def _line(row: ConferenceRow, drawing: RenderContext) -> Line:
    """Return a conference in one line: date, chair, what it was about, a bar and how far it is."""
    text_styles = drawing.text_styles
    share = _share(row, drawing) if row.directives else []
    bar = _bar(row, LINE_BAR_CELLS, drawing) if share else [Segment(" " * LINE_BAR_CELLS)]
    right = [*bar, Segment(" "), *fit_line(share, LINE_SHARE_CELLS)]
    day = _day(row, drawing).rjust(len("≈00/00"))
    who = short_post(drawing.localized(row.chair_vi, row.chair_en), drawing.language, LINE_WHO_CELLS - 1)
    left = [*_dot(row, drawing), Segment(f"{day} ", text_styles.strong)]
    left += fit_line([Segment(who, text_styles.text)], LINE_WHO_CELLS)
    about = _about(row, drawing, drawing.width - width_of([*left, *right]) - 2)
    return justify([*left, *drawing.found(about, text_styles.muted)], right, drawing.width, gap=2)


def _spirit(row: ConferenceRow, drawing: RenderContext) -> str:
    """Return how many directives of the conference the rate leaves out."""
    if not row.spirit:
        return ""
    text = " " + drawing.translate("conference.spirit", count=row.spirit)
    return text if drawing.width >= ROOM_FOR_WORDS else f" +{row.spirit}"


def time_between(earlier: date, later: date, language: Language) -> str:
    """Return about how much time lies between two days, in the unit that needs the smallest number above one."""
    days = abs((later - earlier).days)
    if days < 2 * _WEEK:
        return translate(language, "span.day" if days == 1 else "span.days", count=days)
    if days < 2 * _MONTH:
        return translate(language, "span.weeks", count=round(days / _WEEK))
    months = round(days / _MONTH)
    if months < 36:
        return translate(language, "span.months", count=months)
    return translate(language, "span.years", count=months // 12)


SPEC = PaneSpec(
    "conferences",
    (
        Section(
            "conferences",
            RecordKind.CONFERENCE,
            4,
            draw,
            lead=1,
            shows_progress=True,
            draw_group=draw_year,
            heights=heights,
        ),
    ),
    groupings=(ListGrouping.YEAR,),
)
