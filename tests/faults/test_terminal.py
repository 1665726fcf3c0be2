"""The dashboard in a real terminal: signals at any moment, suspended and resumed, and what others change.

RELIABILITY rows 7, 10 and 21.
"""

import fcntl
import os
import pty
import random
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from bench.terminal import Terminal

from ngkt_tui.domain.enums import Status
from ngkt_tui.services.edit import set_status
from tests.fixtures.stores import context_of, make_sample_store

RECORD = "hn-2031-03-05-01"
CHANGED_SCREEN = "\x1b[?1049h"
OPENED = "╰"
HEAD = "NGKT"
KEY_LINE = "Space"
COMMAND = [sys.executable, "-m", "ngkt_tui"]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return make_sample_store(tmp_path / "ngkt.sqlite")


@pytest.fixture
def settings(store: Path, tmp_path: Path) -> dict[str, str]:
    return {
        "NGKT_DB": str(store),
        "NGKT_LANG": "vi",
        "NGKT_BY": "lan",
        "NGKT_TODAY": "2032-03-01",
        "XDG_CONFIG_HOME": str(tmp_path),
        "XDG_STATE_HOME": str(tmp_path / "state"),
    }


def ended(terminal: Terminal) -> int:
    until = time.monotonic() + 60
    while terminal._process.poll() is None and time.monotonic() < until:
        terminal.read(0.05)
    return terminal._process.wait(1)


def is_as_before(terminal: Terminal) -> bool:
    modes = termios.tcgetattr(terminal._master)[3]
    return bool(modes & termios.ECHO and modes & termios.ICANON) and b"\x1b[?1049l" in terminal.shown


def end_in_the_start(settings: Mapping[str, str], chance: random.Random, times: int) -> None:
    failed = []
    for number in range(times):
        kind = chance.choice((signal.SIGTERM, signal.SIGHUP))
        with Terminal(COMMAND, environment=settings) as terminal:
            terminal.wait_for(CHANGED_SCREEN, 20)
            terminal.read(chance.uniform(0.0, 0.2) if number else 0.0)
            os.kill(terminal.pid, kind)
            if (code := ended(terminal)) != 128 + kind or not is_as_before(terminal):
                failed.append((kind, code))
    print(f"signals in the start: {times} tried, {len(failed)} failed")
    assert failed == []


def test_a_signal_in_the_start_leaves_the_terminal_as_it_was(settings: dict[str, str]) -> None:
    end_in_the_start(settings, random.Random(7), 2)


@pytest.mark.soak
def test_many_signals_in_the_start_leave_the_terminal_as_it_was(settings: dict[str, str]) -> None:
    end_in_the_start(settings, random.Random(), 100)


def test_ctrl_z_gives_the_shell_its_terminal_and_fg_brings_the_dashboard_back(settings: dict[str, str]) -> None:
    shell = {**settings, "PS1": "PROMPT> ", "HOME": settings["XDG_CONFIG_HOME"]}
    with Terminal(["bash", "--norc", "--noprofile", "-i"], environment=shell) as terminal:
        terminal.wait_for("PROMPT> ", 20)
        terminal.press(f"{' '.join(COMMAND)}\n")
        terminal.wait_for(OPENED, 20)
        terminal.settle()
        terminal.press("\x1a")
        terminal.wait_for("Stopped", 20)
        assert b"\x1b[?1049l" in terminal.shown
        terminal.forget()
        terminal.press("stty -a\n")
        terminal.wait_for(" icanon", 20)
        terminal.forget()
        terminal.press("fg\n")
        for shown in (HEAD, OPENED, KEY_LINE):
            terminal.wait_for(shown, 20)
        terminal.settle()
        terminal.forget()
        terminal.press("q")
        terminal.wait_for("PROMPT> ", 20)
        terminal.press("echo code=$?\n")
        terminal.wait_for("code=0", 20)


