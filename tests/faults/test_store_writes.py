"""Writes that fail at any point of an import, the making of a store, a backup or a migration: the old state is whole.

A limit on the size of files stands in for the full disk: what would be written beyond it fails.
"""

import resource
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Connection, event

from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.store_errors import StoreError
from ngkt_tui.store.importing import import_digest
from ngkt_tui.store.sqlite import opening
from ngkt_tui.store.sqlite.migrations import Step, migrate, steps
from ngkt_tui.store.sqlite.opening import open_for_reading
from ngkt_tui.store.sqlite.sqlite_engine import create
from ngkt_tui.store.unit_of_work import UnitOfWork
from tests.store.stores import AT, SAMPLE, SECOND, everything, rows, taken_in

NEXT = Step(steps()[-1].number + 1, "CREATE TABLE copy AS SELECT * FROM contribution;\n")


def now() -> datetime:
    return datetime(2032, 9, 1, tzinfo=UTC)


@contextmanager
def files_up_to(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def _fill(built: Path) -> None:
    with UnitOfWork(built) as unit:
        import_digest(unit, SAMPLE, AT, "lan")
        unit.commit()


def _refused(action: Callable[[], object], size: int) -> bool:
    """Return whether `action` was refused, in words, where no file may grow beyond `size` bytes."""
    refusal = None
    try:
        with files_up_to(size):
            action()
    except StoreError as error:
        refusal = error
    assert refusal is None or all(refusal.explain(language).cause for language in Language)
    return refusal is not None


def _import_at_every(step: int, store: Path) -> None:
    before = everything(store)
    tried = refused = 0
    for size in range(0, store.stat().st_size + 200_000, step):
        path = Path(shutil.copy(store, store.with_name("tried.sqlite")))
        tried += 1
        if _refused(lambda path=path: taken_in(path, SECOND), size):  # type: ignore[misc]
            refused += 1
            open_for_reading(path).close()  # recovers what the failed write left behind
            assert everything(path) == before
            taken_in(path, SECOND)
        assert rows(path, "SELECT count(*) FROM digest") == [(2,)]
        assert rows(path, "PRAGMA integrity_check") == [("ok",)]
    assert 0 < refused < tried
    print(f"imports with failing writes: {tried} tried, {refused} refused, 0 lost")


def test_an_import_that_cannot_be_written_changes_nothing(store: Path) -> None:
    _import_at_every(130_000, store)


@pytest.mark.soak
def test_an_import_that_cannot_be_written_at_any_page_changes_nothing(store: Path) -> None:
    _import_at_every(2048, store)


def _making_at_every(step: int, store: Path) -> None:
    path = store.parent / "first" / "ngkt.sqlite"
    tried = refused = 0
    for size in range(0, store.stat().st_size + 100_000, step):
        tried += 1
        if _refused(lambda: create(path, _fill), size):
            refused += 1
            assert list(path.parent.iterdir()) == []
        else:
            assert rows(path, "SELECT count(*) FROM record") == [(50,)]
            path.unlink()
    assert 0 < refused < tried
    print(f"stores made with failing writes: {tried} tried, {refused} refused, 0 lost")


def test_a_store_that_cannot_be_written_leaves_nothing_behind(store: Path) -> None:
    _making_at_every(165_000, store)


@pytest.mark.soak
def test_a_store_that_cannot_be_written_at_any_page_leaves_nothing_behind(store: Path) -> None:
    _making_at_every(4096, store)


def _migrating_at_every(step: int, store: Path) -> None:
    before = everything(store)
    tried = refused = 0
    for size in range(0, 3 * store.stat().st_size, step):
        path = Path(shutil.copy(store, store.with_name("tried.sqlite")))
        tried += 1
        if _refused(lambda path=path: migrate(path, now, [*steps(), NEXT]), size):  # type: ignore[misc]
            refused += 1
            opening.verify(path)
            assert everything(path, "copy") == before
            migrate(path, now, [*steps(), NEXT])
        assert rows(path, "PRAGMA user_version") == [(NEXT.number,)]
        assert not list((store.parent / "backups").glob(".*"))
    assert 0 < refused < tried
    print(f"migrations with failing writes: {tried} tried, {refused} refused, 0 lost")


def test_a_migration_that_cannot_be_written_changes_nothing(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "SCHEMA_VERSION", NEXT.number)
    _migrating_at_every(240_000, store)


@pytest.mark.soak
def test_a_migration_that_cannot_be_written_at_any_page_changes_nothing(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "SCHEMA_VERSION", NEXT.number)
    _migrating_at_every(8192, store)


def _fail_at(connection: Connection, number: int) -> None:
    """Let the statement of this number, from now on, fail as on a full disk."""
    statements = count(1)

    def fail(*_: object) -> None:
        if next(statements) == number:
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode, error.sqlite_errorname = sqlite3.SQLITE_FULL, "SQLITE_FULL"
            raise error

    event.listen(connection.engine, "before_cursor_execute", fail)


def _taken_in_but_for(store: Path, number: int) -> bool:
    try:
        with UnitOfWork(store) as unit:
            _fail_at(unit.connection, number)
            import_digest(unit, SECOND, AT, "lan")
    except StoreError:
        return False
    return True


def _failing_at_statements(store: Path, step: int) -> None:
    before = everything(store)
    tried, failing = 0, 1
    while not _taken_in_but_for(store, failing):
        assert everything(store) == before
        tried += 1
        failing += step
    assert failing > 50
    print(f"imports failing at a statement: {tried} tried, 0 lost")


def test_an_import_that_fails_at_some_statement_changes_nothing(store: Path) -> None:
    _failing_at_statements(store, step=13)


@pytest.mark.soak
def test_an_import_that_fails_at_any_statement_changes_nothing(store: Path) -> None:
    _failing_at_statements(store, step=1)
