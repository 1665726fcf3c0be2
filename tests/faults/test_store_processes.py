"""Processes that are killed, and processes at the same store at once: nothing that was said to be done is lost."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


SAMPLE = {"kill-creation": 4, "kill-migrations": 4, "kill-backup": 2, "kill-restore": 2, "two-processes": 15}
"""How often each experiment is tried in every run of the tests."""


def _tried(store: Path, times: Mapping[str, int], module: str = "store_experiments") -> None:
    command = [sys.executable, "-m", f"tests.faults.{module}", str(store)]
    command += [f"{name}={number}" for name, number in times.items()]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    print(ran.stdout, ran.stderr)
    expected = "".join(f"{name}: {number} tried, 0 lost\n" for name, number in times.items())
    assert (ran.returncode, ran.stdout) == (0, expected), ran.stderr


def test_nothing_is_lost(store: Path) -> None:
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
    ],
)
def test_nothing_is_lost_in_the_long_run(name: str, times: int, store: Path) -> None:
    _tried(store, {name: times})


def test_no_record_is_lost_half_there_or_there_twice(store: Path) -> None:
    _tried(store, {"kill-additions": 3, "two-additions": 5}, "record_experiments")


@pytest.mark.soak
def test_no_record_is_lost_in_the_long_run(store: Path) -> None:
    _tried(store, {"kill-additions": 100, "two-additions": 100}, "record_experiments")
