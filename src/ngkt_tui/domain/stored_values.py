"""Values as the store holds them: dates, members of enums, lists of ids, and what is none of these as it stands.

The store keeps texts. They are parsed once, where they are read; a `Damaged` is shown, and counts as no value.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, NamedTuple, TypeVar

from ngkt_tui.domain.enums import RecordKind, Stage

Value = TypeVar("Value")
Member = TypeVar("Member", bound=StrEnum)


class Damaged(str):
    """A text that is not what its column is to hold, as it stands there."""

    __slots__ = ()


StoredDate = date | Damaged


def parse_date(text: str | None) -> date | None:
    """Return the date of an ISO text; `None` where it is missing or no date."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


@lru_cache(maxsize=1024)  # days come in thousands, and few different ones near each other
def stored_date(text: str | None) -> StoredDate | None:
    """Return the date that a text of the store is, written as the store writes dates; `None` for none."""
    if text is None:
        return None
    day = parse_date(str(text))
    return day if day and day.isoformat() == text else Damaged(text)


def stored_member(members: type[Member], text: str | None) -> Member | Damaged | None:
    """Return the member of an enum that a text of the store names; `None` for none."""
    return None if text is None else member_reader(members)(text)


@cache
def member_reader(members: type[Member]) -> Callable[[str], Member | Damaged]:
    """Return what reads a text of the store as a member of `members`."""
    return _MembersByText({member.value: member for member in members}).__getitem__


class _MembersByText(dict[str, Any]):
    """The members of an enum by their texts; any other text is damaged."""

    def __missing__(self, text: str) -> Damaged:
        return Damaged(text)


def undamaged(value: Value | Damaged | None) -> Value | None:
    """Return a value of the store to reckon with; `None` for a damaged one."""
    return None if isinstance(value, Damaged) else value


def valid_or_empty(column: str) -> str:
    """Return the expression of the JSON in `column`, an empty list where it is damaged or missing."""
    return f"CASE WHEN json_valid({column}) THEN {column} ELSE '[]' END"


def each_of(column: str) -> str:
    """Return the table of the entries of the JSON list in `column`."""
    return f"json_each({valid_or_empty(column)})"


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


def stored_ids(text: str | None) -> tuple[str, ...] | Damaged | None:
    """Return the ids that a text of the store lists, as `dump_ids` writes it; `None` for no text."""
    if text is None:
        return None
    ids = load_ids(text)
    return ids if dump_ids(ids) == text else Damaged(text)


def dump_values(values: Mapping[str, str]) -> str:
    """Return named texts as one text, in their order."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def load_values(text: str) -> Mapping[str, Any]:
    """Return the named values that `text` holds; none for a damaged one."""
    try:
        values = json.loads(text)
    except ValueError:
        return {}
    return values if isinstance(values, dict) else {}


class StageChange(NamedTuple):
    """An agreement reached `stage` on a day; `next_step` is what its user expects next, `None` for nothing."""

    stage: Stage
    on: date
    next_step: str | None = None

    @property
    def text(self) -> str:
        """Return the move as the history keeps it."""
        values = {"stage": self.stage.value, "on": self.on.isoformat(), "next_step": self.next_step}
        return dump_values({name: value for name, value in values.items() if value is not None})


def load_stage_change(text: str) -> StageChange | None:
    """Return the move that `text` keeps; `None` for a damaged one."""
    values = load_values(text)
    on = undamaged(stored_date(str(values.get("on"))))
    stage = undamaged(stored_member(Stage, str(values.get("stage"))))
    next_step = values.get("next_step")
    return StageChange(stage, on, str(next_step) if next_step else None) if stage and on else None


class RecordValue(NamedTuple):
    """What users made a record of: its kind, and what is given of it, as a digest gives it."""

    kind: RecordKind
    body: Mapping[str, Any]

    @property
    def name(self) -> Mapping[str, str] | str:
        """Return what the record is called: a text, in both languages where it has them, else its id."""
        named = (self.body[key] for key in ("text", "title", "name", "label") if self.body.get(key))
        found = next(named, None)
        return found if isinstance(found, dict | str) else str(self.body.get("id"))


def dump_record(kind: RecordKind, body: str) -> str:
    """Return a record of a kind as the history keeps it, from what is given of it as JSON."""
    return f'{{"{kind}":{body}}}'


def load_record(text: str) -> RecordValue | None:
    """Return the record that `text` keeps; `None` for a damaged one."""
    try:
        ((kind, body),) = json.loads(text).items()
    except (AttributeError, ValueError):
        return None
    return RecordValue(RecordKind(kind), body) if kind in set(RecordKind) and isinstance(body, dict) else None
