"""Reading a day as it is typed: a date, so long from today or before, or the end of a month, a quarter, a year.

The words of both languages are taken, with accents or without. What day it is, is an argument.
"""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from ngkt_tui.domain.fold import bare
from ngkt_tui.domain.words import Saying

LONGEST = 60

_NONE = frozenset({"none", "no", "khong", "khong co", "khong han", "khong co han", "bo", "bo han", "-", "–"})
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WRITTEN = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?")
_LATER = re.compile(r"([+-])\s*(\d{1,5})\s*([a-z]+)")
_UNITS = {
    **dict.fromkeys(("d", "day", "days", "n", "ngay"), "day"),
    **dict.fromkeys(("w", "week", "weeks", "tuan"), "week"),
    **dict.fromkeys(("m", "month", "months", "thang"), "month"),
    **dict.fromkeys(("q", "quarter", "quarters", "quy"), "quarter"),
    **dict.fromkeys(("y", "year", "years", "nam"), "year"),
}
_TODAY = frozenset({"today", "hom nay"})
_YESTERDAY = frozenset({"yesterday", "hom qua"})
_TOMORROW = frozenset({"tomorrow", "ngay mai", "mai"})
_LAST = re.compile(r"(?:cuoi|het)\s+(tuan|thang|quy|nam) (?:truoc|ngoai)|end of last (week|month|quarter|year)")
_END = re.compile(r"(?:cuoi|het|end(?: of)?(?: the| this)?)\s+(tuan|thang|quy|nam|week|month|quarter|year)(?: nay)?")


class DeadlineUnclear(ValueError):
    """What was typed is no due date; `saying` tells why."""

    def __init__(self, problem: str, typed: str) -> None:
        self.saying = Saying(f"deadline.{problem}", {"typed": typed[:LONGEST]})
        super().__init__(problem, typed)


def deadline(typed: str, today: date) -> date | None:
    """Return the due date that `typed` means on the day `today`; `None` for none at all.

    `31/12` is the next such day, today included. Months are counted by their number: a month after 31 January is the
    last day of February. Raises `DeadlineUnclear`.
    """
    text = " ".join(bare(typed).split())
    if not text:
        raise DeadlineUnclear("empty", typed)
    if text in _NONE:
        return None
    try:
        day = _day(text, today) if len(text) <= LONGEST else None
    except (ValueError, OverflowError):
        raise DeadlineUnclear("no-such-day", typed.strip()) from None
    if day is None:
        raise DeadlineUnclear("unknown", typed.strip())
    return day


def months_later(day: date, months: int) -> date:
    """Return the same day so many months later, or the last one where that month is shorter."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, _days_in(year, month + 1)))


def _day(text: str, today: date) -> date | None:
    if text in _TODAY:
        return today
    if text in _YESTERDAY:
        return today - timedelta(days=1)
    if text in _TOMORROW:
        return today + timedelta(days=1)
    for pattern, read in _READERS:
        found = pattern.fullmatch(text)
        if found:
            return read(found, today)
    return None


def _iso(found: re.Match[str], _today: date) -> date:
    return date(int(found[1]), int(found[2]), int(found[3]))


def _written(found: re.Match[str], today: date) -> date:
    day, month = int(found[1]), int(found[2])
    if found[3] is None:
        return _next(day, month, today)
    return date(int(found[3]) + (2000 if len(found[3]) == 2 else 0), month, day)


def _next(day: int, month: int, today: date) -> date:
    """Return the next such day: 29 February may be years away."""
    date(2000, month, day)  # a leap year: raises for a day that never comes
    for year in range(today.year, today.year + 9):
        if day <= _days_in(year, month) and date(year, month, day) >= today:
            return date(year, month, day)
    raise ValueError(day, month)


def _later(found: re.Match[str], today: date) -> date | None:
    count, unit = int(found[1] + found[2]), _UNITS.get(found[3])
    if unit in ("day", "week"):
        return today + timedelta(days=count * (7 if unit == "week" else 1))
    months = {"month": 1, "quarter": 3, "year": 12}.get(unit or "")
    return months_later(today, count * months) if months else None


def _end(found: re.Match[str], today: date) -> date:
    unit = _UNITS[found[1]]
    if unit == "week":
        return today + timedelta(days=6 - today.weekday())
    month = {"month": today.month, "quarter": (today.month + 2) // 3 * 3, "year": 12}[unit]
    return date(today.year, month, _days_in(today.year, month))


def _last(found: re.Match[str], today: date) -> date:
    unit = _UNITS[found[1] or found[2]]
    first = {
        "week": today - timedelta(days=today.weekday()),
        "month": today.replace(day=1),
        "quarter": today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1),
        "year": today.replace(month=1, day=1),
    }[unit]
    return first - timedelta(days=1)


def _days_in(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], date | None]], ...] = (
    (_ISO, _iso),
    (_WRITTEN, _written),
    (_LATER, _later),
    (_LAST, _last),
    (_END, _end),
)
