"""A lock on a file that goes with its process: kill -9 releases it.

Used beside stores, never on one: SQLite has locks of its own there.
"""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from ngkt_tui.store.private_files import FILE_MODE

if sys.platform != "win32":
    import fcntl

_FREE_BYTE = 0x7FFF0000
"""SQLite locks some bytes at 0x40000000."""
UNSUPPORTED = frozenset((errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL))
"""What a file system answers that has no locks, such as a network share without a lock service."""


@contextmanager
def locked(path: Path, wait: bool) -> Iterator[bool | None]:
    """Hold the lock on `path`, which is made where it is missing, and tell whether it was got.

    It is not got where somebody else holds it and `wait` is false, or where the file was removed meanwhile. `None`
    tells that there are no such locks here: nobody knows then who is at work.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, FILE_MODE)
    try:
        taken = _take(descriptor, wait)
        yield taken and _is_still_there(descriptor, path)
    finally:
        os.close(descriptor)


@lru_cache(maxsize=8)
def can_lock(path: Path) -> bool:
    """Tell whether the disk that holds the file `path` has the locks that SQLite needs; `True` where that is unknown.

    A byte far behind those that SQLite locks is tried. The file stays open for good: closing it would drop the locks
    that this process holds on it, https://sqlite.org/howtocorrupt.html.
    """
    if sys.platform == "win32":
        return True
    try:
        descriptor = os.open(path, os.O_RDONLY)
        fcntl.lockf(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB, 1, _FREE_BYTE)
    except OSError as error:
        return error.errno not in UNSUPPORTED
    fcntl.lockf(descriptor, fcntl.LOCK_UN, 1, _FREE_BYTE)
    return True


def _take(descriptor: int, wait: bool) -> bool | None:
    if sys.platform == "win32":
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    except OSError as error:
        if error.errno in UNSUPPORTED:
            return None
        raise
    return True


def _is_still_there(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False
