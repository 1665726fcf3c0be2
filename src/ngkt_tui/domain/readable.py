"""What is read from: a connection to a store, whichever engine it is on; and the moment as of which it is read."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple, Protocol


class Rows(Protocol):
    """The answer to a statement."""

    @property
    def description(self) -> Sequence[Any]: ...

    def fetchall(self) -> list[Any]:
        """Return the rows that are left."""
        ...

    def fetchone(self) -> Any:
        """Return the next row; `None` for none."""
        ...

    def __iter__(self) -> Iterator[Any]: ...


class Readable(Protocol):
    """What queries read from: SQL with parameters by name, rows as tuples."""

    def execute(self, statement: str, parameters: Any = (), /) -> Rows:
        """Run a statement."""
        ...


def read_together(
    connection: Readable, statements: Sequence[str], parameters: Mapping[str, Any]
) -> Iterable[list[tuple[Any, ...]]]:
    """Return the rows of several statements; a server is asked all of them in one round trip."""
    ask: Callable[..., Iterable[list[tuple[Any, ...]]]] | None = getattr(connection, "read_together", None)
    if ask is not None:
        return ask(statements, parameters)
    return (connection.execute(statement, parameters).fetchall() for statement in statements)


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
