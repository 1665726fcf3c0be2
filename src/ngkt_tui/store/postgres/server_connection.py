"""Connections to a PostgreSQL database, by psycopg: for reading, and for a unit of work.

What is asked of them is written in the dialect of all engines, which `dialect` rewrites. Values come back as SQLite's
do: numbers, texts and nothing else.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from logging import CRITICAL, getLogger
from select import select
from typing import Any, NamedTuple, TypeVar

from psycopg import ClientCursor, Connection, Cursor, OperationalError, Pipeline, pq
from psycopg.adapt import Dumper, Loader
from psycopg.conninfo import conninfo_to_dict
from psycopg.types.string import StrDumperUnknown, TextLoader

from ngkt_tui.domain.enums import StoreRole
from ngkt_tui.domain.place import ServerAddress
from ngkt_tui.domain.readable import Rows
from ngkt_tui.domain.store_errors import StoreConflictError
from ngkt_tui.domain.text import REPLACEMENT
from ngkt_tui.store.engine import StoreAccess, StoreId
from ngkt_tui.store.postgres.dialect import translate

CONNECT_SECONDS = 10
AGAIN_SECONDS = 4
"""How long one that was there is waited for: a network asks anew after 1 and 3 seconds, and after 7 only then."""
MAX_UNSENT = 500
"""Rows that are written later; more are sent off, as the server may work on them meanwhile."""
LOCK_SECONDS = 15
"""How long a unit of work waits for another one, as with a file."""
_SETTINGS = (
    "-c search_path=main,public -c jit=off -c timezone=UTC -c client_min_messages=warning"
    # What is read is a few rows from indexes that lie in memory: no worker is started for them, no table walked.
    " -c random_page_cost=1.1 -c max_parallel_workers_per_gather=0 -c work_mem=32MB"
    # What is prepared is asked again and again of indexes: to plan it anew for each value takes longer than to run it.
    " -c plan_cache_mode=force_generic_plan"
    f" -c lock_timeout={LOCK_SECONDS}s -c idle_in_transaction_session_timeout=600s"
    # The server too notices a silent network: else who was cut off within an edit would keep the lock for long.
    " -c tcp_user_timeout=4000 -c tcp_keepalives_idle=2 -c tcp_keepalives_interval=1 -c tcp_keepalives_count=2"
)
_READING = f"{_SETTINGS} -c default_transaction_read_only=on"
_NETWORK: dict[str, Any] = {
    "tcp_user_timeout": 4000,
    "keepalives_idle": 2,
    "keepalives_interval": 1,
    "keepalives_count": 2,
}
"""A network that was cut is noticed within seconds, unless the address says otherwise; a busy server is waited for."""
_ESCAPED, _ESCAPE = re.compile(r"[\\\s]"), r"\\\g<0>"
"""What splits options, or escapes what does."""
_LOCK = 0x4E474B54
"""The letters NGKT: the advisory lock that a unit of work holds, in the place of SQLite's BEGIN IMMEDIATE."""

getLogger("psycopg").setLevel(CRITICAL)  # it would tell of a lost connection over the screen

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
    # A connection that only reads is none that accepts writes: of several hosts it looks for the one that leads.
    attributes: dict[str, Any] = {"target_session_attrs": "primary"} if reads and _is_for_writing(address) else {}
    network = {"connect_timeout": seconds, **_NETWORK}
    connection = kind.connect(
        address.address,
        **attributes,
        autocommit=reads,
        cursor_factory=ClientCursor,
        prepare_threshold=1_000_000,  # what is asked again and again says so
        options=f"{settings} -c role={_ESCAPED.sub(_ESCAPE, address.actor)}" if address.actor else settings,
        **{name: value for name, value in network.items() if name not in address.address},
        client_encoding="UTF8",
        fallback_application_name="ngkt-tui",
    )
    connection.adapters.register_loader("numeric", _NumberLoader)
    connection.adapters.register_loader("bool", _TruthLoader)
    connection.adapters.register_loader("jsonb", TextLoader)
    connection.adapters.register_dumper(bool, _TruthDumper)
    connection.adapters.register_dumper(str, _TextDumper)
    return connection


def _is_for_writing(address: ServerAddress) -> bool:
    """Return whether the address, or the environment, asks for a server that accepts writes."""
    named = conninfo_to_dict(address.address).get("target_session_attrs")
    usual = {each.keyword: each.val for each in pq.Conninfo.get_defaults()}[b"target_session_attrs"]
    return (named or (usual or b"").decode()) == "read-write"


