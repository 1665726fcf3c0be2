"""Naming the entries of an older history: which one each change of a field of entries added or took away.

A store before schema 7 kept only their texts. Its history is replayed as the program of its day wrote it: an edit added
an entry of its own, and took away its own of the same moment, else its actor's newest, else the newest; an undo took
back the lines of another group, the last one first. Plain `sqlite3`.
"""

import sqlite3
from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

from ngkt_tui.domain.field_values import entry_values
from ngkt_tui.domain.user_fields import USER_FIELDS, UserField
from ngkt_tui.store.schema import TRIGGERS

_KEEPER = "change_keeps"
_NUMBERED = tuple(USER_FIELDS[name] for name in ("evidence", "stage", "note"))
"""The fields of entries of that day."""
_LINES = f"""
    SELECT
        change.id,
        change.change_group,
        change.record,
        change.field,
        coalesce(change.after, change.before),
        change.after IS NOT NULL,
        change_group.at,
        change_group.actor,
        change_group.undoes,
        change.before
    FROM change JOIN change_group ON change_group.id = change.change_group
    WHERE change.field IN ('id', {", ".join(repr(field.name) for field in _NUMBERED)})
    ORDER BY change.id
"""


class _Line(NamedTuple):
    id: int
    group: int
    record: str
    field: str
    text: str
    is_added: int
    at: str
    actor: str
    undoes: int | None
    before: str | None


class _Added(NamedTuple):
    """An entry that the history names, by a number of its own."""

    number: int
    field: str
    text: str
    at: str
    actor: str


def number_entries(connection: sqlite3.Connection) -> None:
    """Give every change of a field of entries the number of its entry; one that is gone gets a number of its own."""
    lines = [_Line(*row) for row in connection.execute(_LINES)]
    numbers, present = _replay(lines)
    rows = {number: row for field in _NUMBERED for number, row in _rows(connection, field, present)}
    fields = {numbers[each.id]: each.field for each in lines if each.id in numbers}
    for field in _NUMBERED:
        unused = count(_last_number(connection, field.table) + 1)
        rows |= {number: next(unused) for number, name in fields.items() if name == field.name and number not in rows}
        connection.execute("DELETE FROM sqlite_sequence WHERE name = ?", (field.table,))
        connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (field.table, next(unused) - 1))
    connection.execute(f"DROP TRIGGER IF EXISTS {_KEEPER}")
    numbered = ((rows[number], line) for line, number in numbers.items())
    connection.executemany("UPDATE change SET entry = ? WHERE id = ?", numbered)
    connection.execute(TRIGGERS[_KEEPER])


def _replay(lines: list[_Line]) -> tuple[dict[int, int], dict[str, list[_Added]]]:
    """Return the entry of each line, by its number, and the entries that are left, by record."""
    numbers: dict[int, int] = {}
    of_group: dict[int | None, list[_Added]] = {}
    present: dict[str, list[_Added]] = {}
    for line in lines:
        if line.field == "id":
            if line.before == line.record:
                present.setdefault(line.text, []).extend(present.pop(line.record, ()))
            continue
        there, own = present.setdefault(line.record, []), of_group.setdefault(line.group, [])
        entry = _entry_of(line, there, of_group.get(line.undoes, []), len(own))
        numbers[line.id] = entry.number
        own.append(entry)
        if line.is_added:
            there.append(entry)
        elif entry in there:
            there.remove(entry)
    return numbers, present


def _entry_of(line: _Line, there: list[_Added], taken_back: list[_Added], number: int) -> _Added:
    if number < len(taken_back):
        return taken_back[-1 - number]
    new = _Added(line.id, line.field, line.text, line.at, line.actor)
    alike = [each for each in reversed(there) if (each.field, each.text) == (line.field, line.text)]
    if line.is_added or not alike:
        return new
    own = (each for each in alike if each.actor == line.actor)
    return next((each for each in alike if (each.at, each.actor) == (line.at, line.actor)), next(own, alike[0]))


def _rows(
    connection: sqlite3.Connection, field: UserField, present: dict[str, list[_Added]]
) -> Iterator[tuple[int, int]]:
    """Yield the entries that are left, each with the number of its row."""
    rows: dict[tuple[object, ...], list[int]] = {}
    columns = ", ".join(field.column_names)
    for number, *values in connection.execute(
        f"SELECT id, record, at, actor, {columns} FROM {field.table} ORDER BY id"
    ):
        rows.setdefault(tuple(values), []).append(number)
    for record, entries in present.items():
        for each in (entry for entry in entries if entry.field == field.name):
            values = entry_values(field, each.text)
            alike = rows.get((record, each.at, each.actor, *(values[column] for column in field.column_names)))
            if alike:
                yield each.number, alike.pop(0)


def _last_number(connection: sqlite3.Connection, table: str) -> int:
    sql = (
        f"SELECT max(coalesce(max(id), 0), coalesce((SELECT seq FROM sqlite_sequence WHERE name = ?), 0)) FROM {table}"
    )
    return int(connection.execute(sql, (table,)).fetchone()[0])
