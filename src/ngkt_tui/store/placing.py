"""Putting a finished file in its place under a name that nobody else may have taken: nothing is ever replaced.

The file is moved, never linked: a process that is killed in between must not leave a second name of a store behind.
"""

import errno
import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

from ngkt_tui.store.file_lock import locked
from ngkt_tui.store.private_files import sync_folder

_UNSUPPORTED = (errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.ENOTSUP)


def put_in_place(finished: Path, target: Path) -> bool:
    """Move `finished` to the name `target`, and tell whether that name was free."""
    moved = move_exclusively(finished, target)
    if moved is None:
        return _move_claimed(finished, target)
    if moved:
        sync_folder(target.parent)
    return moved


def move_exclusively(finished: Path, target: Path) -> bool | None:
    """Move a file in one step that fails where `target` exists; `None` where there is no such step here."""
    if sys.platform == "win32":
        try:
            finished.rename(target)
        except FileExistsError:
            return False
        return True
    move = _system_call()
    if move is None:
        return None
    number = move(os.fsencode(finished), os.fsencode(target))
    if number == 0 or number == errno.EEXIST:
        return number == 0
    if number in _UNSUPPORTED:
        return None
    raise OSError(number, os.strerror(number), str(target))


@cache
def _system_call() -> Callable[[bytes, bytes], int] | None:
    """Return what moves a file without replacing one, and tells the number of its error; Python has no name for it."""
    import ctypes  # only whoever puts a file in its place needs it

    library = ctypes.CDLL(None, use_errno=True)
    name, flag = ("renamex_np", 4) if sys.platform == "darwin" else ("renameat2", 1)  # RENAME_EXCL, RENAME_NOREPLACE
    call = getattr(library, name, None)
    if call is None:
        return None
    here = -100  # AT_FDCWD

    def move(old: bytes, new: bytes) -> int:
        arguments = (old, new, flag) if sys.platform == "darwin" else (here, old, here, new, flag)
        return 0 if call(*arguments) == 0 else ctypes.get_errno()

    return move


def _move_claimed(finished: Path, target: Path) -> bool:
    """Do without that step: a move would replace another one's file, so that only one at a time may look and move."""
    claim = target.with_name(f".{target.name}.claim")
    while True:
        with locked(claim, wait=True) as got:
            if got is False:
                continue  # whoever had it removed the file: there is a new one to lock
            try:
                return _move_if_free(finished, target)
            finally:
                claim.unlink(missing_ok=True)


def _move_if_free(finished: Path, target: Path) -> bool:
    if os.path.lexists(target):
        return False
    finished.rename(target)
    sync_folder(target.parent)
    return True
