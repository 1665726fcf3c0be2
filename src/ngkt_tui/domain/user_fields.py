"""The fields that users own: their values, checks and storage, without what writing them needs.

The history keeps each value as text: ids as a JSON list, a stage change as a JSON object.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import Enum, auto
from typing import Final, NamedTuple

from ngkt_tui.domain.dates import parse_date
from ngkt_tui.domain.enums import Assessment, Stage, Status
from ngkt_tui.domain.folding import is_blank
from ngkt_tui.domain.typed_dates import day_complaint
from ngkt_tui.domain.words import LazyText

DATE_FIELDS = frozenset({"due", "done_on", "first_due"})
AGENCY_FIELDS = frozenset({"lead", "coordinating"})
LIST_FIELDS = frozenset({"note", "evidence", "stage"})
"""Fields that hold entries: each is added or taken away, and none takes another's place."""
_WORDS = {"status": frozenset(Status), "assessment": frozenset(Assessment), "importance": frozenset("123")}


def format_field_value(field: str, value: str | None, names: Mapping[str, str] = {}) -> object:
    """Return what a value of `field` says: a `LazyText`, a date or a text; a damaged one as it stands.

    `names` holds what organisations are called, by id; one that is not in it is told by its id.
    """
    if value is None:
        return LazyText("edit.nothing")
    if field in DATE_FIELDS:
        return parse_date(value) or value
    if value in _WORDS.get(field, ()):
        return LazyText(f"{field}.{value}")
    if field in AGENCY_FIELDS:
        return ", ".join(names.get(each, each) for each in load_ids(value)) or value
    return _move(value) if field == "stage" else value


def _move(value: str) -> object:
    move = load_stage_change(value)
    if move is None:
        return value
    values = {"stage": LazyText(f"stage.{move.stage}"), "on": move.on, "next_step": move.next_step}
    return LazyText("edit.stage-on-next" if move.next_step else "edit.stage-on", values)


def dump_ids(ids: Iterable[str]) -> str | None:
    """Return the ids as one text, each once; `None` where there is none."""
    listed = list(dict.fromkeys(ids))
    return json.dumps(listed, ensure_ascii=False, separators=(",", ":")) if listed else None


def load_ids(text: str | None) -> tuple[str, ...]:
    """Return the ids that `text` lists; none for no text, and for a damaged one."""
    try:
        listed = json.loads(text) if text else []
    except ValueError:
        return ()
    return tuple(each for each in listed if isinstance(each, str)) if isinstance(listed, list) else ()


class StageChange(NamedTuple):
    """An agreement reached `stage` on a day; `next_step` is what its user expects next, `None` for nothing."""

    stage: Stage
    on: date
    next_step: str | None = None

    @property
    def text(self) -> str:
        """Return the move as the history keeps it."""
        values = {"stage": self.stage.value, "on": self.on.isoformat(), "next_step": self.next_step}
        said = {name: value for name, value in values.items() if value is not None}
        return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def load_stage_change(text: str) -> StageChange | None:
    """Return the move that `text` keeps; `None` for a damaged one."""
    try:
        values = json.loads(text)
    except ValueError:
        return None
    if not isinstance(values, dict):
        return None
    on, stage, next_step = parse_date(str(values.get("on"))), values.get("stage"), values.get("next_step")
    if on is None or stage not in set(Stage):
        return None
    return StageChange(Stage(stage), on, str(next_step) if next_step else None)


class Unset(Enum):
    """Stands for a value that stays as it is."""

    KEEP = auto()


UNSET: Final = Unset.KEEP

ExpectedValues = Mapping[str, Mapping[str, str | None]]
"""What a user saw in the fields of records, as the history writes it: by record, then by field."""


