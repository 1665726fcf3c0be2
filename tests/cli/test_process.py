"""The installed command as a process: its streams, its exit codes, and never a traceback."""

import fcntl
import json
import os
import pty
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

import pytest

from ngkt_tui.services.first_run import ensure_store
from tests.cli.conftest import COMMAND, Answer, Ask
from tests.faults.forking import Acknowledge, Child
from tests.fixtures.stores import SAMPLE, context_of

COMMANDS = (
    ["--help"],
    ["summary"],
    ["list", "directives"],
    ["show", "hn-2031-03-05-01"],
    ["history"],
    ["export", "--format", "csv"],
    ["export", "--format", "svg"],
)
NOTE = ["note", "hn-2031-03-05-01", "x"]
ALL_CLOSED = "<&- >&- 2>&-"
WAYS_OUT = [
    pytest.param(arguments, marks=() if arguments[-1] in ("--help", "directives", "svg") else pytest.mark.soak)
    for arguments in COMMANDS
]
"""The commands by the ways in which they print: by click, line by line, and at once. The others go the same ways."""
NO_LOCALE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


def shell(line: str, environ: Mapping[str, str]) -> Answer:
    """Run a line of shell in which `$N` is the command."""
    process = subprocess.run(["bash", "-c", line], env={**environ, "N": COMMAND}, capture_output=True, check=False)
    return Answer(process.returncode, process.stdout.decode(), process.stderr.decode())


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("arguments", WAYS_OUT, ids=" ".join)
def test_a_reader_that_goes_away_is_met_with_silence(environ: dict[str, str], arguments: Sequence[str]) -> None:
    answer = shell(f"set -o pipefail; $N {' '.join(arguments)} | head -c 1 >/dev/null", environ)
    assert (answer.code, answer.err) == (0, "")


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("arguments", WAYS_OUT, ids=" ".join)
def test_a_full_disk_is_told_in_one_sentence(environ: dict[str, str], arguments: Sequence[str]) -> None:
    answer = shell(f"$N {' '.join(arguments)} >/dev/full", environ)
    assert (answer.code, answer.err) == (1, "The output could not be written: No space left on device\n")


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("closed", "arguments"),
    [
        ("<&-", []),
        (">&-", []),
        ("2>&-", []),
        ("<&- >&-", []),
        *(
            pytest.param(closed, arguments, marks=pytest.mark.soak)
            for closed in ("<&-", ">&-", "2>&-", "<&- >&-", ALL_CLOSED)
            for arguments in (NOTE, [])
            if arguments or closed is ALL_CLOSED
        ),
    ],
)
def test_closed_streams_bring_no_traceback(environ: dict[str, str], closed: str, arguments: Sequence[str]) -> None:
    answer = shell(f"$N {' '.join(arguments)} {closed}", environ)
    assert answer.code == (1 if ">&-" in closed.split() else 0)
    assert "Traceback" not in answer.err
    if closed == ">&-":
        assert answer.err.splitlines()[-1].startswith("The output could not be written")


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("encoding", "arguments"),
    [
        *(pytest.param(NO_LOCALE, *each.values, marks=each.marks) for each in WAYS_OUT),
        (NO_LOCALE, ["show", "không"]),
        ({"PYTHONIOENCODING": "ascii"}, ["summary"]),
        pytest.param({"PYTHONIOENCODING": "ascii"}, ["show", "không"], marks=pytest.mark.soak),
        ({"PYTHONIOENCODING": "latin-1"}, ["list", "directives"]),
    ],
)
def test_a_poor_encoding_brings_bare_letters_and_no_traceback(
    command: Ask, encoding: dict[str, str], arguments: list[str]
) -> None:
    answer = command(*arguments, env={**encoding, "NGKT_LANG": "vi"})
    assert answer.code == (2 if arguments[-1] == "không" else 0), answer.err
    assert "Traceback" not in answer.err


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(("closed", "code"), [(ALL_CLOSED, 1), pytest.param("", 0, marks=pytest.mark.soak)])
def test_a_note_keeps_its_letters_where_the_locale_knows_none_and_nothing_can_be_told(
    environ: dict[str, str], ask: Ask, closed: str, code: int
) -> None:
    answer = shell(f"$N note hn-2031-03-05-01 'Đã gửi công văn' {closed}", {**environ, **NO_LOCALE})
    assert (answer.code, answer.err.count("Traceback")) == (code, 0)
    assert "Đã gửi công văn" in ask("show", "hn-2031-03-05-01").out


def test_a_store_may_have_a_name_that_the_locale_does_not_know(command: Ask, store: Path) -> None:
    named = store.rename(store.with_name("kho dữ liệu\n\x1b.sqlite"))
    answer = command("show", "nothing", "--db", str(named), env=NO_LOCALE)
    assert answer.code == 2
    gone = command("list", "directives", "--readonly", "--db", str(named.with_name("không có\x1b")), env=NO_LOCALE)
    assert gone.code == 4
    assert "\x1b" not in gone.err


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("term", ["dumb", pytest.param("", marks=pytest.mark.soak), None])
def test_without_a_screen_the_summary_is_printed_and_how_to_get_one(environ: dict[str, str], term: str | None) -> None:
    given = {**{name: value for name, value in environ.items() if name != "TERM"}, **_term(term)}
    answer = in_terminal([], given, with_messages=True)
    assert answer.code == 0
    assert "Economic diplomacy" in answer.out
    assert "The dashboard needs a terminal" in answer.out


