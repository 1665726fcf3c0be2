"""How fields of a digest become columns: each column, or group of columns, tells its names and reads its values."""

import json
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from ngkt_tui.store.intake.merge import as_pair

Values = Mapping[str, Any]


class ColumnMapping(NamedTuple):
    """Columns that are read from one field."""

    names: tuple[str, ...]
    read: Callable[[Values], tuple[Any, ...]]


def scalar(*fields: str) -> list[ColumnMapping]:
    """Return a column for each field, with its value as it is; NULL where there is none."""
    return [ColumnMapping((field,), lambda values, field=field: (values.get(field),)) for field in fields]  # type: ignore[misc]


def bilingual(*fields: str) -> list[ColumnMapping]:
    """Return two columns for each bilingual field, `_vi` and `_en`."""
    return [
        ColumnMapping((f"{field}_vi", f"{field}_en"), lambda values, field=field: as_pair(values.get(field)))  # type: ignore[misc]
        for field in fields
    ]


def period(field: str) -> list[ColumnMapping]:
    """Return four columns for a stretch of time: its words in both languages, its first and last day."""

    def read(values: Values) -> tuple[Any, ...]:
        value = values.get(field, {})
        return (*as_pair(value.get("text")), value.get("start"), value.get("end"))

    return [ColumnMapping(tuple(f"{field}_{part}" for part in ("vi", "en", "start", "end")), read)]


def json_list(field: str) -> list[ColumnMapping]:
    """Return a column with a list as JSON."""
    return [ColumnMapping((field,), lambda values: (as_json(values.get(field, [])),))]


def with_default(field: str, otherwise: object) -> list[ColumnMapping]:
    """Return a column with a value that stands where no digest gives one."""
    return [ColumnMapping((field,), lambda values: (values.get(field, otherwise),))]


def boolean(field: str, otherwise: bool) -> list[ColumnMapping]:
    """Return a column with 1 for true and 0 for false."""
    return [ColumnMapping((field,), lambda values: (int(values.get(field, otherwise)),))]


def as_json(value: object) -> str:
    """Return a value as compact JSON, letters as they are."""
    return _ENCODER.encode(value)


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
