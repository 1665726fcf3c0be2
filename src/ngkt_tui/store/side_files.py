"""What SQLite keeps beside a database: its journal, or the log and the index of a store in WAL mode.

Left beside a file that takes the place of another one, they would be played into that: they are moved away first.
"""

import os
from pathlib import Path

SIDE_FILES = ("-journal", "-wal", "-shm")
"""The endings of their names: https://sqlite.org/tempfiles.html."""


def move_side_files(path: Path, base: Path) -> None:
    """Give what is beside the database `path` the name of `base`, where there is any."""
    for ending in SIDE_FILES:
        old = path.with_name(f"{path.name}{ending}")
        if os.path.lexists(old):
            old.replace(base.with_name(f"{base.name}{ending}"))


def put_aside_orphans(path: Path) -> None:
    """Give what is left of a database that is gone another name, beside it."""
    if not os.path.lexists(path):
        move_side_files(path, path.with_name(f"{path.name}-lost-{os.urandom(4).hex()}"))
