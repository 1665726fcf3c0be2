"""The values of users' fields as text: how each is shown, taken apart, checked and written; and what a status has."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from ngkt_tui.domain.enums import WITH_REASON, Stage, Status
from ngkt_tui.domain.stored_values import (
    StageChange,
    dump_ids,
    dump_values,
    load_ids,
    load_record,
    load_stage_change,
    load_values,
    parse_date,
    stored_date,
)
from ngkt_tui.domain.text import is_blank
from ngkt_tui.domain.user_fields import USER_FIELDS, EntryColumn, FieldType, UserField
from ngkt_tui.domain.words import BilingualText, LazyText

MAX_TEXT_LENGTH = 20_000
MAX_REFERENCE_LENGTH = 2_000


def format_field_value(field: str, value: str | None, names: Mapping[str, str] = {}) -> object:
    """Return what a value of `field` says: a `LazyText`, a date or a text; a damaged one as it stands.

    `names` holds what organisations are called, by id; one that is not in it is named by its id.
    """
    if value is None:
        return LazyText("edit.nothing")
    known = USER_FIELDS.get(field)
    match known.type if known else None:
        case FieldType.DATE:
            return stored_date(value)
        case FieldType.CHOICE if known and value in known.choices:
            return LazyText(f"{field}.{value}")
        case FieldType.AGENCIES:
            return ", ".join(names.get(each, each) for each in load_ids(value)) or value
        case FieldType.STAGE:
            return _move(value)
        case FieldType.RECORD:
            return _record_name(value)
        case FieldType.ENTRY if known:
            return _entry_words(known, value, names)
        case _:
            return value


def _move(value: str) -> object:
    move = load_stage_change(value)
    if move is None:
        return value
    values = {"stage": LazyText(f"stage.{move.stage}"), "on": move.on, "next_step": move.next_step}
    return LazyText("edit.stage-on-next" if move.next_step else "edit.stage-on", values)


def _record_name(value: str) -> object:
    record = load_record(value)
    name = record.name if record else value
    return name if isinstance(name, str) else BilingualText(**name)


def _entry_words(field: UserField, value: str, names: Mapping[str, str]) -> object:
    values = load_entry(field, value)
    shown = (column for column in field.columns if column.name in values and not column.is_inner)
    return tuple(_column_words(column, values[column.name], names) for column in shown)


def _column_words(column: EntryColumn, value: str, names: Mapping[str, str]) -> object:
    if column.type is FieldType.TEXT:
        return value
    if column.type is FieldType.CHOICE:
        return LazyText(f"{column.name}.{value}") if value in column.choices else value
    word = stored_date(value) if column.type is FieldType.DATE else names.get(value, value)
    return LazyText(f"entry.{column.name}", {"value": word})


def named_ids(field: str, value: str | None) -> tuple[str, ...]:
    """Return the ids of the records that a value of `field` names."""
    known = USER_FIELDS.get(field)
    if known is None or value is None:
        return ()
    if known.type is FieldType.ENTRY:
        values = load_entry(known, value)
        return tuple(values[column.name] for column in known.references if column.name in values)
    return load_ids(value) if known.type is FieldType.AGENCIES else ()


def dump_entry(field: UserField, values: Mapping[str, str | None]) -> str:
    """Return the columns of an entry of type ENTRY as the history writes them."""
    columns = {name: values.get(name) for name in field.column_names}
    return dump_values({name: value for name, value in columns.items() if value is not None})


def load_entry(field: UserField, text: str) -> dict[str, str]:
    """Return the columns of an entry of type ENTRY that hold something; a damaged one as its text alone."""
    values = load_values(text)
    known = {name: str(values[name]) for name in field.column_names if values.get(name) is not None}
    return known or {field.column_names[0]: text}


def entry_values(field: UserField, text: str) -> dict[str, str | None]:
    """Return what the columns of an entry hold that the history writes as one text."""
    if field.type is FieldType.ENTRY:
        return dict.fromkeys(field.column_names) | load_entry(field, text)
    if field.type is not FieldType.STAGE:
        return dict.fromkeys(field.column_names, text)
    move = load_stage_change(text)
    if move is None:
        return {"stage": "", "moved_on": "", "next_step": text}
    return {"stage": move.stage.value, "moved_on": move.on.isoformat(), "next_step": move.next_step}


def entry_text(field: UserField, values: Mapping[str, Any]) -> str:
    """Return the columns of an entry as the history writes them; a damaged one as it stands."""
    if field.type is FieldType.ENTRY:
        return dump_entry(field, values)
    if field.type is not FieldType.STAGE:
        return str(values["text"])
    try:
        return StageChange(Stage(values["stage"]), date.fromisoformat(values["moved_on"]), values["next_step"]).text
    except ValueError:
        return repr(tuple(values[column] for column in field.column_names))


def check_field_value(field: UserField, value: str) -> LazyText | None:
    """Return why the text of a value cannot be taken; `None` where it can."""
    refused = LazyText(f"edit.no-{field.name}", {"value": value})
    match field.type:
        case FieldType.TEXT | FieldType.REFERENCE:
            return _check_text(value)
        case FieldType.LINE:
            if len(value) > MAX_REFERENCE_LENGTH or len(value.splitlines()) > 1:
                return LazyText("edit.long-reference", {"limit": MAX_REFERENCE_LENGTH})
            return _check_text(value)
        case FieldType.DATE:
            day = parse_date(value)
            return _day_complaint(day) if day else LazyText("edit.no-day", {"value": value})
        case FieldType.CHOICE:
            return None if value in field.choices else refused
        case FieldType.AGENCIES:
            ids = load_ids(value)
            return None if ids and dump_ids(ids) == value else LazyText("edit.no-agencies", {"value": value})
        case FieldType.RECORD:
            return None if load_record(value) else refused
        case FieldType.ENTRY:
            return _check_entry(field, value)
        case FieldType.STAGE:
            move = load_stage_change(value)
            return _day_complaint(move.on) if move is not None and move.text == value else refused


def _day_complaint(day: date) -> LazyText | None:
    from ngkt_tui.domain.typed_dates import day_complaint  # what reads typed days is not loaded until one is edited

    return day_complaint(day)


def _check_entry(field: UserField, text: str) -> LazyText | None:
    values = load_entry(field, text)
    lacking = [column.name for column in field.columns if column.is_required and column.name not in values]
    if lacking or dump_entry(field, values) != text:
        return LazyText("edit.no-entry", {"value": text})
    named = (column for column in field.columns if column.name in values)
    parts = (UserField(column.name, column.type, choices=column.choices) for column in named)
    return next(filter(None, (check_field_value(part, values[part.name]) for part in parts)), None)


def _check_text(value: str) -> LazyText | None:
    if is_blank(value):
        return LazyText("edit.empty-text")
    return LazyText("edit.long-text", {"limit": MAX_TEXT_LENGTH}) if len(value) > MAX_TEXT_LENGTH else None


def dump_field_value(value: object) -> str | None:
    """Return a value that was parsed, or that a row shows, as the history writes it; `None` for none."""
    if isinstance(value, tuple):
        return dump_ids(value)
    if isinstance(value, date):
        return value.isoformat()
    return None if value is None else str(value)


class StatusState(NamedTuple):
    """Where a directive stands: its status, the day it was done (ISO), and the reason. `None` where there is none."""

    status: Status
    done_on: str | None = None
    why: str | None = None


class ReasonMissingError(ValueError):
    """A status that needs a reason was given without one."""


class DayMisplacedError(ValueError):
    """A day was given for a status other than done."""


def transition(
    present: StatusState, status: Status, today: date, on: date | None = None, why: str | None = None
) -> StatusState:
    """Return the standing after a move to `status`.

    Done has a day: `on`, else the day it already had, else `today`. A status that asks why has a reason, a new one
    at every move. Every other status has neither. Raises `ReasonMissingError`, `DayMisplacedError`.
    """
    if status is Status.DONE:
        earlier = present.done_on if present.status is Status.DONE else None
        return StatusState(status, on.isoformat() if on else earlier or today.isoformat())
    if on is not None:
        raise DayMisplacedError(status)
    if status not in WITH_REASON:
        return StatusState(status)
    if not why or not why.strip():
        raise ReasonMissingError(status)
    return StatusState(status, why=why)


def toggle_done(present: Status, before_done: Status | None) -> Status:
    """Return the status after a tick: anything becomes done, done goes back to what it was before.

    `before_done` is the status that the last change to done replaced; `None` where none is known.
    """
    if present is not Status.DONE:
        return Status.DONE
    return before_done if before_done not in (None, Status.DONE) else Status.UNRATED
