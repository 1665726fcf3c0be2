"""The counting form for assigned tasks: each directive falls into the first cell that fits.

Source: the form in which the Government Office counts tasks that the Government and the Prime Minister
assign: done on time, done late, not done within time, not done overdue. Directives without a due date have
cells of their own, so that no rate claims more than it is a share of. What is spirit alone cannot be followed up: it
has a cell of its own, whatever its status, which no rate counts. What an agency only reports as done is not done: with
a due date it counts by that, without one it has a cell of its own. `query` holds the same rule as CASE.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ngkt_tui.domain.enums import UNJUDGED, Nature, Status


class CountingCategory(StrEnum):
    """A cell of the counting form, in the order of the rule; but spirit, which comes first, is shown last."""

    DROPPED = "dropped"
    ON_TIME = "on-time"
    LATE = "late"
    WITHIN = "within"
    OVERDUE = "overdue"
    DONE = "done"
    UNRATED = "unrated"
    REPORTED = "reported"
    OPEN = "open"
    SPIRIT = "spirit"


DATED = (CountingCategory.ON_TIME, CountingCategory.LATE, CountingCategory.WITHIN, CountingCategory.OVERDUE)
_UNDATED = {
    Status.DONE: CountingCategory.DONE,
    Status.UNRATED: CountingCategory.UNRATED,
    Status.REPORTED: CountingCategory.REPORTED,
}
FINISHED = (CountingCategory.ON_TIME, CountingCategory.LATE, CountingCategory.DONE)


def classify(
    status: Status, due: date | None, done_on: date | None, today: date, nature: Nature | str = UNJUDGED
) -> CountingCategory:
    """Return the cell of one directive. A directive done on an unknown day counts as done on time."""
    if nature == Nature.SPIRIT:
        return CountingCategory.SPIRIT
    if status is Status.DROPPED:
        return CountingCategory.DROPPED
    if due is not None:
        return _dated_cell(status, due, done_on, today)
    return _UNDATED.get(status, CountingCategory.OPEN)


def _dated_cell(status: Status, due: date, done_on: date | None, today: date) -> CountingCategory:
    if status is Status.DONE:
        return CountingCategory.LATE if done_on is not None and done_on > due else CountingCategory.ON_TIME
    return CountingCategory.OVERDUE if today > due else CountingCategory.WITHIN


class CountingForm(NamedTuple):
    """How many directives fall into each cell; the fields are the cells, in their order."""

    dropped: int = 0
    on_time: int = 0
    late: int = 0
    within: int = 0
    overdue: int = 0
    done: int = 0
    unrated: int = 0
    reported: int = 0
    open: int = 0
    spirit: int = 0

    @classmethod
    def of(cls, cells: Iterable[CountingCategory]) -> "CountingForm":
        """Count `cells`."""
        counts = dict.fromkeys(CountingCategory, 0)
        for each in cells:
            counts[each] += 1
        return cls(*counts.values())

    def count_of(self, cell: CountingCategory) -> int:
        """Return the count of one cell."""
        return int(getattr(self, cell.value.replace("-", "_")))

    @property
    def total(self) -> int:
        return sum(self)

    @property
    def followed(self) -> int:
        """Return the number of directives that can be followed: all but spirit. Rates are shares of these."""
        return self.total - self.spirit

    @property
    def with_due_date(self) -> int:
        """Return the number of followed directives that have a due date and are not dropped."""
        return sum(self.count_of(cell) for cell in DATED)

    @property
    def finished(self) -> int:
        """Return the number of followed directives done, with or without a due date."""
        return sum(self.count_of(cell) for cell in FINISHED)


class Ratio(NamedTuple):
    """A part of a whole, kept as two numbers so that a rate can always print what it is a share of."""

    numerator: int
    denominator: int

    @property
    def percent(self) -> int | None:
        """Return the share in percent, rounded, but 0 only for none and 100 only for all; `None` of nothing."""
        if not self.denominator or self.numerator in (0, self.denominator):
            return 100 * self.numerator // self.denominator if self.denominator else None
        return min(99, max(1, (200 * self.numerator + self.denominator) // (2 * self.denominator)))


def bar_shares(parts: Sequence[int], whole: int, cells: int) -> list[int]:
    """Return how many of `cells` each part of `whole` gets: by largest remainder, and at least one where there is any.

    The cells of all parts together are never more than `cells`.
    """
    if whole <= 0 or cells <= 0:
        return [0] * len(parts)
    exact = [part * cells / whole for part in parts]
    given = [max(int(share), 1 if part else 0) for share, part in zip(exact, parts, strict=True)]
    wanted = min(cells, round(sum(exact)))
    by_remainder = sorted(range(len(parts)), key=lambda index: given[index] - exact[index])
    for index in by_remainder:
        if sum(given) >= wanted:
            break
        given[index] += 1 if exact[index] > given[index] else 0
    while sum(given) > cells:
        given[given.index(max(given))] -= 1
    return given
