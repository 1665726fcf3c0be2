"""The day for which a question is asked, given by the caller: nothing here reads a clock."""

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple


class Moment(NamedTuple):
    """The day of the reader, and the day in the past as of which statuses are wanted."""

    today: date
    zone_minutes: int = 0
    """Minutes by which the reader's day is ahead of UTC; 420 in Vietnam."""
    as_of: date | None = None
    """Statuses as the history had them at the end of this day; `None` for the present ones."""

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
