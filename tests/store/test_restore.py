"""Restoring a backup: checked first, put in place as a whole, and what stood there is kept."""

import os
import shutil
import sqlite3
import stat
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ngkt_tui.domain.errors import NgktError
from ngkt_tui.domain.store_errors import (
    NotAStoreError,
    StoreBusyError,
    StoreDamagedError,
    StoreError,
    StoreGoneError,
    StoreNewerError,
)
from ngkt_tui.store.schema import SCHEMA_VERSION
from ngkt_tui.store.sqlite.backups import KEPT, back_up, backups_of, copy_to, kept_of, next_backup
from ngkt_tui.store.sqlite.connection import file_id
from ngkt_tui.store.sqlite.opening import verify
from ngkt_tui.store.sqlite.restore import restore
from ngkt_tui.store.unit_of_work import UnitOfWork
from tests.store.older import contents, older_store, require_kept


def clock() -> datetime:
    return datetime(2032, 3, 1, tzinfo=UTC)


def mark(path: Path, text: str) -> None:
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(
            """
                INSERT OR REPLACE INTO digest (id, ordinal, title_vi, uses, sha256, taken_in_at)
                VALUES ('d', 1, ?, '[]', '0', '2032-01-01T00:00:00Z')
            """,
            (text,),
        )
    connection.close()


def marked(path: Path) -> str:
    connection = sqlite3.connect(path)
    found = connection.execute("SELECT title_vi FROM digest").fetchone()[0]
    connection.close()
    return str(found)


@pytest.fixture
def backup(empty_store: Path, tmp_path: Path) -> Path:
    mark(empty_store, "then")
    copy_to(empty_store, tmp_path / "backup.sqlite")
    mark(empty_store, "now")
    return tmp_path / "backup.sqlite"


def test_a_backup_takes_the_place_of_the_store_which_is_kept(empty_store: Path, backup: Path) -> None:
    kept = restore(backup, empty_store, clock)
    assert kept is not None
    assert (marked(empty_store), marked(kept), marked(backup)) == ("then", "now", "then")
    assert (kept_of(empty_store), backups_of(empty_store)) == ([kept], [])
    assert stat.S_IMODE(empty_store.stat().st_mode) == stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert [each.name for each in empty_store.parent.iterdir() if each.name.startswith(".")] == []


def test_a_store_that_is_missing_is_restored(empty_store: Path, backup: Path) -> None:
    empty_store.unlink()
    assert restore(backup, empty_store, clock) is None
    assert marked(empty_store) == "then"


def test_what_is_put_aside_takes_no_backup_away_and_is_never_removed(empty_store: Path, backup: Path) -> None:
    made = [back_up(empty_store, clock) for _ in range(KEPT)]
    kept: list[Path | None] = [restore(made[0], empty_store, clock)]
    assert kept[0]
    kept += [Path(shutil.copy(kept[0], next_backup(empty_store, clock, "kept"))) for _ in range(KEPT)]
    kept += [restore(made[0], empty_store, clock) for _ in range(2)]
    assert (backups_of(empty_store), kept_of(empty_store)) == (made, kept)
    back_up(empty_store, clock)
    assert kept_of(empty_store) == kept
    assert {marked(each) for each in kept if each} == {"now"}


def test_what_is_kept_is_a_copy_and_no_second_name_of_a_store(empty_store: Path, backup: Path) -> None:
    kept = restore(backup, empty_store, clock)
    assert kept is not None
    assert [each.stat().st_nlink for each in (kept, empty_store, backup)] == [1, 1, 1]


@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir])
def test_what_is_no_regular_file_is_not_replaced(empty_store: Path, backup: Path, make: Callable[[Path], None]) -> None:
    empty_store.unlink()
    make(empty_store)
    before = empty_store.lstat()
    with pytest.raises(NotAStoreError):
        restore(backup, empty_store, clock)
    assert empty_store.lstat().st_ino == before.st_ino


def test_the_log_of_a_store_that_is_gone_is_not_played_into_the_restored_one(empty_store: Path, backup: Path) -> None:
    child = os.fork()
    if child == 0:
        connection = sqlite3.connect(empty_store, isolation_level=None)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("INSERT INTO search_word VALUES ('z')")
        os._exit(0)
    os.waitpid(child, 0)
    assert empty_store.with_name(f"{empty_store.name}-wal").stat().st_size
    empty_store.unlink()
    restore(backup, empty_store, clock)
    assert marked(empty_store) == "then"
    assert not empty_store.with_name(f"{empty_store.name}-wal").exists()


