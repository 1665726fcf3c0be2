"""Reading a day or a time as it is typed, the same wherever one is typed: options, forms, filters.

The words of both languages are taken, with accents or without (`date_phrases`). What day it is, is an argument.
"""

from datetime import date

from ngkt_tui.domain.date_phrases import find_fixed_period, find_period, months_later
from ngkt_tui.domain.dates import (
    MAX_YEAR,
    MIDDLE_YEAR,
    MIN_YEAR,
    Aim,
    DateRange,
    YearError,
    is_usual,
    likely_year,
    same_day_in,
)
from ngkt_tui.domain.text import strip_diacritics
from ngkt_tui.domain.words import LazyText

__all__ = [
    "Aim",
    "DateParseError",
    "DateRange",
    "day_complaint",
    "fixed_period",
    "months_later",
    "parse_typed_date",
    "past_day",
    "read_period",
]

MAX_LENGTH = 60

_NONE = frozenset({"none", "no", "khong", "khong co", "khong han", "khong co han", "bo", "bo han", "-", "–"})


class DateParseError(ValueError):
    """What was typed is no day that can be meant; `message` is the reason, `nearest` what is most likely meant."""

    def __init__(self, problem: str, typed: str, nearest: date | None = None) -> None:
        proposal = LazyText("deadline.nearest", {"date": nearest}) if nearest else ""
        values = {"first": MIN_YEAR, "last": MAX_YEAR, "phrases": LazyText("deadline.phrases")}
        self.message = LazyText(f"deadline.{problem}", {"typed": typed[:MAX_LENGTH], "proposal": proposal, **values})
        self.problem = problem
        self.nearest = nearest
        super().__init__(problem, typed)


def parse_typed_date(typed: str, today: date) -> date | None:
    """Return the due date that `typed` means on the day `today`; `None` for none at all.

    `31/12` is the next such day, today included; of a month, a quarter, a year the last day is meant. Months are
    counted by their number: a month after 31 January is the last day of February. Raises `DateParseError`.
    """
    return None if _plain(typed) in _NONE else read_period(typed, today, Aim.AHEAD).last


def past_day(typed: str, today: date) -> date:
    """Return the day of something that has been: `31/12` is the last such day, today included.

    Of a month, a quarter, a year the last day is meant. Raises `DateParseError`, for a day to come too.
    """
    try:
        period = read_period(typed, today, Aim.PAST)
    except DateParseError as unclear:
        if unclear.nearest is None or unclear.nearest <= today:
            raise
        raise DateParseError("year", typed.strip(), _past_reading(unclear.nearest, today)) from None
    if period.last > today:
        nearest = today if period.first <= today else _past_reading(period.last, today)
        raise DateParseError("to-come", typed.strip(), nearest)
    return period.last


def read_period(typed: str, today: date, aim: Aim) -> DateRange:
    """Return the days that `typed` means on the day `today`; raises `DateParseError`."""
    text = _plain(typed)
    if not text:
        raise DateParseError("empty", typed)
    try:
        period = find_period(text, today, aim) if len(text) <= MAX_LENGTH else None
    except YearError as wrong:
        raise DateParseError("year", typed.strip(), wrong.nearest) from None
    except (ValueError, OverflowError):
        raise DateParseError("no-such-day", typed.strip()) from None
    if period is None:
        raise DateParseError("unknown", typed.strip())
    return period


def fixed_period(typed: str) -> DateRange | None:
    """Return the days of a time that is the same whatever day it is; `None` for anything else.

    Raises `DateParseError` for what is written like such a time and is none.
    """
    text = _plain(typed)
    try:
        return find_fixed_period(text) if len(text) <= MAX_LENGTH else None
    except YearError as wrong:
        raise DateParseError("year", typed.strip(), wrong.nearest) from None
    except ValueError:
        raise DateParseError("no-such-day", typed.strip()) from None


def day_complaint(day: date, today: date | None = None) -> LazyText | None:
    """Return why nobody can mean `day`: its year, or, where `today` is given, that it is still to come."""
    if not is_usual(day):
        nearest = same_day_in(likely_year(f"{day.year:04}", today.year if today else MIDDLE_YEAR), day)
        if today and nearest and nearest > today:
            nearest = _past_reading(nearest, today)
        return DateParseError("year", day.isoformat(), nearest).message
    if today is not None and day > today:
        return DateParseError("to-come", day.isoformat(), _past_reading(day, today)).message
    return None


def _past_reading(day: date, today: date) -> date | None:
    """Return the day that `day` is a slip of the year away from, of those that have been."""
    years = (year for year in range(today.year, MIN_YEAR, -1) if (near := same_day_in(year, day)) and near <= today)
    return same_day_in(next(years, None), day)


def _plain(typed: str) -> str:
    return " ".join(strip_diacritics(typed).replace(",", " ").split())
