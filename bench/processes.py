"""Running commands to their end, and what they cost: seconds of the processor and memory, as the system counts them."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

NGKT = (sys.executable, "-m", "ngkt_tui")
SQLITE_AND_CLICK = (sys.executable, "-c", "import sqlite3, click")
SQLMODEL = (sys.executable, "-c", "import sqlmodel")


def surroundings(**more: str) -> dict[str, str]:
    """Return the environment of what is timed: compiled modules are kept, as where the program is installed."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | more


class Cost(NamedTuple):
    """What a command cost: seconds of the processor, user's and system's, and the most memory, in KiB."""

    seconds: float
    memory: int


def cost(command: Sequence[str]) -> Cost:
    """Run a command to its end and return what it cost; raises `ChildProcessError` where it fails."""
    with Path(os.devnull).open("w") as nowhere:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=nowhere, stderr=subprocess.PIPE, env=surroundings()
        )
        messages = process.stderr.read() if process.stderr else b""
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise ChildProcessError(f"{' '.join(command)}: {messages.decode()}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss)


def in_turn(commands: Sequence[Sequence[str]], runs: int) -> list[list[float]]:
    """Return the processor seconds of each command, run in turn after a first run that warms the caches."""
    for command in commands:
        cost(command)
    seconds: list[list[float]] = [[] for _ in commands]
    for _ in range(runs):
        for each, command in zip(seconds, commands, strict=True):
            each.append(cost(command).seconds)
    return seconds


def processor_seconds(pid: int) -> float:
    """Return what a running process has used of the processor so far (Linux only; 0 elsewhere)."""
    try:
        cells = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except FileNotFoundError:
        return 0.0
    return (int(cells[11]) + int(cells[12])) / os.sysconf("SC_CLK_TCK")


def most_memory(pid: int) -> int:
    """Return the most memory that a running process has held, in KiB (Linux only; 0 elsewhere)."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except FileNotFoundError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)  # none of one that has ended
