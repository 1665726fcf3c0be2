"""What to tell a user of an error of psycopg.

Once connected, the server names its errors by codes, https://www.postgresql.org/docs/current/errcodes-appendix.html.
What keeps a connection from being made has no code, only a sentence.
"""

import re

import psycopg
from psycopg import errors

from ngkt_tui.domain.place import ServerAddress
from ngkt_tui.domain.store_errors import (
    ActorRefusedError,
    DatabaseMissingError,
    DatabaseReadOnlyError,
    StoreBusyError,
    StoreConflictError,
    StoreError,
    StoreGoneError,
    StoreSignInError,
    StoreUnreachableError,
    StoreWriteError,
)
from ngkt_tui.domain.text import sanitize_line
from ngkt_tui.domain.words import LazyText
from ngkt_tui.store.engine import ReadInterruptedError

_PLAIN: dict[type[psycopg.Error], type[StoreError]] = {
    errors.LockNotAvailable: StoreBusyError,
    errors.SerializationFailure: StoreConflictError,
    errors.DeadlockDetected: StoreConflictError,
    errors.UndefinedTable: StoreGoneError,
    errors.InvalidSchemaName: StoreGoneError,
}
_DETAILED: dict[type[psycopg.Error], type[StoreError]] = {
    errors.InsufficientPrivilege: DatabaseReadOnlyError,
    errors.ReadOnlySqlTransaction: DatabaseReadOnlyError,
    errors.IoError: StoreWriteError,
    errors.TooManyConnections: StoreUnreachableError,
    errors.AdminShutdown: StoreUnreachableError,
    errors.CrashShutdown: StoreUnreachableError,
    errors.CannotConnectNow: StoreUnreachableError,
    errors.IntegrityError: StoreError,
    errors.RaiseException: StoreError,
    errors.DataError: StoreError,
    errors.InternalError: StoreError,
    errors.InterfaceError: StoreUnreachableError,
    errors.OperationalError: StoreUnreachableError,
}
_NO_DATABASE = re.compile(r'database "([^"]*)" does not exist')
_NO_ACTOR = ('permission denied to set role "{}"', 'role "{}" does not exist')
_REFUSED = re.compile(
    r"authentication failed|no password supplied|no pg_hba\.conf entry|permission denied for database"
    r'|role "[^"]*" (?:does not exist|is not permitted)'
)


def explain(error: BaseException, place: ServerAddress) -> Exception | None:
    """Return the error of the tree for one of psycopg; `None` for any other, and for a mistake of this program."""
    if not isinstance(error, psycopg.Error):
        return None
    if isinstance(error, errors.QueryCanceled):
        return ReadInterruptedError()
    if isinstance(error, errors.DiskFull):
        return StoreWriteError(path=place, detail=LazyText("store.disk-full"))
    detail = sanitize_line(" ".join(str(error).split()), limit=500)
    if isinstance(error, errors.OperationalError) and error.sqlstate is None:
        return _explain_connecting(place, detail)
    for kind, meant in _PLAIN.items():
        if isinstance(error, kind):
            return meant(path=place)
    found = next((meant for kind, meant in _DETAILED.items() if isinstance(error, kind)), None)
    return None if found is None else found(path=place, detail=detail)


def _explain_connecting(place: ServerAddress, detail: str) -> StoreError:
    """Return why no connection was made, by the words of libpq and of the server."""
    missing = _NO_DATABASE.search(detail)
    if missing:
        return DatabaseMissingError(path=place, command=creating_command(missing[1]))
    if place.actor and any(sentence.format(place.actor) in detail for sentence in _NO_ACTOR):
        return ActorRefusedError(path=place, actor=place.actor)
    kind = StoreSignInError if _REFUSED.search(detail) else StoreUnreachableError
    return kind(path=place, detail=detail)


def creating_command(name: str) -> str:
    """Return the command that makes a database in which texts are sorted as in a file."""
    import shlex  # read where a message offers a command as the next step

    return shlex.join(["createdb", "--template=template0", "--locale=C", "--encoding=UTF8", name])
