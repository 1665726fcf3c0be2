"""Editing the fields that users own. Each function is one action: its changes, its group in the history, the index.

None of them commits: whoever opened the unit of work does, so that an action is one commit. An edit that would change
nothing adds nothing to the history.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from unicodedata import normalize

from ngkt_tui.domain.clean import REPLACEMENT
from ngkt_tui.domain.deadline import day_complaint
from ngkt_tui.domain.errors import EditRefused, EditStale
from ngkt_tui.domain.field_values import shown
from ngkt_tui.domain.status import Status, ticked
from ngkt_tui.domain.words import Saying
from ngkt_tui.store.changes import UNSEEN, Edited, FieldChange, FieldEdit, Stamp, Unseen
from ngkt_tui.store.field_checks import a_day
from ngkt_tui.store.fields import FIELDS, Entries
from ngkt_tui.store.history import GroupKind, History
from ngkt_tui.store.present import Entry, Home, Present
from ngkt_tui.store.search_index import SearchIndex
from ngkt_tui.store.status_rules import DayMisplaced, ReasonMissing, Standing, moved
from ngkt_tui.store.tables.directives import Directive
from ngkt_tui.store.tables.records import Record
from ngkt_tui.store.unit_of_work import UnitOfWork

_SURROGATES = re.compile("[\ud800-\udfff]")


def apply(unit: UnitOfWork, edits: Iterable[FieldEdit], stamp: Stamp, title: str | None = None) -> Edited:
    """Make `edits` as one action of `stamp`.

    Raises `UnknownRecord`, `EditRefused` for a value or a field that a record cannot have, and `EditStale` where a
    field no longer has the value that was seen; nothing is changed then.
    """
    wished = [_storable(edit) for edit in edits]
    present = prefetched(unit, wished)
    records = len({edit.record for edit in wished})
    changes = [change for edit in wished for change in _changes(present, edit, records)]
    return _keep(unit, present, [each for each in changes if each.before != each.after], stamp, title)


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

    Raises `EditRefused` for a status without the reason that it asks for, or with a day that it cannot have.
    """
    edits: list[FieldEdit] = []
    require_past(ids, on, today)
    for record, standing in standings(unit, ids).items():
        try:
            wanted = moved(standing, status, today, on, why)
        except ReasonMissing:
            raise EditRefused(id=record, detail=Saying("edit.why-missing")) from None
        except DayMisplaced:
            raise EditRefused(id=record, detail=Saying("edit.day-misplaced")) from None
        edits += _moves(record, standing, wanted, why, (seen or {}).get(record, UNSEEN))
    return edits


def require_past(ids: Sequence[str], day: date | None, today: date) -> None:
    """Raise `EditRefused` for a day on which nothing can have happened: one to come, or of no usual year."""
    complaint = day_complaint(day, today) if day else None
    if complaint is not None:
        raise EditRefused(id=", ".join(ids[:1]), detail=complaint)


def set_status(
    unit: UnitOfWork,
    ids: Sequence[str],
    status: Status,
    stamp: Stamp,
    today: date,
    *,
    why: str | None = None,
    on: date | None = None,
    seen: Mapping[str, Status] | None = None,
) -> Edited:
    """Give directives a status as one action; see `status_edits` and `apply`."""
    return apply(unit, status_edits(unit, ids, status, today, why=why, on=on, seen=seen), stamp)


def tick(
    unit: UnitOfWork,
    ids: Sequence[str],
    stamp: Stamp,
    today: date,
    *,
    seen: Mapping[str, Status] | None = None,
) -> Edited:
    """Make directives done as of `today`; where all of them are done, give each the standing it had before."""
    present = standings(unit, ids)
    history = History(unit.session)
    if any(standing.status is not Status.DONE for standing in present.values()):
        return set_status(unit, ids, Status.DONE, stamp, today, seen=seen)
    edits: list[FieldEdit] = []
    known = history.before_done(present)
    for record, standing in present.items():
        before = known.get(record) or Standing(Status.UNRATED)
        status = ticked(standing.status, before.status)
        wanted = Standing(status, why=before.why if status.asks_why else None)
        edits += _moves(record, standing, wanted, None, (seen or {}).get(record, UNSEEN))
    return apply(unit, edits, stamp)


