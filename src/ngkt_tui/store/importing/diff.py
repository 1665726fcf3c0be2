"""Comparing a digest with its previous version in the store, and storing the new one; what importing it did."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from itertools import islice
from typing import NamedTuple, TypeVar

from sqlalchemy import Connection

from ngkt_tui.digest.contributions import Contribution
from ngkt_tui.digest.faults import Diagnostic, invalid
from ngkt_tui.digest.model.whole_digest import Heading
from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.store.importing.mapping import as_json


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
class ImportReport:
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


_AT_ONCE = 1000
Each = TypeVar("Each")

_KNOWN = "SELECT record.id, record.kind FROM json_each(?) AS wanted CROSS JOIN record ON record.id = wanted.value"
_HOLDER = """
    SELECT digest.id
    FROM contribution
    JOIN digest ON digest.id = contribution.digest
    WHERE contribution.record = ? AND digest.id <> ?
    ORDER BY digest.ordinal
"""
_BEFORE = """
    SELECT contribution.record, contribution.ordinal, contribution.body
    FROM json_each(?) AS wanted
    CROSS JOIN contribution ON contribution.record = wanted.value AND contribution.digest = ?
"""
_KEEP = """
    INSERT INTO contribution (digest, record, kind, ordinal, body)
    VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (digest, record) DO UPDATE SET ordinal = excluded.ordinal, body = excluded.body
