"""Pane 1: the conferences as a timeline, the newest first, each with how far its directives have come.

The axis at the left joins the conferences that the Government chairs; those of others branch off, and what is only
mentioned is a hollow dot. The line above a conference tells how much later the next one was, the first how long ago.
"""

import re
import textwrap
from datetime import date

from rich.cells import cell_len
from rich.segment import Segment

from ngkt_tui.domain.dates import day_and_month
from ngkt_tui.domain.enums import Language, OrganisationKind, RecordKind
from ngkt_tui.domain.stored_values import StoredDate
from ngkt_tui.domain.words import translate
from ngkt_tui.query.lists.rows import ConferenceRow
from ngkt_tui.tui.panes.officials_pane import short_post
from ngkt_tui.tui.panes.pane import PaneSpec
from ngkt_tui.tui.widgets.drawing import Line, RenderContext, Section, hrule, justify, stacked_bar, width_of

MIN_SUBJECT = 6
"""A shorter rest of a title tells nothing: then the whole title stands."""

_OPENINGS = {
    Language.VI: tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (r"^.*?\bngoại giao kinh tế,?\s+(.+)$", r"^(?:hội nghị|cuộc|phiên|buổi).*? (?:về|với các) (.+)$")
    ),
    Language.EN: tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            r"^.*?\beconomic diplomacy,?\s+(.+)$",
            r"^.*?\b(?:conference|meeting|session)\b.*? (?:on|with) (.+)$",
        )
    ),
}
"""What stands before the subject of a title, the most telling first."""
_LINKING = {
    Language.VI: re.compile(r"^(?:năm \d{4} )?(?:phục vụ|nhằm|để) ", re.IGNORECASE),
    Language.EN: re.compile(r"^(?:in \d{4} )?(?:in the service of|in order to|to|for) ", re.IGNORECASE),
}
_WEEK, _MONTH = 7, 30.44
MAX_BAR_LENGTH = 40
ROOM_FOR_WORDS = 34
"""From this width on there is room beside the bar for what its rate leaves out, in words."""
ROOM_FOR_PLACE = 60
"""From this width on there is room beside the chair for the place."""


def draw(row: ConferenceRow, above: ConferenceRow | None, drawing: RenderContext) -> list[Line]:
    """Return the year and the time that lies between, then date and chair, what it was about, and a bar."""
    if row.is_mentioned:
        return [_between(row, above, drawing), *_mention(row, drawing)]
    return [_between(row, above, drawing), _head(row, drawing), _subject(row, drawing), _progress(row, drawing)]


def _timeline_date(row: ConferenceRow) -> StoredDate | None:
    """Return the day by which a conference has its place among the others."""
    return row.date or row.named_on


def _year_of(row: ConferenceRow) -> str:
    return str(_timeline_date(row) or "")[:4]


def _between(row: ConferenceRow, above: ConferenceRow | None, drawing: RenderContext) -> Line:
    """Return the line above a conference: its year where that is another, and how far away what stands above is."""
    text_styles = drawing.text_styles
    span = Segment(_span(row, above, drawing), text_styles.muted if above else text_styles.gold)
    if above is not None and _year_of(above) == _year_of(row):
        return [_axis(drawing), Segment(" "), span]
    year = Segment(_year_of(row) or drawing.translate("conference.no-date"), text_styles.title)
    if not span.text:
        return [year]
    rule = hrule(drawing.width - width_of([year, span]) - 2, text_styles.faint)
    return [year, Segment(" "), rule, Segment(" "), span]


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
    text_styles = drawing.text_styles
    if row.chair_body in (None, OrganisationKind.GOVERNMENT):
        dot, arm = Segment(drawing.glyph("●", "o"), text_styles.gold), drawing.glyph("─ ", "- ")
        return [dot, Segment(arm, text_styles.faint)]
    return [Segment(drawing.glyph("├", "|"), text_styles.faint), Segment(drawing.glyph("● ", "o "), text_styles.sky)]


def _head(row: ConferenceRow, drawing: RenderContext) -> Line:
    text_styles = drawing.text_styles
    day = _day(row, drawing)
    left = [*_dot(row, drawing), Segment(f"{day} " if day else "", text_styles.strong)]
    count = _count(row, drawing)
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
    """Return three quiet lines for what others only speak of: its title over two of them, and when that was."""
    ink, room = drawing.text_styles.muted, drawing.width - 3
    first, *rest = textwrap.wrap(drawing.localized(row.title_vi, row.title_en), max(1, room)) or [""]
    told = [_day(row, drawing), drawing.translate("conference.mentioned")]
    if row.named_on != row.date:
        told.append(day_and_month(row.named_on, drawing.language))
    return [
        [Segment(drawing.glyph("○", "."), ink), Segment("  "), *drawing.found(first, ink)],
        [_axis(drawing), Segment("  "), *drawing.found(" ".join(rest), ink)],
        [_axis(drawing), Segment("  "), Segment(" · ".join(filter(None, told)), ink)],
    ]


def _count(row: ConferenceRow, drawing: RenderContext) -> Line:
    if not row.directives:
        return []
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
    """Return what it was about: all of the title where there is room for it."""
    title = drawing.localized(row.title_vi, row.title_en)
    room = drawing.width - 3
    if cell_len(title) > room:
        own = Language.EN if drawing.language is Language.EN and row.title_en else Language.VI
        title = conference_subject(title, own)
    return [_axis(drawing), Segment("  "), *drawing.found(title, drawing.text_styles.text)]


def _progress(row: ConferenceRow, drawing: RenderContext) -> Line:
    text_styles = drawing.text_styles
    if not row.directives:
        words = "conference.none-in-scope" if drawing.is_scoped else "conference.no-directives"
        return [_axis(drawing), Segment("  " + drawing.translate(words), text_styles.muted)]
    finished = [Segment(f" {row.done}/{row.followed}", text_styles.text)]
    if row.overdue:
        late = drawing.translate("conference.overdue", count=row.overdue)
        finished.append(Segment(f" {late}", text_styles.vermilion))
    finished.append(Segment(_spirit(row, drawing), text_styles.muted))
    parts = (
        (row.done, text_styles.jade),
        (row.doing, text_styles.sky),
        (row.blocked, text_styles.vermilion),
        (row.reported, text_styles.gold),
        (row.dropped, text_styles.faint),
    )
    room = min(MAX_BAR_LENGTH, max(0, drawing.width - 3 - max(6, width_of(finished))))
    bar = stacked_bar(parts, row.followed, room, text_styles, plain=drawing.ascii)
    return [_axis(drawing), Segment("  "), *bar, *finished]


def _spirit(row: ConferenceRow, drawing: RenderContext) -> str:
    """Return how many directives of the conference the rate leaves out."""
    if not row.spirit:
        return ""
    told = " " + drawing.translate("conference.spirit", count=row.spirit)
    return told if drawing.width >= ROOM_FOR_WORDS else f" +{row.spirit}"


def conference_subject(title: str, language: Language) -> str:
    """Return what a title in `language` says that other titles do not, the whole title where that is nothing."""
    for opening in _OPENINGS[language]:
        if found := opening.match(title):
            subject = _LINKING[language].sub("", found[1], count=1).strip()
            return subject if len(subject) >= MIN_SUBJECT else title
    return title


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
    (Section("conferences", RecordKind.CONFERENCE, 4, draw, lead=1),),
    shows_progress=True,
)
