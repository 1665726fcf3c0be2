"""Putting a backup in the place of the store: checked first, and what stood there is kept.

A backup of an older schema is brought to the present one in the copy, before that takes the place. The store's file is
replaced as a whole while nobody can be writing to it: whoever has the old one open finds that another file bears its
name now.
"""

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from ngkt_tui.domain.errors import StoreBusy, StoreDamaged, StoreForeign, StoreUnusable
from ngkt_tui.domain.system_errors import system_problem
from ngkt_tui.domain.words import Saying
from ngkt_tui.store.backups import copy_to, drop_oldest, next_backup
from ngkt_tui.store.connecting import connect, connect_for_writing
from ngkt_tui.store.migrating import bring_up, require_made
from ngkt_tui.store.opening import identity, is_writable, verify
from ngkt_tui.store.placing import put_in_place
from ngkt_tui.store.private_files import make_folder, sync_folder
from ngkt_tui.store.sqlite_errors import explained


def restore(backup: Path, path: Path, clock: Callable[[], datetime]) -> Path | None:
    """Put a copy of `backup` in the place of the store; return where that one is kept, `None` where there was none.

    The copy is of the present schema. Raises what `require_whole` raises, and `StoreUnusable` where a file cannot be
    written or an older backup cannot be brought up to date; nothing is changed then.
    """
    target = path.resolve()
    if identity(backup) is not None and identity(backup) == identity(target):
        raise StoreUnusable(path=backup, detail=Saying("store.itself"))
    require_whole(backup)
    part = target.with_name(f".{target.name}.restoring-{secrets.token_hex(8)}")
    try:
        make_folder(target.parent)
        copy_to(backup, part)
        bring_up(part, backup)
        kept = _put(part, target, clock)
    except OSError as error:
        raise StoreUnusable(
            path=path, detail=Saying("store.cannot-create", {"detail": system_problem(error)})
        ) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    drop_oldest(target)
    return kept


def require_whole(path: Path) -> int:
    """Return the schema version of a store in which nothing is broken.

    Raises what `verify` raises, `StoreDamaged` where its integrity check or its references tell of a damage, or where
    an older one lacks what its schema has.
    """
    version = verify(path)
    with explained(path):
        connection = connect(path, "mode=rw" if is_writable(path) else "mode=ro")
        try:
            found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        finally:
            connection.close()
    if found != "ok":
        raise StoreDamaged(path=path, detail=Saying("store.not-whole", {"detail": found}))
    if broken:
        raise StoreDamaged(path=path, detail=Saying("store.broken-references", {"count": len(broken)}))
    require_made(path, version)
    return version


def _put(part: Path, target: Path, clock: Callable[[], datetime]) -> Path | None:
    if not os.path.lexists(target):
        if not put_in_place(part, target):
            raise StoreBusy(path=target)
        return None
    kept = next_backup(target, clock)
    make_folder(kept.parent)
    with _undisturbed(target) as is_sound:
        _keep(target, kept)
        journal = target.with_name(f"{target.name}-journal")
        if not is_sound and journal.exists():  # it belongs to the old file, and would be played into the new one
            journal.replace(kept.with_name(f"{kept.name}-journal"))
        part.replace(target)
        sync_folder(target.parent)
        sync_folder(kept.parent)
    return kept


@contextmanager
def _undisturbed(path: Path) -> Iterator[bool]:
    """Hold the store so that nobody else reads or writes, and tell whether that could be done through SQLite.

    It could not where the file is damaged: nobody can be writing to it then. Taking the lock also plays back the
    journal that a crash left, which must not stay beside the file that takes its place.
    """
    with ExitStack() as at_the_end:
        try:
            with explained(path):
                connection = connect_for_writing(path)
                at_the_end.callback(connection.close)
                connection.execute("BEGIN EXCLUSIVE")
                connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except (StoreDamaged, StoreForeign):
            yield False
            return
        yield True


def _keep(path: Path, kept: Path) -> None:
    try:
        os.link(path, kept)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        path.rename(kept)
