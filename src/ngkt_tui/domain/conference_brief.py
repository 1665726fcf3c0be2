"""What one takes into a conference: the threads of what was asked before, as plain values."""

from datetime import date
from typing import NamedTuple

from ngkt_tui.domain.enums import Language, Status
from ngkt_tui.domain.summary_items import DirectiveItem

CLOSED = (Status.DONE, Status.DROPPED)


class BriefThread(NamedTuple):
    """Directives that ask the same, the oldest first, and what may answer them.

    `days` lie between the first and the last; `results` are told with the day of their conference.
    """

    asks: tuple[DirectiveItem, ...]
    days: int
    conferences: int
    results: tuple[str, ...]

    @property
    def open(self) -> int:
        """Return how many of the asks are neither done nor dropped."""
        return sum(ask.status not in CLOSED for ask in self.asks)


class Brief(NamedTuple):
    """The paper for a conference. `until` is the last day that counts; `conference` its name, where it has one."""

    language: Language
    until: date
    conference: str
    threads: tuple[BriefThread, ...]
    """What was asked more than once, the most often first."""
    single: tuple[BriefThread, ...]
    """What was asked once and is open."""
    closed: int
    """How many were asked once and are done or dropped."""
