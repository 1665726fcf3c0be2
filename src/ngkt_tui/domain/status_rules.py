"""Which day and which reason belong to a status of a directive."""

from datetime import date
from typing import NamedTuple

from ngkt_tui.domain.enums import Status


class StatusState(NamedTuple):
    """Where a directive stands: its status, the day it was done (ISO), and the reason. `None` where there is none."""

    status: Status
    done_on: str | None = None
    why: str | None = None


class ReasonMissingError(ValueError):
    """A status that asks for a reason was wished for without one."""


class DayMisplacedError(ValueError):
    """A day was given for a status other than done."""


def transition(
    present: StatusState, status: Status, today: date, on: date | None = None, why: str | None = None
) -> StatusState:
    """Return the standing after a move to `status`.

    Done has a day: `on`, else the day it already had, else `today`. A status that asks why has a reason, a new one
    at every move. Every other status has neither. Raises `ReasonMissingError`, `DayMisplacedError`.
    """
    if status is Status.DONE:
        earlier = present.done_on if present.status is Status.DONE else None
        return StatusState(status, on.isoformat() if on else earlier or today.isoformat())
    if on is not None:
        raise DayMisplacedError(status)
    if not status.requires_reason:
        return StatusState(status)
    if not why or not why.strip():
        raise ReasonMissingError(status)
    return StatusState(status, why=why)
