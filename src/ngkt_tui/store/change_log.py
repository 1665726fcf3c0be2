"""The history: adding to it, and reading from it: which groups are in force, what was before done.

A group is in force unless a later undo or redo that is itself in force took it back. Nothing else remembers what can
be undone, so that undo and redo outlive the program.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import select as core_select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from ngkt_tui.domain.enums import Status
from ngkt_tui.domain.field_values import StatusState
from ngkt_tui.domain.progress import Phase, ProgressReport, report_nothing
from ngkt_tui.domain.stored_values import member_reader
from ngkt_tui.store.row_cache import MAX_IDS, chunked, counter_of, insert_rows
from ngkt_tui.store.tables.user_owned import ChangeGroupTable, ChangeTable
from ngkt_tui.store.unit_of_work import Author, FieldChange, engine_beneath


class GroupKind(StrEnum):
    """What a group of changes is."""

    EDIT = "edit"
    UNDO = "undo"
    REDO = "redo"
    IMPORT = "import"


class ChangeLine(NamedTuple):
    """A line of the history, as it stands in the store."""

    id: int
    change_group: int
    record: str
    field: str
    before: str | None
    after: str | None
    why: str | None
    entry: int | None


_LINE = [getattr(ChangeTable, name) for name in ChangeLine._fields]


class History:
    """The history of the store that `session` is on; `report` is told of what is added."""

    def __init__(self, session: Session, report: ProgressReport = report_nothing) -> None:
        self._session = session
        self._report = report
        self._known_taken_back: set[int] | None = None

    def add(
        self,
        kind: GroupKind,
        author: Author,
        changes: Sequence[FieldChange],
        undoes: int | None = None,
        title: str | None = None,
    ) -> int:
        """Add a group with its changes, and return its number."""
        connection = self._session.connection()
        number = engine_beneath(connection).next_group(connection)
        group = (number, author.at, author.actor, kind.value, undoes, title)
        insert_rows(
            self._session, ChangeGroupTable, ("id", "at", "actor", "kind", "undoes", "title"), [group], counter=None
        )
        self._known_taken_back = None
        counter = counter_of(self._report, Phase.HISTORY, len(changes))
        names = ("change_group", *FieldChange._fields)
        insert_rows(self._session, ChangeTable, names, ((number, *each) for each in changes), counter)
        return number

    def entry_authors(self, changes: Iterable[ChangeLine]) -> dict[tuple[str, int], Author]:
        """Return who made the entries that changes are about, and when, by field and number."""
        by_field: dict[str, dict[int, None]] = {}
        for change in changes:
            if change.entry is not None:
                by_field.setdefault(change.field, {})[change.entry] = None
        authors: dict[tuple[str, int], Author] = {}
        for field, entries in by_field.items():
            for chunk in chunked(entries, MAX_IDS):
                made = (
                    core_select(col(ChangeTable.entry), col(ChangeGroupTable.at), col(ChangeGroupTable.actor))
                    .join(ChangeGroupTable, col(ChangeGroupTable.id) == col(ChangeTable.change_group))
                    .where(col(ChangeTable.field) == field, col(ChangeTable.entry).in_(chunk))
                    .order_by(col(ChangeTable.id))
                )
                for entry, at, actor in self._session.connection().execute(made):
                    authors.setdefault((field, entry or 0), Author(at, actor))
        return authors

    def group(self, number: int) -> ChangeGroupTable | None:
        """Return a group; `None` where no such group is there."""
        return self._session.get(ChangeGroupTable, number)

    def changes(self, number: int) -> Sequence[ChangeLine]:
        """Return the changes of a group, in the order in which they were made."""
        wanted = core_select(*_LINE).where(col(ChangeTable.change_group) == number).order_by(col(ChangeTable.id))
        return [ChangeLine(*row) for row in self._session.connection().execute(wanted)]

    def newest(self, actor: str, *kinds: GroupKind) -> Iterator[ChangeGroupTable]:
        """Yield the groups of an actor that are in force and of one of `kinds`, newest first."""
        taken_back = self._undone_ids()
        mine = select(ChangeGroupTable).where(ChangeGroupTable.actor == actor, col(ChangeGroupTable.kind).in_(kinds))
        for group in self._session.exec(mine.order_by(col(ChangeGroupTable.id).desc()).execution_options(yield_per=50)):
            if group.id not in taken_back:
                yield group

    def newest_edit(self, actor: str) -> int | None:
        """Return the number of the newest edit of an actor, in force or not; `None` where there is none."""
        mine = select(ChangeGroupTable.id).where(
            ChangeGroupTable.actor == actor, ChangeGroupTable.kind == GroupKind.EDIT
        )
        return self._session.exec(mine.order_by(col(ChangeGroupTable.id).desc())).first()

    def is_active(self, number: int) -> bool:
        """Return whether a group is not taken back."""
        return number not in self._undone_ids()

    def effective_group(self, group: ChangeGroupTable) -> ChangeGroupTable:
        """Return the group by which the changes of `group`, which is in force, stand at present.

        That is itself, or the last one that brought them back after they had been taken back.
        """
        taker = aliased(ChangeGroupTable)
        bringing_back = (
            select(ChangeGroupTable)
            .join(taker, col(ChangeGroupTable.undoes) == col(taker.id))
            .where(col(taker.undoes) == group.id)
            .order_by(col(ChangeGroupTable.id).desc())
        )
        back = (each for each in self._session.exec(bringing_back).all() if self.is_active(each.id or 0))
        newest = next(back, None)
        return group if newest is None else self.effective_group(newest)

    def state_before_done(self, records: Iterable[str]) -> dict[str, StatusState]:
        """Return where directives stood before they were last made done; one that no edit made so is left out.

        Where one was carried over from an older id as done, that is what it was under that id.
        """
        before: dict[str, StatusState] = {}
        for chunk in chunked(records, MAX_IDS):
            made = list(self._made_done(chunk))
            reasons = self._reasons([change for change, older in made if older is None])
            for change, older in made:
                standing = _before(change, reasons) if older is None else self._before_done(older, change.id)
                if standing is not None:
                    before[change.record] = standing
        return before

    def report_days(self, records: Iterable[str]) -> dict[str, date]:
        """Return the day on which each directive was last reported as done; one that never was is left out."""
        days: dict[str, date] = {}
        for chunk in chunked(records, MAX_IDS):
            made = (
                core_select(col(ChangeTable.record), col(ChangeGroupTable.at))
                .join(ChangeGroupTable, col(ChangeGroupTable.id) == col(ChangeTable.change_group))
                .where(
                    col(ChangeTable.record).in_(chunk),
                    col(ChangeTable.field) == "status",
                    col(ChangeTable.after) == Status.REPORTED.value,
                    col(ChangeGroupTable.kind).in_((GroupKind.EDIT, GroupKind.IMPORT)),
                )
                .order_by(col(ChangeTable.id))
            )
            for record, at in self._session.connection().execute(made):
                with suppress(ValueError):  # a damaged moment
                    days[record] = datetime.fromisoformat(at).astimezone().date()
        return days

    def present_ids(self, records: Iterable[str]) -> dict[str, str]:
        """Return the ids that records bear now, by those they bore; one that was never renamed is left out.

        A digest may have renamed a record since, and given an id back later.
        """
        renamed: dict[str, str] = {}
        for chunk in chunked(dict.fromkeys(records), MAX_IDS):
            wanted = select(ChangeTable.record).where(
                col(ChangeTable.record).in_(chunk), ChangeTable.field == "id", ChangeTable.before == ChangeTable.record
            )
            for record in set(self._session.exec(wanted)):
                renamed[record] = self._present_id(record)
        return renamed

    def _present_id(self, record: str) -> str:
        seen = 0
        while True:
            renaming = select(ChangeTable.id, ChangeTable.after).where(
                ChangeTable.record == record,
                ChangeTable.field == "id",
                ChangeTable.before == record,
                col(ChangeTable.id) > seen,
            )
            later = self._session.exec(renaming.order_by(col(ChangeTable.id).desc())).first()
            if later is None or later[0] is None or later[1] is None:
                return record
            seen, record = later[0], later[1]

    def _before_done(self, record: str, end: int) -> StatusState | None:
        for change, older in self._made_done([record], end):
            return _before(change, self._reasons([change])) if older is None else self._before_done(older, change.id)
        return None

    def _made_done(self, records: list[str], end: int | None = None) -> Iterator[tuple[ChangeLine, str | None]]:
        """Yield, once for each record, the change in force that last made it done, and the id it was carried from."""
        made = (
            core_select(*_LINE, col(ChangeGroupTable.kind))
            .join(ChangeGroupTable, col(ChangeGroupTable.id) == col(ChangeTable.change_group))
            .where(
                col(ChangeTable.record).in_(records),
                col(ChangeTable.field) == "status",
                col(ChangeTable.after) == Status.DONE.value,
            )
            .where(col(ChangeGroupTable.kind).in_((GroupKind.EDIT, GroupKind.IMPORT)))
            .order_by(col(ChangeTable.id).desc())
        )
        if end is not None:
            made = made.where(col(ChangeTable.id) < end)
        seen = set()
        taken_back = self._undone_ids()
        for *line, kind in self._session.connection().execute(made).all():
            change = ChangeLine(*line)
            if change.change_group not in taken_back and change.record not in seen:
                seen.add(change.record)
                yield change, self._older_id(change) if kind == GroupKind.IMPORT else None

    def _older_id(self, carried: ChangeLine) -> str | None:
        """Return the id from which a change of an import carried a value over."""
        statement = select(ChangeTable.before).where(
            ChangeTable.change_group == carried.change_group,
            ChangeTable.record == carried.record,
            ChangeTable.field == "id",
            col(ChangeTable.id) < carried.id,
        )
        return self._session.exec(statement.order_by(col(ChangeTable.id).desc())).first()

    def _reasons(self, changes: Sequence[ChangeLine]) -> dict[tuple[str, int], str | None]:
        """Return the reasons that went away with changes of a status, by record and group."""
        statement = core_select(col(ChangeTable.record), col(ChangeTable.change_group), col(ChangeTable.before)).where(
            col(ChangeTable.record).in_([change.record for change in changes]),
            col(ChangeTable.field) == "why",
            col(ChangeTable.change_group).in_({change.change_group for change in changes}),
        )
        rows = self._session.connection().execute(statement)
        return {(record, group): before for record, group, before in rows}

    def _undone_ids(self) -> set[int]:
        if self._known_taken_back is None:
            self._known_taken_back = self._find_taken_back()
        return self._known_taken_back

    def _find_taken_back(self) -> set[int]:
        taking = select(ChangeGroupTable.id, ChangeGroupTable.undoes).where(col(ChangeGroupTable.undoes).is_not(None))
        taken: set[int] = set()
        for number, undoes in self._session.exec(taking.order_by(col(ChangeGroupTable.id).desc())):
            if number not in taken and undoes is not None:
                taken.add(undoes)
        return taken


def _before(change: ChangeLine, reasons: Mapping[tuple[str, int], str | None]) -> StatusState:
    """Return where a directive stood before a change of its status."""
    status = member_reader(Status)(change.before) if change.before else None
    known = status if isinstance(status, Status) else Status.UNRATED
    return StatusState(known, why=reasons.get((change.record, change.change_group)))
