"""Times in a filter: a day, a month, a quarter, a year, a stretch of days, as either language writes them."""

import re
from collections.abc import Callable
from datetime import date

from ngkt_tui.domain.date_phrases import days_in, quarter_of
from ngkt_tui.domain.dates import MAX_YEAR, MIN_YEAR, Aim, DateRange
from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.typed_dates import DateParseError, fixed_period, read_period
from ngkt_tui.domain.words import format_date, translate
from ngkt_tui.query.filter.filter_spec import ValueMistakeError

_YEAR_LAST = re.compile(r"[0-9]{4}\s*$")
_SOME_DAY = date(2024, 1, 1)
_ROMAN = ("", "I", "II", "III", "IV")
_BEGUN = re.compile(r"([0-9]{1,2})[/.-]([0-9]{0,4})(?:[/.-]([0-9]{0,3}))?")


def written_time(typed: str) -> str:
    """Return the canonical form of a time whose year is said; empty for anything else.

    `2024-07-18`, `2024-07`, `2024-Q3`, `2024`; of another stretch its ends, `2024-07-01..2024-12-31`. Raises
    `ValueMistakeError` for what is written like a time and is none, as 30 February, or of a year that nobody can mean.
    """
    first, dots, last = typed.partition("..")
    try:
        ends = [fixed_period(each) for each in (first, last if dots else first)]
    except DateParseError as unclear:
        raise mistake_of(unclear) from unclear
    return canonical_time(DateRange(ends[0].first, ends[1].last)) if ends[0] and ends[1] else ""


def time_on(typed: str, today: date, aim: Aim) -> str:
    """Return the canonical form of any time, as it is meant on the day `today`; raises `ValueMistakeError`."""
    try:
        return canonical_time(read_period(typed, today, aim))
    except DateParseError as unclear:
        raise mistake_of(unclear) from unclear


def is_time(typed: str) -> bool:
    """Return whether something typed means a time on some day: `31/12`, `next week`."""
    try:
        read_period(typed, _SOME_DAY, Aim.AHEAD)
    except DateParseError:
        return False
    return True


def canonical_time(period: DateRange) -> str:
    """Return days as the filter writes them."""
    first, last = period
    if first == last:
        return first.isoformat()
    whole = {
        f"{first:%Y-%m}": DateRange(first.replace(day=1), first.replace(day=days_in(first.year, first.month))),
        f"{first:%Y}-Q{(first.month + 2) // 3}": quarter_of(first),
        f"{first:%Y}": DateRange(first.replace(month=1, day=1), first.replace(month=12, day=31)),
    }
    return next((name for name, span in whole.items() if span == period), f"{first}..{last}")


def days_of(value: str) -> DateRange:
    """Return the days of a canonical form."""
    first, _, last = value.partition("..")
    ends = [fixed_period(each) for each in (first, last or first)]
    return DateRange(ends[0].first, ends[1].last) if ends[0] and ends[1] else DateRange(date.max, date.max)


def mistake_of(unclear: DateParseError) -> ValueMistakeError:
    """Return the mistake that a time in a filter is; of a year that nobody can mean with the nearest reading."""
    if unclear.problem == "year":
        return ValueMistakeError("filter.problem.year", nearest=unclear.nearest or "", first=MIN_YEAR, last=MAX_YEAR)
    return ValueMistakeError("filter.problem.bad-date")


def begun_date(typed: str) -> Callable[[date], bool] | None:
    """Return which days a half-typed date may become (`18/`, `18/0`, `07/202`); `None` for what is no start of one."""
    begun = _BEGUN.fullmatch(typed.strip())
    if begun is None:
        return None
    first, second, year = int(begun[1]), begun[2], begun[3]

    def may_become(day: date) -> bool:
        is_day = day.day == first and _begins(day.month, second) and f"{day.year}".startswith(year or "")
        is_month = day.month == first and year is None and bool(second) and f"{day.year}".startswith(second)
        return is_day or is_month

    return may_become


def is_begun(typed: str) -> bool:
    """Return whether a date is half typed: it may still become one of several."""
    return begun_date(typed) is not None and not _YEAR_LAST.search(typed)


def _begins(month: int, typed: str) -> bool:
    return f"{month:02}".startswith(typed) or f"{month}" == typed


def show_partial(value: str, language: Language) -> str:
    """Return a canonical time as `language` writes it."""
    first, dots, last = value.partition("..")
    if dots:
        return f"{show_partial(first, language)}..{show_partial(last, language)}"
    year, _, quarter = value.partition("-Q")
    if quarter:
        return translate(
            language, "date.quarter", quarter=_ROMAN[int(quarter)] if language is Language.VI else quarter, year=year
        )
    if len(value) == 10:
        return format_date(date.fromisoformat(value), language)
    return "/".join(reversed(value.split("-"))) if language is Language.VI else value
