"""Editing the store: tick, set, note, evidence, undo, redo. Each is one commit, and returns what it did.

The SQLModel half of the store is imported when an edit is made: it costs as much as a whole start of the dashboard.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from ngkt_tui.domain.enums import RecordKind, Status, StoreRole
from ngkt_tui.domain.errors import TooManyRecordsError, UnknownRecordError
from ngkt_tui.domain.field_values import dump_field_value
from ngkt_tui.domain.stored_values import member_reader
from ngkt_tui.domain.user_fields import ROW_NAMES, ExpectedValues, FieldUpdates
from ngkt_tui.services.change_text import EditMessage, agencies_in, describe_edit, describe_undo
from ngkt_tui.services.context import Context, require_role

if TYPE_CHECKING:
    from ngkt_tui.domain.standing import Standing
    from ngkt_tui.query.lists.rows import AgreementRow
    from ngkt_tui.store import unit_of_work as edit_types
    from ngkt_tui.store.unit_of_work import UnitOfWork

__all__ = [
    "EditMessage",
    "add_note",
    "correct_record",
    "create_record",
    "create_records",
    "delete_record",
    "edit_fields",
    "perform",
    "prepare",
    "redo",
    "remove_entries",
    "remove_entry",
    "require_not_too_many",
    "seen_in",
    "set_status",
    "statuses_in",
    "tick",
    "undo",
]

MAX_RECORDS = 5_000
"""Records of one edit: it holds the store from beginning to end, and others wait for it no longer than some seconds."""

Action = Callable[["UnitOfWork", "edit_types.Author"], "edit_types.EditResult"]


def prepare() -> None:
    """Load what an edit needs, so that the first one of a start is as quick as the next."""
    import gc

    was_enabled = gc.isenabled()
    gc.disable()  # nothing that is loaded is ever garbage: looking for it costs a tenth of the time
    try:
        from ngkt_tui.store import edits, field_updates  # noqa: F401 - loaded when an edit is to be expected
        from ngkt_tui.store.unit_of_work import UnitOfWork  # noqa: F401 - as above
    finally:
        if was_enabled:
            gc.enable()


def require_not_too_many(ids: Collection[str]) -> None:
    """Raise `TooManyRecordsError` for more records than one edit may have."""
    count = len(set(ids))
    if count > MAX_RECORDS:
        raise TooManyRecordsError(count=count, most=MAX_RECORDS)


def tick(context: Context, ids: Sequence[str], seen: Mapping[str, Status] | None = None) -> EditMessage:
    """Make each directive done as of today; where all of them are done, give each the status it had before.

    `seen` holds the status of each that its user saw; raises `EditConflictError` where it is no longer so.
    """
    require_not_too_many(ids)
    from ngkt_tui.store import edits  # loaded when an edit is made

    return _message(
        context,
        _commit(context, lambda unit, author: edits.tick_directives(unit, ids, author, context.today(), seen=seen)),
    )


def set_status(
    context: Context,
    ids: Sequence[str],
    status: Status,
    *,
    why: str | None = None,
    on: date | None = None,
    seen: Mapping[str, Status] | None = None,
) -> EditMessage:
    """Give directives a status. `on` is the day they were done (today where `None`), `why` the reason.

    `seen` as in `tick_directives`. Raises `EditRefusedError` for a status without the reason that it asks for.
    """
    require_not_too_many(ids)
    from ngkt_tui.store import edits  # as above

    def action(unit: "UnitOfWork", author: "edit_types.Author") -> "edit_types.EditResult":
        return edits.set_status(unit, ids, status, author, context.today(), why=why, on=on, seen=seen)

    return _message(context, _commit(context, action))


def edit_fields(
    context: Context, ids: Sequence[str], updates: FieldUpdates, seen: ExpectedValues | None = None
) -> EditMessage:
    """Update the records `ids`, as one group of changes.

    `seen` holds what its user saw in the fields of some of them (see `seen_in`). Raises `EditConflictError` where
    a field is no longer as it was seen, `EditRefusedError`, `UnknownRecordError`; nothing is changed then.
    """
    require_not_too_many(ids)
    from ngkt_tui.query.clarity import standing_columns  # as above
    from ngkt_tui.store.field_updates import apply_updates  # as above

    def action(unit: "UnitOfWork", author: "edit_types.Author") -> "edit_types.EditResult":
        kept = standing_columns(unit.readable, ids) if updates.fills else {}
        return apply_updates(unit, ids, updates, author, context.today(), seen=seen, kept=kept)

    return _message(context, _commit(context, action))


def remove_entry(context: Context, record: str, field: str, text: str) -> EditMessage:
    """Take away an entry: `evidence`, a `stage` that a user dated, or a `note` of one's own.

    Raises `EditConflictError` where there is none.
    """
    return remove_entries(context, [(record, field, text)])


def perform(context: Context, ids: Collection[str], action: Action) -> EditMessage:
    """Do an act of the store on the records `ids` as one commit, and return what it did."""
    require_not_too_many(ids)
    return _message(context, _commit(context, action))


def remove_entries(context: Context, entries: Sequence[tuple[str, str, str]]) -> EditMessage:
    """Take away entries, each a record, a field and a text as `remove_entry` takes them, as one group."""
    require_not_too_many({record for record, _, _ in entries})
    from ngkt_tui.store import edits  # as above
    from ngkt_tui.store.unit_of_work import FieldEdit

    gone = [
        FieldEdit(record, field, None, seen=text, owner=context.actor if field in ("note", "progress") else None)
        for record, field, text in entries
    ]
    return _message(context, _commit(context, lambda unit, author: edits.apply(unit, gone, author)))


def seen_in(row: Any) -> dict[str, str | None]:
    """Return what a row, or the body of a detail, shows of users' fields, in the form that `edit_fields` takes."""
    values = row._asdict()
    return {name: dump_field_value(values[shown]) for name, shown in ROW_NAMES.items() if shown in values}


