"""Reading a time as it is typed in either language: a day, a month, a quarter, a year, so long from today.

The phrases come without accents, in lower case, with single spaces, as `parse_typed_date` prepares them. What day it
is, is an argument; a time whose year is said needs none.
"""

import calendar
import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import NamedTuple

from ngkt_tui.domain.dates import MIDDLE_YEAR, Aim, DateRange, YearError, is_usual, likely_year


class Now(NamedTuple):
    """The day on which a time is read, and in which direction one without a year is looked for."""

    today: date
    aim: Aim


class Dated(NamedTuple):
    """A time of a year; `year` holds the digits as typed, `None` where none are."""

    in_year: Callable[[int], DateRange]
    year: str | None = None


def find_period(text: str, today: date, aim: Aim = Aim.AHEAD) -> DateRange | None:
    """Return the days that `text` means on the day `today`, `None` for what is no time.

    Raises `YearError` for a year that nobody can mean, `ValueError` for a day that never comes.
    """
    now = Now(today, aim)
    found = _read(text, now)
    if isinstance(found, Dated):
        found = _year_given(found, found.year, today.year) if found.year else _year_chosen(found, now)
    if found is not None and not (is_usual(found.first) and is_usual(found.last)):
        raise YearError(str(found.last.year), None)
    return found


def find_fixed_period(text: str) -> DateRange | None:
    """Return the days of a time whose year is said; `None` for any other. Raises what `find_period` raises."""
    found = _read(text, Now(date(MIDDLE_YEAR, 1, 1), Aim.AHEAD))
    return _year_given(found, found.year, MIDDLE_YEAR) if isinstance(found, Dated) and found.year else None


