"""Dates in a filter: a day, a month or a year, as either language writes them."""

import re
from collections.abc import Callable
from datetime import date

from ngkt_tui.domain.dates import show_date
from ngkt_tui.domain.language import Language
from ngkt_tui.query.mistakes import ValueMistake

_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")
_BEGUN = re.compile(r"([0-9]{1,2})[/.-]([0-9]{0,4})(?:[/.-]([0-9]{0,3}))?")
_WRITTEN = re.compile(r"(?:([0-9]{1,2})[/.-])?([0-9]{1,2})[/.-]([0-9]{4})")


def partial_date(typed: str) -> str:
    """Return the ISO form of a day, a month or a year (`2024-07-18`, `2024-07`, `2024`); empty for anything else.

    Raises `ValueMistake` for what is written like a date and is none, as 30 February.
    """
    text = typed.strip()
    iso = _ISO.fullmatch(text)
    if iso:
        return _checked(*iso.groups())
    written = _WRITTEN.fullmatch(text)
    return _checked(*reversed(written.groups())) if written else ""


def begun_date(typed: str) -> Callable[[date], bool] | None:
    """Return which days a half-typed date may become (`18/`, `18/0`, `07/202`); `None` for what is no start of one."""
    begun = _BEGUN.fullmatch(typed.strip())
    if begun is None:
        return None
    first, second, year = int(begun[1]), begun[2], begun[3]

    def may_become(day: date) -> bool:
        is_day = day.day == first and _begins(day.month, second) and f"{day.year}".startswith(year or "")
        is_month = day.month == first and year is None and bool(second) and f"{day.year}".startswith(second)
        return is_day or is_month

    return may_become


def _begins(month: int, typed: str) -> bool:
    return f"{month:02}".startswith(typed) or f"{month}" == typed


def _checked(year: str, month: str | None, day: str | None) -> str:
    try:
        full = date(int(year), int(month or 1), int(day or 1)).isoformat()
    except ValueError as error:
        raise ValueMistake("filter.problem.bad-date") from error
    return full[: 10 if day else 7 if month else 4]


def show_partial(value: str, language: Language) -> str:
    """Return a canonical day, month or year as `language` writes it."""
    if len(value) == 10:
        return show_date(date.fromisoformat(value), language)
    return "/".join(reversed(value.split("-"))) if language is Language.VI else value
