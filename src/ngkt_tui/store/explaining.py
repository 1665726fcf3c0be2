"""Holding what users own against the history: told from its first line, it must end with what is there."""

import sqlite3
from collections import Counter
from datetime import date
from typing import NamedTuple

from ngkt_tui.domain.kinds import Stage
from ngkt_tui.domain.stage_move import StageChange
from ngkt_tui.store.owned import COLUMNS, DEFAULTS, LIST_TABLES


class FieldKey(NamedTuple):
    """A field of a record."""

    record: str
    field: str


Values = dict[FieldKey, str | Counter[str]]


def find_inconsistencies(connection: sqlite3.Connection) -> list[FieldKey]:
    """Return the fields of which the history says something else than what is there, or than what it said before."""
    torn: set[FieldKey] = set()
    told, present = _replay(connection, torn), _present(connection)
    records = {row[0] for row in connection.execute("SELECT id FROM record").fetchall()}
    places = sorted(place for place in told.keys() | present.keys() | torn if place.record in records)
    return [place for place in places if place in torn or told.get(place) != present.get(place)]


def _present(connection: sqlite3.Connection) -> Values:
    """Return every column that is not at rest, and the entries of every list."""
    values: Values = {}
    for name, table in COLUMNS.items():
        values |= _column(connection, name, table)
    for name, (table, columns) in LIST_TABLES.items():
        rows = connection.execute(f"SELECT record, {', '.join(columns)} FROM {table}").fetchall()
        for record, *entry in rows:
            _entries(values, FieldKey(record, name))[_text(entry)] += 1
    return values


def _column(connection: sqlite3.Connection, name: str, table: str) -> Values:
    rows = connection.execute(f"SELECT id, {name} FROM {table} WHERE {name} IS NOT NULL").fetchall()
    return {FieldKey(record, name): str(value) for record, value in rows if value != DEFAULTS.get(name)}


def _text(entry: list[str]) -> str:
    if len(entry) == 1:
        return entry[0]
    try:
        return StageChange(Stage(entry[0]), date.fromisoformat(entry[1]), entry[2]).text
    except ValueError:
        return repr(entry)  # a damaged row, which the history does not explain


def _replay(connection: sqlite3.Connection, torn: set[FieldKey]) -> Values:
    """Return what the lines come to; `torn` gets the columns of which a line does not go on from the one before."""
    values: Values = {}
    given_away: set[str] = set()  # ids that may have come back since, for a record that began at rest
    lines = connection.execute("SELECT record, field, before, after FROM change ORDER BY id").fetchall()
    for record, name, before, after in lines:
        if name == "id" and before == record:
            _rename(values, before, after)
            given_away.add(record)
        elif name in COLUMNS:
            place, at_rest = FieldKey(record, name), DEFAULTS.get(name)
            if before != values.get(place, at_rest) and not (record in given_away and before == at_rest):
                torn.add(place)
            values[place] = after
        elif name in LIST_TABLES:
            _entries(values, FieldKey(record, name))[after if after is not None else before] += 1 if after else -1
    return {place: each for place, value in values.items() if (each := _non_default(place, value))}


def _rename(values: Values, old: str, new: str) -> None:
    """Carry the entries over: what became of the columns, the history says itself."""
    for place in [each for each in values if each.record == old and each.field in LIST_TABLES]:
        _entries(values, FieldKey(new, place.field)).update(_entries(values, place))
        del values[place]


def _entries(values: Values, place: FieldKey) -> Counter[str]:
    entries = values.setdefault(place, Counter())
    if not isinstance(entries, Counter):
        raise TypeError(place)
    return entries


def _non_default(place: FieldKey, value: str | Counter[str] | None) -> str | Counter[str] | None:
    """Return a value that is not the one at rest."""
    if isinstance(value, Counter):
        return Counter({text: count for text, count in value.items() if count})
    return None if value == DEFAULTS.get(place.field) else value
