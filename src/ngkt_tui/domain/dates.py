"""Formatting of dates: dd/mm/yyyy in Vietnamese, ISO 8601 in English, and short forms for narrow
columns."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum, auto
from typing import NamedTuple

from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.stored_values import StoredDate


def format_date(day: StoredDate | None, language: Language) -> str:
    """Return `day` as `language` writes it, a damaged one as it stands; an empty string for `None`."""
    if not isinstance(day, date):
        return day or ""
    return f"{day:%d/%m/%Y}" if language is Language.VI else day.isoformat()


def format_month(month: str, language: Language) -> str:
    """Return the month `2024-07` as `language` writes it: `tháng 7/2024` in Vietnamese; a damaged one as it stands."""
    year, _, number = month.partition("-")
    is_whole = year.isdecimal() and number.isdecimal()
    return f"tháng {int(number)}/{year}" if language is Language.VI and is_whole else month


def day_and_month(day: StoredDate | None, language: Language) -> str:
    """Return `18/07` in Vietnamese, `07-18` in English; empty for no date or a damaged one."""
    if not isinstance(day, date):
        return ""
    return f"{day:%d/%m}" if language is Language.VI else f"{day:%m-%d}"


def short_date(day: StoredDate | None, language: Language) -> str:
    """Return `18/07/24` in Vietnamese, `2024-07-18` in English; empty for no date or a damaged one."""
    if not isinstance(day, date):
        return ""
    return f"{day:%d/%m/%y}" if language is Language.VI else day.isoformat()


def short_date_width(language: Language) -> int:
    """Return the cells that a short date takes."""
    return 8 if language is Language.VI else 10


def near_date(day: date, today: date, language: Language) -> str:
    """Return a date without its year where that is the present one, else as `short_date` does."""
    return day_and_month(day, language) if day.year == today.year else short_date(day, language)


class Moment(NamedTuple):
    """The day of the reader, and the day in the past as of which statuses are wanted."""

    today: date
    zone_minutes: int = 0
    """Minutes by which the reader's day is ahead of UTC; 420 in Vietnam."""
    as_of: date | None = None
    """Statuses as the history had them at the end of this day; `None` for the present ones."""
    unit: str = ""
    """The organisation whose desk this is, by id or name; empty where none is set."""
    last_seen: Callable[[], int | None] = lambda: None
    """Returns the newest entry of the history that the reader has seen; `None` where that is not known."""

    @property
    def day(self) -> date:
        return self.as_of or self.today

    @property
    def zone(self) -> str:
        """Return the modifier that turns a stored UTC time into the reader's."""
        return f"{self.zone_minutes:+d} minutes"

    @property
    def cutoff(self) -> str:
        """Return the stored UTC time at which the day ends. The last day of the calendar ends at its last second."""
        try:
            end = datetime.combine(self.day, time(), UTC) + timedelta(days=1, minutes=-self.zone_minutes)
        except OverflowError:
            end = datetime.combine(self.day, time.max, UTC)
        return end.isoformat(timespec="seconds").replace("+00:00", "Z")


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
