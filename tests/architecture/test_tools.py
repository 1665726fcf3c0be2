"""Lint, format and types are clean."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

TOOLS = {
    "lint": ["ruff", "check", "--no-cache", "."],
    "format": ["ruff", "format", "--no-cache", "--check", "."],
    "types": ["mypy", "src", "bench"],  # those of the tests are looked at by `make check`
}


@pytest.mark.parametrize("name", TOOLS)
def test_the_tool_has_nothing_to_say_about(name: str) -> None:
    tool, *arguments = TOOLS[name]
    command = [str(Path(sys.executable).with_name(tool)), *arguments]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
