"""What short commands cost, beside what they cannot do without: processor time, in turn."""

import shutil
import sqlite3
from pathlib import Path

from bench.figures import Figure, timed
from bench.processes import NGKT, SQLITE_AND_CLICK, SQLMODEL, in_turn


def measure(store: Path, folder: Path, runs: int) -> list[Figure]:
    """Return the figures of reading and of writing commands."""
    copy = folder / "commands.db"
    shutil.copy(store, copy)
    connection = sqlite3.connect(copy)
    record: str = connection.execute("SELECT id FROM directive ORDER BY position LIMIT 1 OFFSET 50").fetchone()[0]
    connection.close()
    own = (*NGKT, "--db", str(copy))
    reading = {
        "list": ("list", "directives"),
        "list agencies": ("list", "agencies"),
        "show": ("show", record),
        "history": ("history",),
    }
    writing = {
        "note": ("note", record, "thử"),
        "set": ("set", record, "--status", "doing"),
        "undo": ("undo",),
    }
    return [*_beside(own, reading, SQLITE_AND_CLICK, 3, runs), *_beside(own, writing, SQLMODEL, 1.5, runs)]


def _beside(
    own: tuple[str, ...], commands: dict[str, tuple[str, ...]], other: tuple[str, ...], limit: float, runs: int
) -> list[Figure]:
    *ours, theirs = in_turn([*((*own, *command) for command in commands.values()), other], runs)
    return [timed(f"`{name}`", seconds, theirs, limit) for name, seconds in zip(commands, ours, strict=True)]
