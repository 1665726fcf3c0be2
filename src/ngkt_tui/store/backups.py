"""Backups of a store: whole copies in a folder `backups` beside it, the last ten kept."""

import errno
import os
import re
import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from glob import escape
from pathlib import Path

from ngkt_tui.domain.errors import StoreUnusable
from ngkt_tui.domain.system_errors import system_problem
from ngkt_tui.domain.words import Saying
from ngkt_tui.store.connecting import connect
from ngkt_tui.store.opening import is_writable
from ngkt_tui.store.placing import put_in_place
from ngkt_tui.store.private_files import make_file, make_folder, sync
from ngkt_tui.store.sqlite_errors import explained

KEPT = 10
_ABANDONED_SECONDS = 3600.0
_NUMBER = re.compile(r"-([0-9]{4,})-[0-9TZ]+\.sqlite$")


def back_up(path: Path, clock: Callable[[], datetime]) -> Path:
    """Copy the store into its folder of backups, drop the oldest ones over ten, and return the copy.

    Backups are numbered, so that a clock that was set back does not make the newest look like the oldest.
    Raises `StoreUnusable` where the copy could not be written; nothing is left of it then.
    """
    backup = next_backup(path, clock)
    try:
        make_folder(backup.parent)
        _clear_parts(path)
        while not _copied(path, backup):
            backup = next_backup(path, clock)  # another process made the one of this number meanwhile
    except OSError as error:
        raise StoreUnusable(path=backup, detail=Saying("store.no-backup", {"detail": system_problem(error)})) from error
    drop_oldest(path)
    return backup


def next_backup(path: Path, clock: Callable[[], datetime]) -> Path:
    """Return where the next backup of the store belongs."""
    number = max((_number_of(each) for each in backups_of(path)), default=0) + 1
    return path.parent / "backups" / f"{path.stem}-{number:04}-{clock().astimezone(UTC):%Y%m%dT%H%M%SZ}.sqlite"


def drop_oldest(path: Path) -> None:
    """Remove the backups of the store that are older than the ten newest."""
    for old in backups_of(path)[:-KEPT]:
        old.unlink(missing_ok=True)


def backups_of(path: Path) -> list[Path]:
    """Return the backups of the store, oldest first."""
    found = (path.parent / "backups").glob(f"{escape(path.stem)}-*.sqlite")
    return sorted((each for each in found if _NUMBER.search(each.name)), key=_number_of)


def copy_to(path: Path, target: Path) -> None:
    """Copy the store to `target`, 0600, synced; a part of a copy is never seen under that name.

    Raises `FileExistsError` where `target` exists, another `OSError` or `StoreUnusable` where it cannot be written.
    """
    if not _copied(path, target):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))


def _copied(path: Path, target: Path) -> bool:
    """Copy the store to `target`, and tell whether that name was free."""
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    make_file(part)
    try:
        with explained(path):
            _vacuum_into(path, part)
        sync(part)
        return put_in_place(part, target)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _clear_parts(path: Path) -> None:
    """Remove the parts of backups that killed processes left behind; a young one may be in the making."""
    for part in (path.parent / "backups").glob(f".{escape(path.stem)}-*.part"):
        with suppress(OSError):
            if time.time() - part.stat().st_mtime > _ABANDONED_SECONDS:
                part.unlink()


def _vacuum_into(path: Path, part: Path) -> None:
    connection = connect(path, "mode=rw" if is_writable(path) else "mode=ro")
    try:
        connection.execute("VACUUM INTO ?", (str(part),))
    finally:
        connection.close()


def _number_of(backup: Path) -> int:
    match = _NUMBER.search(backup.name)
    return int(match.group(1)) if match else 0
