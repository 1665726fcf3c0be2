"""Reporting how far long work has come.

The code that does the work calls a report after each portion; who started the work decides what to show. A report may
raise to stop the work: what is not committed by then is taken back.
"""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import TypeVar

REPORT_EVERY = 500
"""Items between two reports."""
MIN_REPORTED = 500
"""Items of a phase that takes long enough to be reported."""
T = TypeVar("T")


class Phase(StrEnum):
    """A part of long work; its words are the catalogue's `progress.<phase>`."""

    READING = "reading"
    CHECKING = "checking"
    COMPARING = "comparing"
    WRITING = "writing"
    INDEXING = "indexing"
    HISTORY = "history"
    BACKUP = "backup"
    COMMIT = "commit"
    EXPORTING = "exporting"


ProgressReport = Callable[[Phase, int, int], None]
"""Takes a phase, how much of it is done, and how much there is in all: 0 where that is not known."""


def report_nothing(phase: Phase, done: int, total: int) -> None:
    """Take a report that nobody looks at."""


class PhaseCounter:
    """Counts what is done of a phase, and reports it where it has many items; made when the phase begins."""

    def __init__(self, report: ProgressReport, phase: Phase, total: int) -> None:
        self._report = report if total >= MIN_REPORTED else report_nothing
        self._phase = phase
        self._total = total
        self._done = 0
        self._report(phase, 0, total)

    def add(self, count: int) -> None:
        """Count a portion as done."""
        self._done += count
        self._report(self._phase, self._done, self._total)

    def over(self, items: Iterable[T]) -> Iterator[T]:
        """Yield `items`, and count them some hundred at a time."""
        number = 0
        for number, item in enumerate(items, 1):
            yield item
            if number % REPORT_EVERY == 0:
                self.add(REPORT_EVERY)
        self.add(number % REPORT_EVERY)