def months_later(day: date, months: int) -> date:
    """Return the same day so many months later, or the last one where that month is shorter."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, days_in(year, month + 1)))


def days_in(year: int, month: int) -> int:
    """Return how many days a month has."""
    return calendar.monthrange(year, month)[1]


def quarter_of(day: date) -> DateRange:
    """Return the quarter in which `day` lies."""
    return _whole("quarter", day, 0)


def _read(text: str, now: Now) -> Dated | DateRange | None:
    text = _LEAD.sub("", text)
    if text in _DAYS_AWAY:
        return _day(now.today + timedelta(days=_DAYS_AWAY[text]))
    for pattern, read in _READERS:
        match = re.fullmatch(pattern, text)  # which keeps what it compiles
        if match and (found := read(match, now)) is not None:
            return found
    return None


def _year_given(time: Dated, typed: str, near: int) -> DateRange:
    year = int(typed) + (2000 if len(typed) == 2 else 0)
    if len(typed) in (2, 4) and is_usual(date(max(year, 1), 1, 1)):
        return time.in_year(year)
    likely = likely_year(typed, near)
    raise YearError(typed, time.in_year(likely).last if likely else None)


def _year_chosen(time: Dated, now: Now) -> DateRange:
    time.in_year(2000)  # a leap year: raises for a day that never comes
    today, is_ahead = now.today, now.aim is Aim.AHEAD
    step = 1 if is_ahead else -1
    for away in range(9):  # 29 February may be years away
        try:
            period = time.in_year(today.year + step * away)
        except ValueError:
            continue
        if (period.last >= today) if is_ahead else (period.first <= today):
            return period
    raise ValueError(today)


def _day(day: date) -> DateRange:
    return DateRange(day, day)


def _months(year: int, first: int, last: int) -> DateRange:
    return DateRange(date(year, first, 1), date(year, last, days_in(year, last)))


def _of_day(day: str, month: int, year: str | None) -> Dated:
    return Dated(lambda in_year: _day(date(in_year, month, int(day))), year)


def _of_months(first: int, last: int, year: str | None) -> Dated:
    return Dated(lambda in_year: _months(in_year, first, last), year)


def _iso(match: re.Match[str], _now: Now) -> Dated:
    return _of_day(match["day"], int(match["month"]), match["year"])


def _named_day(match: re.Match[str], _now: Now) -> Dated:
    return _of_day(match["day"], _MONTHS[match["name"]], match["year"])


def _month(match: re.Match[str], _now: Now) -> Dated:
    month = int(match["month"])
    return _of_months(month, month, match["year"])


def _named_month(match: re.Match[str], _now: Now) -> Dated:
    month = _MONTHS[match["name"]]
    return _of_months(month, month, match["year"])


def _quarter(match: re.Match[str], _now: Now) -> Dated:
    number = _QUARTERS[match["quarter"]]
    return _of_months(3 * number - 2, 3 * number, match["year"])


def _half(match: re.Match[str], _now: Now) -> Dated:
    first = 1 if match["half"] in ("dau", "1", "first") else 7
    return _of_months(first, first + 5, match["year"])


def _year(match: re.Match[str], _now: Now) -> Dated:
    return _of_months(1, 12, match["year"])


def _unit_of_today(match: re.Match[str], now: Now) -> DateRange:
    step = _STEPS[match["which"]]
    return _whole(_UNITS[match["unit"]], now.today, step)


def _whole(unit: str, today: date, step: int) -> DateRange:
    """Return the week, month, quarter or year that lies so many of them from the present one."""
    if unit == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=step)
        return DateRange(monday, monday + timedelta(days=6))
    length = {"month": 1, "quarter": 3, "year": 12}[unit]
    month = (today.month - 1) // length * length + 1
    first = months_later(date(today.year, month, 1), step * length)
    return _months(first.year, first.month, first.month + length - 1)


def _offset(match: re.Match[str], now: Now) -> DateRange:
    sign = -1 if match.groupdict().get("sign") == "-" or match.groupdict().get("ago") else 1
    return _day(_away(now.today, sign * int(match["count"]), match["unit"]))


def _coming(match: re.Match[str], now: Now) -> DateRange:
    return DateRange(now.today, _away(now.today, int(match["count"]), match["unit"]))


def _away(today: date, count: int, typed_unit: str) -> date:
    unit = _UNITS[typed_unit]
    if unit in ("day", "week"):
        return today + timedelta(days=count * (7 if unit == "week" else 1))
    return months_later(today, count * {"month": 1, "quarter": 3, "year": 12}[unit])


def _weekday(match: re.Match[str], now: Now) -> DateRange:
    number, which = _WEEKDAYS[match["weekday"]], match["which"]
    if which:
        return _day(_whole("week", now.today, _STEPS[which]).first + timedelta(days=number))
    days = (number - now.today.weekday()) % 7
    return _day(now.today + timedelta(days=days - 7 if days and now.aim is Aim.PAST else days))


def _coming_weekday(match: re.Match[str], now: Now) -> DateRange:
    days = (_WEEKDAYS[match["weekday"]] - now.today.weekday()) % 7 or 7
    return _day(now.today + timedelta(days=days))


def _edge(match: re.Match[str], now: Now) -> Dated | DateRange | None:
    """Return the first or last day of a time: `end of September`; of a mere unit, of the present one."""
    rest = match["rest"]
    inner = _whole(_UNITS[rest], now.today, 0) if rest in _ENGLISH_WHOLES + _VIETNAMESE_WHOLES else _read(rest, now)
    is_end = match["edge"] not in ("dau", "start", "beginning")

    def cut(period: DateRange) -> DateRange:
        return _day(period.last if is_end else period.first)

    if isinstance(inner, Dated):
        in_year = inner.in_year
        return Dated(lambda year: cut(in_year(year)), inner.year)
    return cut(inner) if inner else None


_UNITS = {
    **dict.fromkeys(("d", "day", "days", "n", "ngay"), "day"),
    **dict.fromkeys(("w", "week", "weeks", "tuan"), "week"),
    **dict.fromkeys(("m", "month", "months", "thang"), "month"),
    **dict.fromkeys(("q", "quarter", "quarters", "quy"), "quarter"),
    **dict.fromkeys(("y", "year", "years", "nam"), "year"),
}
_ENGLISH_WHOLES = ("week", "month", "quarter", "year")
_VIETNAMESE_WHOLES = ("tuan", "thang", "quy", "nam")
_ENGLISH_STEPS = {"this": 0, "next": 1, "last": -1}
_VIETNAMESE_STEPS = {"nay": 0, "sau": 1, "toi": 1, "truoc": -1, "ngoai": -1, "qua": -1}
_STEPS = _ENGLISH_STEPS | _VIETNAMESE_STEPS
_DAYS_AWAY = {
    **dict.fromkeys(("today", "hom nay"), 0),
    **dict.fromkeys(("tomorrow", "ngay mai", "mai"), 1),
    **dict.fromkeys(("the day after tomorrow", "ngay kia"), 2),
    **dict.fromkeys(("yesterday", "hom qua"), -1),
    **dict.fromkeys(("the day before yesterday", "hom kia"), -2),
}
_MONTH_NAMES = [
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
]  # fmt: skip
_MONTHS = {
    **{name: number for number, name in enumerate(_MONTH_NAMES, 1)},
    **{name[:3]: number for number, name in enumerate(_MONTH_NAMES, 1)},
    "sept": 9,
}
_QUARTERS = {
    name: number
    for number, names in enumerate(("1 i 1st first", "2 ii 2nd second", "3 iii 3rd third", "4 iv 4th fourth"), 1)
    for name in names.split()
}
_VIETNAMESE_WEEKDAYS = ["hai", "ba", "tu", "nam", "sau", "bay"]
_ENGLISH_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_WEEKDAYS = {
    **{f"thu {name}": number for number, name in enumerate(_VIETNAMESE_WEEKDAYS)},
    **{f"thu {number + 2}": number for number in range(6)},
    **{name: number for number, name in enumerate(_ENGLISH_WEEKDAYS)},
    **{name[:3]: number for number, name in enumerate(_ENGLISH_WEEKDAYS)},
    **dict.fromkeys(("chu nhat", "cn"), 6),
}


def _one_of(name: str, words: Iterable[str]) -> str:
    return f"(?P<{name}>{'|'.join(sorted(words, key=len, reverse=True))})"


_LEAD = re.compile(r"^(?:vao |den |on |by |trong )?(?:ngay (?=\d)|mung |mong |the )?")
_NUMBER = r"(?P<count>\d{1,5}) ?"
_UNIT = _one_of("unit", _UNITS)
_SAID_YEAR = r"(?: ?[/-] ?| (?:nam |of |in )?)(?P<year>\d{3,6})"
_NAME = _one_of("name", _MONTHS)
_NTH_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_QUARTER = _one_of("quarter", _QUARTERS)
_MONTH = r"(?P<month>\d{1,2})"

_READERS: tuple[tuple[str, Callable[[re.Match[str], Now], Dated | DateRange | None]], ...] = (
    (rf"(?P<year>\d{{3,6}})[-/.]{_MONTH}[-/.](?P<day>\d{{1,2}})", _iso),
    (rf"(?P<day>\d{{1,2}}) ?[/.-] ?{_MONTH}(?: ?[/.-] ?(?P<year>\d{{2,6}}))?", _iso),
    (rf"(?P<day>\d{{1,2}}) (?:thang|t) ?{_MONTH}(?:{_SAID_YEAR})?", _iso),
    (rf"{_NTH_DAY} (?:of )?{_NAME}(?:{_SAID_YEAR})?", _named_day),
    (rf"{_NAME} {_NTH_DAY}(?:{_SAID_YEAR})?", _named_day),
    (rf"(?P<year>\d{{4}})-{_MONTH}", _month),
    (rf"{_MONTH} ?[/.-] ?(?P<year>\d{{3,6}})", _month),
    (rf"(?:thang|t) ?{_MONTH}(?:{_SAID_YEAR})?", _month),
    (rf"{_NAME}(?:{_SAID_YEAR})?", _named_month),
    (rf"(?:quy|q) ?{_QUARTER}(?:{_SAID_YEAR})?", _quarter),
    (rf"{_QUARTER} quarter(?:{_SAID_YEAR})?", _quarter),
    (r"(?P<year>\d{4})[ -]?q(?P<quarter>[1-4])", _quarter),
    (r"(?:6|sau) thang (?P<half>dau|cuoi) nam(?: (?P<year>\d{3,6}))?", _half),
    (rf"(?P<half>first|second) half(?:{_SAID_YEAR})?", _half),
    (r"(?:nam )?(?P<year>\d{4})", _year),
    (rf"{_one_of('unit', _VIETNAMESE_WHOLES)} {_one_of('which', _VIETNAMESE_STEPS)}", _unit_of_today),
    (rf"{_one_of('which', _ENGLISH_STEPS)} {_one_of('unit', _ENGLISH_WHOLES)}", _unit_of_today),
    (rf"{_one_of('weekday', _WEEKDAYS)}(?: tuan {_one_of('which', _VIETNAMESE_STEPS)})?", _weekday),
    (rf"{_one_of('which', _ENGLISH_STEPS)} {_one_of('weekday', _WEEKDAYS)}", _weekday),
    (rf"(?:coming )?{_one_of('weekday', _WEEKDAYS)}(?: toi)?", _coming_weekday),
    (rf"(?P<sign>[+-]) ?{_NUMBER}{_UNIT}", _offset),
    (rf"{_NUMBER}{_UNIT} (?:nua|from now|from today)", _offset),
    (rf"(?:in|sau) {_NUMBER}{_UNIT}", _offset),
    (rf"{_NUMBER}{_UNIT} (?P<ago>truoc|ago)", _offset),
    (rf"(?:within |next )?{_NUMBER}{_UNIT}(?: toi)?", _coming),
    (r"(?P<edge>cuoi|het|dau|end|start|beginning)(?: of)?(?: the)? (?P<rest>.+)", _edge),
)
"""Patterns of phrases with what reads them, compiled when the first phrase is read: a start reads none."""