def close_at_random(settings: Mapping[str, str], chance: random.Random, times: int) -> None:
    for number in range(times):
        pid, master = pty.fork()
        if pid == 0:
            os.execve(sys.executable, COMMAND, {**os.environ, **settings, "TERM": "xterm-256color"})
        fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
        shown = b""
        while OPENED.encode() not in shown:
            assert select.select([master], [], [], 60)[0]
            shown += os.read(master, 65536)
        time.sleep(chance.uniform(0.0, 0.3) if number else 0.0)
        os.close(master)
        assert exit_code(pid) == 129
    print(f"closed terminals: {times} tried, 0 failed")


def exit_code(pid: int) -> int | None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return None


def test_a_terminal_that_is_closed_ends_it_with_129(settings: dict[str, str]) -> None:
    close_at_random(settings, random.Random(9), 1)


def test_a_terminal_that_does_not_control_it_ends_it_too_when_closed(settings: dict[str, str]) -> None:
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
    environ = {**os.environ, **settings, "TERM": "xterm-256color"}
    running = subprocess.Popen(
        COMMAND, stdin=slave, stdout=slave, stderr=slave, env=environ, executable=sys.executable, start_new_session=True
    )
    os.close(slave)
    shown = b""
    while OPENED.encode() not in shown:
        assert select.select([master], [], [], 60)[0]
        shown += os.read(master, 65536)
    os.close(master)
    assert running.wait(30) == 129


@pytest.mark.soak
def test_many_closed_terminals_end_it_with_129(settings: dict[str, str]) -> None:
    close_at_random(settings, random.Random(), 100)


def test_an_edit_of_another_process_is_shown(store: Path, settings: dict[str, str]) -> None:
    with Terminal(COMMAND, columns=160, rows=50, environment=settings) as terminal:
        terminal.wait_for(OPENED, 20)
        terminal.settle()
        terminal.forget()
        set_status(replace(context_of(store), actor="mai"), [RECORD], Status.BLOCKED, why="[/x]")
        terminal.wait_for("▲", 20)


def test_the_size_of_the_terminal_goes_before_one_that_is_exported(settings: dict[str, str]) -> None:
    exported = {**settings, "COLUMNS": "80", "LINES": "24"}
    with Terminal(COMMAND, columns=150, rows=40, environment=exported) as terminal:
        terminal.wait_for("\x1b[40;", 20)
        terminal.forget()
        fcntl.ioctl(terminal._master, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 150, 0, 0))
        os.kill(terminal.pid, signal.SIGWINCH)
        terminal.wait_for("\x1b[50;", 20)


def test_keys_work_after_a_paste_whose_end_came_in_two_pieces(settings: dict[str, str]) -> None:
    with Terminal(COMMAND, environment=settings) as terminal:
        terminal.wait_for(OPENED, 20)
        terminal.settle()
        terminal.press("/\x1b[200~xuất\x1b[20")
        terminal.read(0.3)
        terminal.press("1~")
        terminal.wait_for("xuất", 20)
        terminal.press("\x03")
        terminal.wait_for("Ctrl+C", 20)
        terminal.press("\x03")
        assert ended(terminal) == 130


def resize_and_type(settings: Mapping[str, str], chance: random.Random, steps: int) -> None:
    with Terminal(COMMAND, environment=settings) as terminal:
        terminal.wait_for(OPENED, 20)
        for _ in range(steps):
            columns, rows = chance.choice(
                [(1, 1), (300, 100), (40, 10), (chance.randint(1, 300), chance.randint(1, 100))]
            )
            fcntl.ioctl(terminal._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.kill(terminal.pid, signal.SIGWINCH)
            terminal.press(
                chance.choice(["1", "2", "3", "4", "z", "\t", "?", "\x1b", "\r", "s", "n", "x", "/", "L", "o"])
            )
            terminal.read(0.02)
        os.kill(terminal.pid, signal.SIGTERM)
        assert ended(terminal) == 143
        assert is_as_before(terminal)
    print(f"sizes of a terminal: {steps} tried, 0 failed")


def test_any_size_of_a_terminal_is_borne(settings: dict[str, str]) -> None:
    resize_and_type(settings, random.Random(21), 12)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10))
def test_a_great_many_sizes_of_a_terminal_are_borne(settings: dict[str, str], seed: int) -> None:
    resize_and_type(settings, random.Random(seed), 500)
