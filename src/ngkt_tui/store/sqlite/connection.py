"""SQLite connections with the pragmas of a store, and translation of SQLite's errors.

A connection names its mode, so that SQLite never creates a file where a store is missing. A store's file is opened
through SQLite only: closing it in any other way would drop the POSIX locks of this process
(https://sqlite.org/howtocorrupt.html). Result codes: https://sqlite.org/rescode.html.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from operator import methodcaller
from pathlib import Path
from time import monotonic, sleep
from typing import Any, NamedTuple, TypeVar

from ngkt_tui.domain.store_errors import (
    NotAStoreError,
    StoreBusyError,
    StoreDamagedError,
    StoreError,
    StoreGoneError,
    StoreLockError,
    StoreReadOnlyError,
    StoreWriteError,
)
from ngkt_tui.domain.words import LazyText
from ngkt_tui.store.engine import Limit, ReadInterruptedError, StoreId
from ngkt_tui.store.files import can_lock

BUSY_SECONDS = 15.0
"""How long a connection waits for another one's lock before it gives up."""
MIN_RETRY_SECONDS = 0.001
MAX_RETRY_SECONDS = 0.025
_READ_RETRY_SECONDS = 0.002
PARTS_OF_A_LIMIT = 10  # SQLite counts on where a statement is run again: the first part of its steps comes early

T = TypeVar("T")
AnyConnection = TypeVar("AnyConnection", bound=sqlite3.Connection)


class FileId(NamedTuple):
    """Which file a path leads to; another one when the store was replaced."""

    device: int
    inode: int


