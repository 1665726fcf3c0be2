"""Backups: whole copies beside the store, numbered, the last ten kept."""

import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ngkt_tui.domain.errors import StoreUnusable
from ngkt_tui.store.backups import KEPT, back_up, backups_of, copy_to
from ngkt_tui.store.opening import verify


def _at(year: int) -> datetime:
    return datetime(year, 1, 1, tzinfo=UTC)


def test_the_last_ten_are_kept_whatever_the_clock_says(empty_store: Path) -> None:
    made = [back_up(empty_store, lambda year=year: _at(year)) for year in range(2040, 2040 - KEPT - 3, -1)]
    assert backups_of(empty_store) == made[3:]
    assert len(made[3:]) == KEPT


def test_other_files_in_the_folder_are_neither_counted_nor_removed(empty_store: Path) -> None:
    folder = empty_store.parent / "backups"
    folder.mkdir()
    others = [folder / name for name in ("empty-mine.sqlite", "other-0001-20240101T000000Z.sqlite", "notes.txt")]
    for each in others:
        each.write_text("mine")
    for _ in range(KEPT + 1):
        back_up(empty_store, lambda: _at(2024))
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


def test_what_a_killed_backup_left_is_removed_by_the_next_but_one_in_the_making_is_let_alone(empty_store: Path) -> None:
    folder = empty_store.parent / "backups"
    folder.mkdir()
    left, young = (folder / f".empty-0001-20240101T000000Z.sqlite.{name}.part" for name in ("aaaa", "bbbb"))
    for each in (left, young):
        each.write_text("half")
    os.utime(left, (0, 0))
    back_up(empty_store, lambda: _at(2024))
    assert (left.exists(), young.exists()) == (False, True)


def test_a_store_that_cannot_be_copied_leaves_no_part(empty_store: Path) -> None:
    connection = sqlite3.connect(empty_store, isolation_level=None)
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("BEGIN EXCLUSIVE")
    empty_store.write_bytes(b"SQLite format 3\0" + bytes(4096))
    connection.close()
    with pytest.raises(StoreUnusable):
        back_up(empty_store, lambda: _at(2024))
    assert list((empty_store.parent / "backups").iterdir()) == []
