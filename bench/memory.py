"""The most memory that the dashboard holds, before and after the first edit, beside a bare Textual app."""

import shutil
import sqlite3
import time
from pathlib import Path

from bench.figures import Figure
from bench.processes import NGKT, most_memory
from bench.start import BARE, first_words
from bench.terminal import Terminal


def measure(store: Path, folder: Path) -> list[Figure]:
    """Return both figures, in MiB; before the edit, the dashboard has scrolled to the end and filtered."""
    copy = folder / "memory.db"
    shutil.copy(store, copy)
    with Terminal(BARE) as terminal:
        terminal.wait_for("READY")
        terminal.settle(0.5)
        bare = most_memory(terminal.pid) / 1024
    with Terminal((*NGKT, "--db", str(copy))) as terminal:
        terminal.wait_for(first_words(copy))
        for key in ("G", "g", "/", "d", "o", "\r"):
            terminal.settle(0.5)
            terminal.press(key)
        terminal.settle(1)
        before = most_memory(terminal.pid) / 1024
        terminal.press(" ")
        _wait_for_edit(copy)
        terminal.settle(2)
        after = most_memory(terminal.pid) / 1024
    return [
        Figure("memory before the first edit", before, bare, "MiB", 2),
        Figure("memory after the first edit", after, bare, "MiB", 2.5),
    ]


def _wait_for_edit(store: Path) -> None:
    connection = sqlite3.connect(store)
    while not connection.execute("SELECT count(*) FROM change_group WHERE kind = 'edit'").fetchone()[0]:
        time.sleep(0.1)
    connection.close()
