"""Keeping the store safe: backups, restoring one, examining whether all is well, and who may do what in it.

Who may do what in a file is decided by its permissions: roles are those of a store on a server, and each function of
them raises `FileRolesError` for a file.
"""

import errno
import os
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ngkt_tui.domain.enums import StoreRole
from ngkt_tui.domain.errors import BackupError, ExportRefusedError, system_problem
from ngkt_tui.domain.place import Place, ServerAddress
from ngkt_tui.domain.store_errors import (
    CopyTargetError,
    FileRolesError,
    InvalidBackupError,
    NotAStoreError,
    ServerBackupsError,
    StoreDamagedError,
    StoreGoneError,
)
from ngkt_tui.domain.text import sanitize_line
from ngkt_tui.domain.words import LazyText
from ngkt_tui.services.context import Context, require_role
from ngkt_tui.store import engine_of

if TYPE_CHECKING:
    from ngkt_tui.store.engine import Engine
    from ngkt_tui.store.health import HealthReport
    from ngkt_tui.store.postgres.roles import Person


class CopiedRows(NamedTuple):
    """How much a copy of a store holds: records, and changes of the history."""

    records: int
    changes: int


def back_up_to(context: Context, path: Path) -> None:
    """Copy the store to `path`, whole or not at all. Raises `BackupError` where there is a file or none can be,
    `ExportRefusedError` for a name under which SQLite keeps something beside a database, `ServerBackupsError` for a
    store on a server.
    """
    store = _file_of(context, "pg_dump", "--format=custom", "--schema=main", f"--file={path}")
    from ngkt_tui.store.sqlite.backups import copy_to  # rarely needed
    from ngkt_tui.store.sqlite.permissions import owner_of_side_file

    owner = owner_of_side_file(path)
    if owner is not None:
        raise ExportRefusedError(
            path=sanitize_line(str(path)), detail=LazyText("protected.side-file", {"store": str(owner)})
        )
    try:
        copy_to(store, path, readonly=context.readonly)
    except OSError as error:
        raise BackupError(path=sanitize_line(str(path)), detail=system_problem(error)) from error


def copy_store(context: Context, target: Place) -> CopiedRows:
    """Copy the store with its history to `target`, another file or database, whole or not at all.

    Raises `StoreGoneError` where there is no store, `CopyTargetError` where something stands at `target` already,
    `CopyDifferenceError` where the copy reads otherwise than the store, and the errors of both places.
    """
    from ngkt_tui.store import engine_of
    from ngkt_tui.store.copying import copy_all  # rarely needed, as what follows
    from ngkt_tui.store.unit_of_work import UnitOfWork

    source, engine, rows = engine_of(context.store), engine_of(target), dict[str, int]()
    with source.explained():
        if source.version(readonly=context.readonly) is None:
            raise StoreGoneError(path=context.store)
    is_taken = os.path.lexists(target) if isinstance(target, Path) else engine.version(readonly=True) is not None
    if is_taken:
        raise CopyTargetError(path=target)

    def fill(made: "Engine") -> None:
        with (
            closing(source.open_for_reading(readonly=context.readonly)) as reader,
            source.explained(),
            reader.one_moment(),
            UnitOfWork(made.place, report=context.report, engine=made) as unit,
        ):
            rows.update(copy_all(reader, unit))
            unit.commit()

    if not engine.create(fill):
        raise CopyTargetError(path=target)
    return CopiedRows(rows["record"], rows["change"])


def restore(context: Context, path: Path) -> Path | None:
    """Put the backup `path` in the place of the store, and return where that one is kept; `None` where none was.

    An older backup is brought to the present schema. Raises `InvalidBackupError` where `path` is no backup, and the
    errors of the store; nothing is changed then.
    """
    wipe = ("--clean", "--if-exists", "--single-transaction", "--exit-on-error")
    store = _file_of(context, "pg_restore", *wipe, str(path))
    from ngkt_tui.store.sqlite.restore import restore as put_back
    from ngkt_tui.store.sqlite.work_folders import backup_folder  # as above

    require_role(context, StoreRole.KEEPER)
    try:
        return put_back(path, store, context.clock)
    except (StoreGoneError, NotAStoreError, StoreDamagedError) as error:
        if error.values["path"] != path:
            raise
        is_gone = isinstance(error, StoreGoneError)
        detail = system_problem(FileNotFoundError(errno.ENOENT, "")) if is_gone else error.values["detail"]
        folder = sanitize_line(str(backup_folder(store)))
        raise InvalidBackupError(path=sanitize_line(str(path)), detail=detail, folder=folder) from error


def remove_planted(context: Context) -> None:
    """Remove triggers and views that somebody else has put into the store; all records stay."""
    from ngkt_tui.store.sqlite.opening import remove_planted as remove  # rarely needed

    require_role(context, StoreRole.KEEPER)
    if isinstance(context.store, Path) and context.store.exists():
        remove(context.store)


def check_store(context: Context, repair: bool = False) -> "HealthReport":
    """Return what is well with the store and what is not; `repair` mends the search index and the permissions."""
    from ngkt_tui.store.health import check_store as look  # rarely needed

    if repair:
        require_role(context, StoreRole.KEEPER)
    return look(context.store, repair=repair, readonly=context.readonly)


def _file_of(context: Context, *command: str) -> Path:
    """Return the file of the store; raises `ServerBackupsError` with the server's `command` for another store."""
    if isinstance(context.store, Path):
        return context.store
    import shlex  # read where a message offers a command as the next step

    raise ServerBackupsError(path=context.store, command=shlex.join([*command, f"--dbname={context.store}"]))


def grant_role(context: Context, name: str, role: StoreRole) -> None:
    """Give somebody a role in place of the one that they had.

    Raises `UnknownLoginError` for somebody whom the server does not know, `RoleGrantError` where the user may not.
    """
    place = _server_of(context)
    from ngkt_tui.store.postgres.roles import grant  # the driver is loaded for the address of a server alone

    with engine_of(place).explained():
        grant(place, name, role)


def revoke_role(context: Context, name: str) -> bool:
    """Take the role of somebody away; `False` where none was given to them. Raises `RoleGrantError`."""
    place = _server_of(context)
    from ngkt_tui.store.postgres.roles import revoke  # as above

    with engine_of(place).explained():
        return revoke(place, name)


def people_of(context: Context) -> "list[Person]":
    """Return who has a role, each with how often they are connected now, and since when."""
    place = _server_of(context)
    from ngkt_tui.store.postgres.roles import people  # as above

    with engine_of(place).explained():
        return people(place)


def _server_of(context: Context) -> ServerAddress:
    if isinstance(context.store, ServerAddress):
        engine_of(context.store)  # tells where the driver is missing
        return context.store
    raise FileRolesError(path=context.store)
