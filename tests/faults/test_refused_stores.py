"""Every command on what is no store, or not a whole one: one refusal in words, exit code 4, nothing touched.

RELIABILITY row 12.
"""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from ngkt_tui.store.schema import SCHEMA_VERSION
from tests.faults.test_hostile_text import run_command
from tests.fixtures.stores import make_sample_store

RECORD = "hn-2031-03-05-01"
SECOND = str(Path(__file__).parents[1] / "fixtures" / "second.yaml")
COMMANDS = (
    ("summary", "--brief"),
    ("list", "directives"),
    ("show", RECORD),
    ("history",),
    ("set", RECORD, "--status", "done"),
    ("note", RECORD, "x"),
    ("undo",),
    ("redo",),
    ("import", SECOND),
    ("import", SECOND, "--dry-run"),
    ("export", "--format", "json"),
    ("backup", "COPY"),
    ("doctor",),
    ("doctor", "--repair"),
    ("view", "list"),
    ("--readonly", "summary"),
)


def changed(*statements: str) -> Callable[[Path], None]:
    def spoil(path: Path) -> None:
        connection = sqlite3.connect(path)
        for statement in statements:
            connection.execute(statement)
        connection.commit()
        connection.close()

    return spoil


SPOILS: dict[str, Callable[[Path], object]] = {
    "not a database": lambda path: path.write_text("Không phải kho.\n" * 500, "utf-8"),
    "half a file": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "half a page": lambda path: path.write_bytes(path.read_bytes()[:2000]),
    "nothing": lambda path: path.write_bytes(b""),
    "a newer version": changed(f"PRAGMA user_version = {SCHEMA_VERSION + 1}"),
    "another program's": changed("PRAGMA application_id = 1"),
    "no mark": changed("PRAGMA application_id = 0"),
    "a table less": changed("DROP TABLE evidence"),
    "a column less": changed("ALTER TABLE directive DROP COLUMN first_due"),
    "an index of another table": changed("DROP TABLE search", "CREATE TABLE search (a)"),
}


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}


@pytest.mark.parametrize("name", SPOILS)
def test_every_command_refuses_it_in_words_and_touches_nothing(name: str, tmp_path: Path) -> None:
    path = make_sample_store(tmp_path / "made.sqlite")
    (tmp_path / "store").mkdir()
    path = Path(shutil.move(path, tmp_path / "store" / "ngkt.sqlite"))
    SPOILS[name](path)
    before = bytes_in(path.parent)
    for command in COMMANDS:
        words = [str(tmp_path / "copy") if word == "COPY" else word for word in command]
        code, text = run_command(path, *words)
        assert code == 4, (command, text)
        assert 0 < len(text.strip().splitlines()) <= 3
        assert bytes_in(path.parent) == before, command
    assert sorted(each.name for each in tmp_path.iterdir()) == ["store"]
    print(f"{name}: {len(COMMANDS)} commands tried, 0 failed")
