"""Long work: a bar where a person looks, nothing in a pipe, and Ctrl+C that leaves nothing half done."""

import io
import os
import pty
import signal
import subprocess
import termios
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import NamedTuple

import pytest
from bench.make_digest import write_digest

from ngkt_tui.cli.error_stream import progress_bar
from ngkt_tui.cli.invocation import Invocation, Terminal
from ngkt_tui.cli.main import answer
from ngkt_tui.cli.streams import Output
from ngkt_tui.domain.progress import Phase
from ngkt_tui.report.formats import Format
from ngkt_tui.services.file_writing import atomic_write
from ngkt_tui.services.summary import exported
from ngkt_tui.store.sqlite.sqlite_engine import create
from tests.cli.conftest import CLOCK, COMMAND
from tests.fixtures.stores import context_of

SECOND = Path(__file__).parents[1] / "fixtures" / "second.yaml"
MANY = 1_500
"""Directives whose import takes well over half a second."""


class Screen(io.StringIO):
    """A stream that says that it is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


class Ended(NamedTuple):
    code: int
    screen: str
    out: str


def beside_terminal(
    arguments: Sequence[str], environ: Mapping[str, str], keys: Callable[[str], str] = lambda _: ""
) -> Ended:
    """Run the command with its messages in a terminal; `keys` returns what is typed once so much has been shown."""
    master, slave = pty.openpty()
    termios.tcsetwinsize(slave, (24, 100))
    running = subprocess.Popen(
        [COMMAND, *arguments],
        env=dict(environ),
        stdin=slave,
        stdout=subprocess.PIPE,
        stderr=slave,
        start_new_session=True,
        preexec_fn=_take_terminal,
    )
    os.close(slave)
    shown = ""
    for chunk in _chunks(master):
        shown += chunk
        os.write(master, keys(shown).encode())
    out, _ = running.communicate(timeout=60)
    os.close(master)
    return Ended(running.returncode, shown, out.decode())


def _take_terminal() -> None:
    """Make the terminal on stdin the one whose Ctrl+C comes to this process."""
    import fcntl

    signal.signal(signal.SIGINT, signal.default_int_handler)
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _chunks(terminal: int) -> Iterator[str]:
    while True:
        try:
            yield os.read(terminal, 65536).decode(errors="replace")
        except OSError:  # the other end was closed
            return


def once(sign: str, typed: str) -> Callable[[str], str]:
    """Return what types `typed` when `sign` is first seen."""
    left = [typed]
    return lambda shown: left.pop() if left and sign in shown else ""


def shown_by(call: Invocation, seconds: Sequence[float], phases: Sequence[Phase]) -> str:
    """Return what a bar writes of work whose reports come at `seconds` after its begin."""
    times = iter([0.0, *seconds, *seconds])
    with progress_bar(call, clock=lambda: next(times)) as report:
        for number, phase in enumerate(phases, 1):
            report(phase, number, 4)
    written = call.terminal.err._stream
    assert isinstance(written, io.StringIO)
    return written.getvalue()


def call_on(err: io.StringIO, out: io.StringIO | None = None, **environ: str) -> Invocation:
    terminal = Terminal(Output(out or io.StringIO()), Output(err), has_keys=False)
    return Invocation({"TERM": "xterm", "NGKT_LANG": "vi", "NGKT_BY": "lan", "NGKT_DB": "x", **environ}, terminal)


def test_a_bar_is_drawn_once_work_has_gone_on_for_half_a_second_and_erased_at_the_end(home: Path) -> None:
    shown = shown_by(call_on(Screen()), [0.1, 0.4, 0.6], [Phase.READING, Phase.READING, Phase.WRITING])
    assert "Đang ghi" in shown
    assert "75%" in shown
    assert "Đang đọc" not in shown
    assert shown.rstrip().endswith("\x1b[2K")


@pytest.mark.parametrize(
    ("call", "seconds"),
    [(call_on(Screen()), [0.1, 0.4]), (call_on(io.StringIO()), [1, 9]), (call_on(Screen(), TERM="dumb"), [1, 9])],
    ids=["short work", "a pipe", "a dumb terminal"],
)
def test_no_bar_is_drawn_where_nobody_could_read_it(home: Path, call: Invocation, seconds: list[float]) -> None:
    assert shown_by(call, seconds, [Phase.WRITING, Phase.WRITING]) == ""


def test_no_bar_is_drawn_among_data_on_the_same_terminal(home: Path) -> None:
    times = count(0, 5.0)
    for out, drawn in ((Screen(), False), (io.StringIO(), True)):
        call = call_on(err := Screen(), out)
        with progress_bar(call, beside_output=True, clock=lambda: next(times)) as report:
            report(Phase.EXPORTING, 1, 2)
        assert ("Đang xuất" in err.getvalue()) is drawn


WORK = (
    (["import", str(SECOND)], "Comparing with the store"),
    (["import", str(SECOND), "--dry-run"], "Comparing with the store"),
    (["export", "-o", "out.html"], "Exporting"),
    (["export", "--format", "csv"], "Exporting"),
    (["set", "hn-2031-03-05-01", "--status", "done"], "Writing the history"),
    (["undo"], "Writing the history"),
    (["redo"], "Writing the history"),
)


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("is_terminal", [True, False], ids=["terminal", "pipe"])
def test_each_command_of_long_work_draws_on_the_terminal_of_messages_alone(
    environ: dict[str, str], home: Path, monkeypatch: pytest.MonkeyPatch, is_terminal: bool
) -> None:
    monkeypatch.setattr("ngkt_tui.cli.error_stream.MIN_SECONDS", 0.0)
    monkeypatch.setattr("ngkt_tui.domain.progress.MIN_REPORTED", 1)
    monkeypatch.chdir(home)
    for arguments, words in WORK:
        out, err = io.StringIO(), Screen() if is_terminal else io.StringIO()
        assert answer(arguments, environ, Terminal(Output(out), Output(err), has_keys=False), CLOCK) == 0, (
            err.getvalue()
        )
        assert ("\x1b[" in err.getvalue()) is (words in err.getvalue()) is is_terminal, (arguments, err.getvalue())
        assert words not in out.getvalue()
        assert "\x1b" not in out.getvalue()


@pytest.mark.parametrize("form", [Format.HTML, Format.XLSX])
def test_what_stops_an_export_keeps_the_old_file(
    store: Path, home: Path, monkeypatch: pytest.MonkeyPatch, form: Format
) -> None:
    monkeypatch.setattr("ngkt_tui.domain.progress.MIN_REPORTED", 1)
    (folder := home / "out").mkdir()
    target = folder / "x.html"
    target.write_text("old")

    def interrupt(phase: Phase, done: int, total: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        atomic_write(target, exported(replace(context_of(store), report=interrupt), form), may_replace=True)
    assert target.read_text() == "old"
    assert list(folder.iterdir()) == [target]


def test_ctrl_c_in_an_import_leaves_the_store_as_it_was(environ: dict[str, str], home: Path) -> None:
    store = home / "store.sqlite"
    assert create(store, lambda _: None)
    with (digest := home / "many.yaml").open("w", encoding="utf-8") as file:
        write_digest(MANY, file)
    before = store.read_bytes()
    ended = beside_terminal(["import", str(digest)], environ, once("Writing", "\x03\x03"))
    assert ended.code == 130
    assert ended.screen.rstrip().splitlines()[-1].endswith("nothing was left half written.")
    assert "Traceback" not in ended.screen
    assert ended.out == ""
    assert store.read_bytes() == before
    assert {each.name for each in home.iterdir() if each.is_file()} == {store.name, digest.name}
