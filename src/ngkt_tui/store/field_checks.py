"""What the fields of users can hold: each check tells why a value cannot be taken, `None` where it can."""

from collections.abc import Callable

from ngkt_tui.domain.dates import parse_date
from ngkt_tui.domain.deadline import day_complaint
from ngkt_tui.domain.fold import is_blank
from ngkt_tui.domain.id_list import dump_ids, load_ids
from ngkt_tui.domain.kinds import Assessment
from ngkt_tui.domain.stage_move import load_stage_change
from ngkt_tui.domain.status import Status
from ngkt_tui.domain.words import LazyText

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
