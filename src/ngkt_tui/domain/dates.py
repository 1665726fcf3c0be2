"""Formatting of dates: dd/mm/yyyy in Vietnamese, ISO 8601 in English, and short forms for narrow
columns."""

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.stored_values import StoredDate


def format_date(day: StoredDate | None, language: Language) -> str:
    """Return `day` as `language` writes it, a damaged one as it stands; an empty string for `None`."""
    if not isinstance(day, date):
        return day or ""
    return f"{day:%d/%m/%Y}" if language is Language.VI else day.isoformat()


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

    @property
    def day(self) -> date:
        """Return the day for which deadlines are judged."""
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
