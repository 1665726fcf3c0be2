"""What a start loads: a command pays for nothing that it does not use."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("textual", "rich", "sqlmodel", "sqlalchemy", "pydantic", "yaml")
RUN = """
from ngkt_tui.__main__ import main
try:
    main()
except SystemExit as error:
    assert not error.code, error.code
"""


def loaded_by(code: str, folder: Path, *arguments: str) -> list[str]:
    """Return the top-level modules that a fresh interpreter has loaded after `code`."""
    script = (
        f"import sys; sys.argv[1:] = {list(arguments)!r}\n{code}\nprint('', *sys.modules, sep='\\n', file=sys.stderr)"
    )
    environ = {**os.environ, "NGKT_DB": str(folder / "store.db"), "XDG_CONFIG_HOME": str(folder), "PYTHONPATH": ""}
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environ, check=False)
    assert told.returncode == 0, told.stderr
    return sorted({name.partition(".")[0] for name in told.stderr.splitlines()})


@pytest.mark.parametrize("module", ["ngkt_tui", "ngkt_tui.__main__", "ngkt_tui.cli", "ngkt_tui.cli.main"])
def test_importing_the_command_line_loads_no_heavy_library(module: str, tmp_path: Path) -> None:
    assert [name for name in loaded_by(f"import {module}", tmp_path) if name in HEAVY] == []


@pytest.mark.parametrize("flag", ["--version", "--help"])
def test_a_look_at_the_program_loads_no_heavy_library(flag: str, tmp_path: Path) -> None:
    loaded = loaded_by(RUN, tmp_path, flag)
    assert "click" in loaded
    assert [name for name in loaded if name in (*HEAVY, "sqlite3", "tomllib", "asyncio")] == []
