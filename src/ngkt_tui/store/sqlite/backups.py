"""Backups of a store: whole copies in a folder `backups` beside it, those of each store under its own name.

The last ten are kept. What `restore` puts aside stands beside them under names of its own: it is never removed, and
never counted among the ten. A file that only looks like one of them, or that is not whole, is let alone.
"""

import errno
import os
import re
import stat
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from ngkt_tui.domain.errors import system_problem
from ngkt_tui.domain.store_errors import StoreError
from ngkt_tui.domain.words import LazyText
from ngkt_tui.store.files import OWNER_ALONE, Access, access_of, make_file, make_folder, put_in_place, sync
from ngkt_tui.store.sqlite.connection import connect, translate_errors
from ngkt_tui.store.sqlite.opening import is_marked, is_writable
from ngkt_tui.store.sqlite.work_folders import backup_folder, clear_work_folders, work_folder

KEPT = 10
_KINDS = {"": "", "kept": "kept-"}


def back_up(path: Path, clock: Callable[[], datetime]) -> Path:
    """Copy the store into its folder of backups, drop the oldest ones over ten, and return the copy.

    Backups are numbered, so that a clock that was set back does not make the newest look like the oldest.
    Raises `StoreError` where the copy could not be written; nothing is left of it then.
    """
    access = access_of(path)
    backup = next_backup(path, clock)
    try:
        make_folder(backup.parent, access)
        while not _copied(path, backup, access):
            backup = next_backup(path, clock)  # another process made the one of this number meanwhile
    except OSError as error:
        raise StoreError(path=backup, detail=LazyText("store.no-backup", {"detail": system_problem(error)})) from error
    drop_oldest(path)
    return backup


def next_backup(path: Path, clock: Callable[[], datetime], kind: str = "") -> Path:
    """Return where the next backup of the store belongs; `kept` is the kind of what `restore` puts aside."""
    number = max((number for number, _ in _numbered(path, kind)), default=0) + 1
    return (
        backup_folder(path)
        / f"{path.resolve().name}-{_KINDS[kind]}{number:04}-{clock().astimezone(UTC):%Y%m%dT%H%M%SZ}.sqlite"
    )


def drop_oldest(path: Path) -> None:
    """Remove the backups of the store that are older than the ten newest."""
    for old in backups_of(path)[:-KEPT]:
        old.unlink(missing_ok=True)


def backups_of(path: Path) -> list[Path]:
    """Return the whole backups of the store that the program made by itself, oldest first."""
    return [each for _, each in sorted(_numbered(path, "")) if _is_whole(each)]


def kept_of(path: Path) -> list[Path]:
    """Return what `restore` put aside of the store, oldest first."""
    return [each for _, each in sorted(_numbered(path, "kept"))]


def copies_of(path: Path) -> list[Path]:
    """Return all whole copies of the store in its folder of backups, the newest first."""
    copies = [each for each in (*backups_of(path), *kept_of(path)) if _is_whole(each)]
    return sorted(copies, key=lambda each: each.stat().st_mtime_ns, reverse=True)


def copy_to(path: Path, target: Path, *, readonly: bool = False) -> None:
    """Copy the store to `target`, 0600, synced; a part of a copy is never seen under that name.

    `readonly` does not even recover what a crash left. Raises `FileExistsError` where `target` exists, another
    `OSError` or `StoreError` where it cannot be written.
    """
    if not _copied(path, target, OWNER_ALONE, readonly):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))


def vacuum_into(path: Path, part: Path, access: Access = OWNER_ALONE, readonly: bool = False) -> None:
    """Copy the store to the new file `part`, synced. Raises `StoreError`, `OSError`; a part may be left then."""
    make_file(part, access)
    with translate_errors(path):
        connection = connect(path, "mode=rw" if not readonly and is_writable(path) else "mode=ro")
        try:
            connection.execute("VACUUM INTO ?", (part.absolute().as_uri(),))  # a path need not be UTF-8
        finally:
            connection.close()
    sync(part)


def _copied(path: Path, target: Path, access: Access, readonly: bool = False) -> bool:
    """Copy the store to `target`, and return whether that name was free."""
    clear_work_folders(target.parent)
    with work_folder(target.parent) as folder:
        vacuum_into(path, folder / "store", access, readonly)
        return put_in_place(folder / "store", target)


def _numbered(path: Path, kind: str) -> list[tuple[int, Path]]:
    """Return what bears the name of a backup of exactly this store, with its number."""
    name = re.compile(rf"{re.escape(path.resolve().name)}-{_KINDS[kind]}([0-9]{{4,}})-[0-9]{{8}}T[0-9]{{6}}Z\.sqlite")
    folder = backup_folder(path)
    try:
        present = list(folder.iterdir())
    except OSError:
        return []
    return [(int(match[1]), each) for each in present if (match := name.fullmatch(each.name))]


def _is_whole(backup: Path) -> bool:
    try:
        return stat.S_ISREG(backup.lstat().st_mode) and is_marked(backup)
    except OSError:
        return False
