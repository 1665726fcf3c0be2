"""What taking in a digest did, or would do."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from ngkt_tui.domain.enums import RecordKind


class Outcome(StrEnum):
    """What became of a record."""

    NEW = "new"
    """The store did not know it."""
    JOINED = "joined"
    """Other digests have it, or had it; this one now adds to it."""
    CHANGED = "changed"
    """This digest says something else of it than before."""
    WITHDRAWN = "withdrawn"
    """No digest holds it any more; it stays, marked, for a user's edit or for another record that refers to it."""
    REMOVED = "removed"
    """No digest holds it any more, and nobody missed it."""
    UNCHANGED = "unchanged"


class LookAlike(NamedTuple):
    """A name, alias or number that two records of one kind share, but for case and accents."""

    kind: RecordKind
    name: str
    record: str
    other: str


class Renaming(NamedTuple):
    """A record whose edits were carried over to another id."""

    old: str
    new: str


class Corrected(NamedTuple):
    """A record, and fields of it that users corrected."""

    record: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class IntakeReport:
    """What became of the records of a digest: the ids by outcome and kind, in the order of the digest.

    `group` is the number of the import in the history, `None` where nothing was changed or all was taken back.
    """

    digest: str
    records: Mapping[Outcome, Mapping[RecordKind, tuple[str, ...]]]
    renamings: tuple[Renaming, ...] = ()
    look_alikes: tuple[LookAlike, ...] = ()
    group: int | None = None
    settled: tuple[Corrected, ...] = ()
    """What users corrected and the digest now says as they do: the correction is gone."""
    disputed: tuple[Corrected, ...] = ()
    """What users corrected and the digest says otherwise."""

    def count(self, outcome: Outcome, kind: RecordKind | None = None) -> int:
        """Return how many records of `kind`, of all kinds where `None`, had this outcome."""
        return len(self.ids(outcome, kind))

    def ids(self, outcome: Outcome, kind: RecordKind | None = None) -> tuple[str, ...]:
        """Return the ids of the records of `kind`, of all kinds where `None`, that had this outcome."""
        by_kind = self.records.get(outcome, {})
        kinds = by_kind if kind is None else [kind]
        return tuple(record for each in kinds for record in by_kind.get(each, ()))
