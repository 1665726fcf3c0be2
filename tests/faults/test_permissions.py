"""Whatever the umask, all that the program writes is for its owner alone (RELIABILITY row 15)."""

import os
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from ngkt_tui.report.formats import Format
from ngkt_tui.services.first_run import ensure_store
from ngkt_tui.store.schema import SCHEMA_VERSION
from ngkt_tui.store.sqlite.backups import backups_of, kept_of
from tests.faults.test_hostile_text import run_command
from tests.fixtures.stores import SAMPLE, context_of
from tests.store.older import older_store

RECORD = "hn-2031-03-05-01"
SECOND = str(Path(__file__).parents[1] / "fixtures" / "second.yaml")


@pytest.fixture(params=[0o000, pytest.param(0o022, marks=pytest.mark.soak)], ids=oct)
def home(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    for variable in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / "home"))
    before = os.umask(request.param)
    yield tmp_path / "home"
    os.umask(before)


def open_to_others(folder: Path) -> dict[str, str]:
    """Return what others may look into, with its mode."""
    found = (each for each in folder.rglob("*") if stat.S_IMODE(each.lstat().st_mode) & 0o077)
    return {str(each.relative_to(folder)): oct(stat.S_IMODE(each.lstat().st_mode)) for each in found}


def test_all_that_commands_write_is_its_owners_alone(home: Path, tmp_path: Path) -> None:
    store = home / "deep" / "ngkt.sqlite"
    written = tmp_path / "written"
    written.mkdir(mode=0o700)
    ensure_store(context_of(store), seed=SAMPLE)
    for command in (
        ("import", SECOND),
        ("set", RECORD, "--status", "done"),
        ("view", "save", "của tôi", "due:overdue"),
        ("backup", str(written / "copy.sqlite")),
        ("restore", str(written / "copy.sqlite")),
        *(("export", "--format", form.value, "-o", str(written / form.value)) for form in Format),
        *(("export", "--format", form.value, "--force", "-o", str(written / form.value)) for form in Format),
    ):
        code, words = run_command(store, *command)
        assert code == 0, (command, words)
    assert len(backups_of(store)) == len(kept_of(store)) == 1
    assert len(list(written.iterdir())) == len(Format) + 1
    assert open_to_others(home) == open_to_others(written) == {}


def test_the_store_and_the_backup_of_a_migration_are_its_owners_alone(
    home: Path, sample_template: Path, tmp_path: Path
) -> None:
    home.mkdir(mode=0o700)
    store = older_store(sample_template, SCHEMA_VERSION - 1, home)
    assert run_command(store, "summary", "--brief")[0] == 0
    assert len(backups_of(store)) == 1
    assert open_to_others(home) == {}


def test_a_journal_has_the_mode_of_its_store(home: Path) -> None:
    store = home / "ngkt.sqlite"
    ensure_store(context_of(store), seed=SAMPLE)
    connection = sqlite3.connect(store, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO search_word VALUES ('zzz')")
    assert store.with_name("ngkt.sqlite-journal").exists()
    assert open_to_others(home) == {}
    connection.close()
