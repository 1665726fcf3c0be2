"""What editors and desks on one store are asked for, and what came of it."""

from statistics import median
from typing import NamedTuple

from bench.figures import p95


class Load(NamedTuple):
    """How many editors make how many edits each, with how many seconds between them on average, and how many desks
    look."""

    editors: int
    edits: int
    desks: int
    pause: float = 0.0


class Acknowledged(NamedTuple):
    """An edit that its author was told of: begun and acknowledged when; `group` is `None` where it was found later."""

    text: str
    group: int | None
    begun: float
    at: float
    tries: int


class Seen(NamedTuple):
    """What a desk saw: each group with its moment, and from when until when it was without the server each time."""

    groups: dict[int, float]
    away: list[tuple[float, float]]


class Work(NamedTuple):
    """Seconds of the processor that were spent."""

    editors: float
    desks: float
    server: float

    def per(self, edits: int) -> str:
        """Return what came to one edit."""
        each = (f"{1000 * seconds / edits:.1f} ms of the {name}" for name, seconds in self._asdict().items())
        return f"processor time of an edit: {', '.join(each)}"


class Outcome(NamedTuple):
    """What came of a run; times in milliseconds, `away` and how long `after` the server answered again in seconds."""

    acknowledged: int
    lost: int
    doubled: int
    tried_again: int
    unexplained: int
    edit: list[float]
    shown: list[float]
    not_shown: int
    away: list[float]
    after: list[float]
    work: Work

    def __str__(self) -> str:
        away = ""
        if self.away:
            longest, late = max(self.away), max(self.after)
            away = f"; {len(self.away)} desks away for {longest:.2f} s at most, {late:.2f} s after the server answered"
        edit, shown = (f"p50 {median(each):.0f} p95 {p95(each):.0f} ms" for each in (self.edit, self.shown))
        return (
            f"{self.acknowledged} acknowledged, {self.lost} lost, {self.doubled} doubled, "
            f"{self.tried_again} tried again, {self.unexplained} not explained by the history; "
            f"edit {edit}; shown {shown}, {self.not_shown} not shown{away}; {self.work.per(self.acknowledged)}"
        )
