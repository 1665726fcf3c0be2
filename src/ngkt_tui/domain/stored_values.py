"""Values as the store holds them: dates, members of enums, lists of ids, and what is none of these as it stands.

The store keeps texts. They are parsed once, where they are read; a `Damaged` is shown, and counts as no
value.
"""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, TypeVar

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


@lru_cache(maxsize=8192)  # days come in thousands, and few different ones
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