class ServerReadable:
    """What reads from an open connection, in the dialect of all engines; `search` is the kind of its index."""

    search = "tsvector"

    def __init__(self, connection: "Connection[Any]") -> None:
        self._connection = connection

    def execute(self, statement: str, parameters: Values = (), /) -> Rows:
        """Run a statement."""
        return as_rows(self._connection.execute(translate(statement), parameters))

    def read_together(
        self, statements: Sequence[str], parameters: Mapping[str, Any], /
    ) -> Iterable[list[tuple[Any, ...]]]:
        """Return the rows of several statements, which go out before the first is answered, and are planned once."""
        with self._connection.pipeline():
            cursors = [
                Cursor(self._connection).execute(translate(each), parameters, prepare=True) for each in statements
            ]
        return [cursor.fetchall() for cursor in cursors]


def as_rows(cursor: "Cursor[Any]") -> Rows:
    """Return what a cursor has been answered."""
    return cursor  # type: ignore[return-value]  # its description may be None, of what returns no rows


class StoreMark(NamedTuple):
    """What a store says of itself: its schema version, which store it is, and what it lets its user do."""

    version: int
    identity: int
    role: str
    user: str
    data_version: int

    @property
    def store_id(self) -> StoreId:
        return (0, self.identity)

    @property
    def access(self) -> StoreAccess:
        return StoreAccess(StoreRole(self.role), self.user)


CHANNEL = "ngkt_store_changed"
"""On which whoever listens is told of every commit."""
TAKE_LOCK = f"SELECT pg_advisory_xact_lock({_LOCK})"
_MARK = """
    version,
    identity,
    CASE
        WHEN has_table_privilege('main.digest', 'UPDATE') THEN 'keeper'
        WHEN has_column_privilege('main.store', 'data_version', 'UPDATE') THEN 'editor'
        ELSE 'reader'
    END,
    current_user::text,
    data_version
"""
READ_MARK = f"""
    SELECT {_MARK}
    FROM main.store
    WHERE application = 'ngkt-tui'
"""
_BEGIN = f"""
    BEGIN;
    {TAKE_LOCK};
    NOTIFY {CHANNEL};
    UPDATE main.store
    SET data_version = data_version + 1
    WHERE application = 'ngkt-tui'
    RETURNING
        {_MARK},
        (SELECT coalesce(max(id), 0) + 1 FROM main.change_group)
"""


class ServerWriter(Connection[Any]):
    """A connection for one unit of work after another. `check` is given the mark of the store once the lock is held.

    What is written with `write` goes out together with what is asked next, or with the commit: others wait for the
    lock as long as the server is waited for.
    """

    check: Callable[[StoreMark], None]
    conflict: StoreConflictError
    """What to raise where the connection was lost since the last unit: nothing was done, all can be done again."""
    next_group = 1
    """The number of the next group of the history."""
    _is_used = False
    _unsent: list[tuple[str, Sequence[Values]]]

    def __init__(self, *settings: Any, **more: Any) -> None:
        super().__init__(*settings, **more)
        self._unsent = []

    @property
    def has_ended(self) -> bool:
        """Return whether the server has closed the connection while it was idle; it sends a last word then."""
        return self.closed or bool(select([self], [], [], 0)[0])

    def write(self, statement: str, rows: Sequence[Values]) -> None:
        """Run a statement that returns nothing for each of its parameters, at the latest with the commit."""
        self._unsent.append((statement, rows))
        if sum(len(each) for _, each in self._unsent) >= MAX_UNSENT:
            self._send()

    def cursor(self, *names: Any, **settings: Any) -> Any:
        """Return a cursor, before which everything has been written."""
        if self._unsent:
            self._send()
        return super().cursor(*names, **settings)

    @contextmanager
    def pipeline(self) -> Iterator[Pipeline]:
        """Let what is asked in the block go out together, after what is still to be written."""
        unsent, self._unsent = self._unsent, []
        with super().pipeline() as pipeline:
            for statement, rows in unsent:
                Cursor(self).executemany(translate(statement), rows)
            yield pipeline

    def _send(self) -> None:
        with self.pipeline():
            pass

    def commit(self) -> None:
        """Make everything durable; what is still to be written goes out with it."""
        if not self._unsent:
            super().commit()
            return
        with self.pipeline():
            Cursor(self).execute("COMMIT", prepare=False)

    def rollback(self) -> None:
        """Take everything back; of a connection that is lost the server has done so."""
        self._unsent = []
        if not self.closed:
            super().rollback()

    def begin(self) -> None:
        """Begin a transaction that holds the lock of the store, and that others are told of when it is committed."""
        cursor = self.cursor()
        try:
            cursor.execute(_BEGIN)
        except OperationalError as error:
            if self._is_used and self.closed:
                raise self.conflict from error
            raise
        self._is_used = True
        while cursor.nextset():
            pass
        *mark, self.next_group = cursor.fetchone() or (0, 0, StoreRole.READER, "", 0, 1)
        self.check(StoreMark(*mark))
