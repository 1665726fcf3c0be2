"""The installed program in a real terminal: it starts, and however it is ended, the terminal is as it was before."""

import os
import signal
import sys
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest
from bench.terminal import Terminal

ROWS = "Mở rộng thị trường"
LEFT_ALTERNATE_SCREEN = b"\x1b[?1049l"
SHOWN_CURSOR = b"\x1b[?25h"


@pytest.fixture
def terminal(store: Path, tmp_path: Path) -> Iterator[Terminal]:
    """The dashboard over a store, its first rows on the screen."""
    environment = {"NGKT_TODAY": "2032-03-01", "NGKT_LANG": "vi", "XDG_CONFIG_HOME": str(tmp_path), "NGKT_BY": "lan"}
    environment["XDG_STATE_HOME"] = str(tmp_path / "state")
    with Terminal([sys.executable, "-m", "ngkt_tui", "--db", str(store)], environment=environment) as running:
        running.wait_for(ROWS)
        yield running


def exit_code(terminal: Terminal) -> int:
    for _ in range(100):
        terminal.read(0.1)
        if terminal._process.poll() is not None:
            break
    terminal.read(0.2)
    return terminal._process.wait(10)


def assert_terminal_is_as_before(terminal: Terminal) -> None:
    assert LEFT_ALTERNATE_SCREEN in terminal.shown
    assert terminal.shown.rindex(SHOWN_CURSOR) > terminal.shown.rindex(b"\x1b[?25l")
    local_modes = termios.tcgetattr(terminal._master)[3]
    assert local_modes & termios.ECHO
    assert local_modes & termios.ICANON


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)])
def test_a_signal_ends_it_with_its_code_and_restores_the_terminal(
    terminal: Terminal, number: signal.Signals, code: int
) -> None:
    os.kill(terminal.pid, number)

    assert exit_code(terminal) == code
    assert_terminal_is_as_before(terminal)


def test_ctrl_c_twice_ends_it_with_130(terminal: Terminal) -> None:
    terminal.press("\x03")
    terminal.wait_for("Ctrl+C")
    terminal.press("\x03")

    assert exit_code(terminal) == 130
    assert_terminal_is_as_before(terminal)


def test_q_ends_it_with_0_and_keeps_an_edit_made_just_before(terminal: Terminal, store: Path) -> None:
    import sqlite3

    terminal.press(" ")
    terminal.press("q")
    assert exit_code(terminal) == 0
    assert_terminal_is_as_before(terminal)

    with sqlite3.connect(store) as connection:
        status = connection.execute("SELECT status FROM directive WHERE id = 'hn-2032-02-20-00'").fetchone()[0]
    connection.close()
    assert status == "done"


def test_a_byte_that_is_no_text_is_replaced_and_ends_nothing(terminal: Terminal) -> None:
    terminal.press("/")
    os.write(terminal._master, b"Trung \xe9 ")  # an é of Latin-1
    terminal.wait_for("Trung \ufffd")
    terminal.press("\r")
    terminal.press("q")
    assert exit_code(terminal) == 0
    assert b"Traceback" not in terminal.shown


CRASH = """
import sys
from pathlib import Path
from ngkt_tui.domain.enums import Language
from ngkt_tui.services.context import Context
from ngkt_tui.tui import run

def crash():
    run._settle_memory = lambda: None
    secret = "".join(["what ", "a user wrote"])
    raise RuntimeError("nobody expects this")

run._settle_memory = crash
sys.exit(run.run(Context(Path(sys.argv[1]), "lan", Language.VI)))
"""


def test_an_error_that_nobody_expects_ends_it_with_1_and_says_where_it_was(store: Path) -> None:
    with Terminal([sys.executable, "-c", CRASH, str(store)]) as terminal:
        assert exit_code(terminal) == 1
        assert_terminal_is_as_before(terminal)
        text = terminal.shown.rpartition(LEFT_ALTERNATE_SCREEN)[2].decode()

    assert "nobody expects this" in text
    assert "what a user wrote" not in text


def test_a_wrong_filter_ends_the_start_before_the_screen_is_taken(store: Path, tmp_path: Path) -> None:
    environment = {"NGKT_LANG": "en", "XDG_CONFIG_HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path / "state")}
    command = [sys.executable, "-m", "ngkt_tui", "--db", str(store), "--filter", "is:opne"]
    with Terminal(command, environment=environment) as terminal:
        assert exit_code(terminal) == 2
        assert b"column 4" in terminal.shown
        assert b"open" in terminal.shown
        assert b"\x1b[?1049h" not in terminal.shown


def start_with_keys(store: Path, folder: Path, keys: str) -> Terminal:
    (folder / "ngkt-tui").mkdir()
    (folder / "ngkt-tui" / "config.toml").write_text(f"[keys]\n{keys}\n")
    environment = {"NGKT_LANG": "en", "XDG_CONFIG_HOME": str(folder), "XDG_STATE_HOME": str(folder), "NGKT_BY": "lan"}
    return Terminal([sys.executable, "-m", "ngkt_tui", "--db", str(store)], environment=environment)


def test_the_keys_of_the_configuration_work(store: Path, tmp_path: Path) -> None:
    with start_with_keys(store, tmp_path, 'quit = "ctrl+q"') as terminal:
        terminal.wait_for("Conferences")
        terminal.press("q")
        terminal.press("L")
        terminal.wait_for("Hội nghị")
        terminal.press("\x11")
        assert exit_code(terminal) == 0


def test_a_mistake_in_the_keys_ends_the_start_before_the_screen_is_taken(store: Path, tmp_path: Path) -> None:
    with start_with_keys(store, tmp_path, 'qiut = "ctrl+q"') as terminal:
        assert exit_code(terminal) == 2
        assert b"Did you mean" in terminal.shown
        assert b"\x1b[?1049h" not in terminal.shown
