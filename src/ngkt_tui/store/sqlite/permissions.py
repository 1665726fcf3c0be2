"""What belongs to a store: who may look into it, and that no report takes its place.

It is for its owner, and a group that it is shared with on purpose: nothing is ever opened wider than the store itself
is. Files are looked at through SQLite alone: opening a store's file in any other way would drop the locks that this
process holds on it.
"""

import sqlite3
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from ngkt_tui.domain.words import LazyText
from ngkt_tui.store.files import FILE_MODE, SIDE_FILES, Access, access_of, share_folder
from ngkt_tui.store.sqlite.backups import backups_of, kept_of
from ngkt_tui.store.sqlite.connection import connect
from ngkt_tui.store.sqlite.work_folders import backup_folder

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_WRITE = stat.S_IWGRP | stat.S_IWOTH


class _Excess(NamedTuple):
    """A file or a folder with bits of its mode that it should not have."""

    path: Path
    mode: int
    bits: int


def permission_problems(path: Path) -> list[LazyText]:
    """Return what others may do with the store at `path` and should not, and where its group is shut out."""
    if sys.platform == "win32":
        return []
    access = access_of(path)
    files = [_problem("doctor.modes", each) for each in _open_files(path, access)]
    folders = [_problem("doctor.folder", each) for each in _open_folders(path, access)]
    shut = [LazyText("doctor.shut-folder", {"path": str(each)}) for each in _shut_folders(path, access)]
    return [*files, *folders, *shut]


def repair_permissions(path: Path) -> None:
    """Take from others what they should not have, and let the group of a shared store into the folder of backups.

    What belongs to another user, or lies on a disk that keeps no permissions, stays as it is: look again.
    """
    access = access_of(path)
    for each in (*_open_files(path, access), *_open_folders(path, access)):
        with suppress(OSError):
            each.path.chmod(each.mode & ~each.bits)
    for folder in _shut_folders(path, access):
        with suppress(OSError):
            share_folder(folder, access)


def _problem(key: str, excess: _Excess) -> LazyText:
    return LazyText(key, {"path": str(excess.path), "mode": f"{excess.mode:04o}"})


def _open_files(path: Path, access: Access) -> Iterator[_Excess]:
    for each in (path, *backups_of(path), *kept_of(path)):
        status = each.stat()
        mode = stat.S_IMODE(status.st_mode)
        allowed = access.mode if status.st_gid == access.group else FILE_MODE
        if mode & _OTHERS & ~allowed:
            yield _Excess(each, mode, mode & _OTHERS & ~allowed)


def _open_folders(path: Path, access: Access) -> Iterator[_Excess]:
    """Yield the folders in which others could put another file in the place of the store or of a backup."""
    for each in (path.absolute().parent, backup_folder(path)):
        if not each.is_dir():
            continue
        status = each.stat()
        mode = stat.S_IMODE(status.st_mode)
        allowed = access.folder_mode if status.st_gid == access.group else 0
        if mode & _WRITE & ~allowed and not mode & stat.S_ISVTX:
            yield _Excess(each, mode, mode & _WRITE & ~allowed)


def _shut_folders(path: Path, access: Access) -> Iterator[Path]:
    """Yield the folder of backups where the group that the store is shared with cannot use it."""
    folder = backup_folder(path)
    if access.group is None or access.mode & 0o060 != 0o060 or not folder.is_dir():
        return
    status = folder.stat()
    is_open = status.st_gid == access.group and status.st_mode & stat.S_IRWXG == stat.S_IRWXG
    if not is_open:
        yield folder


def protection_of(path: Path) -> LazyText | None:
    """Return why nothing may be written in the place of `path`; `None` where it may. Raises `OSError`."""
    owner = owner_of_side_file(path)
    if owner is not None:
        return LazyText("protected.side-file", {"store": str(owner)})
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISLNK(mode):
        return LazyText("protected.link")
    if stat.S_ISDIR(mode):
        return LazyText("protected.folder")
    if not stat.S_ISREG(mode):
        return LazyText("protected.special")
    return LazyText("protected.database") if is_database(path) else None


def owner_of_side_file(path: Path) -> Path | None:
    """Return the database whose journal or the like `path` would be; `None` where there is none."""
    for ending in SIDE_FILES:
        owner = path.with_name(path.name.removesuffix(ending) or path.name)
        if owner != path and owner.is_file() and is_database(owner):
            return owner
    return None


def is_database(path: Path) -> bool:
    """Return whether a regular file is an SQLite database, a damaged one too; nothing is written to it."""
    if path.stat().st_size == 0:
        return False
    try:
        connection = connect(path, "mode=ro&immutable=1")
        try:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        finally:
            connection.close()
    except sqlite3.Error as error:
        return getattr(error, "sqlite_errorcode", None) != sqlite3.SQLITE_NOTADB
    return True
