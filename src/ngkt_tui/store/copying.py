"""Copying all that a store holds into a new one, whichever engines the two are on.

Every row of every table goes over as it is, the history with its numbers too, so that an undo goes on where it was; the
search index is made anew, as its engine keeps it. What was written is read back before it is made durable: each table
has a fingerprint of its rows in the order of their keys, the same one on both sides, or nothing is kept.
"""

from collections.abc import Sequence
from hashlib import sha256
from importlib import import_module
from itertools import islice
from pkgutil import iter_modules
from typing import Any, NamedTuple

from sqlalchemy import Table, insert
from sqlmodel import SQLModel

from ngkt_tui.domain.progress import Phase, PhaseCounter
from ngkt_tui.domain.readable import Readable
from ngkt_tui.domain.store_errors import CopyDifferenceError
from ngkt_tui.store import tables
from ngkt_tui.store.search_index import SearchIndex
from ngkt_tui.store.unit_of_work import UnitOfWork

_ROWS_AT_ONCE = 2000


class Fingerprint(NamedTuple):
    """How many rows a table has, and the SHA-256 of their values in the order of their keys."""

    rows: int
    digest: str


def copy_all(source: Readable, target: UnitOfWork) -> dict[str, int]:
    """Copy what `source` reads at one moment into the empty store of `target`; return the rows of each table.

    Raises `CopyDifferenceError` where a table reads otherwise afterwards. Nothing is committed here.
    """
    copied = {table.name: _copy_table(table, source, target) for table in _tables()}
    positions = [position for (position,) in target.readable.execute("SELECT position FROM record ORDER BY position")]
    SearchIndex(target.connection, target.report).put(positions)
    for table in _tables():
        if _fingerprint(_rows(table, target.readable)) != copied[table.name]:
            raise CopyDifferenceError(path=target.path, table=table.name)
    return {name: fingerprint.rows for name, fingerprint in copied.items()}


def _tables() -> Sequence[Table]:
    """Return the tables of a store, each after those that it refers to."""
    for module in iter_modules(tables.__path__):
        import_module(f"{tables.__name__}.{module.name}")
    return SQLModel.metadata.sorted_tables


def _rows(table: Table, readable: Readable) -> Sequence[Sequence[Any]]:
    columns = ", ".join(column.name for column in table.columns)
    keys = ", ".join(column.name for column in table.primary_key)
    return readable.execute(f"SELECT {columns} FROM {table.name} ORDER BY {keys}").fetchall()


def _copy_table(table: Table, source: Readable, target: UnitOfWork) -> Fingerprint:
    rows = _rows(table, source)
    names = [column.name for column in table.columns]
    counter = PhaseCounter(target.report, Phase.WRITING, len(rows))
    left = iter(rows)
    while portion := [dict(zip(names, row, strict=True)) for row in islice(left, _ROWS_AT_ONCE)]:
        target.connection.execute(insert(table), portion)
        counter.add(len(portion))
    return _fingerprint(rows)


def _fingerprint(rows: Sequence[Sequence[Any]]) -> Fingerprint:
    digest = sha256()
    for row in rows:
        digest.update(repr(tuple(row)).encode("utf-8", "surrogatepass"))
    return Fingerprint(len(rows), digest.hexdigest())
