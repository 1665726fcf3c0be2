"""Stores that cannot be written to, that are damaged in one row, that nobody else may look into."""

import errno
import os
import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ngkt_tui.domain.enums import RecordKind, Status
from ngkt_tui.domain.record_kinds import range_middle
from ngkt_tui.domain.store_errors import StoreError, StoreLockError
from ngkt_tui.store import edits, undo
from ngkt_tui.store.files import can_lock
from ngkt_tui.store.importing import import_digest
from ngkt_tui.store.schema import SCHEMA_VERSION
from ngkt_tui.store.sqlite.migrations import migrate, run_steps, steps
from ngkt_tui.store.sqlite.opening import open_for_reading, verify
from ngkt_tui.store.sqlite.sqlite_engine import create
from ngkt_tui.store.unit_of_work import FieldEdit, UnitOfWork
from tests.faults.test_hostile_text import run_command
from tests.store.older import older_store, sample_of_versions
from tests.store.stores import AT, LAN, SAMPLE, SECOND, TODAY, damage, done, everything, rows, standing, taken_in

ONE = "hn-2031-03-05-01"
TWO = "hn-2031-03-05-02"

NOBODY = 65534


def _read(path: Path) -> object:
    return open_for_reading(path).execute("SELECT count(*) FROM directive").fetchone()[0]


def _edit(path: Path) -> object:
    return done(path, lambda unit: edits.set_status(unit, (ONE,), Status.DONE, LAN, TODAY))


def _make(path: Path) -> object:
    return create(path.with_name("other.sqlite"), lambda built: None)


@pytest.fixture
def open_folder(sample_template: Path) -> Iterator[Path]:
    """A folder that everybody may enter, with a store."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    path = Path(shutil.copy(sample_template, folder / "ngkt.sqlite"))
    _edit(path)  # loads what a user without rights could not
    shutil.copy(sample_template, path)
    path.chmod(0o644)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def _attempts(path: Path) -> list[str]:
    """Return what a user without rights is told, in a process of its own: each attempt, with the error it met."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            if os.geteuid() == 0:
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            os.write(writing, "\n".join(_attempt(act, path) for act in (_read, _edit, _make)).encode())
        finally:
            os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading, encoding="utf-8") as lines:
        return lines.read().splitlines()


def _attempt(act: Callable[[Path], object], path: Path) -> str:
    name = act.__name__.removeprefix("_")
    try:
        return f"{name} {act(path)}"
    except StoreError as error:
        return f"{name} {type(error).__name__}"


def test_a_store_that_cannot_be_written_to_is_read_and_edits_say_why_not(open_folder: Path) -> None:
    path = open_folder / "ngkt.sqlite"
    path.chmod(0o444)
    open_folder.chmod(0o555)
    before = path.read_bytes()
    assert _attempts(path) == ["read 13", "edit StoreReadOnlyError", "make StoreError"]
    assert path.read_bytes() == before
    assert [each.name for each in open_folder.iterdir()] == ["ngkt.sqlite"]


def test_a_store_that_cannot_be_read_is_refused(open_folder: Path) -> None:
    path = open_folder / "ngkt.sqlite"
    path.chmod(0o000)
    open_folder.chmod(0o555)
    assert _attempts(path) == ["read StoreError", "edit StoreError", "make StoreError"]


@pytest.mark.parametrize("umask", [0o000, 0o022])
def test_a_journal_is_for_its_owner_alone(store: Path, umask: int) -> None:
    store.chmod(0o600)
    before = os.umask(umask)
    try:
        with UnitOfWork(store) as unit:
            import_digest(unit, SECOND, AT, "lan")
            journal = store.with_name(f"{store.name}-journal")
            assert stat.S_IMODE(journal.stat().st_mode) == 0o600
    finally:
        os.umask(before)


def _damaged_text(path: Path, column: str) -> None:
    damage(path, f"UPDATE directive SET {column} = CAST(x'ff' AS TEXT) WHERE id = ?", ONE)


@pytest.mark.parametrize("column", ["text_vi", "why", "due"])
def test_one_damaged_row_does_not_hinder_work_on_the_others(store: Path, column: str) -> None:
    _damaged_text(store, column)
    done(store, lambda unit: edits.set_status(unit, (TWO,), Status.DONE, LAN, TODAY))
    done(store, lambda unit: undo.undo(unit, LAN))
    done(store, lambda unit: edits.add_note(unit, TWO, "vẫn ghi được", LAN))
    taken_in(store, SECOND)
    assert standing(store, TWO)[0] == "unrated"
    assert rows(store, "SELECT count(*) FROM directive") == [(15,)]


def test_a_damaged_row_is_read_as_far_as_can_be_and_can_be_mended(store: Path) -> None:
    _damaged_text(store, "due")
    connection = open_for_reading(store)
    assert connection.execute("SELECT due FROM directive WHERE id = ?", (ONE,)).fetchall() == [("\ufffd",)]
    connection.close()
    done(store, lambda unit: edits.apply(unit, [FieldEdit(ONE, "due", "2032-12-31")], LAN))
    assert standing(store, ONE)[2] == "2032-12-31"


def test_a_status_that_is_none_is_mended_by_the_next_edit(store: Path) -> None:
    damage(store, "UPDATE directive SET status = 'hỏng' WHERE id = ?", ONE)
    done(store, lambda unit: edits.tick_directives(unit, (ONE,), LAN, TODAY))
    assert standing(store, ONE)[0] == "done"


