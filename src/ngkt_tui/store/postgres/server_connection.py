"""Connections to a PostgreSQL database, by psycopg: for reading, and for a unit of work.

What is asked of them is written in the dialect of all engines, which `dialect` rewrites. Values come back as SQLite's
do: numbers, texts and nothing else.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import Any, NamedTuple, Protocol, TypeVar

from psycopg import ClientCursor, Connection, Cursor, Error, OperationalError
from psycopg.adapt import Dumper, Loader
from psycopg.errors import QueryCanceled
from psycopg.types.string import StrDumperUnknown, TextLoader

from ngkt_tui.domain.enums import StoreRole
from ngkt_tui.domain.place import ServerAddress
from ngkt_tui.domain.readable import Rows
from ngkt_tui.domain.store_errors import StoreGoneError
from ngkt_tui.domain.text import REPLACEMENT
from ngkt_tui.store.engine import Limit, StoreAccess, StoreId
from ngkt_tui.store.postgres.dialect import translate

CONNECT_SECONDS = 10
LOCK_SECONDS = 15
"""How long a unit of work waits for another one, as with a file."""
STEPS_PER_MILLISECOND = 10_000
"""How many steps of SQLite's machine count as a millisecond of a server's."""
MIN_MILLISECONDS = 30
"""A limit below this would stop what only waits for the network."""
_SETTINGS = (
    "-c search_path=main,public -c jit=off -c timezone=UTC -c client_min_messages=warning"
    # What is read is a few rows from indexes that lie in memory: no worker is started for them, no table walked.
    " -c random_page_cost=1.1 -c max_parallel_workers_per_gather=0 -c work_mem=32MB"
    f" -c lock_timeout={LOCK_SECONDS}s -c idle_in_transaction_session_timeout=600s"
)
_READING = f"{_SETTINGS} -c default_transaction_read_only=on"
_ESCAPED, _ESCAPE = re.compile(r"[\\\s]"), r"\\\g<0>"
"""What splits options, or escapes what does."""
_LOCK = 0x4E474B54
"""The letters NGKT: the advisory lock that a unit of work holds, in the place of SQLite's BEGIN IMMEDIATE."""

AnyConnection = TypeVar("AnyConnection", bound="Connection[Any]")
Values = Mapping[str, Any] | Sequence[Any]


class _NumberLoader(Loader):
    """Loads a numeric as SQLite has it: whole, or with a fraction."""

    def load(self, data: Any) -> int | float:
        text = bytes(data).decode()
        return float(text) if "." in text else int(text)


class _TruthLoader(Loader):
    """Loads a truth value as SQLite has it: 1 or 0."""

    def load(self, data: Any) -> int:
        return int(bytes(data) == b"t")


class _TruthDumper(Dumper):
    """Writes a truth value as SQLite has it."""

    def dump(self, obj: Any) -> bytes:
        return b"1" if obj else b"0"

    def quote(self, obj: Any) -> bytes:
        return self.dump(obj)


class _TextDumper(StrDumperUnknown):
    """Writes a text; the one character that a server cannot hold is replaced."""

    def dump(self, obj: str) -> Any:
        return super().dump(obj.replace("\0", REPLACEMENT) if "\0" in obj else obj)


def connect(
    address: ServerAddress, kind: type[AnyConnection], *, reads: bool, seconds: int = CONNECT_SECONDS
) -> AnyConnection:
    """Return a connection to the database; what the address leaves out, libpq finds."""
    settings = _READING if reads else _SETTINGS
    connection = kind.connect(
        address.address,
        autocommit=reads,
        cursor_factory=ClientCursor,
        prepare_threshold=None,
        options=f"{settings} -c role={_ESCAPED.sub(_ESCAPE, address.actor)}" if address.actor else settings,
        connect_timeout=seconds,
        client_encoding="UTF8",
        fallback_application_name="ngkt-tui",
    )
    connection.adapters.register_loader("numeric", _NumberLoader)
    connection.adapters.register_loader("bool", _TruthLoader)
    connection.adapters.register_loader("jsonb", TextLoader)
    connection.adapters.register_dumper(bool, _TruthDumper)
    connection.adapters.register_dumper(str, _TextDumper)
    return connection


class ServerReadable:
    """What reads from an open connection, in the dialect of all engines; `search` tells what its index is."""

    search = "tsvector"

    def __init__(self, connection: "Connection[Any]") -> None:
        self._connection = connection

    def execute(self, statement: str, parameters: Values = (), /) -> Rows:
        """Run a statement."""
        return _rows(self._connection.execute(translate(statement), parameters))


def _rows(cursor: "Cursor[Any]") -> Rows:
    return cursor  # type: ignore[return-value]  # its description may be None, of what returns no rows


class StoreMark(NamedTuple):
    """What a store says of itself: its schema version, which store it is, and what it lets its user do."""

    version: int
    identity: int
    role: str
    user: str

    @property
    def store_id(self) -> StoreId:
        return (0, self.identity)

    @property
    def access(self) -> StoreAccess:
        return StoreAccess(StoreRole(self.role), self.user)


