"""Turning `FieldUpdates`, what a user asks for, into edits of single fields."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from ngkt_tui.domain.enums import WITH_REASON, Status
from ngkt_tui.domain.errors import EditRefusedError
from ngkt_tui.domain.field_values import dump_field_value
from ngkt_tui.domain.stored_values import StageChange
from ngkt_tui.domain.user_fields import COLUMN_FIELDS, UNSET, ExpectedValues, FieldUpdates
from ngkt_tui.domain.words import LazyText
from ngkt_tui.store.edits import apply, current_states, require_past, status_edits
from ngkt_tui.store.row_cache import RowCache
from ngkt_tui.store.tables.user_owned import DirectiveTable
from ngkt_tui.store.unit_of_work import ANY_VALUE, AnyValue, Author, EditResult, FieldEdit, UnitOfWork


def apply_updates(
    unit: UnitOfWork,
    ids: Sequence[str],
    updates: FieldUpdates,
    author: Author,
    today: date,
    *,
    seen: ExpectedValues | None = None,
    kept: Mapping[str, Collection[str]] = {},
) -> EditResult:
    """Update the records `ids` as one action. Raises as `edits.apply` does; nothing is changed then.

    `seen` holds what the user saw in some fields of some of the records, `kept` the columns of each that stay as they
    are whatever is asked for.
    """
    records = list(dict.fromkeys(ids))
    for day in (updates.on, updates.stage_on):
        require_past(records, day, today)
    edits = [*_status_edits(unit, records, updates, today)]
    edits += [edit for record in records for edit in _field_edits(record, updates, today, kept.get(record, ()))]
    moving = [record for record in records if "transfer" not in kept.get(record, ())]
    edits += _transfer_days(unit, moving, updates, today)
    return apply(unit, [_with_expected(edit, seen or {}) for edit in edits], author)


def _status_edits(unit: UnitOfWork, records: Sequence[str], updates: FieldUpdates, today: date) -> Iterator[FieldEdit]:
    """Yield the edits of statuses, and of the days and reasons that belong to them."""
    if updates.status is not None:
        yield from status_edits(unit, records, updates.status, today, why=updates.why, on=updates.on)
        return
    only_why = updates.why is not None and updates == FieldUpdates(why=updates.why, on=updates.on)
    if updates.on is None and not only_why:
        return
    for record, standing in current_states(unit, records).items():
        if updates.on is None:
            if standing.status not in WITH_REASON:
                raise EditRefusedError(id=record, detail=LazyText("edit.why-misplaced"))
            yield FieldEdit(record, "why", updates.why)
        elif standing.status is Status.DONE:
            yield FieldEdit(record, "done_on", updates.on.isoformat(), why=updates.why)
        elif updates.transfer is UNSET:
            raise EditRefusedError(id=record, detail=LazyText("edit.day-without-done"))


def _field_edits(record: str, updates: FieldUpdates, today: date, kept: Collection[str]) -> Iterator[FieldEdit]:
    for field, value in _columns(updates):
        if field not in kept:
            yield FieldEdit(record, field, value, why=updates.why)
    for field, value in _entries(updates, today):
        yield FieldEdit(record, field, value, why=updates.why)
    for each in updates.entry_edits:
        yield FieldEdit(record, each.field, each.value, seen=each.seen, why=updates.why, entry=each.number)
    for reference in updates.evidence_removed:
        yield FieldEdit(record, "evidence", None, seen=reference, why=updates.why)


def _columns(updates: FieldUpdates) -> Iterator[tuple[str, str | None]]:
    for field in COLUMN_FIELDS:
        value = getattr(updates, field.name) if field.is_asked else UNSET
        if value is not UNSET:
            yield field.name, dump_field_value(value or None)


def _transfer_days(unit: UnitOfWork, records: Sequence[str], updates: FieldUpdates, today: date) -> Iterator[FieldEdit]:
    """Yield since when each directive should go to others: who proposes the same again keeps the day."""
    if updates.transfer is UNSET:
        return
    wanted = dump_field_value(updates.transfer or None)
    day = (updates.on or today).isoformat() if wanted else None
    present = RowCache(unit.session, unit.report)
    present.load({DirectiveTable: records})
    for record in records:
        row = present.find(DirectiveTable, record)
        if row is not None and (updates.on or row["transfer"] != wanted):
            yield FieldEdit(record, "transferred_on", day)


def _entries(updates: FieldUpdates, today: date) -> Iterator[tuple[str, str]]:
    for reference in dict.fromkeys(each.strip() for each in updates.evidence):
        yield "evidence", reference
    if updates.stage is not None:
        step = (updates.next_step or "").strip() or None
        yield "stage", StageChange(updates.stage, updates.stage_on or today, step).text
    if updates.note is not None:
        yield "note", updates.note
    yield from updates.entries


def _with_expected(edit: FieldEdit, seen: ExpectedValues) -> FieldEdit:
    if edit.seen is not ANY_VALUE:
        return edit
    value: str | AnyValue | None = seen.get(edit.record, {}).get(edit.field, ANY_VALUE)
    return edit._replace(seen=value)
