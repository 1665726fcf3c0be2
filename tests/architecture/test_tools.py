"""Lint and format are clean; types, which take as long as a hundred tests, are checked by `make check` and the CI."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

TOOLS = {
    "lint": ["ruff", "check", "--no-cache", "."],
    "format": ["ruff", "format", "--no-cache", "--check", "."],
}


@pytest.mark.parametrize("name", TOOLS)
def test_the_tool_has_nothing_to_say_about(name: str) -> None:
    tool, *arguments = TOOLS[name]
    command = [str(Path(sys.executable).with_name(tool)), *arguments]
    process = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert process.returncode == 0, process.stdout + process.stderr


@pytest.mark.parametrize("file", ["Makefile", ".github/workflows/ci.yml"])
def test_types_are_checked_where_all_is(file: str) -> None:
    assert "bin/mypy" in (ROOT / file).read_text("utf-8").replace("$(BIN)", ".venv/bin")
