"""An edit of as many records as one may have: how long it takes, how long others wait for it, and its memory."""

import shutil
import sqlite3
import subprocess
import time
from pathlib import Path

from bench.figures import Figure
from bench.processes import NGKT, most_memory, surroundings
from ngkt_tui.services.edit import MAX_RECORDS

PATIENCE = 5.0
"""Seconds that another writer may have to wait."""
MEMORY = 200.0
"""MiB."""
EDITS = {"a status": ("--status", "done"), "evidence, which is searched": ("--evidence", "5/BC")}


def measure(store: Path, folder: Path) -> list[Figure]:
    """Return the figures of each edit, made by a command of its own on a copy of the store."""
    figures = []
    for what, options in EDITS.items():
        copy = folder / "bulk.db"
        shutil.copy(store, copy)
        seconds, held, memory = _edit(copy, options)
        name = f"{MAX_RECORDS:,} records, {what}"
        figures += [
            Figure(f"{name}: seconds", seconds, PATIENCE, "s", None),
            Figure(f"{name}: seconds that others wait", held, PATIENCE, "s", 1),
            Figure(f"{name}: memory", memory, MEMORY, "MiB", 1),
        ]
    return figures


def _edit(store: Path, options: tuple[str, ...]) -> tuple[float, float, float]:
    """Return the seconds that an edit takes, those for which it holds the store, and its memory in MiB."""
    other = sqlite3.connect(store, timeout=0, isolation_level=None)
    ids = "\n".join(record for (record,) in other.execute("SELECT id FROM directive LIMIT ?", (MAX_RECORDS,)))
    command = (*NGKT, "--db", str(store), "set", "-", *options)
    began = time.perf_counter()
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=surroundings(),
        text=True,
    )
    assert process.stdin is not None
    process.stdin.write(ids)
    process.stdin.close()
    held = memory = 0.0
    while process.poll() is None:
        tried = time.perf_counter()
        is_free = _is_free(other)
        memory = max(memory, most_memory(process.pid) / 1024)
        time.sleep(0.01)
        held += 0 if is_free else time.perf_counter() - tried
    other.close()
    return time.perf_counter() - began, held, memory


def _is_free(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        return False
    connection.execute("ROLLBACK")
    return True
