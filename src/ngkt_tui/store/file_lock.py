"""A lock on a file that goes with its process: kill -9 releases it.

Used beside stores, never on one: SQLite has locks of its own there.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ngkt_tui.store.private_files import FILE_MODE

if sys.platform != "win32":
    import fcntl


@contextmanager
def locked(path: Path, wait: bool) -> Iterator[bool]:
    """Hold the lock on `path`, which is made where it is missing, and tell whether it was got.

    It is not got where somebody else holds it and `wait` is false, or where the file was removed meanwhile. Systems
    without such locks say that it was got.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, FILE_MODE)
    try:
        yield _take(descriptor, wait) and _is_still_there(descriptor, path)
    finally:
        os.close(descriptor)


def _take(descriptor: int, wait: bool) -> bool:
    if sys.platform == "win32":
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    return True


def _is_still_there(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False