def test_a_store_in_wal_mode_that_somebody_has_open_is_not_replaced(empty_store: Path, backup: Path) -> None:
    reader = sqlite3.connect(empty_store)
    reader.execute("PRAGMA journal_mode = WAL")
    reader.execute("SELECT * FROM digest").fetchall()
    before = file_id(empty_store)
    with pytest.raises(StoreBusyError):
        restore(backup, empty_store, clock)
    assert file_id(empty_store) == before
    reader.close()
    assert restore(backup, empty_store, clock) is not None


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0" + bytes(4096), b"not a database" * 100])
def test_a_damaged_store_is_kept_letter_for_letter(empty_store: Path, backup: Path, content: bytes) -> None:
    empty_store.write_bytes(content)
    kept = restore(backup, empty_store, clock)
    assert kept is not None
    assert kept.read_bytes() == content
    assert marked(empty_store) == "then"


def test_the_journal_of_a_crash_is_not_played_into_the_restored_store(empty_store: Path, backup: Path) -> None:
    child = os.fork()
    if child == 0:
        connection = sqlite3.connect(empty_store, isolation_level=None)
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        for number in range(300):
            connection.execute("INSERT INTO search_word VALUES (?)", (f"{number:05}" * 200,))
        os._exit(0)
    os.waitpid(child, 0)
    assert empty_store.with_name(f"{empty_store.name}-journal").exists()
    restore(backup, empty_store, clock)
    assert not empty_store.with_name(f"{empty_store.name}-journal").exists()
    assert marked(empty_store) == "then"
    connection = sqlite3.connect(empty_store)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()


def _half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _newer(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()


def _dangling(path: Path) -> None:
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("INSERT INTO evidence (record, at, actor, text) VALUES ('nobody', 'a', 'b', 'c')")
    connection.close()


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (_half, StoreDamagedError),
        (_newer, StoreNewerError),
        (_dangling, StoreDamagedError),
        (lambda path: path.write_bytes(b""), NotAStoreError),
        (lambda path: path.write_text("notes"), NotAStoreError),
        (Path.unlink, StoreGoneError),
    ],
)
def test_a_backup_that_is_not_whole_is_refused_and_nothing_changes(
    empty_store: Path, backup: Path, spoil: object, error: type[NgktError]
) -> None:
    spoil(backup)  # type: ignore[operator]
    before, was = empty_store.read_bytes(), file_id(empty_store)
    with pytest.raises(error):
        restore(backup, empty_store, clock)
    assert (empty_store.read_bytes(), file_id(empty_store)) == (before, was)
    assert backups_of(empty_store) == []


@pytest.fixture
def older(store: Path, tmp_path: Path) -> Path:
    """Return a backup of the first schema."""
    return older_store(store, 1, tmp_path)


def test_an_older_backup_is_of_the_present_schema_when_it_takes_the_place(empty_store: Path, older: Path) -> None:
    before = contents(older)
    kept = restore(older, empty_store, clock)
    assert kept is not None
    assert verify(empty_store) == SCHEMA_VERSION
    require_kept(empty_store, older)
    assert contents(older) == before
    assert kept_of(empty_store) == [kept]


def _without_a_table(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE theme")
    connection.close()


def _in_the_way_of_a_step(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE saved_view (of TEXT)")
    connection.close()


@pytest.mark.parametrize("spoil", [_without_a_table, _in_the_way_of_a_step])
def test_an_older_backup_that_cannot_be_brought_up_to_date_is_refused_and_nothing_changes(
    empty_store: Path, older: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(older)
    before, was, names = empty_store.read_bytes(), file_id(empty_store), sorted(empty_store.parent.iterdir())
    with pytest.raises(StoreError) as refused:
        restore(older, empty_store, clock)
    assert refused.value.values["path"] == older
    assert (empty_store.read_bytes(), file_id(empty_store)) == (before, was)
    assert sorted(empty_store.parent.iterdir()) == names
    empty_store.unlink()
    with pytest.raises(StoreError):
        restore(older, empty_store, clock)
    assert not empty_store.exists()


def test_the_store_is_not_restored_from_itself(empty_store: Path) -> None:
    with pytest.raises(StoreError):
        restore(empty_store, empty_store, clock)


def test_an_edit_that_waited_for_the_restoring_finds_that_the_store_was_replaced(
    empty_store: Path, backup: Path
) -> None:
    seen = file_id(empty_store)
    restore(backup, empty_store, clock)
    with pytest.raises(StoreGoneError), UnitOfWork(empty_store, seen):
        pass
    assert verify(empty_store)


def test_a_disk_that_cannot_move_exclusively_will_do(
    empty_store: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ngkt_tui.store.files.move_exclusively", lambda *_: None)
    kept = restore(backup, empty_store, clock)
    assert kept is not None
    assert (marked(empty_store), marked(kept)) == ("then", "now")