TAKE_LOCK = f"SELECT pg_advisory_xact_lock({_LOCK})"
_MARK = """
    version,
    identity,
    CASE
        WHEN has_table_privilege('main.digest', 'UPDATE') THEN 'keeper'
        WHEN has_column_privilege('main.store', 'data_version', 'UPDATE') THEN 'editor'
        ELSE 'reader'
    END,
    current_user::text
"""
READ_MARK = f"""
    SELECT {_MARK}
    FROM main.store
    WHERE application = 'ngkt-tui'
"""
_BEGIN = f"""
    {TAKE_LOCK};
    UPDATE main.store
    SET data_version = data_version + 1
    WHERE application = 'ngkt-tui'
    RETURNING {_MARK}
"""


class ServerWriter(Connection[Any]):
    """A connection for a unit of work. `check` is given the mark of the store once the lock is held."""

    check: Callable[[StoreMark], None]

    def begin(self) -> None:
        """Begin a transaction that holds the lock of the store, and that others are told of when it is committed."""
        cursor = self.cursor()
        cursor.execute(_BEGIN)
        cursor.nextset()
        self.check(StoreMark(*(cursor.fetchone() or (0, 0, StoreRole.READER, ""))))


class ServerHome(Protocol):
    """What a connection asks of its engine."""

    def explained(self) -> AbstractContextManager[None]:
        """Raise what psycopg raises in the block as the error of the tree."""
        ...

    def look(self) -> "tuple[Connection[Any], StoreId] | None":
        """Return a new connection, and which store it is on; `None` where there is none any more."""
        ...

    def gone(self) -> StoreGoneError:
        """Return the error of a store that is not there any more."""
        ...


class ServerReader(ServerReadable):
    """A connection that can only read, and that comes back by itself where the server went away.

    A statement that a lost connection did not answer is asked once more: to read twice does no harm.
    """

    def __init__(self, connection: "Connection[Any]", store_id: StoreId, home: ServerHome) -> None:
        super().__init__(connection)
        self.store_id: StoreId | None = store_id
        self.explained = home.explained
        self._home = home
        self._interruptions = 0
        self._limit: Limit | None = None
        self._may_reconnect = True

    def execute(self, statement: str, parameters: Values = (), /) -> Rows:
        """Run a statement, again where its connection was lost or an interruption was meant for the one before it."""
        interruptions = self._interruptions
        if self._connection.closed and self._may_reconnect:
            self._reconnect()
        try:
            return super().execute(statement, parameters)
        except QueryCanceled:
            if self._interruptions != interruptions:
                raise
            if self._limit is not None:
                self._limit.is_over = True
                raise
            return super().execute(statement, parameters)
        except OperationalError:
            if not self._connection.closed or not self._may_reconnect:
                raise
            self._reconnect()
            return super().execute(statement, parameters)

    def present_id(self) -> StoreId | None:
        """Return which store is there: where the connection was lost, by looking again."""
        if not self._connection.closed or not self._may_reconnect:
            return self.store_id
        found = self._home.look()
        if found is None:
            return None
        connection, store_id = found
        if store_id == self.store_id:
            self._connection = connection
        else:
            connection.close()
        return store_id

    def _reconnect(self) -> None:
        if self.present_id() != self.store_id:
            raise self._home.gone()

    def interrupt(self) -> None:
        """Stop the statement that runs in another thread, where one does."""
        self._interruptions += 1
        with suppress(Error):
            self._connection.cancel_safe(timeout=CONNECT_SECONDS)

    def data_version(self) -> int:
        """Return a number that is another one whenever somebody has committed something since."""
        version, identity = self.execute("SELECT data_version, identity FROM main.store").fetchone() or (0, 0)
        if (0, identity) != self.store_id:
            self._connection.close()  # another store was put in its place: whoever looks next meets that one
            raise self._home.gone()
        return int(version)

    @contextmanager
    def limited(self, steps: int) -> Iterator[Limit]:
        """Stop a statement within the block that takes longer than `steps` of SQLite's machine may."""
        self._set_timeout(max(MIN_MILLISECONDS, steps // STEPS_PER_MILLISECOND))
        self._limit = Limit()
        try:
            yield self._limit
        finally:
            self._limit = None
            with suppress(OperationalError):  # a connection that is lost has no timeout any more
                self._set_timeout(0)

    def _set_timeout(self, milliseconds: int) -> None:
        self.execute(f"SET statement_timeout = {milliseconds}")

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """Let everything that is read within the block be of one moment; nobody waits for its end."""
        self.execute("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        self._may_reconnect = False
        try:
            yield
        finally:
            self._may_reconnect = True
            with suppress(OperationalError):
                self.execute("ROLLBACK")

    def close(self) -> None:
        """Close the connection for good."""
        self._may_reconnect = False
        self._connection.close()
