"""The history: adding to it, and what it tells: which groups are in force, what was before done.

A group is in force unless a later undo or redo that is itself in force took it back. Nothing else remembers what can
be undone, so that undo and redo outlive the program.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import insert
from sqlalchemy import select as core_select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from ngkt_tui.domain.enums import Status
from ngkt_tui.domain.user_fields import StatusState
from ngkt_tui.store.edit_types import Author, FieldChange
from ngkt_tui.store.row_cache import MAX_IDS, chunked, execute_many
from ngkt_tui.store.tables.user_owned import Change, ChangeGroupRow


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


_LINE = [getattr(Change, name) for name in ChangeLine._fields]


class History:
    """The history of the store that `session` is on."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known_taken_back: set[int] | None = None

    def add(
        self,
        kind: GroupKind,
        author: Author,
        changes: Iterable[FieldChange],
        undoes: int | None = None,
        title: str | None = None,
    ) -> int:
        """Add a group with its changes, and return its number."""
        group = ChangeGroupRow(at=author.at, actor=author.actor, kind=kind.value, undoes=undoes, title=title)
        self._session.add(group)
        self._session.flush()
        number = group.id or 0
        self._known_taken_back = None
        execute_many(self._session, insert(Change), ({"change_group": number} | each._asdict() for each in changes))
        return number

    def group(self, number: int) -> ChangeGroupRow | None:
        """Return a group; `None` where no such group is there."""
        return self._session.get(ChangeGroupRow, number)

    def changes(self, number: int) -> Sequence[ChangeLine]:
        """Return the changes of a group, in the order in which they were made."""
        wanted = core_select(*_LINE).where(col(Change.change_group) == number).order_by(col(Change.id))
        return [ChangeLine(*row) for row in self._session.connection().execute(wanted)]

    def newest(self, actor: str, *kinds: GroupKind) -> Iterator[ChangeGroupRow]:
        """Yield the groups of an actor that are in force and of one of `kinds`, newest first."""
        taken_back = self._undone_ids()
        mine = select(ChangeGroupRow).where(ChangeGroupRow.actor == actor, col(ChangeGroupRow.kind).in_(kinds))
        for group in self._session.exec(mine.order_by(col(ChangeGroupRow.id).desc()).execution_options(yield_per=50)):
            if group.id not in taken_back:
                yield group

    def newest_edit(self, actor: str) -> int | None:
        """Return the number of the newest edit of an actor, in force or not; `None` where there is none."""
        mine = select(ChangeGroupRow.id).where(ChangeGroupRow.actor == actor, ChangeGroupRow.kind == GroupKind.EDIT)
        return self._session.exec(mine.order_by(col(ChangeGroupRow.id).desc())).first()

    def is_active(self, number: int) -> bool:
        """Tell whether a group is not taken back."""
        return number not in self._undone_ids()

    def effective_group(self, group: ChangeGroupRow) -> ChangeGroupRow:
        """Return the group by which the changes of `group`, which is in force, stand at present.

        That is itself, or the last one that brought them back after they had been taken back.
        """
        taker = aliased(ChangeGroupRow)
        bringing_back = (
            select(ChangeGroupRow)
            .join(taker, col(ChangeGroupRow.undoes) == col(taker.id))
            .where(col(taker.undoes) == group.id)
            .order_by(col(ChangeGroupRow.id).desc())
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

    def present_ids(self, records: Iterable[str]) -> dict[str, str]:
        """Return the ids that records bear now, by those they bore; one that was never renamed is left out.

        A digest may have renamed a record since, and given an id back later.
        """
        renamed: dict[str, str] = {}
        for chunk in chunked(dict.fromkeys(records), MAX_IDS):
            wanted = select(Change.record).where(
                col(Change.record).in_(chunk), Change.field == "id", Change.before == Change.record
            )
            for record in set(self._session.exec(wanted)):
                renamed[record] = self._present_id(record)
        return renamed

    def _present_id(self, record: str) -> str:
        seen = 0
        while True:
            renaming = select(Change.id, Change.after).where(
                Change.record == record, Change.field == "id", Change.before == record, col(Change.id) > seen
            )
            later = self._session.exec(renaming.order_by(col(Change.id).desc())).first()
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
            core_select(*_LINE, col(ChangeGroupRow.kind))
            .join(ChangeGroupRow, col(ChangeGroupRow.id) == col(Change.change_group))
            .where(
                col(Change.record).in_(records), col(Change.field) == "status", col(Change.after) == Status.DONE.value
            )
            .where(col(ChangeGroupRow.kind).in_((GroupKind.EDIT, GroupKind.IMPORT)))
            .order_by(col(Change.id).desc())
        )
        if end is not None:
            made = made.where(col(Change.id) < end)
        seen = set()
        taken_back = self._undone_ids()
        for *line, kind in self._session.connection().execute(made).all():
            change = ChangeLine(*line)
            if change.change_group not in taken_back and change.record not in seen:
                seen.add(change.record)
                yield change, self._older_id(change) if kind == GroupKind.IMPORT else None

    def _older_id(self, carried: ChangeLine) -> str | None:
        """Return the id from which a change of an import carried a value over."""
        told = select(Change.before).where(
            Change.change_group == carried.change_group,
            Change.record == carried.record,
            Change.field == "id",
            col(Change.id) < carried.id,
        )
        return self._session.exec(told.order_by(col(Change.id).desc())).first()

    def _reasons(self, changes: Sequence[ChangeLine]) -> dict[tuple[str, int], str | None]:
        """Return the reasons that went away with changes of a status, by record and group."""
        told = core_select(col(Change.record), col(Change.change_group), col(Change.before)).where(
            col(Change.record).in_([change.record for change in changes]),
            col(Change.field) == "why",
            col(Change.change_group).in_({change.change_group for change in changes}),
        )
        rows = self._session.connection().execute(told)
        return {(record, group): before for record, group, before in rows}

    def _undone_ids(self) -> set[int]:
        if self._known_taken_back is None:
            self._known_taken_back = self._find_taken_back()
        return self._known_taken_back

    def _find_taken_back(self) -> set[int]:
        taking = select(ChangeGroupRow.id, ChangeGroupRow.undoes).where(col(ChangeGroupRow.undoes).is_not(None))
        taken: set[int] = set()
        for number, undoes in self._session.exec(taking.order_by(col(ChangeGroupRow.id).desc())):
            if number not in taken and undoes is not None:
                taken.add(undoes)
        return taken


def _before(change: ChangeLine, reasons: Mapping[tuple[str, int], str | None]) -> StatusState:
    """Return where a directive stood before a change of its status."""
    status = Status(change.before) if change.before in set(Status) else Status.UNRATED
    return StatusState(status, why=reasons.get((change.record, change.change_group)))
