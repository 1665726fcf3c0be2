"""How fields of a digest become columns: each column, or group of columns, tells its names and reads its values."""

import json
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from ngkt_tui.store.intake.merge import both

Values = Mapping[str, Any]


class Columns(NamedTuple):
    """Columns that are read from one field."""

    names: tuple[str, ...]
    read: Callable[[Values], tuple[Any, ...]]


def plain(*fields: str) -> list[Columns]:
    """Return a column for each field, with its value as it is; NULL where there is none."""
    return [Columns((field,), lambda values, field=field: (values.get(field),)) for field in fields]  # type: ignore[misc]


def text(*fields: str) -> list[Columns]:
    """Return two columns for each bilingual field, `_vi` and `_en`."""
    return [
        Columns((f"{field}_vi", f"{field}_en"), lambda values, field=field: both(values.get(field)))  # type: ignore[misc]
        for field in fields
    ]


def period(field: str) -> list[Columns]:
    """Return four columns for a stretch of time: its words in both languages, its first and last day."""

    def read(values: Values) -> tuple[Any, ...]:
        value = values.get(field, {})
        return (*both(value.get("text")), value.get("start"), value.get("end"))

    return [Columns(tuple(f"{field}_{part}" for part in ("vi", "en", "start", "end")), read)]


def listed(field: str) -> list[Columns]:
    """Return a column with a list as JSON."""
    return [Columns((field,), lambda values: (as_json(values.get(field, [])),))]


def given(field: str, otherwise: object) -> list[Columns]:
    """Return a column with a value that stands where no digest gives one."""
    return [Columns((field,), lambda values: (values.get(field, otherwise),))]


def flag(field: str, otherwise: bool) -> list[Columns]:
    """Return a column with 1 for true and 0 for false."""
    return [Columns((field,), lambda values: (int(values.get(field, otherwise)),))]


def as_json(value: object) -> str:
    """Return a value as compact JSON, letters as they are."""
    return _ENCODER.encode(value)


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
