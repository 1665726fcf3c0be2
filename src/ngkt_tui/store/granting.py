"""From the wishes of a user to the edits of fields that they come to."""

from collections.abc import Iterator, Sequence
from datetime import date

from ngkt_tui.domain.errors import EditRefused
from ngkt_tui.domain.id_list import write_ids
from ngkt_tui.domain.stage_move import StageMove
from ngkt_tui.domain.status import Status
from ngkt_tui.domain.wishes import Keep, Seen, Wishes
from ngkt_tui.domain.words import Saying
from ngkt_tui.store.changes import UNSEEN, Edited, FieldEdit, Stamp, Unseen
from ngkt_tui.store.edits import apply, require_past, standings, status_edits
from ngkt_tui.store.unit_of_work import UnitOfWork


def grant(
    unit: UnitOfWork, ids: Sequence[str], wishes: Wishes, stamp: Stamp, today: date, *, seen: Seen | None = None
) -> Edited:
    """Do all that is wished of the records `ids` as one action. Raises as `edits.apply` does; nothing is changed then.

    `seen` holds what the user saw in some fields of some of the records.
    """
    records = list(dict.fromkeys(ids))
    for day in (wishes.on, wishes.stage_on):
        require_past(records, day, today)
    edits = [*_standing_edits(unit, records, wishes, today)]
    edits += [edit for record in records for edit in _field_edits(record, wishes, today)]
    return apply(unit, [_as_seen(edit, seen or {}) for edit in edits], stamp)


def _standing_edits(unit: UnitOfWork, records: Sequence[str], wishes: Wishes, today: date) -> Iterator[FieldEdit]:
    """Yield what is wished of statuses, and of the days and reasons that belong to them."""
    if wishes.status is not None:
        yield from status_edits(unit, records, wishes.status, today, why=wishes.why, on=wishes.on)
        return
    only_why = wishes.why is not None and wishes == Wishes(why=wishes.why, on=wishes.on)
    if wishes.on is None and not only_why:
        return
    for record, standing in standings(unit, records).items():
        if wishes.on is not None:
            if standing.status is not Status.DONE:
                raise EditRefused(id=record, detail=Saying("edit.day-without-done"))
            yield FieldEdit(record, "done_on", wishes.on.isoformat(), why=wishes.why)
        elif not standing.status.asks_why:
            raise EditRefused(id=record, detail=Saying("edit.why-misplaced"))
        else:
            yield FieldEdit(record, "why", wishes.why)


def _field_edits(record: str, wishes: Wishes, today: date) -> Iterator[FieldEdit]:
    for field, value in _columns(wishes):
        yield FieldEdit(record, field, value, why=wishes.why)
    for field, value in _entries(wishes, today):
        yield FieldEdit(record, field, value, why=wishes.why)
    for reference in wishes.evidence_removed:
        yield FieldEdit(record, "evidence", None, seen=reference, why=wishes.why)


def _columns(wishes: Wishes) -> Iterator[tuple[str, str | None]]:
    if not isinstance(wishes.due, Keep):
        yield "due", wishes.due.isoformat() if wishes.due else None
    if not isinstance(wishes.importance, Keep):
        yield "importance", str(wishes.importance) if wishes.importance is not None else None
    for field, agencies in (("lead", wishes.lead), ("coordinating", wishes.coordinating)):
        if not isinstance(agencies, Keep):
            yield field, write_ids(agencies or ())
    if not isinstance(wishes.assessment, Keep):
        yield "assessment", wishes.assessment.value if wishes.assessment else None


def _entries(wishes: Wishes, today: date) -> Iterator[tuple[str, str]]:
    for reference in dict.fromkeys(each.strip() for each in wishes.evidence):
        yield "evidence", reference
    if wishes.stage is not None:
        step = (wishes.next_step or "").strip() or None
        yield "stage", StageMove(wishes.stage, wishes.stage_on or today, step).text
    if wishes.note is not None:
        yield "note", wishes.note


def _as_seen(edit: FieldEdit, seen: Seen) -> FieldEdit:
    if edit.seen is not UNSEEN:
        return edit
    value: str | Unseen | None = seen.get(edit.record, {}).get(edit.field, UNSEEN)
    return edit._replace(seen=value)
