"""The days to come of a summary as an iCalendar file (RFC 5545): due dates, answers, next steps, what is watched.

Lines end with CR LF and are folded at 75 octets; each event keeps its id from export to export.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from ngkt_tui.domain.summary_items import CalendarDay, Summary
from ngkt_tui.domain.text import sanitize
from ngkt_tui.domain.words import translate

MAX_OCTETS = 75
MAX_TITLE = 200
_ESCAPED = re.compile(r"[\\;,]")


def calendar_file(summary: Summary) -> Iterator[str]:
    """Yield a calendar with an event of a whole day for each day to come."""
    name = translate(summary.language, "calendar.name")
    yield from _lines("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//ngkt-tui//ngkt-tui//EN", "CALSCALE:GREGORIAN")
    yield from _lines(f"X-WR-CALNAME:{_text(name)}")
    for day in summary.calendar:
        yield from _event(day, summary)
    yield from _lines("END:VCALENDAR")


def _event(event: CalendarDay, summary: Summary) -> Iterator[str]:
    values = {"text": event.text, "what": event.what, "who": event.who}
    title = translate(summary.language, f"calendar.{event.kind}", **values)
    details = [event.text, *filter(None, (event.who, event.record))]
    yield from _lines(
        "BEGIN:VEVENT",
        f"UID:{event.uid}@ngkt-tui",
        f"DTSTAMP:{summary.as_of:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{_after(event.day):%Y%m%d}",
        f"SUMMARY:{_text(title[:MAX_TITLE])}",
        f"DESCRIPTION:{_text(chr(10).join(details))}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    )


def _after(day: date) -> date:
    return day if day == date.max else day + timedelta(days=1)


def _text(text: str) -> str:
    """Return a text as a value: what separates is escaped, a line end is written as \\n."""
    cleaned = sanitize(text).replace("\t", " ")
    return _ESCAPED.sub(lambda match: f"\\{match[0]}", cleaned).replace("\n", "\\n")


def _lines(*lines: str) -> Iterator[str]:
    for line in lines:
        yield _folded(line)


def _folded(line: str) -> str:
    """Return a line in pieces of at most 75 octets, none of which cuts a letter."""
    pieces, piece, length = [], "", 0
    for letter in line:
        octets = len(letter.encode("utf-8", "replace"))
        if length + octets > MAX_OCTETS:
            pieces.append(piece)
            piece, length = " ", 1
        piece += letter
        length += octets
    return "\r\n".join([*pieces, piece]) + "\r\n"
