"""A unit of work: one transaction, kept only by an explicit commit, on the very file that was opened."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlmodel import select

from ngkt_tui.domain.store_errors import NotAStoreError, StoreBusyError, StoreError, StoreGoneError
from ngkt_tui.store.sqlite import connection as connecting
from ngkt_tui.store.sqlite.connection import file_id
from ngkt_tui.store.tables.content import ThemeTable
from ngkt_tui.store.tables.entry_tables import NoteTable
from ngkt_tui.store.unit_of_work import UnitOfWork


def _themes(path: Path) -> list[str]:
    with UnitOfWork(path) as unit:
        return list(unit.session.exec(select(ThemeTable.id)))


def _theme(name: str = "cd-fta") -> ThemeTable:
    return ThemeTable(id=name, name_vi="Hiệp định thương mại tự do", name_en=None)


def test_what_is_committed_is_kept(empty_store: Path) -> None:
    with UnitOfWork(empty_store) as unit:
        unit.session.add(_theme())
        unit.commit()
    assert _themes(empty_store) == ["cd-fta"]


def test_what_is_not_committed_is_taken_back(empty_store: Path) -> None:
    with UnitOfWork(empty_store) as unit:
        unit.session.add(_theme())
        unit.session.flush()
    assert _themes(empty_store) == []


def _fail_within(path: Path) -> None:
    with UnitOfWork(path) as unit:
        unit.session.add(_theme())
        unit.session.flush()
        raise ZeroDivisionError


def test_an_error_takes_everything_back(empty_store: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        _fail_within(empty_store)
    assert _themes(empty_store) == []


def test_a_unit_is_one_immediate_transaction(empty_store: Path) -> None:
    statements: list[str] = []
    with UnitOfWork(empty_store) as unit:
        connection = unit.connection.connection.driver_connection
        assert isinstance(connection, sqlite3.Connection)
        connection.set_trace_callback(statements.append)
        assert connection.in_transaction
        unit.session.add(_theme())
        unit.commit()
    assert [each for each in statements if each.startswith(("BEGIN", "COMMIT", "ROLLBACK"))] == ["COMMIT"]


def test_a_unit_holds_the_lock_from_its_first_moment(empty_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with UnitOfWork(empty_store):
        monkeypatch.setattr(connecting, "BUSY_SECONDS", 0.0)
        with pytest.raises(StoreBusyError), UnitOfWork(empty_store):
            pass


def test_a_reader_does_not_hinder_a_unit_before_its_commit(empty_store: Path) -> None:
    reader = sqlite3.connect(empty_store, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM theme").fetchone()
    with UnitOfWork(empty_store) as unit:
        unit.session.add(_theme())
        unit.session.flush()
        reader.execute("COMMIT")
        unit.commit()
    assert _themes(empty_store) == ["cd-fta"]


def test_a_unit_longer_than_its_cache_hinders_no_reader_before_its_commit(empty_store: Path) -> None:
    reader = sqlite3.connect(empty_store, isolation_level=None, timeout=0)
    with UnitOfWork(empty_store) as unit:
        unit.session.add_all(_theme(f"cd-{number}" + "x" * 4096) for number in range(1000))  # twice the cache
        unit.session.flush()
        assert reader.execute("SELECT count(*) FROM theme").fetchone() == (0,)
    reader.close()


def _note_on_nobody(path: Path) -> None:
    with UnitOfWork(path) as unit:
        unit.session.add(NoteTable(record="nobody", at="", actor="", text=""))
        unit.commit()


def test_references_are_held(empty_store: Path) -> None:
    with pytest.raises(StoreError):
        _note_on_nobody(empty_store)


def test_a_file_that_is_no_store_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other").write_text("không phải kho")
    with pytest.raises(NotAStoreError), UnitOfWork(tmp_path / "other"):
        pass


def _write_while(path: Path, happening: Callable[[], object]) -> None:
    with UnitOfWork(path) as unit:
        unit.session.add(_theme())
        unit.session.flush()
        happening()
        unit.commit()


def test_a_deleted_store_is_not_made_again(empty_store: Path) -> None:
    with pytest.raises(StoreGoneError):
        _write_while(empty_store, empty_store.unlink)
    with pytest.raises(StoreGoneError), UnitOfWork(empty_store):
        pass
    assert not empty_store.exists()


def test_a_store_replaced_within_a_unit_is_not_written_to(empty_store: Path, tmp_path: Path) -> None:
    shutil.copy(empty_store, tmp_path / "other")
    with pytest.raises(StoreGoneError):
        _write_while(empty_store, lambda: (tmp_path / "other").replace(empty_store))
    assert _themes(empty_store) == []


def test_a_store_replaced_since_it_was_read_is_not_written_to(empty_store: Path, tmp_path: Path) -> None:
    seen = file_id(empty_store)
    shutil.copy(empty_store, tmp_path / "other")
    (tmp_path / "other").replace(empty_store)
    with pytest.raises(StoreGoneError), UnitOfWork(empty_store, expected=seen):
        pass


def test_a_statement_is_compiled_once_for_all_units_of_a_store(empty_store: Path) -> None:
    with UnitOfWork(empty_store) as first:
        engine = first.session.get_bind()
    with UnitOfWork(empty_store) as second:
        assert second.session.get_bind() is engine
