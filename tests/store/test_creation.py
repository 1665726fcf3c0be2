"""A new store is there whole or not at all, for its owner alone, whoever else builds one at the same time."""

import errno
import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ngkt_tui.domain.store_errors import StoreBusyError, StoreError
from ngkt_tui.store.schema import SCHEMA_VERSION
from ngkt_tui.store.sqlite.opening import verify
from ngkt_tui.store.sqlite.sqlite_engine import create
from ngkt_tui.store.sqlite.work_folders import clear_work_folders
from tests.store.stores import rows


@pytest.fixture(params=[0o000, 0o022, 0o077], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


def refuse_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Be on a share without a lock service."""

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("fcntl.flock", refuse)


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def _no_fill(built: Path) -> None:
    pass


def test_a_new_store_can_be_opened(tmp_path: Path) -> None:
    path = tmp_path / "ngkt.sqlite"
    assert create(path, _no_fill)
    assert verify(path) == SCHEMA_VERSION
    assert [each.name for each in tmp_path.iterdir()] == ["ngkt.sqlite"]


def test_only_its_owner_may_look_into_a_new_store_and_its_folders(tmp_path: Path, umask: None) -> None:
    path = tmp_path / "a" / "b" / "ngkt.sqlite"
    seen = []
    create(path, lambda built: seen.append((_mode(built), _mode(built.parent))))
    assert seen == [(0o600, 0o700)]
    assert (_mode(path), _mode(path.parent), _mode(path.parent.parent)) == (0o600, 0o700, 0o700)


def test_nothing_is_seen_under_the_name_before_the_store_is_filled(tmp_path: Path) -> None:
    path = tmp_path / "ngkt.sqlite"
    seen = []
    create(path, lambda built: seen.append(path.exists()))
    assert seen == [False]


def test_an_existing_file_is_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "ngkt.sqlite"
    path.write_text("mine")
    assert not create(path, _no_fill)
    assert path.read_text() == "mine"


def test_the_loser_of_a_race_keeps_the_winners_store(tmp_path: Path) -> None:
    path = tmp_path / "ngkt.sqlite"

    def win(_built: Path) -> None:
        path.write_text("the winner's")

    assert not create(path, win)
    assert path.read_text() == "the winner's"
    assert [each.name for each in tmp_path.iterdir()] == ["ngkt.sqlite"]


def test_of_many_builders_exactly_one_wins(tmp_path: Path) -> None:
    path = tmp_path / "ngkt.sqlite"
    with ThreadPoolExecutor(4) as pool:
        won = list(pool.map(lambda _: create(path, _no_fill), range(4)))
    assert won.count(True) == 1
    assert [each.name for each in tmp_path.iterdir()] == ["ngkt.sqlite"]


def test_a_fill_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def fail(built: Path) -> None:
        raise StoreBusyError(path=built)

    with pytest.raises(StoreBusyError):
        create(tmp_path / "ngkt.sqlite", fail)
    assert list(tmp_path.iterdir()) == []


def test_where_no_folder_can_be_made_the_reason_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError) as refusal:
        create(tmp_path / "file" / "ngkt.sqlite", _no_fill)
    assert str(refusal.value)


def test_a_link_to_nowhere_is_followed(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere" / "ngkt.sqlite")
    assert create(tmp_path / "link", _no_fill)
    assert verify(tmp_path / "elsewhere" / "ngkt.sqlite") == SCHEMA_VERSION


@pytest.mark.parametrize("has_locks", [True, False])
def test_a_disk_that_cannot_move_exclusively_serves_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_locks: bool
) -> None:
    monkeypatch.setattr("ngkt_tui.store.files.move_exclusively", lambda *_: None)
    if not has_locks:
        refuse_locks(monkeypatch)
    path = tmp_path / "ngkt.sqlite"
    with ThreadPoolExecutor(3 if has_locks else 1) as pool:
        won = list(pool.map(lambda _: create(path, _no_fill), range(3)))
    assert won.count(True) == 1
    assert verify(path) == SCHEMA_VERSION
    assert [each.name for each in tmp_path.iterdir()] == ["ngkt.sqlite"]


def test_what_a_killed_build_left_is_removed_by_the_next(tmp_path: Path) -> None:
    path = tmp_path / "ngkt.sqlite"
    code = (
        "import os, signal, sys; from pathlib import Path; from ngkt_tui.store.sqlite.sqlite_engine import create\n"
        "create(Path(sys.argv[1]), lambda built: os.kill(os.getpid(), signal.SIGKILL))"
    )
    subprocess.run([sys.executable, "-c", code, path], check=False)
    assert not path.exists()
    assert len(list(tmp_path.iterdir())) == 1
    assert create(path, _no_fill)
    assert [each.name for each in tmp_path.iterdir()] == ["ngkt.sqlite"]


def test_a_build_at_work_is_let_alone(tmp_path: Path) -> None:
    path = tmp_path / "ngkt.sqlite"
    assert create(path, lambda built: clear_work_folders(tmp_path))
    assert verify(path) == SCHEMA_VERSION


def test_without_locks_a_work_folder_at_work_is_let_alone_and_an_old_one_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse_locks(monkeypatch)
    left = tmp_path / ".ngkt-tui.0123456789abcdef"
    left.mkdir()
    (left / "lock").touch()
    (left / "store").write_text("half")
    os.utime(left, (0, 0))
    path = tmp_path / "ngkt.sqlite"
    assert create(path, lambda built: clear_work_folders(tmp_path))
    assert verify(path) == SCHEMA_VERSION
    assert [each.name for each in tmp_path.iterdir()] == ["ngkt.sqlite"]


def test_what_is_no_work_folder_is_let_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("mine")
    (tmp_path / ".ngkt-tui.0123456789abcdef").symlink_to(tmp_path / "mine")
    (tmp_path / ".ngkt-tui.notes").mkdir()
    os.utime(tmp_path / "mine", (0, 0))
    os.utime(tmp_path / ".ngkt-tui.0123456789abcdef", (0, 0), follow_symlinks=False)
    clear_work_folders(tmp_path)
    assert (tmp_path / "mine" / "letter.txt").read_text() == "mine"
    assert (tmp_path / ".ngkt-tui.notes").is_dir()


def test_the_journal_of_a_store_that_is_gone_is_not_played_into_a_new_one(tmp_path: Path) -> None:
    path = tmp_path / "ngkt.sqlite"
    create(path, _no_fill)
    child = os.fork()
    if child == 0:
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        for number in range(300):
            connection.execute("INSERT INTO search_word VALUES (?)", (f"{number:05}" * 200,))
        os._exit(0)
    os.waitpid(child, 0)
    hot = (tmp_path / "ngkt.sqlite-journal").read_bytes()
    path.unlink()
    assert create(path, _no_fill)
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]
    (lost,) = tmp_path.glob("ngkt.sqlite-lost-*-journal")
    assert lost.read_bytes() == hot