@pytest.mark.usefixtures("store")
def test_where_the_screen_cannot_be_seen_the_summary_is_printed(environ: dict[str, str]) -> None:
    answer = in_terminal([], environ)  # Textual would draw into the pipe that takes the messages
    assert answer.code == 0
    assert "Economic diplomacy" in answer.out
    assert "The dashboard needs a terminal" in answer.err


@pytest.mark.usefixtures("store")
def test_without_a_terminal_the_summary_is_printed_and_how_to_get_one(command: Ask) -> None:
    answer = command()
    assert answer.code == 0
    assert "Economic diplomacy" in answer.out
    assert "The dashboard needs a terminal" in answer.err
    assert "\x1b" not in answer.out


@pytest.mark.usefixtures("store")
def test_colour_is_for_terminals_and_can_be_switched_off(environ: dict[str, str]) -> None:
    assert "\x1b[" in in_terminal(["summary"], environ).out
    assert "\x1b[3" not in in_terminal(["summary"], {**environ, "NO_COLOR": "1"}).out


@pytest.mark.usefixtures("store")
def test_in_a_terminal_a_list_has_headings_and_fits(environ: dict[str, str]) -> None:
    lines = in_terminal(["list", "directives"], environ).out.splitlines()
    assert lines[0].split()[:2] == ["ID", "ST"]
    assert max(len(line) for line in lines) <= 80
    assert any(line.endswith("…") for line in lines)


@pytest.mark.usefixtures("store")
def test_an_interrupted_command_ends_with_130_and_without_a_traceback(environ: dict[str, str], home: Path) -> None:
    fifo = home / "fifo"
    os.mkfifo(fifo)
    script = f"exec $N import - <{fifo}"
    running = subprocess.Popen(["bash", "-c", script], env={**environ, "N": COMMAND}, stderr=subprocess.PIPE)
    with fifo.open("w") as writer:
        writer.write("digest: {")
        writer.flush()
        _wait_until(lambda: _is_empty(writer) and _is_asleep(running.pid))
        running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=30)
    assert running.returncode == 130
    assert b"Traceback" not in err


def test_first_starts_at_the_same_time_all_work(ask: Ask, home: Path) -> None:
    def start(acknowledge: Acknowledge) -> None:
        ensure_store(context_of(home / "store.sqlite"), seed=SAMPLE)
        acknowledge(len(ask("list", "conferences", "--format", "ids").out.split()))

    starts = [Child(start) for _ in range(3)]
    assert [each.wait() for each in starts] == [(0, [3])] * 3
    assert sorted(each.name for each in home.iterdir() if each.name.startswith((".store", "store"))) == ["store.sqlite"]


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + bytes(2000)])
def test_a_file_that_is_no_store_is_refused_untouched(command: Ask, ask: Ask, home: Path, content: bytes) -> None:
    path = home / "store.sqlite"
    path.write_bytes(content)
    if not content:
        assert command().code == 4
    for arguments in ([], ["list", "directives"], ["set", "x", "--status", "done"], ["import", str(path)]):
        assert ask(*arguments).code == 4, arguments
    assert path.read_bytes() == content


def _term(term: str | None) -> dict[str, str]:
    return {} if term is None else {"TERM": term}


def _is_empty(pipe: IO[str]) -> bool:
    waiting = fcntl.ioctl(pipe.fileno(), termios.FIONREAD, struct.pack("i", 0))
    return waiting == struct.pack("i", 0)


def _is_asleep(process: int) -> bool:
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "S"


def _wait_until(happens: Callable[[], bool]) -> None:
    for _ in range(3000):
        if happens():
            return
        time.sleep(0.01)
    raise AssertionError("it never happened")


def in_terminal(arguments: Sequence[str], environ: Mapping[str, str], with_messages: bool = False) -> Answer:
    """Run the command in a terminal of 80 columns; its messages go to a pipe unless they are wanted there too."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    given = {"stdin": slave, "stdout": slave, "stderr": slave if with_messages else subprocess.PIPE}
    running = subprocess.Popen([COMMAND, *arguments], env=dict(environ), **given)  # type: ignore[call-overload]
    os.close(slave)
    out = b"".join(iter(lambda: _read(master), b""))
    _, err = running.communicate(timeout=30)
    os.close(master)
    return Answer(running.returncode, out.decode().replace("\r\n", "\n"), (err or b"").decode())


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # the other end was closed
        return b""


@pytest.mark.usefixtures("store")
def test_an_import_in_another_process_leaves_what_was_added_and_corrected_to_be_undone(
    ask: Ask, tmp_path: Path
) -> None:
    """The import, and what is undone after it, are processes of their own; the rest is asked in this one."""

    def apart(*arguments: str) -> int:
        return Child(lambda acknowledge: acknowledge(ask(*arguments).code)).wait()[1][0]

    record, digest = "hn-2031-03-05-01", tmp_path / "mau-2031.yaml"
    before = json.loads(ask("show", record, "--format", "json").out)["name"]
    assert ask("add", "theme", "--name", "Chủ đề riêng").code == 0
    assert ask("correct", record, "--text", "Việc đã sửa").code == 0
    digest.write_text(ask("digest", "export", digest.stem).out, "utf-8")
    assert apart("import", str(digest)) == 0
    assert "Việc đã sửa" in ask("show", record).out
    assert apart("undo") == 0
    assert json.loads(ask("show", record, "--format", "json").out)["name"] == before
    assert ask("show", "cd-chu-de-rieng").code == 0
    assert ask("undo").code == 0
    assert ask("show", "cd-chu-de-rieng").code == 2