def file_id(path: Path) -> FileId | None:
    """Return which file `path` leads to; `None` where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return FileId(status.st_dev, status.st_ino)


def retry_while_busy(attempt: Callable[[], T], seconds: float, delay: Callable[[float], float]) -> T:
    """Return what `attempt` returns, made again while another connection holds the lock, for so many `seconds`.

    `delay` tells from the seconds waited so far how long to sleep. SQLite's own busy handler sleeps the longer the
    longer it has waited, up to 100 ms: whoever comes later overtakes, and a reader misses the gaps between commits.
    """
    started = monotonic()
    while True:
        try:
            return attempt()
        except sqlite3.OperationalError as error:
            waited = monotonic() - started
            if not is_busy(error) or waited >= seconds:
                raise
        sleep(delay(waited))


def is_busy(error: sqlite3.OperationalError) -> bool:
    """Return whether another connection holds the lock that a statement needs."""
    return getattr(error, "sqlite_errorcode", 0) & _PRIMARY == sqlite3.SQLITE_BUSY


class ReadingConnection(sqlite3.Connection):
    """A connection that waits for the commits of others by asking often, and that can be stopped while it waits.

    A statement that could not take the lock has read nothing, and may be run again.
    """

    path: Path
    store_id: StoreId | None = None
    _interruptions = 0

    def present_id(self) -> FileId | None:
        """Return which file bears the name of the one that was opened."""
        return file_id(self.path)

    def explained(self) -> AbstractContextManager[None]:
        """Raise what SQLite raises in the block as the error of the tree."""
        return translate_errors(self.path)

    def execute(self, statement: str, parameters: Any = (), /) -> sqlite3.Cursor:
        """Run a statement as soon as nobody is writing. Raises `OperationalError` with `SQLITE_BUSY` in the end."""
        return self.execute_within(BUSY_SECONDS, statement, parameters)

    def execute_within(self, seconds: float, statement: str, parameters: Any = (), /) -> sqlite3.Cursor:
        """Run a statement, and wait for at most so many seconds."""
        interruptions = self._interruptions

        def delay(_: float) -> float:
            # SQLite forgets an interruption that comes while none of its statements runs
            if self._interruptions != interruptions:
                raise _interrupted()
            return _READ_RETRY_SECONDS

        return retry_while_busy(lambda: super(ReadingConnection, self).execute(statement, parameters), seconds, delay)

    def interrupt(self) -> None:
        """Stop the statement that runs or waits in another thread; it raises what an interrupted one raises."""
        self._interruptions += 1
        with suppress(sqlite3.ProgrammingError):  # closed: nothing is read any more
            super().interrupt()

    def data_version(self) -> int:
        """Return a number that is another one whenever somebody else has committed something since."""
        return int(self.execute("PRAGMA data_version").fetchone()[0])

    @contextmanager
    def limited(self, steps: int) -> Iterator[Limit]:
        """Stop what is read within the block where it takes more than `steps` of SQLite's machine."""
        limit, parts = Limit(), iter(range(PARTS_OF_A_LIMIT))

        def stop() -> bool:
            limit.is_over = next(parts, None) is None
            return limit.is_over

        self.set_progress_handler(stop, max(1, steps // PARTS_OF_A_LIMIT))
        try:
            yield limit
        finally:
            self.set_progress_handler(None, 0)

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """Let everything that is read within the block be of one moment. Who writes waits for the end."""
        self.execute("BEGIN")
        try:
            yield
        finally:
            self.rollback()


class WritingConnection(sqlite3.Connection):
    """A connection whose transactions wait for those of others in about the order in which they began to wait."""

    def begin(self) -> None:
        """Begin a transaction that holds the lock from its first moment."""
        self._run(lambda: super(WritingConnection, self).execute("BEGIN IMMEDIATE"), _delay_by_age)

    def commit(self) -> None:
        """Make the transaction durable once nobody reads; while it waits for that, nobody else can begin to read."""
        self._run(super().commit, lambda _: MIN_RETRY_SECONDS)

    def close(self) -> None:
        """Take back what is not committed, and close.

        SQLite keeps a connection, and its journal, as long as a statement of it is referred to, as by the traceback of
        what interrupted it.
        """
        with suppress(sqlite3.Error):  # closed already, or a failing disk: whoever opens the store next takes it back
            if self.in_transaction:
                self.rollback()
        super().close()

    def _run(self, attempt: Callable[[], object], delay: Callable[[float], float]) -> None:
        self.execute("PRAGMA busy_timeout = 0")
        try:
            retry_while_busy(attempt, BUSY_SECONDS, delay)
        finally:
            self.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")


def _delay_by_age(waited: float) -> float:
    """Return how long to sleep: who has waited longer asks more often, and so goes before who comes later."""
    return max(MIN_RETRY_SECONDS, MAX_RETRY_SECONDS / (1 + MAX_RETRY_SECONDS / MIN_RETRY_SECONDS * waited))


def _interrupted() -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("interrupted")
    error.sqlite_errorcode = sqlite3.SQLITE_INTERRUPT
    return error


def connect(path: Path, parameters: str) -> sqlite3.Connection:
    """Return a connection in autocommit mode. `parameters` are SQLite's URI parameters, such as `mode=rw`."""
    return _connect(path, parameters, sqlite3.Connection, BUSY_SECONDS)


def connect_for_reading(path: Path, parameters: str) -> ReadingConnection:
    """Return a connection for reading, which waits for others without being overtaken; `parameters` as above."""
    connection = _connect(path, parameters, ReadingConnection, 0.0)
    connection.execute("PRAGMA query_only = ON")
    return connection


def _connect(path: Path, parameters: str, kind: type[AnyConnection], timeout: float) -> AnyConnection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{parameters}",
        uri=True,
        timeout=timeout,
        isolation_level=None,
        check_same_thread=False,
        factory=kind,
    )
    connection.text_factory = _read_text
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    return connection


_read_text = methodcaller("decode", "utf-8", "replace")  # one bad byte must not keep the other rows from being shown


def connect_for_writing(path: Path) -> WritingConnection:
    """Return a connection that writes durably: a commit that returned outlives a power cut.

    A store that some other tool left in another mode is brought back to the journal that the program works with, where
    nobody else has it open; else it is written to in that mode, as durably.
    """
    connection = _connect(path, "mode=rw", WritingConnection, BUSY_SECONDS)
    try:
        if journal_mode(connection) != "delete":
            _leave_wal_mode(connection)
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute("PRAGMA foreign_keys = ON")
        # A spilled cache locks readers out long before the commit. Without effect once a transaction has begun.
        connection.execute("PRAGMA cache_spill = OFF")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def journal_mode(connection: sqlite3.Connection) -> str:
    """Return how the file that a connection is on is written to: `delete`, or what some other tool has left it in."""
    return str(connection.execute("PRAGMA journal_mode").fetchone()[0])


def _leave_wal_mode(connection: sqlite3.Connection) -> None:
    """Change to a journal at once or not at all: whoever has the store open may have it open all day."""
    connection.execute("PRAGMA busy_timeout = 0")
    with suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")


APPLICATION_ID = 0x4E474B54
"""SQLite's `application_id` of a store: the letters NGKT."""

_PRIMARY = 0xFF

_BY_CODE: dict[int, tuple[type[StoreError], str]] = {
    sqlite3.SQLITE_BUSY: (StoreBusyError, ""),
    sqlite3.SQLITE_LOCKED: (StoreBusyError, ""),
    sqlite3.SQLITE_READONLY: (StoreReadOnlyError, ""),
    sqlite3.SQLITE_PERM: (StoreReadOnlyError, ""),
    sqlite3.SQLITE_CORRUPT: (StoreDamagedError, "store.corrupt"),
    sqlite3.SQLITE_NOTADB: (NotAStoreError, "store.no-database"),
    sqlite3.SQLITE_FULL: (StoreWriteError, "store.disk-full"),
    sqlite3.SQLITE_IOERR: (StoreWriteError, "store.disk-error"),
    sqlite3.SQLITE_CANTOPEN: (StoreError, "store.cannot-open"),
}


@contextmanager
def translate_errors(path: Path) -> Iterator[None]:
    """Raise what SQLite raises in the block as `translate_error` returns it, or as it is."""
    try:
        yield
    except sqlite3.Error as error:
        explanation = translate_error(error, path)
        if explanation is None:
            raise
        raise explanation from error


def translate_error(error: sqlite3.Error, path: Path) -> Exception | None:
    """Return what to raise for `error`: for a user, or `ReadInterruptedError`; `None` for a mistake of this program."""
    if isinstance(error, sqlite3.ProgrammingError):
        return None
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return StoreDamagedError(path=path, detail=str(error))
    primary = code & _PRIMARY
    if primary == sqlite3.SQLITE_INTERRUPT:
        return ReadInterruptedError()
    if code == sqlite3.SQLITE_READONLY_DBMOVED or (primary == sqlite3.SQLITE_CANTOPEN and not path.exists()):
        return StoreGoneError(path=path)
    if (primary == sqlite3.SQLITE_BUSY or code == sqlite3.SQLITE_IOERR_LOCK) and not can_lock(path):
        return StoreLockError(path=path)
    if code in (sqlite3.SQLITE_READONLY_ROLLBACK, sqlite3.SQLITE_READONLY_RECOVERY):
        return StoreError(path=path, detail=LazyText("store.unrecovered"))
    kind, key = _BY_CODE.get(primary, (StoreError, "store.sqlite"))
    detail = str(error) if key == "store.sqlite" else error.sqlite_errorname  # the sentences of SQLite are English
    return kind(path=path, detail=LazyText(key, {"detail": detail})) if key else kind(path=path)
