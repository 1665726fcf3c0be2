"""What every service is told by whoever starts it: where the store is, what time it is, who acts, how to speak.

Nothing in `services` looks up a path, a clock, a user, an environment variable or a terminal: it is all in here,
made once by the command line, or by a test.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from ngkt_tui.domain.language import Language

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Return the present moment, aware, in UTC: the clock of the running program."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Context:
    """The surroundings of a service.

    `clock` returns aware moments in UTC. `fixed_today` is the date that `NGKT_TODAY` gives, `None` where the clock
    tells the date. `readonly` forbids every write; `ascii` asks for glyphs in plain characters. `file` is the device
    and number of the file that its user has been reading: an edit of another one in its place is refused; `None`
    asks for no such care.
    """

    store: Path
    actor: str
    language: Language
    clock: Clock = utc_now
    fixed_today: date | None = None
    readonly: bool = False
    ascii: bool = False
    file: tuple[int, int] | None = None

    def today(self) -> date:
        """Return the date that deadlines are counted from: the fixed one, else the clock's in the machine's zone."""
        return self.fixed_today or self.clock().astimezone().date()

    def now(self) -> str:
        """Return the present moment as the store writes it: `YYYY-MM-DDTHH:MM:SSZ`."""
        return self.clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