def statuses_in(seen: ExpectedValues) -> dict[str, Status]:
    """Return the statuses that were seen; a damaged one is left out."""
    stored = ((record, fields.get("status")) for record, fields in seen.items())
    statuses = ((record, member_reader(Status)(text)) for record, text in stored if text is not None)
    return {record: status for record, status in statuses if isinstance(status, Status)}


def add_note(context: Context, record: str, text: str) -> EditMessage:
    """Add a note to a record of any kind."""
    from ngkt_tui.store import edits  # as above

    return _message(context, _commit(context, lambda unit, author: edits.add_note(unit, record, text, author)))


def create_record(context: Context, kind: RecordKind, values: Mapping[str, object]) -> EditMessage:
    """Make a record of what a digest would say of it; raises `EditRefusedError` for what none could say."""
    from ngkt_tui.store import record_edits  # as above

    return _message(
        context, _commit(context, lambda unit, author: record_edits.create_record(unit, kind, values, author))
    )


def create_records(
    context: Context,
    records: Sequence[tuple[RecordKind, Mapping[str, object]]],
    updates: Mapping[str, Sequence[tuple[str, str]]] = {},
    edits: "Sequence[edit_types.FieldEdit]" = (),
) -> EditMessage:
    """Make records, with values of users' fields for some, and edit others as one group; see `create_record`."""
    from ngkt_tui.store import record_edits  # as above

    return _message(
        context,
        _commit(context, lambda unit, author: record_edits.create_records(unit, records, author, updates, edits)),
    )


def correct_record(
    context: Context, kind: RecordKind, record: str, body: Mapping[str, object] | None, why: str | None = None
) -> EditMessage:
    """Keep what users say of a record in place of what digests say; see `correction.correct_fields`."""
    from ngkt_tui.store import record_edits  # as above

    def action(unit: "UnitOfWork", author: "edit_types.Author") -> "edit_types.EditResult":
        return record_edits.correct_record(unit, kind, record, body, author, why)

    return _message(context, _commit(context, action))


def delete_record(context: Context, record: str) -> EditMessage:
    """Delete a record that users made, with all that they gave to it.

    Raises `EditRefusedError` for a record of a digest, and for one that another record refers to.
    """
    from ngkt_tui.store import record_edits  # as above

    return _message(context, _commit(context, lambda unit, author: record_edits.delete_record(unit, record, author)))


def undo(context: Context, group: int | None = None) -> EditMessage:
    """Take back a group of changes: the actor's newest that is not undone, else the one numbered `group`."""
    from ngkt_tui.store import undo as undoing  # as above

    done = _commit(context, lambda unit, author: undoing.undo(unit, author, group))
    return describe_undo("undone", done, _names(context, done))


def redo(context: Context) -> EditMessage:
    """Take back the actor's newest undo, where no edit was made since."""
    from ngkt_tui.store import undo as undoing  # as above

    done = _commit(context, undoing.redo)
    return describe_undo("redone", done, _names(context, done))


def _commit(context: Context, action: Action) -> "edit_types.EditResult":
    """Do one action in a unit of work of its own, and make it durable."""
    from ngkt_tui.store.unit_of_work import Author, run_unit  # as above

    require_role(context, StoreRole.EDITOR)
    author = Author(context.now(), context.actor)
    with _nearest_named(context):
        return run_unit(context.store, lambda unit: action(unit, author), context.file, context.report)


@contextmanager
def _nearest_named(context: Context) -> Iterator[None]:
    """Name the nearest id where an edit meets an unknown one."""
    try:
        yield
    except UnknownRecordError as error:
        from ngkt_tui.services.reader import Reader  # only for a mistake

        with Reader(context) as reader:
            reader.find(str(error.values["id"]))
        raise


def _message(context: Context, done: "edit_types.EditResult") -> EditMessage:
    return describe_edit(done, _names(context, done), _standings(context, done))


def _standings(context: Context, done: "edit_types.EditResult") -> "Mapping[str, Standing]":
    """Return where the agreements stand of which a stage was changed; read only where there are any."""
    ids = tuple(dict.fromkeys(change.record for change in done.changes if change.field == "stage"))
    if not ids:
        return {}
    from ngkt_tui.domain.enums import RecordKind  # as above
    from ngkt_tui.services.reader import Reader

    with Reader(context) as reader:
        rows = cast("Sequence[AgreementRow]", reader.by_ids(reader.compile_filter(RecordKind.AGREEMENT), ids))
    return {row.id: row.standing for row in rows}


def _names(context: Context, done: "edit_types.EditResult") -> Mapping[str, str]:
    """Return what the organisations are called that an edit was about; read only where there are any."""
    ids = agencies_in(done.changes)
    if not ids:
        return {}
    from ngkt_tui.query.names import load_refs  # as above
    from ngkt_tui.services.reader import Reader

    with Reader(context) as reader, reader.connection() as connection:
        return {each.id: each.short(context.language) for each in load_refs(connection, ids).values()}