def _crashed(store: Path) -> Path:
    """Return a copy of `store` as a process leaves it that dies while it writes: half changed, with its journal."""
    crashed = store.parent / "crashed"
    crashed.mkdir()
    connection = sqlite3.connect(store, isolation_level=None)
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN")
    connection.execute("UPDATE directive SET text_vi = printf('%.*c', 3000, 'x')")
    for name in (store.name, f"{store.name}-journal"):
        shutil.copy(store.with_name(name), crashed)
    connection.close()
    return crashed / store.name


def test_a_store_with_a_hot_journal_is_recovered_but_not_when_only_reading_is_allowed(store: Path) -> None:
    before = everything(store)
    path = _crashed(store)
    with pytest.raises(StoreError) as refusal:
        open_for_reading(path, readonly=True)
    assert "--readonly" in str(refusal.value)
    open_for_reading(path).close()
    assert everything(path) == before


COMMANDS = (
    ("list", "directives"),
    ("show", ONE),
    ("history",),
    ("summary",),
    ("doctor",),
    ("view", "list"),
    ("export", "--format", "json"),
    ("backup", "copy.sqlite"),
    (),
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: " ".join(words[:2]))
def test_reading_only_never_plays_back_what_a_crash_left(
    store: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    path = _crashed(store)
    monkeypatch.chdir(path.parent)
    before = {each.name: each.read_bytes() for each in path.parent.iterdir()}
    code, words = run_command(path, *command, "--readonly")
    assert (code, "--readonly" in words) == (4, True)
    assert {each.name: each.read_bytes() for each in path.parent.iterdir()} == before


def test_reading_only_a_store_of_an_older_version_writes_nothing(store: Path, tmp_path: Path) -> None:
    path = older_store(store, SCHEMA_VERSION - 1, tmp_path)
    before = {each.name: each.read_bytes() for each in tmp_path.iterdir() if each.is_file()}
    assert run_command(path, "list", "directives", "--readonly")[0] == 4
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir() if each.is_file()} == before


def test_a_store_that_was_about_to_grow_is_recovered(store: Path) -> None:
    before = everything(store)
    path = _crashed(store)
    content = bytearray(path.read_bytes())
    content[28:32] = (len(content) // 4096 + 100).to_bytes(4, "big")  # more pages than were written yet
    path.write_bytes(content)
    open_for_reading(path).close()
    assert everything(path) == before


FIRST_COLUMNS = {
    "change": "id, change_group, record, field, before, after, why",
    "digest": "id, ordinal, title_vi, title_en, uses, sha256, taken_in_at",
    "record": "position, id, kind, notes_vi, notes_en, inferred, withdrawn",
}
"""The columns that tables had before later versions added some."""


def _store_of_version(number: int, path: Path) -> Path:
    connection = sqlite3.connect(path, isolation_level=None)
    run_steps(connection, steps()[:number])
    for table, columns in (
        (f"digest ({FIRST_COLUMNS['digest']})", "'d', 1, 'D', NULL, '[]', '0', '2031-01-01T00:00:00Z'"),
        (
            f"record ({FIRST_COLUMNS['record']})",
            f"{range_middle(RecordKind.THEME)}, 'r', 'theme', NULL, NULL, '{{}}', 0",
        ),
        ("theme", "'r', 'R', NULL"),
        ("note", "1, 'r', '2031-01-01T00:00:00Z', 'lan', 'giữ lấy'"),
        ("change_group", "1, '2031-01-01T00:00:00Z', 'lan', 'edit', NULL, NULL"),
        ("change (id, change_group, record, field, after)", "1, 1, 'r', 'note', 'giữ lấy'"),
    ):
        connection.execute(f"INSERT INTO {table} VALUES ({columns})")
    connection.close()
    return path


@pytest.mark.parametrize(
    "number",
    [
        number
        if number in (*sample_of_versions(SCHEMA_VERSION), SCHEMA_VERSION)
        else pytest.param(number, marks=pytest.mark.soak)
        for number in range(1, SCHEMA_VERSION + 1)
    ],
)
def test_a_store_of_each_older_version_is_brought_up_to_date_with_all_it_holds(number: int, tmp_path: Path) -> None:
    path = _store_of_version(number, tmp_path / "old.sqlite")
    before = _content(path)
    backup = migrate(path, lambda: datetime(2032, 9, 1, tzinfo=UTC))
    assert verify(path) == SCHEMA_VERSION
    assert (backup is None) == (number == SCHEMA_VERSION)
    assert _content(path) == before
    taken_in(path, SAMPLE)
    assert rows(path, "SELECT text FROM note") == [("giữ lấy",)]


def _content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows of every table that has some, but for the search index, which a migration writes anew."""
    first = {table: rows(path, f"SELECT {columns} FROM {table}") for table, columns in FIRST_COLUMNS.items()}
    kept = everything(path, *first) | first
    return {name: table for name, table in kept.items() if table and not name.startswith("search")}


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP])
def test_a_disk_that_has_no_locks_is_told_as_such(store: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    blocking = sqlite3.connect(store, isolation_level=None)
    blocking.execute("BEGIN EXCLUSIVE")  # SQLite says of such a disk, too, that somebody else holds the lock
    can_lock.cache_clear()
    monkeypatch.setattr("fcntl.lockf", refuse)
    code, words = run_command(store, "list", "conferences")
    assert (code, "cannot lock files" in words, "local disk" in words) == (4, True, True)
    with pytest.raises(StoreLockError):
        create(store.with_name("new.sqlite"), lambda built: None)
    assert not store.with_name("new.sqlite").exists()
    monkeypatch.undo()
    can_lock.cache_clear()
    assert can_lock(store)
    blocking.close()
    can_lock.cache_clear()
