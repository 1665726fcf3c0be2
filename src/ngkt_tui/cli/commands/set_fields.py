"""`ngkt-tui set`: give records a status, a due date, agencies, evidence, a stage, an assessment."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any

import click

from ngkt_tui.cli.call import Call
from ngkt_tui.cli.completions import AgencyName
from ngkt_tui.cli.edited import tell_edited
from ngkt_tui.cli.ids import RecordId
from ngkt_tui.cli.spoken import SpokenCommand, SpokenOption
from ngkt_tui.cli.standard_input import words_or_input
from ngkt_tui.cli.typed import wrong
from ngkt_tui.cli.values import Day, OneOf, tell_day
from ngkt_tui.domain.clean import one_line
from ngkt_tui.domain.deadline import DeadlineUnclear, deadline
from ngkt_tui.domain.fold import bare
from ngkt_tui.domain.kinds import Assessment, Stage
from ngkt_tui.domain.status import Status
from ngkt_tui.domain.wishes import KEEP, Keep, Wishes
from ngkt_tui.domain.words import Saying
from ngkt_tui.services.context import Context
from ngkt_tui.services.record_ids import full_ids

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


def _set(call: Call, ids: Sequence[str], status: Status | None, on: date | None, why: str | None, **more: Any) -> None:
    ids = words_or_input(call, ids)
    evidence, day = more.pop("remove_evidence"), more.pop("remove_stage")
    if evidence or day:
        if status or on or why or any(more.values()):
            raise wrong("remove-alone")
        _remove(call, full_ids(call.ready(), ids), evidence, day)
        return
    _require_sense(status, on, why, more["stage"])
    due = _due(call, more["due"])
    if not (status or on or why) and not any(more.values()):
        raise wrong("nothing-to-set")
    from ngkt_tui.services.edit import edit_fields  # reads the store, which help does not need

    context = call.ready()
    ids = full_ids(context, ids)
    wishes = Wishes(
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
    tell_edited(call, edit_fields(context, ids, wishes))


def _remove(call: Call, ids: Sequence[str], evidence: Sequence[str], day: date | None) -> None:
    """Take away evidence, and the stages that users dated on a day."""
    from ngkt_tui.services.edit import remove_entries  # reads the store, which help does not need

    context = call.context
    gone = [(record, "evidence", text) for record in ids for text in evidence]
    if day is not None:
        gone += [(record, "stage", text) for record in ids for text in _moves_on(context, record, day)]
    tell_edited(call, remove_entries(context, gone))


def _moves_on(context: Context, record: str, day: date) -> Sequence[str]:
    from ngkt_tui.domain.stage_move import read_move  # read only where a stage is taken away
    from ngkt_tui.services.entries import entries_of
    from ngkt_tui.services.reader import Reader

    with Reader(context) as reader:
        entries = entries_of(reader.detail(record), context.actor)
    moves = ((entry.text, read_move(entry.text)) for entry in entries if entry.field == "stage")
    found = [text for text, move in moves if move is not None and move.on == day]
    if not found:
        raise wrong("no-stage-on", id=record, date=day.isoformat())
    return found


def _require_sense(status: Status | None, on: date | None, why: str | None, stage: Stage | None) -> None:
    if on is not None and stage is None and status not in (None, Status.DONE):
        raise wrong("on-without-done")
    if status is not None and status.asks_why and not (why or "").strip():
        raise wrong("why-wanted", status=Saying(f"status.{status}"))


def _due(call: Call, typed: str | None) -> date | Keep | None:
    if typed is None:
        return KEEP
    try:
        due = deadline(typed, call.today)
    except DeadlineUnclear as unclear:
        raise wrong("bad-value", name="--due", detail=unclear.saying) from unclear
    if due is not None:
        tell_day(call, "--due", typed, due)
    return due


def _importance(chosen: Importance | None) -> int | Keep | None:
    if chosen is None:
        return KEEP
    return None if chosen is Importance.NONE else int(chosen)


def _assessment(chosen: Assessed | None) -> Assessment | Keep | None:
    if chosen is None:
        return KEEP
    return None if chosen is Assessed.NONE else Assessment(chosen)


def _agencies(context: Context, typed: Sequence[str]) -> tuple[str, ...] | Keep | None:
    if not typed:
        return KEEP
    if all(bare(each) in NOTHING for each in typed):
        return None
    from ngkt_tui.services.agencies import agencies_called  # read only where agencies are named
    from ngkt_tui.services.reader import Reader

    with Reader(context) as reader:
        return agencies_called(reader, [one_line(each) for each in typed])


COMMAND = SpokenCommand(
    "set",
    _set,
    [
        click.Argument(["ids"], nargs=-1, required=True, type=RecordId(), metavar="ID...|-"),
        SpokenOption("--status", type=OneOf(Status, "status")),
        SpokenOption("--on", type=Day(), metavar="DATE"),
        SpokenOption("--why", metavar="TEXT"),
        SpokenOption("--due", metavar="DATE|none"),
        SpokenOption("--importance", type=OneOf(Importance, "importance")),
        SpokenOption("--lead", type=AgencyName(), multiple=True, metavar="ORG|none"),
        SpokenOption("--coordinating", type=AgencyName(), multiple=True, metavar="ORG|none"),
        SpokenOption("--evidence", multiple=True, metavar="REF"),
        SpokenOption("--remove-evidence", multiple=True, metavar="REF"),
        SpokenOption("--stage", type=OneOf(Stage, "stage")),
        SpokenOption("--remove-stage", type=Day(), metavar="DATE"),
        SpokenOption("--next", "next_step", metavar="TEXT"),
        SpokenOption("--assessment", type=OneOf(Assessed, "assessment")),
    ],
)
