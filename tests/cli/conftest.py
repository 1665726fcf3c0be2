"""Running the command line: in this process for the many small tests, as the installed command for the rest."""

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from ngkt_tui.cli.invocation import Terminal
from ngkt_tui.cli.main import answer
from ngkt_tui.cli.streams import Output
from ngkt_tui.services.context import Clock
from tests.fixtures.stores import context_of, make_packaged_store, make_sample_store

COMMAND = str(Path(sys.executable).with_name("ngkt-tui"))

CLOCK = context_of(Path()).clock


class Answer(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a home of its own, which platformdirs finds too."""
    move_home(tmp_path, monkeypatch)
    return tmp_path


def move_home(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Let this process have `folder` for a home, and nothing of the machine's user."""
    for name in [each for each in os.environ if each.startswith(("NGKT_", "LC_", "LANG", "XDG_"))]:
        patch.delenv(name)
    folders = {"HOME": "", "XDG_CONFIG_HOME": "config", "XDG_DATA_HOME": "share", "XDG_STATE_HOME": "state"}
    for name, within in folders.items():
        patch.setenv(name, str(folder / within))


@pytest.fixture
def environ(home: Path) -> dict[str, str]:
    return environ_of(home)


def environ_of(home: Path) -> dict[str, str]:
    """Return an environment that leads to nothing of the machine's user."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "share"),
        "XDG_STATE_HOME": str(home / "state"),
        "NGKT_DB": str(home / "store.sqlite"),
        "NGKT_BY": "lan",
        "NGKT_LANG": "en",
        "NGKT_TODAY": "2032-03-01",
        "TERM": "xterm-256color",
    }


Ask = Callable[..., Answer]


@pytest.fixture
def ask(environ: dict[str, str]) -> Ask:
    return asking(environ)


def asking(environ: dict[str, str], clock: Clock = CLOCK) -> Ask:
    """Return a function that runs the command line in this process."""

    def run(*arguments: str, env: Mapping[str, str] | None = None, stdin: bytes | None = None) -> Answer:
        out, err = io.StringIO(), io.StringIO()
        typed = None if stdin is None else io.BytesIO(stdin)
        terminal = Terminal(Output(out), Output(err), has_keys=False, input=typed)
        code = answer(arguments, environ | dict(env or {}), terminal, clock)
        return Answer(code, out.getvalue(), err.getvalue())

    return run


@pytest.fixture
def command(environ: dict[str, str]) -> Ask:
    """Return a function that runs the installed command."""

    def run(*arguments: str, env: Mapping[str, str] | None = None, stdin: bytes = b"") -> Answer:
        given = environ | dict(env or {})
        process = subprocess.run([COMMAND, *arguments], env=given, input=stdin, capture_output=True, check=False)
        return Answer(
            process.returncode, process.stdout.decode(errors="replace"), process.stderr.decode(errors="replace")
        )

    return run


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store with the packaged digest, to be copied."""
    return make_packaged_store(tmp_path_factory.mktemp("seeded") / "ngkt.sqlite")


@pytest.fixture(scope="session")
def sample_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_sample_store(tmp_path_factory.mktemp("sample") / "ngkt.sqlite")


@pytest.fixture
def store(sample_template: Path, home: Path) -> Path:
    """Return the store that NGKT_DB names, with the sample digest in it."""
    return Path(shutil.copy(sample_template, home / "store.sqlite"))
