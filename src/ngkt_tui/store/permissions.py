"""Who may look into a store and what belongs to it: its owner, and a group that it is shared with on purpose.

Nothing is ever opened wider than the store itself is.
"""

import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from ngkt_tui.domain.words import LazyText
from ngkt_tui.store.backups import backups_of, kept_of
from ngkt_tui.store.files import FILE_MODE, Access, access_of, share_folder
from ngkt_tui.store.work_folders import backup_folder

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
    files = [_told("doctor.modes", each) for each in _open_files(path, access)]
    folders = [_told("doctor.folder", each) for each in _open_folders(path, access)]
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


def _told(key: str, excess: _Excess) -> LazyText:
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
