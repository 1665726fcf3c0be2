"""Taking in a digest: one transaction, after which the store says what all its digests say together.

What each digest says of each record is kept as it was said. Taking one in replaces what it said before; then the
records that this touches are joined anew from all digests and written over, columns of users excepted. What nobody
says any more is removed, or marked where somebody would miss it.
"""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from sqlalchemy import Connection

from ngkt_tui.digest.contributions import contributions
from ngkt_tui.digest.fault import Diagnostic, invalid
from ngkt_tui.digest.model.digest import Digest
from ngkt_tui.domain.kinds import RecordKind
from ngkt_tui.store.changes import Author, FieldChange
from ngkt_tui.store.history import GroupKind, History
from ngkt_tui.store.intake.comparing import DigestDiff, diff_and_store
from ngkt_tui.store.intake.headings import DigestHash, keep_heading, open_heading, require_used
from ngkt_tui.store.intake.joining import Rebuilder
from ngkt_tui.store.intake.look_alikes import similar_names
from ngkt_tui.store.intake.renaming import move_edits, renamings
from ngkt_tui.store.intake.report import IntakeReport, Renaming
from ngkt_tui.store.intake.withdrawing import mark_withdrawn, orphaned, remove, still_needed, withdrawn
from ngkt_tui.store.search_index import SearchIndex, dependents, names_of, positions_of
from ngkt_tui.store.unit_of_work import UnitOfWork


def import_digest(unit: UnitOfWork, digest: Digest, at: str, actor: str, dry_run: bool = False) -> IntakeReport:
    """Take in `digest`, or with `dry_run` tell what that would do and take everything back.

    The digest has been checked; what only the store can tell is refused here, with `InvalidDigestError`: a digest
    that it
    uses and that is not there, an id of another kind, a contradiction, a record that lacks what it must have. Does not
    commit. Taking in the same digest again changes nothing, not even the history.
    """
    with _collector_paused():
        report = _import_digest(unit, digest, Author(at, actor))
    if dry_run:
        unit.rollback()
        return replace(report, group=None)
    return report


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Let garbage wait: what is made here has no cycles, and looking for them among a whole digest costs a quarter."""
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.enable()


def _import_digest(unit: UnitOfWork, digest: Digest, author: Author) -> IntakeReport:
    connection = unit.connection
    require_used(connection, digest.digest)
    open_heading(connection, digest.digest, author.at)
    said = DigestHash(contributions(digest))
    comparison = diff_and_store(connection, digest.digest.id, said)
    if keep_heading(connection, digest.digest, said.hexdigest(), author.at):
        return _Importer(unit, digest.digest.id, comparison).run(author)
    return IntakeReport(digest.digest.id, comparison.records())


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

    def run(self, author: Author) -> IntakeReport:
        self._refuse(
            Diagnostic(self._digest, None, None, "other-kind", {"id": record, "kind": kind, "digest": digest})
            for record, (kind, digest) in self._comparison.clashes.items()
        )
        gone_now = orphaned(self._connection, [*self._comparison.dropped, *self._withdrawn_before])
        self._join(set(self._comparison.dropped).difference(gone_now))
        done = self._rename()
        self._withdraw(gone_now, done)
        SearchIndex(self._connection).put(list(self._touched))
        group = History(self._unit.session).add(GroupKind.IMPORT, author, self._changes, title=self._digest)
        ids = {record for kind in RecordKind for record in self._comparison.touched(kind)}
        alike = tuple(similar_names(self._connection, ids))
        return IntakeReport(self._digest, self._comparison.records(), done, alike, group)

    def _refuse(self, faults: Iterable[Diagnostic]) -> None:
        listed = tuple(faults)
        if listed:
            raise invalid(self._digest, listed)

    def _join(self, still_held: set[str]) -> None:
        joining = Rebuilder(self._connection, self._digest)
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

    def _may_be_reordered(self) -> bool:
        """Tell whether directives that nothing new is said of may have to move."""
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
        self._changes += [FieldChange(each, "withdrawn", "0", "1") for each in sorted(after - self._withdrawn_before)]
        back = self._withdrawn_before.difference(after, leaving)
        self._changes += [FieldChange(each, "withdrawn", "1", "0") for each in sorted(back)]
