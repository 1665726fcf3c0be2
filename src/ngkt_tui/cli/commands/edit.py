"""The commands that edit the store: `note`, `redo`, `set`, `undo`."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any

import click

from ngkt_tui.cli.arguments import refuse_options, usage_error
from ngkt_tui.cli.click_types import DateType, EnumChoice, print_day
from ngkt_tui.cli.completions import AgencyName, ChangeNumber
from ngkt_tui.cli.errors import print_edit
from ngkt_tui.cli.invocation import Invocation
from ngkt_tui.cli.localized_click import LocalizedCommand, LocalizedOption
from ngkt_tui.cli.record_ids import RecordIdType
from ngkt_tui.cli.standard_input import text_or_input, words_or_input
from ngkt_tui.domain.enums import Assessment, Stage, Status
from ngkt_tui.domain.folding import strip_diacritics
from ngkt_tui.domain.text import sanitize_line
from ngkt_tui.domain.typed_dates import DateParseError, parse_typed_date
from ngkt_tui.domain.user_fields import UNSET, FieldUpdates, Unset
from ngkt_tui.domain.words import LazyText
from ngkt_tui.services.context import Context
from ngkt_tui.services.record_ids import full_id, full_ids


def _note(call: Invocation, record: str, text: str, remove: bool) -> None:
    refuse_options([text])
    text = text_or_input(call, text)
    if not text.strip():
        raise usage_error("no-text")
    from ngkt_tui.services.edit import add_note, remove_entry  # reads the store, which help does not need

    context = call.ready()
    record = full_id(context, record)
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

    print_edit(call, redo(call.ready()))


REDO_COMMAND = LocalizedCommand("redo", _redo)

NOTHING = frozenset({"none", "khong"})


class Importance(StrEnum):
    """How important a directive is, or that nobody has said so."""

    ORDINARY = "1"
    IMPORTANT = "2"
    VERY_IMPORTANT = "3"
    NONE = "none"


class Assessed(StrEnum):
    """An assessment, or that there is none."""

    WATCHING = Assessment.WATCHING.value
    OPENING = Assessment.OPENING.value
    STABLE = Assessment.STABLE.value
    AT_RISK = Assessment.AT_RISK.value
    NONE = "none"


def _set(
    call: Invocation, ids: Sequence[str], status: Status | None, on: date | None, why: str | None, **more: Any
) -> None:
    ids = words_or_input(call, ids)
    evidence, day = more.pop("remove_evidence"), more.pop("remove_stage")
    if evidence or day:
        if status or on or why or any(more.values()):
            raise usage_error("remove-alone")
        _remove(call, full_ids(call.ready(), ids), evidence, day)
        return
    _require_sense(status, on, why, more["stage"])
    due = _due(call, more["due"])
    if not (status or on or why) and not any(more.values()):
        raise usage_error("nothing-to-set")
    from ngkt_tui.services.edit import edit_fields  # reads the store, which help does not need

    context = call.ready()
    ids = full_ids(context, ids)
    updates = FieldUpdates(
        status=status,
        on=None if more["stage"] else on,
        why=why,
        due=due,
        importance=_importance(more["importance"]),
        lead=_agencies(context, more["lead"]),
        coordinating=_agencies(context, more["coordinating"]),
        evidence=tuple(more["evidence"]),
        stage=more["stage"],
        stage_on=on if more["stage"] else None,
        next_step=more["next_step"],
        assessment=_assessment(more["assessment"]),
    )
    print_edit(call, edit_fields(context, ids, updates))


def _remove(call: Invocation, ids: Sequence[str], evidence: Sequence[str], day: date | None) -> None:
    """Take away evidence, and the stages that users dated on a day."""
    from ngkt_tui.services.edit import remove_entries  # reads the store, which help does not need

    context = call.context
    gone = [(record, "evidence", text) for record in ids for text in evidence]
    if day is not None:
        gone += [(record, "stage", text) for record in ids for text in _moves_on(context, record, day)]
    print_edit(call, remove_entries(context, gone))


def _moves_on(context: Context, record: str, day: date) -> Sequence[str]:
    from ngkt_tui.domain.user_fields import load_stage_change  # read only where a stage is taken away
    from ngkt_tui.services.detail.load import removable_items
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
    if status is not None and status.requires_reason and not (why or "").strip():
        raise usage_error("why-wanted", status=LazyText(f"status.{status}"))


def _due(call: Invocation, typed: str | None) -> date | Unset | None:
    if typed is None:
        return UNSET
    try:
        due = parse_typed_date(typed, call.today)
    except DateParseError as unclear:
        raise usage_error("bad-value", name="--due", detail=unclear.saying) from unclear
    if due is not None:
        print_day(call, "--due", typed, due)
    return due


def _importance(chosen: Importance | None) -> int | Unset | None:
    if chosen is None:
        return UNSET
    return None if chosen is Importance.NONE else int(chosen)


def _assessment(chosen: Assessed | None) -> Assessment | Unset | None:
    if chosen is None:
        return UNSET
    return None if chosen is Assessed.NONE else Assessment(chosen)


def _agencies(context: Context, typed: Sequence[str]) -> tuple[str, ...] | Unset | None:
    if not typed:
        return UNSET
    if all(strip_diacritics(each) in NOTHING for each in typed):
        return None
    from ngkt_tui.services.agencies import agencies_called  # read only where agencies are named
    from ngkt_tui.services.reader import Reader

    with Reader(context) as reader:
        return agencies_called(reader, [sanitize_line(each) for each in typed])


SET_COMMAND = LocalizedCommand(
    "set",
    _set,
    [
        click.Argument(["ids"], nargs=-1, required=True, type=RecordIdType(), metavar="ID...|-"),
        LocalizedOption("--status", type=EnumChoice(Status, "status")),
        LocalizedOption("--on", type=DateType(), metavar="DATE"),
        LocalizedOption("--why", metavar="TEXT"),
        LocalizedOption("--due", metavar="DATE|none"),
        LocalizedOption("--importance", type=EnumChoice(Importance, "importance")),
        LocalizedOption("--lead", type=AgencyName(), multiple=True, metavar="ORG|none"),
        LocalizedOption("--coordinating", type=AgencyName(), multiple=True, metavar="ORG|none"),
        LocalizedOption("--evidence", multiple=True, metavar="REF"),
        LocalizedOption("--remove-evidence", multiple=True, metavar="REF"),
        LocalizedOption("--stage", type=EnumChoice(Stage, "stage")),
        LocalizedOption("--remove-stage", type=DateType(), metavar="DATE"),
        LocalizedOption("--next", "next_step", metavar="TEXT"),
        LocalizedOption("--assessment", type=EnumChoice(Assessed, "assessment")),
    ],
)


def _undo(call: Invocation, group: int | None) -> None:
    from ngkt_tui.services.edit import undo  # reads the store, which help does not need

    print_edit(call, undo(call.ready(), group))


UNDO_COMMAND = LocalizedCommand(
    "undo", _undo, [click.Argument(["group"], required=False, type=ChangeNumber(least=1), metavar="[GROUP]")]
)
