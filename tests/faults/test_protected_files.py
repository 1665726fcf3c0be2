"""No report takes the place of a store, of what belongs to one, or of anything that is no regular file."""

import os
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.errors import ExportRefusedError
from ngkt_tui.services.file_writing import atomic_write
from ngkt_tui.store.sqlite.backups import back_up
from tests.fixtures.stores import context_of, make_sample_store
from tests.store.stores import everything
from tests.tui.dialogs.waiting import opens, shows
from tests.tui.running import dashboard

Ask = Callable[..., tuple[int, str]]
Ways = tuple[str, ...]
WAYS: tuple[Ways, ...] = (("--force",), ("--force", "--readonly"), ())


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return make_sample_store(tmp_path / "ngkt.sqlite")


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Ask:
    from tests.faults.test_hostile_text import run_command

    for variable in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / "home"))
    return run_command


@pytest.mark.parametrize("way", WAYS, ids=" ".join)
def test_a_store_is_never_replaced_by_a_report(ask: Ask, store: Path, way: Ways) -> None:
    before = store.read_bytes()
    for name in (store, store.parent / "." / store.name):
        code, words = ask(store, "export", *way, "--format", "json", "-o", str(name))
        assert code == 1
        assert "Hãy chọn tên tệp khác" in words or "Choose another file name" in words
    assert store.read_bytes() == before


@pytest.mark.parametrize("way", WAYS, ids=" ".join)
def test_backups_and_other_stores_are_never_replaced(ask: Ask, store: Path, tmp_path: Path, way: Ways) -> None:
    backup = back_up(store, context_of(store).clock)
    other = make_sample_store(tmp_path / "other" / "other.db")
    link = tmp_path / "second name.sqlite"
    os.link(store, link)
    for target in (backup, other, link):
        before = everything(target)
        assert ask(store, "export", *way, "--format", "text", "-o", str(target))[0] == 1
        assert everything(target) == before


@pytest.mark.parametrize("ending", ["-journal", "-wal", "-shm"])
@pytest.mark.parametrize("command", [("export", "--force", "--format", "text", "-o"), ("backup",)])
def test_nothing_is_written_under_a_name_that_sqlite_uses_beside_the_store(
    ask: Ask, store: Path, ending: str, command: Ways
) -> None:
    target = store.with_name(f"{store.name}{ending}")
    code, words = ask(store, *command, str(target))
    assert code == 1
    assert str(store) in words
    assert not target.exists()


def test_a_hot_journal_is_kept(ask: Ask, store: Path) -> None:
    connection = sqlite3.connect(store, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO search_word VALUES ('xyz')")
    journal = store.with_name(f"{store.name}-journal")
    before = journal.read_bytes()
    with pytest.raises(ExportRefusedError):
        atomic_write(journal, ["report"], may_replace=True)
    assert journal.read_bytes() == before
    connection.close()


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _device(path: Path) -> None:
    os.mknod(path, stat.S_IFCHR | 0o600, os.makedev(1, 3)) if os.geteuid() == 0 else os.mkfifo(path)


def _link(path: Path) -> None:
    path.symlink_to(path.with_name("target.txt"))


@pytest.mark.parametrize("make", [_pipe, _device, Path.mkdir, _link])
@pytest.mark.parametrize("may_replace", [True, False])
def test_what_is_no_regular_file_is_never_replaced(
    tmp_path: Path, make: Callable[[Path], None], may_replace: bool
) -> None:
    target = tmp_path / "odd"
    make(target)
    before = target.lstat()
    with pytest.raises(ExportRefusedError) as refused:
        atomic_write(target, ["report"], may_replace)
    assert all(all(refused.value.explain(language)) for language in Language)
    assert target.lstat() == before
    assert [each.name for each in tmp_path.iterdir()] == ["odd"]


def test_the_files_of_a_damaged_store_are_no_reports_either(store: Path) -> None:
    content = bytearray(store.read_bytes())
    content[100:4000] = bytes(3900)
    store.write_bytes(content)
    with pytest.raises(ExportRefusedError):
        atomic_write(store, ["report"], may_replace=True)
    assert store.read_bytes() == bytes(content)


def test_a_text_and_an_empty_file_are_replaced(tmp_path: Path) -> None:
    for name, content in (("a.txt", "old"), ("empty.txt", ""), ("a-journal", "old")):
        (tmp_path / name).write_text(content)
        atomic_write(tmp_path / name, ["new"], may_replace=True)
        assert (tmp_path / name).read_text() == "new"


async def test_the_dialog_refuses_the_store_without_asking_whether_to_replace_it(store: Path) -> None:
    from ngkt_tui.tui.dialogs.export_dialog import ExportDialog

    before = store.read_bytes()
    async with dashboard(store) as running:
        await running.press("x")
        await opens(running, ExportDialog)
        await running.press("down", "down", "down", "down", "ctrl+u")
        await running.type(str(store))
        await running.press("ctrl+s")
        await shows(running, "Đây là một cơ sở dữ liệu")
    assert store.read_bytes() == before
