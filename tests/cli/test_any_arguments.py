"""Whatever is typed, the answer is an exit code of the list and never an exception."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ngkt_tui.cli.dispatch import COMMANDS
from ngkt_tui.cli.invocation import Terminal
from ngkt_tui.cli.main import answer
from ngkt_tui.cli.streams import Output
from tests.cli.conftest import CLOCK
from tests.fixtures.examples import examples

WORDS = st.sampled_from(
    (
        *(name for name in COMMANDS if name != "serve"),  # which goes on until it is stopped
        *("--db", "--lang", "--by", "--filter", "--readonly", "--ascii", "--help", "--version", "--format", "--limit"),
        *(
            "--status",
            "--on",
            "--why",
            "--as-of",
            "--brief",
            "--width",
            "--dry-run",
            "--strict",
            "--coverage",
            "--with",
        ),
        *(
            "directives",
            "agencies",
            "vi",
            "en",
            "done",
            "blocked",
            "json",
            "csv",
            "ids",
            "0",
            "60",
            "2032-02-29",
            "-",
            "--",
        ),
        *("hn-2031-03-05-01", "fta-mercosur", "is:open", "-tt:done", 'conf:"', "status:", "-x", "--=", "", " ", "/"),
    )
)
SHARED = [HealthCheck.function_scoped_fixture]
ARGUMENTS = st.lists(WORDS | st.text(max_size=6).map(lambda text: f"-{text}" if text[:1] == "%" else text), max_size=6)


@pytest.mark.usefixtures("store")
@settings(
    max_examples=examples(200),
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(ARGUMENTS)
def test_any_arguments_end_in_an_exit_code(
    environ: dict[str, str], home: Path, monkeypatch: pytest.MonkeyPatch, typed: list[str]
) -> None:
    monkeypatch.chdir(home)
    out, err = io.StringIO(), io.StringIO()
    terminal = Terminal(Output(out), Output(err), has_keys=False, input=io.BytesIO())
    arguments = [each.replace("\0", "") for each in typed if each != "-o"]
    code = answer(arguments, {**environ, "NGKT_DB": str(home / "store.sqlite")}, terminal, CLOCK)
    assert code in (0, 1, 2, 3, 4)
    assert bool(err.getvalue()) or code == 0
    assert "\x1b" not in out.getvalue() + err.getvalue()


def test_a_fault_of_the_program_is_one_line_and_no_traceback() -> None:
    script = (
        "import ngkt_tui.cli.main as main\n"
        "def answer(*arguments):\n    raise ValueError('a\\x1b[31m\\nb')\n"
        "main.answer = answer\nmain.run()"
    )
    process = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert process.returncode == 1
    first, second = process.stderr.splitlines()
    assert first == "ngkt-tui: ValueError (<string>:3)"
    assert "--debug" in second
