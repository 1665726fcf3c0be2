"""Bringing a store to the present schema: ordered steps, each one transaction, after a backup.

`user_version` is the number of the last step that a store has gone through; a step and its number are committed
together, so that a migration that was killed goes on where it stopped. The steps are the one place that makes tables.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from ngkt_tui.domain.store_errors import StoreReadOnlyError
from ngkt_tui.store.entry_numbers import number_entries
from ngkt_tui.store.schema import SCHEMA_VERSION
from ngkt_tui.store.search_texts import IndexWords, chunks, index_rows
from ngkt_tui.store.sqlite.backups import back_up
from ngkt_tui.store.sqlite.connection import APPLICATION_ID, connect, connect_for_writing, translate_errors
from ngkt_tui.store.sqlite.opening import columns_of, is_writable, require_layout, verify

_COMPLETED_BY: Mapping[int, Callable[[sqlite3.Connection], None]] = {7: number_entries}
"""What goes on after the statements of a step, where these cannot do it."""


class Step(NamedTuple):
    """One step: the schema version that it leads to, and its statements."""

    number: int
    sql: str


@cache
def steps() -> tuple[Step, ...]:
    """Return all steps, in order, as packaged."""
    folder = files("ngkt_tui.store.sqlite").joinpath("steps")
    named = sorted((each for each in folder.iterdir() if each.name.endswith(".sql")), key=lambda each: each.name)
    return tuple(Step(int(each.name[:4]), each.read_text(encoding="utf-8")) for each in named)


def migrate(path: Path, clock: Callable[[], datetime], through: Sequence[Step] | None = None) -> Path | None:
    """Bring the store to the present schema. Return the backup made first; `None` where nothing had to be done.

    Raises what `verify` raises, `StoreReadOnlyError` where the store cannot be written to, and `StoreError` where a
    step failed: the store is then as the last whole step left it.
    """
    wanted = steps() if through is None else through
    version = verify(path)
    if version >= wanted[-1].number:
        return None
    if not is_writable(path):
        raise StoreReadOnlyError(path=path)
    verify_migration(path, version, wanted)
    backup = back_up(path, clock)
    with translate_errors(path):
        _run_steps(path, wanted)
    return backup


def upgrade_copy(copy: Path, original: Path) -> None:
    """Bring a copy of a store to the present schema, without a backup; raises `StoreError` of the original."""
    with translate_errors(original):
        _run_steps(copy, steps())


def verify_migration(path: Path, version: int, through: Sequence[Step] | None = None) -> None:
    """Raise `StoreDamagedError` where a store of `version` lacks what the steps that it has gone through make."""
    model = sqlite3.connect(":memory:", isolation_level=None)
    run_steps(model, [step for step in (steps() if through is None else through) if step.number <= version])
    with translate_errors(path):
        connection = connect(path, "mode=rw")
        try:
            require_layout(path, connection, columns_of(model))
        finally:
            connection.close()
            model.close()


def _run_steps(path: Path, wanted: Sequence[Step]) -> None:
    connection = connect_for_writing(path)
    try:
        run_steps(connection, wanted)
    finally:
        connection.close()


def run_steps(connection: sqlite3.Connection, through: Sequence[Step]) -> None:
    """Take every step that the store has not gone through yet; an empty file becomes an empty store."""
    connection.execute("PRAGMA foreign_keys = OFF")  # a step may rebuild a table that others refer to
    for step in through:
        _run_step(connection, step, is_last=step.number == SCHEMA_VERSION)
    connection.execute("PRAGMA foreign_keys = ON")


def _run_step(connection: sqlite3.Connection, step: Step, *, is_last: bool) -> None:
    """Take a step. The last one writes the search index anew: what words are folded to may have changed with it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Read within the transaction: another process may have taken the step meanwhile.
        if connection.execute("PRAGMA user_version").fetchone()[0] < step.number:
            for statement in _statements(step.sql):
                connection.execute(statement)
            if step.number in _COMPLETED_BY:
                _COMPLETED_BY[step.number](connection)
            if is_last:
                _index_anew(connection)
            _require_kept_references(connection)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {step.number}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _index_anew(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM search")
    connection.execute("DELETE FROM search_word")
    positions = [row[0] for row in connection.execute("SELECT position FROM record ORDER BY position")]
    words = IndexWords()
    for chunk in chunks(positions):
        rows = index_rows(connection, chunk, words)
        connection.executemany("INSERT INTO search (rowid, folded, exact) VALUES (?, ?, ?)", rows)
    connection.executemany("INSERT INTO search_word (word) VALUES (?)", [(word,) for word in sorted(words.met)])


def _require_kept_references(connection: sqlite3.Connection) -> None:
    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    if broken is not None:
        raise sqlite3.IntegrityError(f"{broken[0]} refers to a missing row of {broken[2]}")


def _statements(sql: str) -> Iterator[str]:
    statement = ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