class FieldUpdates(NamedTuple):
    """The wishes of one edit. `UNSET` leaves a value as it is, `None` takes it away; the others ask for nothing."""

    status: Status | None = None
    on: date | None = None
    """The day on which it was done."""
    why: str | None = None
    """The reason: of the status, where one is wished that asks for it, else of the edit."""
    due: date | Unset | None = UNSET
    importance: int | Unset | None = UNSET
    lead: tuple[str, ...] | Unset | None = UNSET
    """Ids of organisations in place of the digest's; `None` or none of them for the digest's again."""
    coordinating: tuple[str, ...] | Unset | None = UNSET
    evidence: tuple[str, ...] = ()
    """What to add."""
    evidence_removed: tuple[str, ...] = ()
    """What to take away, as it stands there."""
    stage: Stage | None = None
    stage_on: date | None = None
    """The day on which the stage was reached; today where `None`."""
    next_step: str | None = None
    assessment: Assessment | Unset | None = UNSET
    note: str | None = None

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is wished for."""
        return self == FieldUpdates()


MAX_TEXT_LENGTH = 20_000
MAX_REFERENCE_LENGTH = 2_000
Check = Callable[[str], LazyText | None]


def validate_text(value: str) -> LazyText | None:
    """Take any text that says something and is not endless."""
    if is_blank(value):
        return LazyText("edit.empty-text")
    if len(value) > MAX_TEXT_LENGTH:
        return LazyText("edit.long-text", {"limit": MAX_TEXT_LENGTH})
    return None


def validate_reference(value: str) -> LazyText | None:
    """Take a line that says where something is to be found."""
    if len(value) > MAX_REFERENCE_LENGTH or len(value.splitlines()) > 1:
        return LazyText("edit.long-reference", {"limit": MAX_REFERENCE_LENGTH})
    return validate_text(value)


def validate_date(value: str) -> LazyText | None:
    """Take a date in ISO form, of a year that can be meant."""
    day = parse_date(value)
    return day_complaint(day) if day else LazyText("edit.no-day", {"value": value})


def validate_status(value: str) -> LazyText | None:
    """Take a status."""
    return None if value in set(Status) else LazyText("edit.no-status", {"value": value})


def validate_importance(value: str) -> LazyText | None:
    """Take 1, 2 or 3."""
    return None if value in ("1", "2", "3") else LazyText("edit.no-importance", {"value": value})


def validate_assessment(value: str) -> LazyText | None:
    """Take an assessment of a market."""
    return None if value in set(Assessment) else LazyText("edit.no-assessment", {"value": value})


def validate_agencies(value: str) -> LazyText | None:
    """Take a list of ids, as `domain.id_list` writes it."""
    ids = load_ids(value)
    return None if ids and dump_ids(ids) == value else LazyText("edit.no-agencies", {"value": value})


def validate_stage_change(value: str) -> LazyText | None:
    """Take a stage with its day, as `domain.stage_move` writes it."""
    move = load_stage_change(value)
    if move is None or move.text != value:
        return LazyText("edit.no-stage", {"value": value})
    return day_complaint(move.on)


COLUMNS = {
    "status": "directive",
    "done_on": "directive",
    "due": "directive",
    "first_due": "directive",
    "why": "directive",
    "importance": "directive",
    "lead": "directive",
    "coordinating": "directive",
    "assessment": "market",
}
"""The fields that are a column, of the same name, with the table that has it."""

DEFAULTS = {"status": "unrated"}
"""What stands in a column that nobody has touched; NULL in every other one."""

LIST_TABLES = {
    "evidence": ("evidence", ("text",)),
    "stage": ("stage_move", ("stage", "moved_on", "next_step")),
    "note": ("note", ("text",)),
}
"""The fields of entries: the table in which each is a row, and the columns that hold what it says."""


class StatusState(NamedTuple):
    """Where a directive stands: its status, the day it was done (ISO), and the reason. `None` where there is none."""

    status: Status
    done_on: str | None = None
    why: str | None = None


class ReasonMissingError(ValueError):
    """A status that asks for a reason was wished for without one."""


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
    if not status.requires_reason:
        return StatusState(status)
    if not why or not why.strip():
        raise ReasonMissingError(status)
    return StatusState(status, why=why)
