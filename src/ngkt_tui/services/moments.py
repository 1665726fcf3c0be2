"""The moment that a query counts deadlines from, taken from the context's date and clock."""

from datetime import date

from ngkt_tui.domain.deadline import day_complaint
from ngkt_tui.domain.errors import UsageError
from ngkt_tui.query.moment import Moment
from ngkt_tui.services.context import Context


def moment_of(context: Context, as_of: date | None = None) -> Moment:
    """Return today in the machine's zone; `as_of` asks for the statuses as they were at the end of that day.

    Raises `UsageError` for a day of no usual year.
    """
    issue = day_complaint(as_of) if as_of else None
    if issue is not None:
        raise UsageError(detail=issue)
    offset = context.clock().astimezone().utcoffset()
    minutes = round(offset.total_seconds() / 60) if offset else 0
    return Moment(today=as_of or context.today(), zone_minutes=minutes, as_of=as_of)
