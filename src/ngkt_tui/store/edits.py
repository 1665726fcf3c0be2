"""Editing the fields that users own. Each function is one action: its changes, its group in the history, the index.

None of them commits: whoever opened the unit of work does, so that an action is one commit. An edit that would change
nothing adds nothing to the history.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from ngkt_tui.domain.enums import WITH_REASON, Status
from ngkt_tui.domain.errors import EditConflictError, EditRefusedError
from ngkt_tui.domain.field_values import (
    DayMisplacedError,
    ReasonMissingError,
    StatusState,
    check_field_value,
    format_field_value,
    toggle_done,
    transition,
)
from ngkt_tui.domain.stored_values import member_reader
from ngkt_tui.domain.typed_dates import day_complaint
from ngkt_tui.domain.words import LazyText
from ngkt_tui.store.change_log import GroupKind, History
from ngkt_tui.store.row_cache import RowCache
from ngkt_tui.store.search_index import SearchIndex
from ngkt_tui.store.stored_fields import FIELDS, ListField, storable
from ngkt_tui.store.tables.field_tables import OwnerTable
from ngkt_tui.store.tables.user_owned import DirectiveTable, EntryOfRecord, RecordTable
from ngkt_tui.store.unit_of_work import ANY_VALUE, AnyValue, Author, EditResult, FieldChange, FieldEdit, UnitOfWork


def apply(unit: UnitOfWork, edits: Iterable[FieldEdit], author: Author, title: str | None = None) -> EditResult:
    """Make `edits` as one action of `author`.

    Raises `UnknownRecordError`, `EditRefusedError` for a value or a field that a record cannot have, and
    `EditConflictError` where a field no longer has the value that was seen; nothing is changed then.
    """
    edits = [storable(edit) for edit in edits]
    present = load_rows(unit, edits)
    return keep(unit, present, changes_of(present, edits), author, title)


def changes_of(present: RowCache, edits: Sequence[FieldEdit]) -> list[FieldChange]:
    """Return what edits change of the rows that are `present`; raises as `apply` does."""
    records = len({edit.record for edit in edits})
    changes = (change for edit in edits for change in _changes(present, edit, records))
    return [each for each in changes if each.before != each.after]


def status_edits(
    unit: UnitOfWork,
    ids: Sequence[str],
    status: Status,
    today: date,
    *,
    why: str | None = None,
    on: date | None = None,
    seen: Mapping[str, Status] | None = None,
) -> list[FieldEdit]:
    """Return the edits that give directives a status, and with it the day and the reason that belong to it.

    What was reported as done is done as of the day of the report, where no other day is given.
    Raises `EditRefusedError` for a status without the reason that it asks for, or with a day that it cannot have.
    """
    edits: list[FieldEdit] = []
    require_past(ids, on, today)
    present = current_states(unit, ids)
    reported: Mapping[str, date] = {}
    if status is Status.DONE and on is None:
        waiting = [record for record, standing in present.items() if standing.status is Status.REPORTED]
        reported = History(unit.session).report_days(waiting)
    for record, standing in present.items():
        try:
            wanted = transition(standing, status, min(today, reported.get(record, today)), on, why)
        except ReasonMissingError:
            raise EditRefusedError(id=record, detail=LazyText("edit.why-missing")) from None
        except DayMisplacedError:
            raise EditRefusedError(id=record, detail=LazyText("edit.day-misplaced")) from None
        edits += _state_edits(record, standing, wanted, why, (seen or {}).get(record, ANY_VALUE))
    return edits


def require_past(ids: Sequence[str], day: date | None, today: date) -> None:
    """Raise `EditRefusedError` for a day on which nothing can have happened: one to come, or of no usual year."""
    issue = day_complaint(day, today) if day else None
    if issue is not None:
        raise EditRefusedError(id=", ".join(ids[:1]), detail=issue)


def confirm_directives(
    unit: UnitOfWork,
    ids: Sequence[str],
    author: Author,
    today: date,
    *,
    on: date | None = None,
    evidence: Sequence[str] = (),
) -> EditResult:
    """Make directives done that were reported as done, with `evidence`.

    Raises `EditRefusedError` for one that was not reported.
    """
    for record, standing in current_states(unit, ids).items():
        if standing.status not in (Status.REPORTED, Status.DONE):
            raise EditRefusedError(id=record, detail=LazyText("edit.not-reported"))
    shown = [FieldEdit(record, "evidence", each) for record in ids for each in evidence]
    return apply(unit, [*status_edits(unit, ids, Status.DONE, today, on=on), *shown], author)


def set_status(
    unit: UnitOfWork,
    ids: Sequence[str],
    status: Status,
    author: Author,
    today: date,
    *,
    why: str | None = None,
    on: date | None = None,
    seen: Mapping[str, Status] | None = None,
) -> EditResult:
    """Give directives a status as one action; see `status_edits` and `apply`."""
    return apply(unit, status_edits(unit, ids, status, today, why=why, on=on, seen=seen), author)


def tick_directives(
    unit: UnitOfWork,
    ids: Sequence[str],
    author: Author,
    today: date,
    *,
    seen: Mapping[str, Status] | None = None,
) -> EditResult:
    """Make directives done as of `today`; where all of them are done, give each the standing it had before."""
    present = current_states(unit, ids)
    history = History(unit.session)
    if any(standing.status is not Status.DONE for standing in present.values()):
        return set_status(unit, ids, Status.DONE, author, today, seen=seen)
    edits: list[FieldEdit] = []
    known = history.state_before_done(present)
    for record, standing in present.items():
        before = known.get(record) or StatusState(Status.UNRATED)
        status = toggle_done(standing.status, before.status)
        wanted = StatusState(status, why=before.why if status in WITH_REASON else None)
        edits += _state_edits(record, standing, wanted, None, (seen or {}).get(record, ANY_VALUE))
    return apply(unit, edits, author)


def add_note(unit: UnitOfWork, record: str, text: str, author: Author) -> EditResult:
    """Add a note to a record of any kind. Raises `EditRefusedError` for an empty one."""
    return apply(unit, [FieldEdit(record, "note", text)], author)


def load_rows(unit: UnitOfWork, touching: Iterable[FieldEdit | FieldChange]) -> RowCache:
    """Return the present rows of all that `touching` is about, read in bulk."""
    present = RowCache(unit.session, unit.report)
    _load(present, list(touching))
    return present


def _load(present: RowCache, touching: Sequence[FieldEdit | FieldChange]) -> None:
    """Read what `touching` is about; of records whose words are looked for also where they stand."""
    homes: dict[type[OwnerTable], list[str]] = {}
    for each in touching:
        field = FIELDS[each.field]
        homes.setdefault(field.home, []).append(each.record)
        if field.field.is_searched and field.home is not RecordTable:
            homes.setdefault(RecordTable, []).append(each.record)
    present.load(homes, _entry_tables(touching))


def _entry_tables(touching: Iterable[FieldEdit | FieldChange]) -> dict[type[EntryOfRecord], list[str]]:
    """Return the records whose entries `touching` is about, by table."""
    tables: dict[type[EntryOfRecord], list[str]] = {}
    for each in touching:
        field = FIELDS[each.field]
        if isinstance(field, ListField):
            tables.setdefault(field.table, []).append(each.record)
    return tables


def write_changes(
    unit: UnitOfWork,
    present: RowCache,
    changes: Sequence[tuple[FieldChange, Author]],
    touched: Collection[int] = (),
) -> list[FieldChange]:
    """Write changes into the fields, index them and what stands at `touched`; return them with their entries.

    Each comes with the author of the entry that it adds.
    """
    outdated = set(touched)
    written: list[FieldChange] = []
    for is_record, run in groupby(changes, lambda each: each[0].field == "record"):
        together = list(run)
        if is_record:
            outdated |= _write_records(unit, present, together)
            written += [change for change, _ in together]
            continue
        _load(present, [change for change, _ in together])
        written += [FIELDS[change.field].write(present, change, author) for change, author in together]
    present.flush()
    found_by = {change.record for change, _ in changes if FIELDS[change.field].field.is_searched}
    outdated.update(present.positions(found_by) if found_by else ())
    if outdated:
        SearchIndex(unit.connection, unit.report).put(list(outdated))
    return written


def _write_records(unit: UnitOfWork, present: RowCache, changes: Sequence[tuple[FieldChange, Author]]) -> set[int]:
    """Make, change or delete records, after what was done to them before; return the positions to be indexed."""
    from ngkt_tui.store.own_records import write_records  # loads Pydantic, which other edits do not need

    present.flush()
    touched = write_records(unit.connection, [change for change, _ in changes], changes[0][1].at)
    present.forget()
    return touched


def conflict_error(change: FieldChange, present: str | None, records: int) -> EditConflictError:
    """Return the error for a field, of an edit of so many `records`, that no longer has the value `change.before`."""
    return EditConflictError(**conflict_details(change, present), records=records)


def conflict_details(change: FieldChange, present: str | None) -> dict[str, object]:
    """Return the values of the error for a field that no longer has the value `change.before`."""
    return {
        "id": change.record,
        "field": LazyText(f"field.{change.field}"),
        "seen": format_field_value(change.field, change.before),
        "present": format_field_value(change.field, present),
    }


def _changes(present: RowCache, edit: FieldEdit, records: int) -> Iterator[FieldChange]:
    stored = FIELDS[edit.field]
    change = stored.change(present, edit)
    if not isinstance(edit.seen, AnyValue) and edit.seen != change.before:
        raise conflict_error(change._replace(before=edit.seen), change.before, records)
    yield change
    if (
        change.field == "due"
        and change.before != change.after
        and change.before
        and check_field_value(stored.field, change.before) is None
    ):
        first = FIELDS["first_due"].change(present, FieldEdit(change.record, "first_due", change.before))
        if first.before is None:  # a due date that is moved again keeps the one that was set first
            yield first


def keep(
    unit: UnitOfWork, present: RowCache, changes: Sequence[FieldChange], author: Author, title: str | None = None
) -> EditResult:
    """Write changes as one action of `author`, and add it to the history; nothing for no changes."""
    if not changes:
        return EditResult(None)
    return remember(unit, write_changes(unit, present, [(change, author) for change in changes]), author, title)


def remember(unit: UnitOfWork, written: Sequence[FieldChange], author: Author, title: str | None = None) -> EditResult:
    """Add what was written to the history, as one action of `author`."""
    group = History(unit.session, unit.report).add(GroupKind.EDIT, author, written, title=title)
    return EditResult(group, tuple(written))


def current_states(unit: UnitOfWork, ids: Sequence[str]) -> dict[str, StatusState]:
    """Return where directives stand. Raises `EditRefusedError` for a record that is none, `UnknownRecordError`."""
    present = RowCache(unit.session, unit.report)
    present.load({DirectiveTable: ids})
    found: dict[str, StatusState] = {}
    for record in ids:
        row = present.find(DirectiveTable, record)
        if row is None:
            names = {"field": LazyText("field.status"), "kind": LazyText(f"record.{present.record(record)['kind']}")}
            raise EditRefusedError(id=record, detail=LazyText("edit.no-such-field", names))
        found[record] = StatusState(_status(row["status"]), row["done_on"], row["why"])
    return found


def _status(text: str) -> Status:
    """Return the status that `text` names; a damaged one counts as one that nobody has looked at yet."""
    status = member_reader(Status)(text) if text else None
    return status if isinstance(status, Status) else Status.UNRATED


def _state_edits(
    record: str, present: StatusState, wanted: StatusState, why: str | None, seen: str | AnyValue | None
) -> list[FieldEdit]:
    edits = [FieldEdit(record, "status", wanted.status.value, seen, why)]
    for field in ("done_on", "why"):
        if getattr(present, field) != getattr(wanted, field):
            edits.append(FieldEdit(record, field, getattr(wanted, field)))
    return edits
