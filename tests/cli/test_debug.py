"""`--debug`: a report of a fault in the program, without a word of its user's."""

import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Ask

SCRIPT = """
import ngkt_tui.cli.main as main
def inner(note):
    raise KeyError(note)
def answer(*arguments):
    try:
        inner("bí mật của tôi")
    except KeyError as error:
        raise ValueError("đề nghị của Bộ") from error
main.answer = answer
main.run()
"""
IN_A_THREAD = """
import threading
import ngkt_tui.cli.main as main
def work(note):
    raise KeyError(note)
def answer(*arguments):
    thread = threading.Thread(target=work, args=["bí mật của tôi"])
    thread.start()
    thread.join()
    return 0
main.answer = answer
main.run()
"""
UNRAISABLE = """
import ngkt_tui.cli.main as main
class Held:
    def __del__(self):
        raise KeyError("bí mật của tôi")
def answer(*arguments):
    Held()
    return 0
main.answer = answer
main.run()
"""


def crash(environ: dict[str, str], *arguments: str, script: str = SCRIPT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", script, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environ)


def test_the_report_tells_places_and_versions_and_none_of_the_texts(environ: dict[str, str], home: Path) -> None:
    answer = crash(environ, "list", "directives", "--debug", "--lang", "en")
    assert answer.returncode == 1
    (report,) = (home / "state" / "ngkt-tui").iterdir()
    assert answer.stderr.splitlines()[-1] == f"A report without any of your texts: {report}"
    text = report.read_text("utf-8")
    for each in ("ngkt-tui ", "Python ", "SQLite ", "click ", "builtins.ValueError", "builtins.KeyError", "in inner"):
        assert each in text
    for each in ("bí mật", "đề nghị", str(home)):
        assert each not in text
    assert stat.S_IMODE(report.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("script", "code", "kind"), [(SCRIPT, 1, "ValueError"), (IN_A_THREAD, 1, "KeyError"), (UNRAISABLE, 0, "KeyError")]
)
@pytest.mark.parametrize("flags", [["--debug"], []])
def test_a_fault_is_told_in_two_lines_without_what_it_says_whichever_thread_it_is_in(
    environ: dict[str, str], home: Path, script: str, code: int, kind: str, flags: list[str]
) -> None:
    answer = crash(environ, "list", "directives", "--lang", "en", *flags, script=script)
    assert answer.returncode == code
    first, second = answer.stderr.splitlines()
    assert re.fullmatch(rf"ngkt-tui: {kind} \(.*:[0-9]+\)", first)
    assert ("A report without any of your texts: " in second) == bool(flags)
    assert "bí mật" not in answer.stderr
    for report in (home / "state" / "ngkt-tui").glob("*"):
        assert "bí mật" not in report.read_text("utf-8")


def test_a_folder_that_cannot_be_used_is_no_reason_to_lose_the_report(environ: dict[str, str], home: Path) -> None:
    (home / "state").write_text("a file")
    answer = crash(environ | {"TMPDIR": str(home)}, "--debug", "--lang", "en")
    path = Path(answer.stderr.splitlines()[-1].partition(": ")[2])
    assert "builtins.ValueError" in path.read_text("utf-8")


def test_the_flag_changes_nothing_where_nothing_fails(ask: Ask) -> None:
    assert ask("--debug", "paths") == ask("paths", "--debug") == ask("paths")
