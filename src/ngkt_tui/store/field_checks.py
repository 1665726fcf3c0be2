"""What the fields of users can hold: each check tells why a value cannot be taken, `None` where it can."""

from collections.abc import Callable

from ngkt_tui.domain.dates import parse_date
from ngkt_tui.domain.deadline import day_complaint
from ngkt_tui.domain.fold import is_blank
from ngkt_tui.domain.id_list import read_ids, write_ids
from ngkt_tui.domain.kinds import Assessment
from ngkt_tui.domain.stage_move import read_move
from ngkt_tui.domain.status import Status
from ngkt_tui.domain.words import Saying

LONGEST_TEXT = 20_000
LONGEST_REFERENCE = 2_000
Check = Callable[[str], Saying | None]


def any_text(value: str) -> Saying | None:
    """Take any text that says something and is not endless."""
    if is_blank(value):
        return Saying("edit.empty-text")
    if len(value) > LONGEST_TEXT:
        return Saying("edit.long-text", {"limit": LONGEST_TEXT})
    return None


def a_reference(value: str) -> Saying | None:
    """Take a line that says where something is to be found."""
    if len(value) > LONGEST_REFERENCE or len(value.splitlines()) > 1:
        return Saying("edit.long-reference", {"limit": LONGEST_REFERENCE})
    return any_text(value)


def a_day(value: str) -> Saying | None:
    """Take a date in ISO form, of a year that can be meant."""
    day = parse_date(value)
    return day_complaint(day) if day else Saying("edit.no-day", {"value": value})


def a_status(value: str) -> Saying | None:
    """Take a status."""
    return None if value in set(Status) else Saying("edit.no-status", {"value": value})


def an_importance(value: str) -> Saying | None:
    """Take 1, 2 or 3."""
    return None if value in ("1", "2", "3") else Saying("edit.no-importance", {"value": value})


def an_assessment(value: str) -> Saying | None:
    """Take an assessment of a market."""
    return None if value in set(Assessment) else Saying("edit.no-assessment", {"value": value})


def agencies(value: str) -> Saying | None:
    """Take a list of ids, as `domain.id_list` writes it."""
    ids = read_ids(value)
    return None if ids and write_ids(ids) == value else Saying("edit.no-agencies", {"value": value})


def a_stage_move(value: str) -> Saying | None:
    """Take a stage with its day, as `domain.stage_move` writes it."""
    move = read_move(value)
    if move is None or move.text != value:
        return Saying("edit.no-stage", {"value": value})
    return day_complaint(move.on)
