"""What a user wants of one or several records: the fields to set, the entries to add."""

from collections.abc import Mapping
from datetime import date
from enum import Enum, auto
from typing import Final, NamedTuple

from ngkt_tui.domain.kinds import Assessment, Stage
from ngkt_tui.domain.status import Status


class Keep(Enum):
    """Stands for a value that stays as it is."""

    KEEP = auto()


KEEP: Final = Keep.KEEP

Seen = Mapping[str, Mapping[str, str | None]]
"""What a user saw in the fields of records, as the history writes it: by record, then by field."""


class Wishes(NamedTuple):
    """The wishes of one edit. `KEEP` leaves a value as it is, `None` takes it away; the others ask for nothing."""

    status: Status | None = None
    on: date | None = None
    """The day on which it was done."""
    why: str | None = None
    """The reason: of the status, where one is wished that asks for it, else of the edit."""
    due: date | Keep | None = KEEP
    importance: int | Keep | None = KEEP
    lead: tuple[str, ...] | Keep | None = KEEP
    """Ids of organisations in place of the digest's; `None` or none of them for the digest's again."""
    coordinating: tuple[str, ...] | Keep | None = KEEP
    evidence: tuple[str, ...] = ()
    """What to add."""
    evidence_removed: tuple[str, ...] = ()
    """What to take away, as it stands there."""
    stage: Stage | None = None
    stage_on: date | None = None
    """The day on which the stage was reached; today where `None`."""
    next_step: str | None = None
    assessment: Assessment | Keep | None = KEEP
    note: str | None = None

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is wished for."""
        return self == Wishes()