def add_note(unit: UnitOfWork, record: str, text: str, stamp: Stamp) -> Edited:
    """Add a note to a record of any kind. Raises `EditRefused` for an empty one."""
    return apply(unit, [FieldEdit(record, "note", text)], stamp)


def prefetched(unit: UnitOfWork, touching: Iterable[FieldEdit | FieldChange]) -> Present:
    """Return the present rows of all that `touching` is about, read in bulk."""
    present = Present(unit.session)
    homes: dict[type[Home], list[str]] = {}
    tables: dict[type[Entry], list[str]] = {}
    for each in touching:
        field = FIELDS[each.field]
        homes.setdefault(field.home, []).append(each.record)
        if isinstance(field, Entries):
            tables.setdefault(field.table, []).append(each.record)
    for home, records in homes.items():
        present.load(home, records)
    for table, records in tables.items():
        present.load_entries(table, records)
    return present


def write_changes(unit: UnitOfWork, present: Present, changes: Sequence[tuple[FieldChange, Stamp]]) -> None:
    """Write changes into the fields, each with the stamp of the entry it is about, and keep the index."""
    for change, stamp in changes:
        FIELDS[change.field].write(present, change, stamp)
    present.flush()
    found_by = {change.record for change, _ in changes if FIELDS[change.field].searchable}
    if found_by:
        present.load(Record, found_by)
        SearchIndex(unit.connection).put([present.record(record)["position"] for record in found_by])


def stale(change: FieldChange, present: str | None, records: int) -> EditStale:
    """Return the error for a field, of an edit of so many `records`, that no longer has the value `change.before`."""
    return EditStale(**clash(change, present), records=records)


def clash(change: FieldChange, present: str | None) -> dict[str, object]:
    """Return what is told of a field that no longer has the value `change.before`."""
    return {
        "id": change.record,
        "field": Saying(f"field.{change.field}"),
        "seen": shown(change.field, change.before),
        "present": shown(change.field, present),
    }


def _changes(present: Present, edit: FieldEdit, records: int) -> Iterator[FieldChange]:
    change = FIELDS[edit.field].change(present, edit)
    if not isinstance(edit.seen, Unseen) and edit.seen != change.before:
        raise stale(change._replace(before=edit.seen), change.before, records)
    yield change
    if change.field == "due" and change.before != change.after and change.before and a_day(change.before) is None:
        first = FIELDS["first_due"].change(present, FieldEdit(change.record, "first_due", change.before))
        if first.before is None:  # a due date that is moved again keeps the one that was set first
            yield first


def _keep(
    unit: UnitOfWork, present: Present, changes: Sequence[FieldChange], stamp: Stamp, title: str | None
) -> Edited:
    if not changes:
        return Edited(None)
    write_changes(unit, present, [(change, stamp) for change in changes])
    group = History(unit.session).add(GroupKind.EDIT, stamp, changes, title=title)
    return Edited(group, tuple(changes))


def standings(unit: UnitOfWork, ids: Sequence[str]) -> dict[str, Standing]:
    """Return where directives stand. Raises `EditRefused` for a record that is none, `UnknownRecord`."""
    present = Present(unit.session)
    present.load(Directive, ids)
    found: dict[str, Standing] = {}
    for record in ids:
        row = present.find(Directive, record)
        if row is None:
            names = {"field": Saying("field.status"), "kind": Saying(f"record.{present.record(record)['kind']}")}
            raise EditRefused(id=record, detail=Saying("edit.no-such-field", names))
        found[record] = Standing(_status(row["status"]), row["done_on"], row["why"])
    return found


def _status(text: str) -> Status:
    """Return the status that `text` names; a damaged one counts as one that nobody has looked at yet."""
    return Status(text) if text in set(Status) else Status.UNRATED


def _moves(
    record: str, present: Standing, wanted: Standing, why: str | None, seen: str | Unseen | None
) -> list[FieldEdit]:
    edits = [FieldEdit(record, "status", wanted.status.value, seen, why)]
    for field in ("done_on", "why"):
        if getattr(present, field) != getattr(wanted, field):
            edits.append(FieldEdit(record, field, getattr(wanted, field)))
    return edits


def _storable(edit: FieldEdit) -> FieldEdit:
    """Put texts into NFC, without the halves of characters that a terminal may send and that no file can hold."""
    value, why = (text and normalize("NFC", _SURROGATES.sub(REPLACEMENT, text)) for text in (edit.value, edit.why))
    return edit._replace(value=value, why=why)
