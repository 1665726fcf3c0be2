"""What a user wants of one or several records: the fields to set, the entries to add."""

from collections.abc import Mapping
from datetime import date
from enum import Enum, auto
from typing import Final, NamedTuple

from ngkt_tui.domain.kinds import Assessment, Stage
from ngkt_tui.domain.status import Status


class Unset(Enum):
    """Stands for a value that stays as it is."""

    KEEP = auto()


UNSET: Final = Unset.KEEP

ExpectedValues = Mapping[str, Mapping[str, str | None]]
"""What a user saw in the fields of records, as the history writes it: by record, then by field."""


class FieldUpdates(NamedTuple):
    """The wishes of one edit. `UNSET` leaves a value as it is, `None` takes it away; the others ask for nothing."""

    status: Status | None = None
    on: date | None = None
    """The day on which it was done."""
    why: str | None = None
    """The reason: of the status, where one is wished that asks for it, else of the edit."""
    due: date | Unset | None = UNSET
    importance: int | Unset | None = UNSET
    lead: tuple[str, ...] | Unset | None = UNSET
    """Ids of organisations in place of the digest's; `None` or none of them for the digest's again."""
    coordinating: tuple[str, ...] | Unset | None = UNSET
    evidence: tuple[str, ...] = ()
    """What to add."""
    evidence_removed: tuple[str, ...] = ()
    """What to take away, as it stands there."""
    stage: Stage | None = None
    stage_on: date | None = None
    """The day on which the stage was reached; today where `None`."""
    next_step: str | None = None
    assessment: Assessment | Unset | None = UNSET
    note: str | None = None

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is wished for."""
        return self == FieldUpdates()
