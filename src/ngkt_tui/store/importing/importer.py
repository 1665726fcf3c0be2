"""Importing a digest in one transaction.

The contributions of the digest replace its previous ones; then each touched record is merged anew from all digests and
written, user-owned columns excepted. A record that no digest holds any more is removed, or withdrawn where a user has
touched it.
"""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import permutations

from sqlalchemy import Connection

from ngkt_tui.digest.checks.similar_names import folded_name, namings
from ngkt_tui.digest.contributions import contributions
from ngkt_tui.digest.faults import Diagnostic, invalid
from ngkt_tui.digest.model.whole_digest import Digest
from ngkt_tui.domain.enums import OWN_DIGEST, REMOVED, RecordKind
from ngkt_tui.domain.progress import Phase, PhaseCounter, report_nothing
from ngkt_tui.domain.text import natural_key
from ngkt_tui.store.change_log import GroupKind, History
from ngkt_tui.store.importing.corrections import corrections_of, drop_corrections
from ngkt_tui.store.importing.diff import (
    Corrected,
    DigestDiff,
    DigestHash,
    ImportReport,
    LookAlike,
    Renaming,
    diff_and_store,
    keep_heading,
    open_heading,
    require_used,
)
from ngkt_tui.store.importing.joiner import RecordJoiner
from ngkt_tui.store.importing.renames import move_edits, renamings
from ngkt_tui.store.importing.withdrawal import mark_withdrawn, orphaned, remove, still_needed, withdrawn
from ngkt_tui.store.search_index import SearchIndex, dependents, names_of, positions_of
from ngkt_tui.store.unit_of_work import Author, FieldChange, UnitOfWork, collector_paused

_NAMED = """
    SELECT contribution.record, contribution.kind, contribution.body
    FROM contribution
    WHERE contribution.kind NOT IN ('article', 'conference', 'directive', 'figure', 'result')
    ORDER BY contribution.record
"""


def similar_names(connection: Connection, touched: Collection[str]) -> Iterator[LookAlike]:
    """Yield, for each of the `touched` records, the others that are called the same; each pair once."""
    owners: dict[tuple[str, str], dict[str, str]] = {}
    for record, kind, body in connection.exec_driver_sql(_NAMED):
        for naming in namings(json.loads(body)):
            owners.setdefault((kind, folded_name(naming.name)), {}).setdefault(record, naming.name)
    pairs: set[frozenset[str]] = set()
    for (kind, _), named in owners.items():
        for record, other in permutations(named, 2):
            if record in touched and frozenset((record, other)) not in pairs:
                pairs.add(frozenset((record, other)))
                yield LookAlike(RecordKind(kind), named[record], record, other)


def import_digest(unit: UnitOfWork, digest: Digest, at: str, actor: str, dry_run: bool = False) -> ImportReport:
    """Take in `digest`, or with `dry_run` report what that would do and take everything back.

    The digest has been checked; what only the store can tell is refused here, with `InvalidDigestError`: a digest that
    it uses and that is not there, an id of another kind, a contradiction, a record that lacks what it must have. Does
    not commit. Taking in the same digest again changes nothing, not even the history.
    """
    with collector_paused():
        report = _import_digest(unit, digest, Author(at, actor))
    if dry_run:
        unit.rollback()
        return replace(report, group=None)
    return report


def remove_digest(unit: UnitOfWork, digest: str, at: str, actor: str, dry_run: bool = False) -> ImportReport:
    """Take back all that `digest` says, and forget it; with `dry_run` report what that would do. Does not commit.

    That no other digest uses it has been checked. Raises `InvalidDigestError` for the digest of what users make.
    """
    _require_not_own(digest)
    connection = unit.connection
    comparison = diff_and_store(connection, digest, ())
    report = _Importer(unit, digest, comparison).run(Author(at, actor), is_removal=True)
    connection.exec_driver_sql("DELETE FROM digest WHERE id = ?", (digest,))
    if dry_run:
        unit.rollback()
        return replace(report, group=None)
    return report


def _require_not_own(digest: str) -> None:
    """Raise `InvalidDigestError` for the digest of what users make, which edits alone change."""
    if digest == OWN_DIGEST:
        raise invalid(digest, (Diagnostic(digest, None, None, "reserved-id", {"id": digest}),))


def _import_digest(unit: UnitOfWork, digest: Digest, author: Author) -> ImportReport:
    connection = unit.connection
    _require_not_own(digest.digest.id)
    require_used(connection, digest.digest)
    open_heading(connection, digest.digest, author.at)
    compared = PhaseCounter(unit.report, Phase.COMPARING, sum(1 for _ in digest.all_records()))
    stated = DigestHash(compared.over(contributions(digest)))
    comparison = diff_and_store(connection, digest.digest.id, stated)
    if keep_heading(connection, digest.digest, stated.hexdigest(), author.at):
        return _Importer(unit, digest.digest.id, comparison).run(author)
    return ImportReport(digest.digest.id, comparison.records())


