"""Files and folders that only their owner may look into, and that are on the disk when they are said to be.

A store that is shared with a group on purpose is shared with all that belongs to it, and never further.
"""

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

FILE_MODE = 0o600
FOLDER_MODE = 0o700


class Access(NamedTuple):
    """Who may use a file: its owner, and the members of `group` as the bits of `mode` say; `None` for nobody else."""

    mode: int = FILE_MODE
    group: int | None = None

    @property
    def folder_mode(self) -> int:
        """Return the mode of a folder for such files: whoever may read may enter."""
        readers = self.mode & 0o444
        return FOLDER_MODE | (self.mode & 0o777) | readers >> 2


OWNER_ALONE = Access()


def access_of(path: Path) -> Access:
    """Return with whom the store at `path` is shared on purpose: what belongs to it is to be as accessible.

    That is the group of its file, where the group's bits let it into the folder too: to write in both, or to read in
    both with nothing left to all others, which a careless umask gives away. Nobody where there is no such file.
    """
    if sys.platform == "win32":
        return OWNER_ALONE
    try:
        file, folder = path.stat(), path.resolve().parent.stat()
    except OSError:
        return OWNER_ALONE
    if file.st_gid != folder.st_gid:
        return OWNER_ALONE
    if file.st_mode & 0o060 == 0o060 and folder.st_mode & 0o030 == 0o030:
        return Access(0o660, file.st_gid)
    if file.st_mode & 0o047 == 0o040 and folder.st_mode & stat.S_IXGRP:
        return Access(0o640, file.st_gid)
    return OWNER_ALONE


def make_file(path: Path, access: Access = OWNER_ALONE) -> None:
    """Make an empty file, 0600 or as `access` says, whatever the umask. Raises `FileExistsError`."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
    try:
        _share(descriptor, access, access.mode)
    finally:
        os.close(descriptor)


def make_folder(path: Path, access: Access = OWNER_ALONE) -> None:
    """Make a folder, 0700 or as `access` says, and the missing ones above it; one that is there keeps its mode."""
    if not path.parent.exists():
        make_folder(path.parent)
    try:
        path.mkdir(mode=FOLDER_MODE)
    except FileExistsError:
        if not path.is_dir():
            raise
        return
    share_folder(path, access)


def share_folder(path: Path, access: Access) -> None:
    """Give a folder of this user's own to the group of `access`, where there is one."""
    if access.group is not None:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            _share(descriptor, access, access.folder_mode)
        finally:
            os.close(descriptor)


def _share(descriptor: int, access: Access, mode: int) -> None:
    """Give a file or a folder of this user's own to the group of `access`; it stays private where that cannot be."""
    if access.group is None or sys.platform == "win32":
        return
    with suppress(PermissionError):
        if os.fstat(descriptor).st_gid != access.group:
            os.fchown(descriptor, -1, access.group)
        os.fchmod(descriptor, mode)


def sync(path: Path) -> None:
    """Wait until a file is on the disk. Never call it for a file that a connection of this process is open on."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(path: Path) -> None:
    """Wait until the names in a folder are on the disk, where the system can."""
    with suppress(OSError):  # some systems do not let a folder be opened or synced
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
