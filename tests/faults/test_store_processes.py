"""Processes that are killed, and processes at the same store at once: nothing that was said to be done is lost."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


SAMPLE = {
    "kill-creation": 1,
    "kill-migrations": 1,
    "kill-backup": 1,
    "kill-restore": 1,
    "two-processes": 6,
    "kill-additions": 1,
    "two-additions": 2,
}
"""How often each experiment is tried in every run of the tests."""


def _tried(store: Path, times: Mapping[str, int]) -> None:
    command = [sys.executable, "-m", "tests.faults.record_experiments", str(store)]
    command += [f"{name}={number}" for name, number in times.items()]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    print(ran.stdout, ran.stderr)
    expected = "".join(f"{name}: {number} tried, 0 lost\n" for name, number in times.items())
    assert (ran.returncode, ran.stdout) == (0, expected), ran.stderr


def test_nothing_is_lost_half_there_or_there_twice(store: Path) -> None:
    _tried(store, SAMPLE)


@pytest.mark.soak
@pytest.mark.parametrize(
    ("name", "times"),
    [
        ("kill-creation", 200),
        ("kill-migrations", 200),
        ("kill-backup", 100),
        ("kill-restore", 100),
        ("two-processes", 500),
        ("kill-additions", 100),
        ("two-additions", 100),
    ],
)
def test_nothing_is_lost_in_the_long_run(name: str, times: int, store: Path) -> None:
    _tried(store, {name: times})
