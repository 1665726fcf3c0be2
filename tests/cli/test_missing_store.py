"""A store that is gone while there are backups of it is told, and never silently made anew."""

import os
import shlex
import shutil
from pathlib import Path

import pytest
from bench.terminal import Terminal

from ngkt_tui.store.sqlite.backups import backups_of, copies_of
from tests.cli.conftest import COMMAND, Ask, asking, environ_of, move_home
from tests.store.stores import damage
from tests.tui.test_terminal import exit_code

FIRST = "hn-2031-03-05-01"
SECOND_DIGEST = str(Path(__file__).parents[1] / "fixtures" / "second.yaml")


@pytest.fixture(scope="module")
def lost(sample_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the backups of a store that was lost after an import, an edit and a restoring."""
    home = tmp_path_factory.mktemp("lost")
    environ = environ_of(home)
    store = Path(shutil.copy(sample_template, environ["NGKT_DB"]))
    with pytest.MonkeyPatch.context() as patch:
        move_home(home, patch)
        ask = asking(environ)
        ask("import", SECOND_DIGEST)
        ask("set", FIRST, "--status", "done")
        (backup,) = backups_of(store)
        os.utime(backup, (1, 1))
        ask("restore", str(backup))
    return store.with_name("backups")


@pytest.fixture
def gone(lost: Path, environ: dict[str, str]) -> Path:
    """Return the path of a store of which only the backups are left."""
    store = Path(environ["NGKT_DB"])
    shutil.copytree(lost, store.with_name(lost.name))
    return store


def command_in(text: str, words: str) -> list[str]:
    line = next(line for line in text.splitlines() if words in line)
    return shlex.split(line.partition("ngkt-tui ")[2])


@pytest.mark.parametrize(
    "arguments", [[], ["list", "directives"], ["set", FIRST, "--status", "done"], ["doctor"], ["doctor", "--repair"],
                  ["backup", "x"], ["list", "directives", "--readonly"]],
)  # fmt: skip
def test_a_missing_store_with_backups_is_told_and_none_is_made(ask: Ask, gone: Path, arguments: list[str]) -> None:
    answer = ask(*arguments)
    assert answer.code == 4
    assert f"The store {gone} is not there." in answer.err
    assert not gone.exists()
    assert "Traceback" not in ask(*arguments, "--lang", "vi").err


def test_the_command_that_is_told_puts_the_newest_back(ask: Ask, gone: Path) -> None:
    newest = copies_of(gone)[0]
    assert "-kept-" in newest.name
    text = ask("list", "directives").err
    assert str(newest) in text
    assert ask(*command_in(text, "restore")).code == 0
    assert ask("list", "directives", "status:done", "--format", "ids").out == f"{FIRST}\n"


def test_a_new_store_is_made_where_it_is_asked_for(ask: Ask, gone: Path) -> None:
    before = copies_of(gone)
    answer = ask(*command_in(ask("list", "directives").err, "--new-store"))
    assert answer.code == 0
    assert "Made a new store" in answer.err
    assert copies_of(gone) == before
    assert ask("list", "directives").code == 0


def test_without_backups_a_store_is_made_as_ever(ask: Ask, home: Path) -> None:
    (home / "backups").mkdir()
    (home / "backups" / "store.sqlite-0001-20240101T000000Z.sqlite").write_text("none")
    (home / "backups" / "other.sqlite-0001-20240101T000000Z.sqlite").write_text("none")
    assert ask("list", "conferences").code == 0


def test_the_start_of_the_dashboard_tells_it(gone: Path, environ: dict[str, str]) -> None:
    environ.pop("TERM")
    with Terminal([COMMAND], environment=environ) as terminal:
        terminal.wait_for("--new-store")
        assert exit_code(terminal) == 4
        assert b"is not there" in terminal.shown
        assert b"\x1b[?1049h" not in terminal.shown
    assert not gone.exists()


def test_the_doctor_removes_what_was_planted(ask: Ask, store: Path) -> None:
    damage(store, "CREATE TRIGGER thief AFTER INSERT ON note BEGIN DELETE FROM note; END")
    answer = ask("note", FIRST, "ghi")
    assert answer.code == 4
    assert "thief" in answer.err
    assert ask("doctor").code == 4
    assert ask("doctor", "--repair", "--readonly").code == 4
    assert ask(*shlex.split(answer.err.partition("`ngkt-tui ")[2].partition("`")[0])).code == 0
    assert ask("note", FIRST, "ghi").code == 0
    assert ask("doctor").code == 0
