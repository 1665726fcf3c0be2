"""The thread of a directive: when the same was asked, at which conferences, and how far each ask is."""

from datetime import date
from typing import NamedTuple

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.errors import UsageError
from ngkt_tui.domain.words import LazyText
from ngkt_tui.query.repetitions import Ask, load_thread
from ngkt_tui.services.reader import Reader


class AskThread(NamedTuple):
    """The asks of a thread, the oldest first. `days` lie between the first and the last."""

    asks: tuple[Ask, ...]
    days: int
    conferences: int


def thread_of(reader: Reader, record: str) -> AskThread:
    """Return the thread of a directive; raises `UnknownRecordError`, and `UsageError` for a record of another kind."""
    found = reader.find(record)
    if found.kind is not RecordKind.DIRECTIVE:
        raise UsageError(detail=LazyText("thread.no-directive", {"id": record}))
    with reader.connection() as connection:
        asks = load_thread(connection, record)
    dates = [ask.date for ask in asks if isinstance(ask.date, date)]
    days = (max(dates) - min(dates)).days if dates else 0
    return AskThread(asks, days, len({ask.conference for ask in asks if ask.conference}))


def days_since_last(thread: AskThread) -> list[int | None]:
    """Return for each ask how many days after the one before it came; `None` where either has no day."""
    before = (None, *thread.asks)
    return [
        (ask.date - last.date).days
        if last is not None and isinstance(last.date, date) and isinstance(ask.date, date)
        else None
        for last, ask in zip(before, thread.asks, strict=False)
    ]