"""


class KindClash(NamedTuple):
    """A record that the store knows as another kind, and the digest that says so, or said so last."""

    kind: RecordKind
    digest: str


@dataclass
class DigestDiff:
    """What became of each record of a digest, and which records it gave up."""

    outcomes: dict[RecordKind, dict[str, Outcome]] = field(default_factory=lambda: {kind: {} for kind in RecordKind})
    dropped: dict[str, RecordKind] = field(default_factory=dict)
    clashes: dict[str, KindClash] = field(default_factory=dict)
    reordered: set[RecordKind] = field(default_factory=set)
    """The kinds of which a record stands at another place of the digest than before."""

    def touched(self, kind: RecordKind) -> list[str]:
        """Return the ids of the records of `kind` that are not as they were, in the order of the digest."""
        return [record for record, outcome in self.outcomes[kind].items() if outcome is not Outcome.UNCHANGED]

    def new(self, kind: RecordKind) -> list[str]:
        """Return the ids of the records of `kind` that the store did not know, in the order of the digest."""
        return [record for record, outcome in self.outcomes[kind].items() if outcome is Outcome.NEW]

    def resolve_removed(self, gone: Collection[str], kept: Collection[str]) -> None:
        """Note what became of the records that the digest gave up: some are `gone`, of which some are `kept` marked."""
        for record, kind in self.dropped.items():
            outcome = Outcome.CHANGED
            if record in gone:
                outcome = Outcome.WITHDRAWN if record in kept else Outcome.REMOVED
            self.outcomes[kind][record] = outcome

    def records(self) -> dict[Outcome, dict[RecordKind, tuple[str, ...]]]:
        """Return the ids by outcome and kind."""
        records: dict[Outcome, dict[RecordKind, list[str]]] = {outcome: {} for outcome in Outcome}
        for kind, outcomes in self.outcomes.items():
            for record, outcome in outcomes.items():
                records[outcome].setdefault(kind, []).append(record)
        return {outcome: {kind: tuple(ids) for kind, ids in by_kind.items()} for outcome, by_kind in records.items()}


def diff_and_store(connection: Connection, digest: str, stated: Iterable[Contribution]) -> DigestDiff:
    """Compare the contributions of `digest` with those kept, keep them instead, and return the outcome of each."""
    comparison = DigestDiff()
    before: dict[str, str] = dict(
        connection.exec_driver_sql("SELECT record, kind FROM contribution WHERE digest = ?", (digest,)).all()
    )
    for chunk in in_chunks(stated):
        _compare_chunk(connection, digest, chunk, comparison)
    for outcomes in comparison.outcomes.values():
        for record in outcomes:
            before.pop(record, None)
    comparison.dropped = {record: RecordKind(kind) for record, kind in before.items()}
    _drop(connection, digest, comparison.dropped)
    return comparison


def in_chunks(each: Iterable[Each]) -> Iterator[list[Each]]:
    """Yield lists of some hundred."""
    iterator = iter(each)
    while chunk := list(islice(iterator, _AT_ONCE)):
        yield chunk


def _compare_chunk(connection: Connection, digest: str, chunk: list[Contribution], comparison: DigestDiff) -> None:
    ids = json.dumps([each.record for each in chunk])
    known: dict[str, str] = dict(connection.exec_driver_sql(_KNOWN, (ids,)).all())
    before = {record: (ordinal, body) for record, ordinal, body in connection.exec_driver_sql(_BEFORE, (ids, digest))}
    kept = []
    for each in chunk:
        outcome = _outcome(each, known.get(each.record), before.get(each.record))
        comparison.outcomes[each.kind][each.record] = outcome
        if known.get(each.record, each.kind) != each.kind:
            holder = connection.exec_driver_sql(_HOLDER, (each.record, digest)).scalar()
            comparison.clashes[each.record] = KindClash(RecordKind(known[each.record]), holder or digest)
        if each.record in before and before[each.record][0] != each.ordinal:
            comparison.reordered.add(each.kind)
        if before.get(each.record) != (each.ordinal, each.body):
            kept.append((digest, each.record, each.kind.value, each.ordinal, each.body))
    if kept:
        connection.exec_driver_sql(_KEEP, sorted(kept))


def _outcome(stated: Contribution, known: str | None, before: tuple[int, str] | None) -> Outcome:
    if known is None:
        return Outcome.NEW
    if before is None:
        return Outcome.JOINED
    return Outcome.UNCHANGED if before[1] == stated.body else Outcome.CHANGED


def _drop(connection: Connection, digest: str, records: Iterable[str]) -> None:
    sql = "DELETE FROM contribution WHERE digest = ? AND record IN (SELECT value FROM json_each(?))"
    connection.exec_driver_sql(sql, (digest, json.dumps(list(records))))


class DigestHash:
    """A hash of all that a digest says, taken while its contributions pass by."""

    def __init__(self, stated: Iterable[Contribution]) -> None:
        self._contributions = stated
        self._hash = sha256()

    def __iter__(self) -> Iterator[Contribution]:
        for each in self._contributions:
            self._hash.update(f"{each.record} {each.body}\n".encode())
            yield each

    def hexdigest(self) -> str:
        """Return the hash, once all has passed."""
        return self._hash.hexdigest()


class _Row(NamedTuple):
    title_vi: str
    title_en: str | None
    uses: str
    sha256: str
    own: int


def require_used(connection: Connection, heading: Heading) -> None:
    """Raise `InvalidDigestError` where the digest uses one that is not in the store."""
    known = set(connection.exec_driver_sql("SELECT id FROM digest").scalars())
    missing = [used for used in heading.uses if used not in known]
    if missing:
        faults = (Diagnostic(heading.id, None, None, "uses-unknown", {"digest": used}) for used in missing)
        raise invalid(heading.id, tuple(faults))


def open_heading(connection: Connection, heading: Heading, at: str) -> None:
    """Make a row for a digest that is new, so that its contributions can refer to it."""
    connection.exec_driver_sql(
        """
            INSERT INTO digest (id, ordinal, title_vi, uses, sha256, taken_in_at, own)
            SELECT ?, (SELECT coalesce(max(ordinal), 0) + 1 FROM digest), '', '', '', ?, ?
            WHERE NOT EXISTS (SELECT 1 FROM digest WHERE id = ?)
        """,
        (heading.id, at, int(heading.own), heading.id),
    )


def keep_heading(connection: Connection, heading: Heading, fingerprint: str, at: str) -> bool:
    """Keep what the heading says, and return whether it or anything of the digest is new."""
    row = _Row(heading.title.vi, heading.title.en, as_json(heading.uses), fingerprint, int(heading.own))
    columns = ", ".join(_Row._fields)
    sql = f"SELECT {columns} FROM digest WHERE id = ?"
    if connection.exec_driver_sql(sql, (heading.id,)).one() == row:
        return False
    connection.exec_driver_sql(
        f"UPDATE digest SET ({columns}, taken_in_at) = ({', '.join('?' * (len(row) + 1))}) WHERE id = ?",
        (*row, at, heading.id),
    )
    return True
