"""The commands that edit the store: `note`, `redo`, `set`, `undo`."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any

import click

from ngkt_tui.cli.arguments import refuse_options, usage_error
from ngkt_tui.cli.click_types import DateType, EnumChoice, day_to_come
from ngkt_tui.cli.completions import AgencyName, ChangeNumber, RecordIdType
from ngkt_tui.cli.error_stream import print_edit, progress_bar
from ngkt_tui.cli.invocation import Invocation
from ngkt_tui.cli.localized_click import LocalizedCommand, LocalizedOption
from ngkt_tui.cli.standard_input import text_or_input, words_or_input
from ngkt_tui.domain.enums import WITH_REASON, RecordKind, Stage, Status
from ngkt_tui.domain.text import sanitize_line, strip_diacritics
from ngkt_tui.domain.user_fields import UNSET, USER_FIELDS, FieldType, FieldUpdates, Unset, UserField
from ngkt_tui.domain.words import LazyText
from ngkt_tui.services.context import Context


def _note(call: Invocation, record: str, text: str, remove: bool) -> None:
    refuse_options([text])
    text = text_or_input(call, text)
    if not text.strip():
        raise usage_error("no-text")
    from ngkt_tui.services.edit import add_note, remove_entry  # reads the store, which help does not need
    from ngkt_tui.services.reader import full_ids

    context = call.ready()
    (record,) = full_ids(context, [record])
    edited = remove_entry(context, record, "note", text) if remove else add_note(context, record, text)
    print_edit(call, edited)


NOTE_COMMAND = LocalizedCommand(
    "note",
    _note,
    [
        click.Argument(["record"], type=RecordIdType(), metavar="ID"),
        click.Argument(["text"], metavar="TEXT|-"),
        LocalizedOption("--remove", is_flag=True),
    ],
    takes_words=True,
)


def _redo(call: Invocation) -> None:
    from ngkt_tui.services.edit import redo  # reads the store, which help does not need

    context = call.ready()
    with progress_bar(call) as report:
        edited = redo(replace(context, report=report))
    print_edit(call, edited)


REDO_COMMAND = LocalizedCommand("redo", _redo)

NOTHING = frozenset({"none", "khong"})


def _set(
    call: Invocation, ids: Sequence[str], status: Status | None, on: date | None, why: str | None, **more: Any
) -> None:
    ids = words_or_input(call, ids)
    evidence, day, fills = more.pop("remove_evidence"), more.pop("remove_stage"), more.pop("fill")
    if evidence or day:
        if fills or status or on or why or any(map(_is_given, more.values())):
            raise usage_error("remove-alone")
        _remove(call, ids, evidence, day)
        return
    _require_sense(status, on, why, more["stage"])
    if fills and any(map(_is_given, (status, more["stage"], more["assessment"]))):
        raise usage_error("fill-columns")
    days: dict[str, Any] = {
        field.name: _day(call, f"--{field.name}", more.pop(field.name)) for field in _of_type(FieldType.DATE)
    }
    is_asked = status or on or why or any(map(_is_given, more.values()))
    if not is_asked and all(day is UNSET for day in days.values()):
        raise usage_error("nothing-to-set")
    from ngkt_tui.services.edit import edit_fields  # reads the store, which help does not need
    from ngkt_tui.services.reader import full_ids

    context = call.ready()
    ids = full_ids(context, ids)
    stage, next_step, evidence = more.pop("stage"), more.pop("next_step"), tuple(more.pop("evidence"))
    updates = FieldUpdates(
        status=status,
        on=None if stage else on,
        why=why,
        evidence=evidence,
        stage=stage,
        stage_on=on if stage else None,
        next_step=next_step,
        fills=fills,
        **days,
        **{name: _value(context, USER_FIELDS[name], typed) for name, typed in more.items()},
    )
    with progress_bar(call) as report:
        edited = edit_fields(replace(context, report=report), ids, updates)
    print_edit(call, edited)
    if edited.group is not None and days["due"] is not UNSET and not why:
        _ask_why(call, edited.records)


def _ask_why(call: Invocation, records: Sequence[str]) -> None:
    """Print that a due date that moves asks why, where one of them has moved."""
    from ngkt_tui.query.lists.rows import DirectiveRow  # read only then

    with call.reader() as reader:
        rows = reader.by_ids(reader.compile_filter(RecordKind.DIRECTIVE), records)
    if any(isinstance(row, DirectiveRow) and row.first_due is not None for row in rows):
        call.print_message("set.no-why")


def _remove(call: Invocation, ids: Sequence[str], evidence: Sequence[str], day: date | None) -> None:
    """Take away evidence, and the stages that users dated on a day."""
    from ngkt_tui.services.edit import remove_entries  # reads the store, which help does not need
    from ngkt_tui.services.reader import full_ids

    context = call.ready()
    ids = full_ids(context, ids)
    gone = [(record, "evidence", text) for record in ids for text in evidence]
    if day is not None:
        gone += [(record, "stage", text) for record in ids for text in _moves_on(context, record, day)]
    print_edit(call, remove_entries(context, gone))


def _moves_on(context: Context, record: str, day: date) -> Sequence[str]:
    from ngkt_tui.domain.stored_values import load_stage_change  # read only where a stage is taken away
    from ngkt_tui.services.detail_lines import removable_items
    from ngkt_tui.services.reader import Reader

    with Reader(context) as reader:
        entries = removable_items(reader.detail(record), context.actor)
    moves = ((entry.text, load_stage_change(entry.text)) for entry in entries if entry.field == "stage")
    found = [text for text, move in moves if move is not None and move.on == day]
    if not found:
        raise usage_error("no-stage-on", id=record, date=day.isoformat())
    return found


def _require_sense(status: Status | None, on: date | None, why: str | None, stage: Stage | None) -> None:
    if on is not None and stage is None and status not in (None, Status.DONE):
        raise usage_error("on-without-done")
    if status in WITH_REASON and not (why or "").strip():
        raise usage_error("why-wanted", status=LazyText(f"status.{status}"))


def _day(call: Invocation, option: str, typed: str | None) -> date | Unset | None:
    return UNSET if typed is None else day_to_come(call, option, typed)


def _value(context: Context, field: UserField, typed: Any) -> Any:
    """Return the value that was typed for a field: `UNSET` where nothing was, `None` for a word for none."""
    if field.type is FieldType.AGENCIES:
        return _agencies(context, typed)
    if typed is None:
        return UNSET
    text = typed.strip()
    return None if not text or strip_diacritics(text) in NOTHING else text


def _is_given(typed: Any) -> bool:
    """Return whether an option was given: an empty text takes a value away."""
    return typed is not None and typed != ()


def _agencies(context: Context, typed: Sequence[str]) -> tuple[str, ...] | Unset | None:
    if not typed:
        return UNSET
    if all(strip_diacritics(each) in NOTHING for each in typed):
        return None
    from ngkt_tui.services.agencies import agencies_called  # read only where agencies are named
    from ngkt_tui.services.reader import Reader

    with Reader(context) as reader:
        return agencies_called(reader, [sanitize_line(each) for each in typed])


def _asked() -> Iterator[UserField]:
    return (field for field in USER_FIELDS.values() if field.is_asked)


def _of_type(wanted: FieldType) -> Iterator[UserField]:
    return (field for field in _asked() if field.type is wanted)


def _option(field: UserField) -> LocalizedOption:
    """Return the option that sets a column; a word for none takes its value away."""
    name = f"--{field.name}"
    match field.type:
        case FieldType.AGENCIES:
            return LocalizedOption(name, type=AgencyName(), multiple=True, metavar="ORG|none")
        case FieldType.CHOICE:
            words: Any = StrEnum(field.name, {word: word for word in (*field.choices, "none")})  # type: ignore[misc]
            return LocalizedOption(name, type=EnumChoice(words, field.name))
        case FieldType.DATE:
            return LocalizedOption(name, metavar="DATE|none")
        case _:
            return LocalizedOption(name, metavar="TEXT|none")


SET_COMMAND = LocalizedCommand(
    "set",
    _set,
    [
        click.Argument(["ids"], nargs=-1, required=True, type=RecordIdType(), metavar="ID...|-"),
        LocalizedOption("--status", type=EnumChoice(Status, "status")),
        LocalizedOption("--on", type=DateType(), metavar="DATE"),
        LocalizedOption("--why", metavar="TEXT"),
        *(_option(field) for field in _asked() if not field.has_entries),
        LocalizedOption("--fill", is_flag=True),
        LocalizedOption("--evidence", multiple=True, metavar="REF"),
        LocalizedOption("--remove-evidence", multiple=True, metavar="REF"),
        LocalizedOption("--stage", type=EnumChoice(Stage, "stage")),
        LocalizedOption("--remove-stage", type=DateType(), metavar="DATE"),
        LocalizedOption("--next", "next_step", metavar="TEXT"),
    ],
)


def _undo(call: Invocation, group: int | None) -> None:
    from ngkt_tui.services.edit import undo  # reads the store, which help does not need

    context = call.ready()
    with progress_bar(call) as report:
        edited = undo(replace(context, report=report), group)
    print_edit(call, edited)


UNDO_COMMAND = LocalizedCommand(
    "undo", _undo, [click.Argument(["group"], required=False, type=ChangeNumber(least=1), metavar="[GROUP]")]
)
