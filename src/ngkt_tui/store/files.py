"""File primitives: private files and folders, advisory locks, and placing a finished file without replacing another.

A lock goes with its process: kill -9 releases it. Locks lie beside stores, never on one.
"""

import errno
import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

if sys.platform != "win32":
    import fcntl

_FREE_BYTE = 0x7FFF0000
"""SQLite locks some bytes at 0x40000000."""
UNSUPPORTED = frozenset((errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL))
"""What a file system answers that has no locks, such as a network share without a lock service."""


@contextmanager
def locked(path: Path, wait: bool) -> Iterator[bool | None]:
    """Hold the lock on `path`, which is made where it is missing, and return whether it was got.

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
    """Return whether the disk that holds the file `path` has the locks that SQLite needs; `True` where that is unknown.

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


_UNSUPPORTED = (errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.ENOTSUP)


def put_in_place(finished: Path, target: Path) -> bool:
    """Move `finished` to the name `target`, and return whether that name was free."""
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


SIDE_FILES = ("-journal", "-wal", "-shm")
"""The endings of what SQLite keeps beside a database: its journal, or the log and index of one in WAL mode.

Left beside a file that takes the place of another one, they would be played into that: they are moved away first.
https://sqlite.org/tempfiles.html
"""


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
