"""Putting a finished file in its place under a name that nobody else may have taken: nothing is ever replaced."""

import errno
import os
from pathlib import Path

from ngkt_tui.store.file_lock import locked
from ngkt_tui.store.private_files import sync_folder

_NO_HARD_LINKS = (errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK, errno.EXDEV, errno.EACCES)


def put_in_place(finished: Path, target: Path) -> bool:
    """Give `finished` the name `target`, and tell whether the name was free. Its own name may be left beside."""
    try:
        os.link(finished, target)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        return _move(finished, target)
    sync_folder(target.parent)
    return True


def _move(finished: Path, target: Path) -> bool:
    """Do without hard links: a move would replace another one's file, so that only one at a time may look and move."""
    claim = target.with_name(f".{target.name}.claim")
    while True:
        with locked(claim, wait=True) as got:
            if not got:
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
