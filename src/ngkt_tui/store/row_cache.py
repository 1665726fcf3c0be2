"""What stands at present in the fields that users own: read in bulk, changed in memory, written in bulk.

An edit of all records of a large store goes through here: a row is a short list, not an object of the mapper, and each
table is written by one statement with many parameters, as intake does it.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Table
from sqlmodel import Session, SQLModel

from ngkt_tui.domain import progress
from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.errors import UnknownRecordError
from ngkt_tui.domain.progress import Phase, PhaseCounter, ProgressReport, report_nothing
from ngkt_tui.domain.user_fields import ENTRY_FIELDS, column_names
from ngkt_tui.store.tables.field_tables import OWNER_TABLES, OwnerTable
from ngkt_tui.store.tables.user_owned import EntryOfRecord, RecordTable
from ngkt_tui.store.unit_of_work import engine_beneath

MAX_IDS = 500
"""Ids in one statement that reads."""
MAX_TOGETHER = 10
"""Statements that read at once; more are those of many records, one after the other."""
MAX_ROWS = 2000
"""Rows that are handed over at once to a statement that writes: what that needs is bounded."""
T = TypeVar("T")

_COLUMNS: dict[type[OwnerTable], tuple[str, ...]] = {
    RecordTable: ("id", "position", "kind"),
    **{OWNER_TABLES[kind]: ("id", *column_names(kind)) for kind in RecordKind if kind in OWNER_TABLES},
}
_PLACES = {table: {name: place for place, name in enumerate(names)} for table, names in _COLUMNS.items()}


class StoredRow:
    """The columns of a row that editing reads and sets, by name."""

    __slots__ = ("_table", "_values", "changed")

    def __init__(self, table: type[OwnerTable], values: Sequence[Any]) -> None:
        self._table = table
        self._values = list(values)
        self.changed: tuple[str, ...] = ()

    def __getitem__(self, name: str) -> Any:
        return self._values[_PLACES[self._table][name]]

    def __setitem__(self, name: str, value: Any) -> None:
        self._values[_PLACES[self._table][name]] = value
        if name not in self.changed:
            self.changed = (*self.changed, name)


class StoredEntry(NamedTuple):
    """An entry: its number, and its columns by name."""

    id: int
    values: Mapping[str, Any]


class _Read(NamedTuple):
    """A statement that reads what belongs to `ids`, the value of the parameter `name`; `shown` of them are counted."""

    sql: str
    name: str
    ids: str
    keep: Callable[[Sequence[Sequence[Any]]], None]
    shown: int = 0


class RowCache:
    """The rows of records, by table and id, and their entries. `flush` writes what was changed, and calls `report`."""

    def __init__(self, session: Session, report: ProgressReport = report_nothing) -> None:
        self.session = session
        self._report = report
        self._rows: dict[type[OwnerTable], dict[str, StoredRow]] = {table: {} for table in _COLUMNS}
        self._entries: dict[tuple[type[EntryOfRecord], str], list[StoredEntry]] = {}
        self._changed: dict[tuple[type[OwnerTable], str], StoredRow] = {}
        self._added: dict[type[EntryOfRecord], dict[int, StoredEntry]] = {}
        self._last_ids: dict[type[EntryOfRecord], int] = {}
        self._removed: dict[type[EntryOfRecord], list[int]] = {}

    def load(
        self, rows: Mapping[type[OwnerTable], Iterable[str]], entries: Mapping[type[EntryOfRecord], Iterable[str]] = {}
    ) -> None:
        """Read the rows and the entries of records that are not there yet; an id that a table lacks is passed over.

        What few records need is asked for at once.
        """
        reads = [each for table, ids in rows.items() for each in self._reads_of_rows(table, ids)]
        reads += [each for table, ids in entries.items() for each in self._reads_of_entries(table, ids)]
        if not reads:
            return
        connection = self.session.connection()
        engine = engine_beneath(connection)
        read = counter_of(self._report, Phase.READING, sum(each.shown for each in reads))
        together = len({each.name for each in reads}) == len(reads) < MAX_TOGETHER  # each name has one list of ids
        for some in [reads] if together else [[each] for each in reads]:
            values = {each.name: each.ids for each in some}
            rows_of_each = engine.read_together(connection, [each.sql for each in some], values)
            for each, found in zip(some, rows_of_each, strict=True):
                each.keep(found)
                if read is not None:
                    read.add(each.shown)

    def _reads_of_rows(self, table: type[OwnerTable], ids: Iterable[str]) -> Iterator["_Read"]:
        known, name = self._rows[table], _name(table)
        sql = f"SELECT {', '.join(_COLUMNS[table])} FROM {name} WHERE id IN (SELECT value FROM json_each(:{name}_ids))"

        def keep(found: Sequence[Sequence[Any]]) -> None:
            known.update({values[0]: StoredRow(table, values) for values in found})

        for chunk in chunked([each for each in dict.fromkeys(ids) if each not in known], MAX_IDS):
            yield _Read(sql, f"{name}_ids", json.dumps(chunk), keep, len(chunk))

    def loaded(self, table: type[OwnerTable]) -> frozenset[str]:
        """Return the records whose rows of `table` are there."""
        return frozenset(self._rows[table])

    def find(self, table: type[OwnerTable], record: str) -> StoredRow | None:
        """Return the row of a record in `table`; `None` where it has none."""
        known = self._rows[table]
        if record not in known:
            self.load({table: [record]})
        return known.get(record)

    def positions(self, ids: Iterable[str]) -> list[int]:
        """Return the positions of records; those that are not there are passed over."""
        wanted = list(dict.fromkeys(ids))
        self.load({RecordTable: wanted})
        return [self._rows[RecordTable][each]["position"] for each in wanted if each in self._rows[RecordTable]]

    def record(self, record: str) -> StoredRow:
        """Return the row that a record of any kind has. Raises `UnknownRecordError`."""
        row = self.find(RecordTable, record)
        if row is None:
            raise UnknownRecordError(id=record, nearest="")
        return row

    def set(self, table: type[OwnerTable], record: str, name: str, value: object) -> None:
        """Set a column of the row that a record has in `table`."""
        row = self._rows[table][record]
        row[name] = value
        self._changed[table, record] = row

    def _reads_of_entries(self, table: type[EntryOfRecord], ids: Iterable[str]) -> Iterator["_Read"]:
        """Yield what reads the entries of records, oldest first, and the last number that an entry of the table had."""
        name, columns = _name(table), _column_names(table)
        sql = f"""
            SELECT {", ".join(columns)}
            FROM {name}
            WHERE record IN (SELECT value FROM json_each(:{name}_records))
            ORDER BY id
        """

        def keep(found: Sequence[Sequence[Any]]) -> None:
            for row in found:
                values = dict(zip(columns, row, strict=True))
                self._entries[table, values["record"]].append(StoredEntry(values["id"], values))

        for chunk in chunked([each for each in dict.fromkeys(ids) if (table, each) not in self._entries], MAX_IDS):
            self._entries.update({(table, record): [] for record in chunk})
            yield _Read(sql, f"{name}_records", json.dumps(chunk), keep)
        if table not in self._last_ids:
            yield self._read_of_last_id(table)

    def entries(self, table: type[EntryOfRecord], record: str) -> Sequence[StoredEntry]:
        """Return the entries of a record, oldest first."""
        self.load({}, {table: [record]})
        return self._entries[table, record]

    def add(self, table: type[EntryOfRecord], record: str, values: Mapping[str, Any], number: int | None = None) -> int:
        """Add an entry to those of a record, as the one of a `number` or of a new one, and return that."""
        self.load({}, {table: [record]})
        entry = StoredEntry(self._new_id(table) if number is None else number, values)
        self._entries[table, record].append(entry)
        self._added.setdefault(table, {})[entry.id] = entry
        return entry.id

    def remove(self, table: type[EntryOfRecord], record: str, entry: StoredEntry) -> None:
        """Take an entry away from those of a record."""
        self._entries[table, record].remove(entry)
        if self._added.get(table, {}).pop(entry.id, None) is None:
            self._removed.setdefault(table, []).append(entry.id)

    def replace(self, table: type[EntryOfRecord], record: str, entry: StoredEntry, values: Mapping[str, Any]) -> None:
        """Give an entry of a record other values, under its number."""
        self.remove(table, record, entry)
        self.add(table, record, {**entry.values, **values}, entry.id)

    def flush(self) -> None:
        """Write everything that was set, added or removed since."""
        count = len(self._changed) + sum(map(len, (*self._added.values(), *self._removed.values())))
        written = counter_of(self._report, Phase.WRITING, count)
        for table, columns, rows in self._by_columns():
            setting = f"UPDATE {_name(table)} SET {', '.join(f'{name} = ?' for name in columns)} WHERE id = ?"
            names = (*columns, "id")
            _run_many(self.session, setting, ([row[name] for name in names] for row in rows), written)
        for entries, numbers in self._removed.items():  # before those that come back under their numbers
            removing = f"DELETE FROM {_name(entries)} WHERE id = ?"
            _run_many(self.session, removing, ([number] for number in numbers), written)
        for entries, added in self._added.items():
            values = [{**each.values, "id": each.id} for each in added.values()]
            names = tuple(values[0])
            insert_rows(self.session, entries, names, ([each[name] for name in names] for each in values), written)
        self._changed.clear()
        self._added.clear()
        self._removed.clear()

    def forget(self) -> None:
        """Read everything anew when it is asked for next: records were made, moved or deleted. All was flushed."""
        for rows in self._rows.values():
            rows.clear()
        self._entries.clear()

    def _read_of_last_id(self, table: type[EntryOfRecord]) -> "_Read":
        field = next(each for each in ENTRY_FIELDS if each.table == _name(table))
        sql = f"""
            SELECT max(id)
            FROM (
                SELECT max(id) AS id FROM {field.table}
                UNION ALL
                SELECT max(entry) FROM change WHERE field = :{field.table}_field AND entry IS NOT NULL  -- may be gone
            ) AS made
        """

        def keep(found: Sequence[Sequence[Any]]) -> None:
            self._last_ids[table] = found[0][0] or 0

        return _Read(sql, f"{field.table}_field", field.name, keep)

    def _new_id(self, table: type[EntryOfRecord]) -> int:
        """Return a number that no entry of the table has or had; entries of the table have been read."""
        self._last_ids[table] += 1
        return self._last_ids[table]

    def _by_columns(self) -> Iterator[tuple[type[OwnerTable], tuple[str, ...], list[StoredRow]]]:
        groups: dict[tuple[type[OwnerTable], tuple[str, ...]], list[StoredRow]] = {}
        for (table, _), row in self._changed.items():
            groups.setdefault((table, row.changed), []).append(row)
        for (table, columns), rows in groups.items():
            yield table, columns, rows
            for row in rows:
                row.changed = ()


def counter_of(report: ProgressReport, phase: Phase, total: int) -> PhaseCounter | None:
    """Return what counts a phase; `None` where it is too short to be reported."""
    return PhaseCounter(report, phase, total) if total >= progress.MIN_REPORTED else None


def insert_rows(
    session: Session,
    table: type[SQLModel],
    names: Sequence[str],
    rows: Iterable[Sequence[Any]],
    counter: PhaseCounter | None,
) -> None:
    """Insert rows whose values are those of the columns `names`, a bounded number at a time, and count them."""
    sql = f"INSERT INTO {_name(table)} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
    _run_many(session, sql, rows, counter)


def _run_many(session: Session, sql: str, rows: Iterable[Sequence[Any]], counter: PhaseCounter | None) -> None:
    """Run a statement once for each row of its parameters, a bounded number at a time, and count them."""
    connection = session.connection()
    for chunk in chunked(rows, MAX_ROWS):
        engine_beneath(connection).write(connection, sql, chunk)
        if counter is not None:
            counter.add(len(chunk))


def _name(table: type[SQLModel]) -> str:
    made: Table = getattr(table, "__table__")  # noqa: B009  only the mapper knows of it
    return made.name


@cache
def _column_names(table: type[SQLModel]) -> tuple[str, ...]:
    made: Table = getattr(table, "__table__")  # noqa: B009  as above
    return tuple(column.name for column in made.columns)


def chunked(values: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield `values` in lists of at most `size`."""
    chunk: list[T] = []
    for value in values:
        chunk.append(value)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
