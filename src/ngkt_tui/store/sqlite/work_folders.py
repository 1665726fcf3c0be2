"""Hidden folders in which a file is built before it is moved to its place; what killed processes left is removed.

Each holds a file that its maker keeps locked: where the lock is free, nobody works in the folder any more. A disk that
has no locks leaves only the age to go by.
"""

import os
import re
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from ngkt_tui.store.files import FOLDER_MODE, locked

LOCK = "lock"
_NAME = re.compile(r"\.ngkt-tui\.[0-9a-f]{16}")
_FRESH_SECONDS = 60.0
"""A folder without its lock may have been made in this moment."""
_FRESH_SECONDS_WITHOUT_LOCKS = 86_400.0


@contextmanager
def work_folder(place: Path) -> Iterator[Path]:
    """Give a hidden folder in the folder `place`, for its user alone; it is removed at the end. Raises `OSError`."""
    with ExitStack() as at_the_end:
        yield _claim(place, at_the_end)


def backup_folder(store: Path) -> Path:
    """Return the folder in which the backups of a store stand: beside its file, also where a link leads to it."""
    return store.resolve().parent / "backups"


def clear_leftovers(store: Path) -> None:
    """Remove what killed processes left of a store: beside its file, and among its backups."""
    backups = backup_folder(store)
    for place in (backups.parent, backups):
        clear_work_folders(place)


def clear_work_folders(place: Path) -> None:
    """Remove the work folders in `place` that killed processes left behind; those at work are let alone."""
    with suppress(OSError):
        for folder in [each for each in place.iterdir() if _NAME.fullmatch(each.name)]:
            with suppress(OSError):
                _clear(folder)


def _claim(place: Path, at_the_end: ExitStack) -> Path:
    while True:
        folder = place / f".ngkt-tui.{os.urandom(8).hex()}"
        folder.mkdir(mode=FOLDER_MODE)
        at_the_end.callback(_remove, folder)
        if at_the_end.enter_context(locked(folder / LOCK, wait=True)) is not False:
            return folder  # else another process took it for abandoned in the moment before it was locked


def _clear(folder: Path) -> None:
    if folder.is_symlink() or not folder.is_dir():
        return  # none of ours
    age = time.time() - folder.stat().st_mtime
    if not (folder / LOCK).exists():
        if age > _FRESH_SECONDS:
            _remove(folder)
        return
    with locked(folder / LOCK, wait=False) as is_abandoned:
        if is_abandoned or (is_abandoned is None and age > _FRESH_SECONDS_WITHOUT_LOCKS):
            _remove(folder)


def _remove(folder: Path) -> None:
    """Remove a work folder, its lock last: without it, it would look as if it were just being made."""
    import shutil  # only where there is something to remove

    with suppress(OSError):
        for each in folder.iterdir():
            if each.name != LOCK:
                each.unlink()
    shutil.rmtree(folder, ignore_errors=True)
