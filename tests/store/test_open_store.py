"""Opening a store: what is refused is left as it was, what is opened has the pragmas of the design."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.store_errors import NotAStoreError, StoreDamagedError, StoreError, StoreGoneError, StoreNewerError
from ngkt_tui.store.schema import SCHEMA_VERSION, TABLES
from ngkt_tui.store.sqlite.connection import APPLICATION_ID, file_id, translate_error
from ngkt_tui.store.sqlite.migrations import run_steps, steps
from ngkt_tui.store.sqlite.opening import columns_of, open_for_reading, open_for_writing, verify


def _set(path: Path, *pragmas: str) -> None:
    connection = sqlite3.connect(path)
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}")
    connection.commit()
    connection.close()


def _folder(path: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in path.parent.iterdir() if each.is_file()}


def _nothing(path: Path) -> None:
    path.write_bytes(b"")


def _prose(path: Path) -> None:
    path.write_text("Không phải cơ sở dữ liệu.\n" * 200, encoding="utf-8")


def _few_bytes(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:50])


def _half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _foreign_mark(path: Path) -> None:
    _set(path, "application_id = 7")


def _foreign_in_wal_mode(path: Path) -> None:
    path.unlink()
    _set(path, "journal_mode = WAL", "user_version = 1")


def _newer(path: Path) -> None:
    _set(path, f"user_version = {SCHEMA_VERSION + 1}")


def _no_version(path: Path) -> None:
    _set(path, "user_version = 0")


def _broken_schema(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute("UPDATE sqlite_schema SET sql = 'CREATE TABLE record (' WHERE name = 'record'")
    connection.commit()
    connection.close()


def _broken_page(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[100:4000] = bytes(3900)
    path.write_bytes(content)


def _lacking(sql: str) -> Callable[[Path], None]:
    def spoil(path: Path) -> None:
        connection = sqlite3.connect(path)
        connection.execute(sql)
        connection.commit()
        connection.close()

    return spoil


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (_nothing, NotAStoreError),
        (_prose, NotAStoreError),
        (_few_bytes, NotAStoreError),
        (_half, StoreDamagedError),
        (_foreign_mark, NotAStoreError),
        (_foreign_in_wal_mode, NotAStoreError),
        (_newer, StoreNewerError),
        (_no_version, StoreDamagedError),
        (_broken_schema, StoreDamagedError),
        (_broken_page, StoreDamagedError),
        (_lacking("DROP TABLE saved_view"), StoreDamagedError),
        (_lacking("DROP TABLE search"), StoreDamagedError),
        (_lacking("ALTER TABLE note DROP COLUMN text"), StoreDamagedError),
    ],
)
def test_a_refused_file_is_left_byte_for_byte(
    empty_store: Path, spoil: Callable[[Path], None], error: type[StoreError]
) -> None:
    spoil(empty_store)
    before = _folder(empty_store)
    for opening in (verify, open_for_reading):
        with pytest.raises(error) as refusal:
            opening(empty_store)
        assert refusal.value.exit_code == 4
        assert all(explanation := refusal.value.explain(Language.VI))
        assert "malformed" not in " ".join(explanation)
    assert _folder(empty_store) == before


def test_a_failing_disk_is_told_without_the_english_of_sqlite(empty_store: Path) -> None:
    failure = sqlite3.OperationalError("disk I/O error")
    failure.sqlite_errorcode, failure.sqlite_errorname = sqlite3.SQLITE_IOERR_READ, "SQLITE_IOERR_READ"
    error = translate_error(failure, empty_store)
    assert isinstance(error, StoreError)
    cause = error.explain(Language.VI).cause
    assert cause == "Không đọc hoặc ghi được ổ đĩa (SQLITE_IOERR_READ); chưa có gì thay đổi."


@pytest.mark.parametrize(
    ("sql", "what"), [("DROP TABLE theme", "theme"), ("ALTER TABLE directive DROP COLUMN why", "directive.why")]
)
def test_what_a_store_lacks_is_named(empty_store: Path, sql: str, what: str) -> None:
    _lacking(sql)(empty_store)
    for opening in (verify, open_for_reading, open_for_writing):
        with pytest.raises(StoreDamagedError) as refusal:
            opening(empty_store)
        assert what in refusal.value.explain(Language.EN).cause


def test_what_is_looked_for_is_what_the_steps_make() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    run_steps(connection, steps())
    assert columns_of(connection) == TABLES
    connection.close()


def test_a_store_with_a_table_of_its_own_is_opened(empty_store: Path) -> None:
    _lacking("CREATE TABLE mine (a)")(empty_store)
    open_for_reading(empty_store).close()


def test_a_foreign_database_with_a_hot_journal_is_not_recovered(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("CREATE TABLE sheep (name)")
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO sheep VALUES (?)", [("x" * 3000,)] * 50)
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for each in (path, Path(f"{path}-journal")):
        shutil.copy(each, crashed)
    connection.close()
    before = _folder(crashed / path.name)
    with pytest.raises(NotAStoreError):
        verify(crashed / path.name)
    assert set(before) == {"other.sqlite", "other.sqlite-journal"}
    assert _folder(crashed / path.name) == before


def test_a_pipe_is_refused_without_waiting_for_a_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(NotAStoreError):
        verify(tmp_path / "pipe")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotAStoreError):
        verify(tmp_path)


def test_a_missing_store_is_not_made(tmp_path: Path) -> None:
    for opening in (verify, open_for_reading, open_for_writing):
        with pytest.raises(StoreGoneError):
            opening(tmp_path / "none.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_a_link_to_a_store_is_opened(empty_store: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(empty_store)
    assert verify(tmp_path / "link") == SCHEMA_VERSION


def test_a_name_with_letters_that_mean_something_in_a_uri_is_opened(empty_store: Path, tmp_path: Path) -> None:
    odd = tmp_path / "kho 100%?mode=memory#1.sqlite"
    empty_store.rename(odd)
    assert verify(odd) == SCHEMA_VERSION


@pytest.mark.parametrize(("pragma", "value"), [("query_only", 1), ("trusted_schema", 0), ("cell_size_check", 1)])
def test_a_reading_connection_has_its_pragmas(empty_store: Path, pragma: str, value: int) -> None:
    connection = open_for_reading(empty_store)
    assert connection.execute(f"PRAGMA {pragma}").fetchone() == (value,)
    connection.close()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "delete"),
        ("synchronous", 3),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("application_id", APPLICATION_ID),
        ("user_version", SCHEMA_VERSION),
    ],
)
def test_a_writing_connection_has_its_pragmas(empty_store: Path, pragma: str, value: object) -> None:
    _set(empty_store, "journal_mode = WAL")
    connection = open_for_writing(empty_store)
    assert connection.execute(f"PRAGMA {pragma}").fetchone() == (value,)
    connection.close()


@pytest.mark.parametrize("readonly", [True, False])
def test_a_reading_connection_writes_nothing(empty_store: Path, readonly: bool) -> None:
    connection = open_for_reading(empty_store, readonly)
    with pytest.raises(sqlite3.OperationalError):
        connection.execute("INSERT INTO theme (id, name_vi) VALUES ('cd', 'x')")
    connection.close()


def test_the_mark_is_written_once_and_for_all() -> None:
    assert APPLICATION_ID.to_bytes(4, "big") == b"NGKT"


def test_another_file_under_the_same_path_has_another_identity(empty_store: Path, tmp_path: Path) -> None:
    first = file_id(empty_store)
    shutil.copy(empty_store, tmp_path / "copy")
    (tmp_path / "copy").replace(empty_store)
    assert first is not None
    assert file_id(empty_store) not in (None, first)
    assert file_id(tmp_path / "none") is None


def test_a_migration_that_was_killed_while_it_was_committed_is_taken_back(empty_store: Path) -> None:
    journal = empty_store.with_name(f"{empty_store.name}-journal")
    connection = sqlite3.connect(empty_store, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")  # what is journalled is in the file at once
    connection.execute("DROP TABLE saved_view")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION - 1}")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.execute("CREATE TABLE saved_view (name, kind, filter, scope, position, at, actor)")
    hot = journal.read_bytes()
    connection.execute("COMMIT")
    connection.close()
    journal.write_bytes(hot)
    assert verify(empty_store) == SCHEMA_VERSION - 1
    assert not journal.exists()
