"""Putting a backup in the place of the store: checked first, and what stood there is kept.

A backup of an older schema is brought to the present one in the copy, before that takes the place. The store's file is
replaced as a whole while nobody can be writing to it: whoever has the old one open finds that another file bears its
name now. What is kept is a copy, made before: a process that is killed in between leaves the store as it was, and no
second name of its file.
"""

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from ngkt_tui.domain.errors import system_problem
from ngkt_tui.domain.store_errors import NotAStoreError, StoreBusyError, StoreDamagedError, StoreError
from ngkt_tui.domain.words import LazyText
from ngkt_tui.store.files import (
    Access,
    access_of,
    make_file,
    make_folder,
    move_side_files,
    put_aside_orphans,
    put_in_place,
    sync_folder,
)
from ngkt_tui.store.sqlite.backups import drop_oldest, next_backup, vacuum_into
from ngkt_tui.store.sqlite.connection import connect, connect_for_writing, file_id, journal_mode, translate_errors
from ngkt_tui.store.sqlite.migrations import upgrade_copy, verify_migration
from ngkt_tui.store.sqlite.opening import is_writable, verify
from ngkt_tui.store.sqlite.work_folders import clear_work_folders, work_folder


def restore(backup: Path, path: Path, clock: Callable[[], datetime]) -> Path | None:
    """Put a copy of `backup` in the place of the store; return where that one is kept, `None` where there was none.

    The copy is of the present schema. Raises what `require_whole` raises, and `StoreError` where a file cannot be
    written or an older backup cannot be brought up to date; nothing is changed then.
    """
    target = path.resolve()
    if file_id(backup) is not None and file_id(backup) == file_id(target):
        raise StoreError(path=backup, detail=LazyText("store.itself"))
    _require_replaceable(target)
    require_whole(backup)
    access = access_of(target if target.exists() else backup)
    try:
        make_folder(target.parent)
        clear_work_folders(target.parent)
        with work_folder(target.parent) as folder:
            vacuum_into(backup, folder / "store", access)
            upgrade_copy(folder / "store", backup)
            kept = _put(folder / "store", target, access, clock)
    except OSError as error:
        problem = LazyText("store.cannot-create", {"detail": system_problem(error)})
        raise StoreError(path=path, detail=problem) from error
    drop_oldest(target)
    return kept


def _require_replaceable(target: Path) -> None:
    """Raise `NotAStoreError` where something stands there that is no regular file."""
    if os.path.lexists(target) and not stat.S_ISREG(target.lstat().st_mode):
        raise NotAStoreError(path=target, detail=LazyText("store.no-file"))


def require_whole(path: Path) -> int:
    """Return the schema version of a store in which nothing is broken.

    Raises what `verify` raises, `StoreDamagedError` where its integrity check or its references tell of a damage, or
    where an older one lacks what its schema has.
    """
    version = verify(path)
    with translate_errors(path):
        connection = connect(path, "mode=rw" if is_writable(path) else "mode=ro")
        try:
            found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        finally:
            connection.close()
    if found != "ok":
        raise StoreDamagedError(path=path, detail=LazyText("store.not-whole", {"detail": found}))
    if broken:
        raise StoreDamagedError(path=path, detail=LazyText("store.broken-references", {"count": len(broken)}))
    verify_migration(path, version)
    return version


def _put(part: Path, target: Path, access: Access, clock: Callable[[], datetime]) -> Path | None:
    if not os.path.lexists(target):
        put_aside_orphans(target)
        if not put_in_place(part, target):
            raise StoreBusyError(path=target)
        return None
    kept = next_backup(target, clock, "kept")
    make_folder(kept.parent, access)
    clear_work_folders(kept.parent)
    with _undisturbed(target) as source, work_folder(kept.parent) as folder:
        _copy(source, folder / "store", access)
        if not put_in_place(folder / "store", kept):
            raise StoreBusyError(path=target)
        move_side_files(target, kept)  # of a damaged file; they would be played into the new one
        part.replace(target)
        sync_folder(target.parent)
    return kept


@contextmanager
def _undisturbed(path: Path) -> Iterator[int]:
    """Hold the store so that nobody else reads or writes, and give a descriptor to read its file from.

    A damaged file cannot be held through SQLite, but nobody can be writing to it either. Taking the lock also plays
    back the journal that a crash left, which must not stay beside the file that takes its place. The descriptor is
    closed after all: closing it any earlier would drop the lock.
    """
    with ExitStack() as at_the_end:
        source = os.open(path, os.O_RDONLY)
        at_the_end.callback(os.close, source)
        with suppress(StoreDamagedError, NotAStoreError), translate_errors(path):
            _hold(path, at_the_end)
        yield source


def _hold(path: Path, at_the_end: ExitStack) -> None:
    connection = connect_for_writing(path)
    at_the_end.callback(connection.close)
    if journal_mode(connection) != "delete":  # somebody has it open, and reads from its log
        raise StoreBusyError(path=path)
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()


def _copy(source: int, copy: Path, access: Access) -> None:
    """Copy a file byte by byte, synced."""
    make_file(copy, access)
    with open(source, "rb", closefd=False) as old, copy.open("r+b") as new:
        shutil.copyfileobj(old, new, 1 << 20)
        new.flush()
        os.fsync(new.fileno())
