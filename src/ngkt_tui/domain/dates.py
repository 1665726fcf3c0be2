"""Days and years as they may be meant: a range of days, and which year a day without one lies in."""

from collections.abc import Iterator
from datetime import date
from enum import Enum, auto
from typing import NamedTuple

MIN_YEAR, MAX_YEAR = 1945, 2100
MIDDLE_YEAR = (MIN_YEAR + MAX_YEAR) // 2


class DateRange(NamedTuple):
    """The days from `first` to `last`, both included."""

    first: date
    last: date


class Aim(Enum):
    """Which of several years is meant where none is said."""

    AHEAD = auto()
    """The next one whose days are not all gone."""
    PAST = auto()
    """The last one whose days have begun."""


class YearError(ValueError):
    """A year that nobody can mean; `nearest` is the last day of the same time in the year most likely meant."""

    def __init__(self, year: str, nearest: date | None) -> None:
        super().__init__(year)
        self.year = year
        self.nearest = nearest


def is_usual(day: date) -> bool:
    """Return whether `day` lies in a year that can be meant."""
    return MIN_YEAR <= day.year <= MAX_YEAR


def likely_year(typed: str, near: int = MIDDLE_YEAR) -> int | None:
    """Return the year, one slip away from the digits `typed`, that is nearest to `near`; `None` for none."""
    years = {int(each) for each in _one_slip_away(typed) if len(each) == 4}
    likely = [year for year in years if MIN_YEAR <= year <= MAX_YEAR]
    return min(likely, key=lambda year: (abs(year - near), year), default=None)


def same_day_in(year: int | None, day: date) -> date | None:
    """Return `day` in another year; `None` where there is no such day or no year."""
    try:
        return day.replace(year=year) if year else None
    except ValueError:  # 29 February
        return None


def _one_slip_away(typed: str) -> Iterator[str]:
    for at in range(len(typed) + 1):
        before, after = typed[:at], typed[at:]
        yield before + after[1:]
        yield before + after[1:2] + after[:1] + after[2:]
        for digit in "0123456789":
            yield before + digit + after[1:]
            yield before + digit + after
