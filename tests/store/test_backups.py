"""Backups: whole copies beside the store, numbered, the last ten kept."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ngkt_tui.domain.store_errors import StoreError
from ngkt_tui.store.files import locked
from ngkt_tui.store.sqlite.backups import KEPT, back_up, backups_of, copy_to, kept_of
from ngkt_tui.store.sqlite.opening import verify
from ngkt_tui.store.sqlite.restore import restore

OTHERS = (
    "notes.txt",
    "empty-mine.sqlite",
    "empty-0001-20240101T000000Z.sqlite",
    "empty.sqlite-mine.sqlite",
    "empty.sqlite-0001-20240101T000000Z.sqlite",
    "empty.sqlite-0001-20240101T000000Z.sqlite.bak",
    "old empty.sqlite-0001-20240101T000000Z.sqlite",
    "empty.sqlite-2025-0001-20240101T000000Z.sqlite",
)


def _at(year: int) -> Callable[[], datetime]:
    return lambda: datetime(year, 1, 1, tzinfo=UTC)


def test_the_last_ten_are_kept_whatever_the_clock_says(empty_store: Path) -> None:
    made = [back_up(empty_store, _at(year)) for year in range(2040, 2040 - KEPT - 3, -1)]
    assert backups_of(empty_store) == made[3:]
    assert len(made[3:]) == KEPT


def test_other_files_in_the_folder_are_neither_counted_nor_removed(empty_store: Path) -> None:
    folder = empty_store.parent / "backups"
    folder.mkdir()
    others = [folder / name for name in OTHERS]
    for each in others:
        each.write_text("mine")
    for _ in range(KEPT + 1):
        back_up(empty_store, _at(2024))
    assert all(each.read_text() == "mine" for each in others)


def test_a_copy_is_a_store(empty_store: Path, tmp_path: Path) -> None:
    copy_to(empty_store, tmp_path / "copy.sqlite")
    assert verify(tmp_path / "copy.sqlite") == verify(empty_store)


def test_a_copy_replaces_nothing(empty_store: Path, tmp_path: Path) -> None:
    (tmp_path / "copy.sqlite").write_text("mine")
    with pytest.raises(FileExistsError):
        copy_to(empty_store, tmp_path / "copy.sqlite")
    assert (tmp_path / "copy.sqlite").read_text() == "mine"
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize("names", [("ngkt.sqlite", "ngkt-2025.sqlite"), ("work.db", "work.sqlite"), ("a", "a-0001")])
def test_each_store_has_backups_of_its_own(empty_store: Path, tmp_path: Path, names: tuple[str, str]) -> None:
    one, other = (Path(shutil.copy(empty_store, tmp_path / name)) for name in names)
    theirs = [back_up(other, _at(2024)) for _ in range(KEPT)]
    mine = [back_up(one, _at(2024)) for _ in range(KEPT + 2)]
    assert backups_of(other) == theirs
    assert backups_of(one) == mine[2:]
    assert [each.exists() for each in (*theirs, *mine)] == [True] * KEPT + [False] * 2 + [True] * KEPT


def test_a_link_a_folder_and_half_a_file_under_the_name_of_a_backup_are_none(empty_store: Path) -> None:
    folder = empty_store.parent / "backups"
    folder.mkdir()
    link, subfolder, half = (folder / f"empty.sqlite-{n:04}-20240101T000000Z.sqlite" for n in (1, 2, 3))
    link.symlink_to(empty_store)
    subfolder.mkdir()
    half.write_bytes(empty_store.read_bytes()[:50])
    made = [back_up(empty_store, _at(2024)) for _ in range(KEPT + 1)]
    assert backups_of(empty_store) == made[1:]
    assert made[0].name.startswith("empty.sqlite-0004-")
    assert (link.is_symlink(), subfolder.is_dir(), half.exists()) == (True, True, True)


def test_what_a_killed_backup_left_is_removed_by_the_next_but_one_in_the_making_is_let_alone(empty_store: Path) -> None:
    folder = empty_store.parent / "backups"
    folder.mkdir()
    left, at_work = (folder / f".ngkt-tui.{digit * 16}" for digit in "ab")
    for each in (left, at_work):
        each.mkdir()
        (each / "lock").touch()
        (each / "store").write_text("half")
    with locked(at_work / "lock", wait=True):
        back_up(empty_store, _at(2024))
        assert (left.exists(), at_work.exists()) == (False, True)
    back_up(empty_store, _at(2024))
    assert not at_work.exists()


def test_a_path_that_is_no_utf_8_is_backed_up_and_copied(empty_store: Path, tmp_path: Path) -> None:
    odd = tmp_path / os.fsdecode(b"kho\xff")
    odd.mkdir()
    path = Path(shutil.copy(empty_store, odd / os.fsdecode(b"ng\xfekt.sqlite")))
    made = back_up(path, _at(2024))
    assert backups_of(path) == [made]
    copy_to(path, odd / os.fsdecode(b"\xfd.sqlite"))
    kept = restore(odd / os.fsdecode(b"\xfd.sqlite"), path, _at(2024))
    assert kept_of(path) == [kept]
    assert verify(path) == verify(empty_store)


def test_a_store_that_cannot_be_copied_leaves_no_part(empty_store: Path) -> None:
    connection = sqlite3.connect(empty_store, isolation_level=None)
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("BEGIN EXCLUSIVE")
    empty_store.write_bytes(b"SQLite format 3\0" + bytes(4096))
    connection.close()
    with pytest.raises(StoreError):
        back_up(empty_store, _at(2024))
    assert list((empty_store.parent / "backups").iterdir()) == []
