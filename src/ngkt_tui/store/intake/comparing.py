"""Comparing a digest with what it said when it was last taken in, and keeping what it says now."""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple, TypeVar

from sqlalchemy import Connection

from ngkt_tui.digest.contributions import Contribution
from ngkt_tui.domain.kinds import RecordKind
from ngkt_tui.store.intake.report import Outcome

_AT_ONCE = 1000
Each = TypeVar("Each")

_KNOWN = "SELECT record.id, record.kind FROM json_each(?) AS wanted CROSS JOIN record ON record.id = wanted.value"
_HOLDER = (
    "SELECT digest.id FROM contribution JOIN digest ON digest.id = contribution.digest"
    " WHERE contribution.record = ? AND digest.id <> ? ORDER BY digest.ordinal"
)
_BEFORE = (
    "SELECT contribution.record, contribution.ordinal, contribution.body FROM json_each(?) AS wanted"
    " CROSS JOIN contribution ON contribution.record = wanted.value AND contribution.digest = ?"
)
_KEEP = (
    "INSERT INTO contribution (digest, record, kind, ordinal, body) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT (digest, record) DO UPDATE SET ordinal = excluded.ordinal, body = excluded.body"
)


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
        """Tell what became of the records that the digest gave up: some are `orphaned`, of which some are `kept`
        marked."""
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


def diff_and_store(connection: Connection, digest: str, said: Iterable[Contribution]) -> DigestDiff:
    """Compare the contributions of `digest` with those kept, keep them instead, and tell what became of each record."""
    comparison = DigestDiff()
    before: dict[str, str] = dict(
        connection.exec_driver_sql("SELECT record, kind FROM contribution WHERE digest = ?", (digest,)).all()
    )
    for chunk in in_chunks(said):
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


def _outcome(said: Contribution, known: str | None, before: tuple[int, str] | None) -> Outcome:
    if known is None:
        return Outcome.NEW
    if before is None:
        return Outcome.JOINED
    return Outcome.UNCHANGED if before[1] == said.body else Outcome.CHANGED


def _drop(connection: Connection, digest: str, records: Iterable[str]) -> None:
    sql = "DELETE FROM contribution WHERE digest = ? AND record IN (SELECT value FROM json_each(?))"
    connection.exec_driver_sql(sql, (digest, json.dumps(list(records))))
