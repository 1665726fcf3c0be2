"""Running the command line: in this process for the many small tests, as the installed command for the rest."""

import io
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from ngkt_tui.cli.call import Terminal
from ngkt_tui.cli.main import answer
from ngkt_tui.cli.streams import Output

COMMAND = str(Path(sys.executable).with_name("ngkt-tui"))
NOW = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)


class Told(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a home of its own, which platformdirs finds too."""
    for name in [each for each in os.environ if each.startswith(("NGKT_", "LC_", "LANG", "XDG_"))]:
        monkeypatch.delenv(name)
    for name, folder in (("HOME", ""), ("XDG_CONFIG_HOME", "config"), ("XDG_DATA_HOME", "share")):
        monkeypatch.setenv(name, str(tmp_path / folder))
    return tmp_path


@pytest.fixture
def environ(home: Path) -> dict[str, str]:
    """Return an environment that leads to nothing of the machine's user."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "share"),
        "NGKT_DB": str(home / "store.sqlite"),
        "NGKT_BY": "lan",
        "NGKT_LANG": "en",
        "NGKT_TODAY": "2026-03-02",
        "TERM": "xterm-256color",
    }


Ask = Callable[..., Told]


@pytest.fixture
def ask(environ: dict[str, str]) -> Ask:
    """Return a function that runs the command line in this process."""

    def run(*arguments: str, env: Mapping[str, str] | None = None) -> Told:
        out, err = io.StringIO(), io.StringIO()
        terminal = Terminal(Output(out), Output(err), has_keys=False)
        code = answer(arguments, environ | dict(env or {}), terminal, lambda: NOW)
        return Told(code, out.getvalue(), err.getvalue())

    return run


@pytest.fixture
def command(environ: dict[str, str]) -> Ask:
    """Return a function that runs the installed command."""

    def run(*arguments: str, env: Mapping[str, str] | None = None, stdin: bytes = b"") -> Told:
        told = subprocess.run(
            [COMMAND, *arguments], env=environ | dict(env or {}), input=stdin, capture_output=True, check=False
        )
        return Told(told.returncode, told.stdout.decode(), told.stderr.decode())

    return run
