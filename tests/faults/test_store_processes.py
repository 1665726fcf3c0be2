"""Processes that are killed, and processes at the same store at once: nothing that was said to be done is lost."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def _tried(name: str, store: Path, times: int) -> None:
    command = [sys.executable, "-m", "tests.faults.store_experiments", name, str(store), str(times)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    print(ran.stdout, ran.stderr)
    assert (ran.returncode, ran.stdout) == (0, f"{name}: {times} tried, 0 lost\n"), ran.stderr


@pytest.mark.parametrize(
    ("name", "times"),
    [("kill-creation", 6), ("kill-migrations", 6), ("kill-backup", 3), ("kill-restore", 3), ("two-processes", 25)],
)
def test_nothing_is_lost(name: str, times: int, store: Path) -> None:
    _tried(name, store, times)


@pytest.mark.soak
@pytest.mark.parametrize(
    ("name", "times"),
    [
        ("kill-creation", 200),
        ("kill-migrations", 200),
        ("kill-backup", 100),
        ("kill-restore", 100),
        ("two-processes", 500),
    ],
)
def test_nothing_is_lost_in_the_long_run(name: str, times: int, store: Path) -> None:
    _tried(name, store, times)