class _Importer:
    """The taking in of a digest that says something new."""

    def __init__(self, unit: UnitOfWork, digest: str, comparison: DigestDiff) -> None:
        self._unit = unit
        self._connection: Connection = unit.connection
        self._digest = digest
        self._comparison = comparison
        self._changes: list[FieldChange] = []
        self._touched: set[int] = set()
        self._withdrawn_before = withdrawn(self._connection)

    def run(self, author: Author, *, is_removal: bool = False) -> ImportReport:
        self._refuse(
            Diagnostic(self._digest, None, None, "other-kind", {"id": record, "kind": kind, "digest": digest})
            for record, (kind, digest) in self._comparison.clashes.items()
        )
        gone_now = orphaned(self._connection, [*self._comparison.dropped, *self._withdrawn_before])
        self._join(set(self._comparison.dropped).difference(gone_now))
        settled, disputed = self._settle_corrections()
        done = self._rename()
        self._withdraw(gone_now, done)
        SearchIndex(self._connection, self._unit.report).put(list(self._touched))
        group = History(self._unit.session).add(
            GroupKind.IMPORT, author, self._changes, title=f"{REMOVED if is_removal else ''}{self._digest}"
        )
        ids = {record for kind in RecordKind for record in self._comparison.touched(kind)}
        alike = tuple(similar_names(self._connection, ids))
        return ImportReport(self._digest, self._comparison.records(), done, alike, group, settled, disputed)

    def _refuse(self, faults: Iterable[Diagnostic]) -> None:
        listed = tuple(faults)
        if listed:
            raise invalid(self._digest, listed)

    def _join(self, still_held: set[str]) -> None:
        count = sum(len(self._comparison.touched(kind)) for kind in RecordKind)
        written = PhaseCounter(self._unit.report, Phase.WRITING, count)
        joining = RecordJoiner(self._connection, self._digest, written)
        named = self._named()
        names = names_of(self._connection, named)
        for kind in RecordKind:
            left = [record for record in still_held if self._comparison.dropped[record] is kind]
            new = self._comparison.new(kind)
            reordered = kind is RecordKind.DIRECTIVE and self._may_be_reordered()
            joining.join(kind, [*self._comparison.touched(kind), *left], new, reordered)
        self._refuse(joining.faults)
        self._changes += joining.changes
        self._touched |= joining.touched
        new_names = names_of(self._connection, named)
        called_otherwise = [record for record in named if names.get(record) != new_names.get(record)]
        self._touched.update(dependents(self._connection, called_otherwise))

    def _settle_corrections(self) -> tuple[tuple[Corrected, ...], tuple[Corrected, ...]]:
        """Take away what users corrected and this digest now says too; return that, and what it says otherwise."""
        touched = {record: kind for kind in RecordKind for record in self._comparison.touched(kind)}
        found = list(corrections_of(self._connection, touched))
        for each in found:
            if each.is_settled:
                self._changes.append(drop_corrections(self._connection, each))
        left = {each.record: touched[each.record] for each in found if each.is_settled}
        if left:
            joining = RecordJoiner(
                self._connection, self._digest, PhaseCounter(report_nothing, Phase.WRITING, len(left))
            )
            for kind in RecordKind:
                joining.join(kind, [record for record, of in left.items() if of is kind], (), reordered=False)
            self._refuse(joining.faults)
            self._touched |= joining.touched
        return (
            tuple(Corrected(each.record, each.agreed) for each in found if each.agreed),
            tuple(Corrected(each.record, each.disputed) for each in found if each.disputed),
        )

    def _may_be_reordered(self) -> bool:
        """Return whether directives that nothing new is said of may have to move."""
        return (
            bool(self._comparison.touched(RecordKind.CONFERENCE)) or RecordKind.DIRECTIVE in self._comparison.reordered
        )

    def _named(self) -> list[str]:
        """Return the touched records by whose names directives that were there before are found."""
        kinds = (RecordKind.ORGANISATION, RecordKind.DOCUMENT)
        new = {record for kind in kinds for record in self._comparison.new(kind)}
        given_up = [record for record, kind in self._comparison.dropped.items() if kind in kinds]
        touched = [record for kind in kinds for record in self._comparison.touched(kind) if record not in new]
        return touched + given_up

    def _rename(self) -> tuple[Renaming, ...]:
        done: list[Renaming] = []
        changed: set[str] = set()
        for renaming, kind, old_kind in renamings(self._connection):
            if kind is not old_kind:
                values = {"id": renaming.new, "kind": kind, "old": renaming.old, "old_kind": old_kind}
                self._refuse([Diagnostic(self._digest, None, None, "was-other-kind", values)])
            carried = move_edits(self._unit.session, renaming)
            changed.update(change.record for change in carried)  # a renamed agency changes the directives that name it
            self._changes += carried
            done.append(renaming)
        self._touched.update(positions_of(self._connection, changed))
        return tuple(done)

    def _withdraw(self, gone_now: list[str], renamings: tuple[Renaming, ...]) -> None:
        kept = still_needed(self._connection, gone_now, [renaming.old for renaming in renamings])
        self._comparison.resolve_removed(gone_now, kept)
        leaving = [record for record in gone_now if record not in kept]
        remove(self._connection, leaving)
        mark_withdrawn(self._connection, kept)
        after = withdrawn(self._connection)
        self._changes += [
            FieldChange(each, "withdrawn", "0", "1") for each in sorted(after - self._withdrawn_before, key=natural_key)
        ]
        back = self._withdrawn_before.difference(after, leaving)
        self._changes += [FieldChange(each, "withdrawn", "1", "0") for each in sorted(back, key=natural_key)]
