"""The installed program in a terminal: how it is left is how it begins again, whatever ends it."""

import json
import os
import signal
import stat
import sys
from pathlib import Path

import pytest
from bench.terminal import Terminal

COMMAND = [sys.executable, "-m", "ngkt_tui"]
OPENED = "╰"


class Program:
    """The program over one store, started again and again."""

    def __init__(self, store: Path, folder: Path) -> None:
        self.state = folder / "state" / "ngkt-tui" / "dashboard.json"
        config = folder / "config" / "ngkt-tui" / "config.toml"
        config.parent.mkdir(parents=True)
        config.write_text('first_screen = "panes"\n')
        self.environment = {
            "NGKT_DB": str(store),
            "NGKT_TODAY": "2032-03-01",
            "NGKT_BY": "lan",
            "NGKT_LANG": "",
            "LC_ALL": "vi_VN.UTF-8",
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_STATE_HOME": str(folder / "state"),
        }

    def start(self, *arguments: str, shows: str = OPENED, keys: str = "", then: str = "", **more: str) -> Terminal:
        terminal = Terminal([*COMMAND, *arguments], environment=self.environment | more)
        terminal.wait_for(shows, 20)
        terminal.settle()
        for each in keys.split(" ") if keys else ():
            terminal.press(each)
            terminal.settle()
        if then:
            terminal.wait_for(then, 20)
        return terminal


@pytest.fixture
def program(store: Path, tmp_path: Path) -> Program:
    return Program(store, tmp_path)


def leave(terminal: Terminal, keys: str = "q", kill: int = 0) -> int:
    with terminal:
        if kill:
            os.kill(terminal.pid, kill)
        else:
            terminal.press(keys)
        for _ in range(200):
            terminal.read(0.05)
            if terminal._process.poll() is not None:
                break
        return terminal._process.wait(10)


def kept(program: Program) -> dict[str, object]:
    (entry,) = json.loads(program.state.read_text())["stores"].values()
    return dict(entry)


FILTERED = {"keys": "/ is:open \r", "then": "11/14"}
LEFT_BY = {"hangup": (signal.SIGHUP, 129), "termination": (signal.SIGTERM, 143)}
"""What ends it, and the exit code."""


@pytest.mark.parametrize("by", ["hangup", pytest.param("termination", marks=pytest.mark.soak)])
def test_what_was_looked_at_comes_back_whatever_ends_it_in_the_language_that_was_spoken(
    program: Program, by: str
) -> None:
    """A signal, a kill, which leaves the older file as it was, and the key, of a store that is only read, too."""
    kill, code = LEFT_BY[by]
    assert leave(program.start(**FILTERED), kill=kill) == code
    assert kept(program)["filters"] == {"directives": "is:open"}
    assert stat.S_IMODE(program.state.stat().st_mode) == 0o600

    before = program.state.read_bytes()
    assert leave(program.start(shows="is:open", keys="T / gao", then="gao"), kill=signal.SIGKILL) == -signal.SIGKILL
    assert program.state.read_bytes() == before

    assert leave(program.start("--readonly", shows="is:open", keys="L", then="Conferences")) == 0
    assert kept(program)["filters"] == {"directives": "is:open"}
    with program.start(shows="Conferences") as terminal:
        assert b"is:open" in terminal.shown


@pytest.mark.soak
@pytest.mark.parametrize("held", [b"garbage", b"[" * 100_000, b'{"stores": 3}'])
def test_a_file_that_cannot_be_read_is_no_error(program: Program, held: bytes) -> None:
    program.state.parent.mkdir(parents=True)
    program.state.write_bytes(held)
    assert leave(program.start()) == 0
    assert kept(program)["filters"] == {}


def test_a_folder_that_cannot_be_written_and_a_byte_that_is_not_utf8_end_nothing(program: Program) -> None:
    program.state.parent.parent.write_text("a file where a folder should be")
    terminal = program.start(keys="n")
    terminal.press("chưa lưu")
    os.write(terminal._master, b"\xe9")
    terminal.press("a")
    terminal.wait_for("\N{REPLACEMENT CHARACTER}a", 20)
    terminal.press("\x13")
    terminal.settle()
    assert leave(terminal) == 0
    assert b"Traceback" not in terminal.shown


CRASH = """
import sys
from ngkt_tui.tui.dialogs.form_dialog import NoteDialog
from ngkt_tui.tui.widgets.record_list import RecordList
from ngkt_tui.__main__ import main

def crash(self, event):
    if event.key == "f9":
        secret = "".join(["what ", "a user wrote"])
        raise RuntimeError("nobody expects this")

NoteDialog.on_key = crash
sys.argv[1:] = []
main()
"""


def test_a_fault_ends_with_1_and_a_sentence_and_keeps_what_was_being_typed(program: Program) -> None:
    terminal = Terminal([sys.executable, "-c", CRASH], environment=program.environment)
    terminal.wait_for(OPENED, 20)
    terminal.settle()
    terminal.press("n")
    terminal.settle()
    terminal.press("ghi chú chưa lưu")
    terminal.settle()

    assert leave(terminal, "\x1b[20~") == 1
    text = terminal.shown.rpartition(b"\x1b[?1049l")[2].decode()
    assert "RuntimeError" in text
    assert "nobody expects this" not in text  # a message may hold what a user wrote
    assert "sẽ hiện khi mở lần sau" in text
    assert "Traceback" not in text
    assert "what a user wrote" not in text
    with program.start(shows="Chữ chưa lưu") as terminal:
        terminal.wait_for("ghi chú chưa lưu", 20)
