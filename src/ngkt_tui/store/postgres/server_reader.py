"""A connection to a PostgreSQL database that only reads: stopped, limited, told of commits, and back by itself.

The server tells of commits by NOTIFY. Where it cannot, behind a pooler or on a standby, it is asked.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from time import monotonic
from typing import Any, Protocol, TypeVar

from psycopg import Connection, Cursor, Error, OperationalError
from psycopg.errors import QueryCanceled, ReadOnlySqlTransaction

from ngkt_tui.domain.readable import Rows
from ngkt_tui.domain.store_errors import StoreGoneError
from ngkt_tui.store.engine import Limit, StoreId
from ngkt_tui.store.postgres.dialect import translate
from ngkt_tui.store.postgres.server_connection import (
    CHANNEL,
    CONNECT_SECONDS,
    ServerReadable,
    StoreMark,
    Values,
    as_rows,
)

STEPS_PER_MILLISECOND = 10_000
"""How many steps of SQLite's machine count as a millisecond of a server's."""
MAX_SILENCE_SECONDS = 3.0
"""For so long a server that tells of no commit is believed that there was none."""
QUIET_LOOKS = 3
"""After so many looks at which nobody had written since the last one, a server is listened to again."""
IN_VAIN_SECONDS = 2.0
"""A connection that was lost after so long was not closed: the network is silent, and would be for the next one."""
MIN_MILLISECONDS = 30
"""A limit below this would stop what only waits for the network."""

_VERSION = "SELECT data_version, identity FROM main.store"
T = TypeVar("T")


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

    version_column = "(SELECT data_version FROM main.store)"

    def __init__(self, connection: "Connection[Any]", mark: StoreMark, home: ServerHome) -> None:
        super().__init__(connection)
        self.store_id: StoreId | None = mark.store_id
        self.explained = home.explained
        self._home = home
        self._interruptions = 0
        self._version = mark.data_version
        self._believed_until: float | None = None
        """Until when a server that tells of no commit is believed; `None` before anybody wanted to know."""
        self._limit: Limit | None = None
        self._milliseconds = 0
        self._may_reconnect = True
        self._quiet_looks = QUIET_LOOKS
        """How often it was seen that nobody had written, one time after the other."""
        self._listening: Connection[Any] | None = None
        """The connection that was asked to tell of commits."""

    def execute(self, statement: str, parameters: Values = (), /) -> Rows:
        """Run a statement, again where its connection was lost or an interruption was meant for the one before it."""
        return self._asked(lambda: self._execute(statement, parameters))

    def read_together(
        self, statements: Sequence[str], parameters: Mapping[str, Any], /
    ) -> Iterable[list[tuple[Any, ...]]]:
        """Return the rows of several statements, asked again as `execute` does."""
        ask = super().read_together
        return self._asked(lambda: ask(statements, parameters))

    def _asked(self, ask: Callable[[], T]) -> T:
        interruptions, begun = self._interruptions, monotonic()
        if self._connection.closed and self._may_reconnect:
            self._reconnect()
        try:
            return ask()
        except QueryCanceled:
            if self._interruptions != interruptions:
                raise
            if self._limit is not None:
                self._limit.is_over = True
                raise
            return ask()
        except OperationalError:
            is_silent = monotonic() - begun > IN_VAIN_SECONDS  # whoever waits is told before it is tried once more
            if not self._connection.closed or not self._may_reconnect or is_silent:
                raise
            self._reconnect()
            return ask()

    def _execute(self, statement: str, parameters: Values) -> Rows:
        """Run a statement; how long it may take goes out with it, for the one transaction that both are then."""
        if self._limit is None:
            return super().execute(statement, parameters)
        cursor = self._connection.execute(
            f"SET LOCAL statement_timeout = {self._milliseconds}; {translate(statement)}", parameters
        )
        cursor.nextset()
        return as_rows(cursor)

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
        """Return a number that is another one whenever somebody has committed something since.

        A server that is silent is asked every few seconds: behind a pooler it tells nothing. One that tells of a commit
        is asked from then on, and not listened to until nobody has written for some looks: to tell each of many desks
        of each of many commits costs a server more than their questions.
        """
        before, self._believed_until = self._believed_until, 0.0
        if before is None:
            return self._version  # as the mark of the store had it; whoever looks once need not be told
        is_told = self._is_listening and self._has_word()
        if self._is_listening and not is_told and monotonic() < before:
            self._believed_until = before
            return self._version
        if is_told:
            self._stop_listening()
        elif self._quiet_looks >= QUIET_LOOKS:
            self._listen()
        version = self._ask_version()
        self._quiet_looks = self._quiet_looks + 1 if version == self._version and not is_told else 0
        self._version = version
        self._believed_until = monotonic() + MAX_SILENCE_SECONDS
        return version

    def _ask_version(self) -> int:
        version, identity = self._asked(
            lambda: Cursor(self._connection).execute(_VERSION, prepare=True).fetchone() or (0, 0)
        )
        if (0, identity) != self.store_id:
            self._connection.close()  # another store was put in its place: whoever looks next meets that one
            raise self._home.gone()
        return int(version)

    @property
    def _is_listening(self) -> bool:
        return self._listening is self._connection and not self._connection.closed

    def _listen(self) -> None:
        """Ask to be told of commits: before the server is asked for what there is. A standby tells of none."""
        with suppress(ReadOnlySqlTransaction):
            while not self._is_listening:  # the connection may be another one by then
                self.execute(f"LISTEN {CHANNEL}")
                self._listening = self._connection

    def _stop_listening(self) -> None:
        with suppress(OperationalError):  # it is lost: the next one does not listen
            self._connection.execute(f"UNLISTEN {CHANNEL}")
        self._listening = None

    def _has_word(self) -> bool:
        """Return whether the server has told of a commit, or has closed the connection."""
        try:
            self._connection.pgconn.consume_input()
        except OperationalError:
            return True
        is_told = False
        while self._connection.pgconn.notifies() is not None:
            is_told = True
        return is_told

    @contextmanager
    def limited(self, steps: int) -> Iterator[Limit]:
        """Stop a statement within the block that takes longer than `steps` of SQLite's machine may."""
        self._limit, self._milliseconds = Limit(), max(MIN_MILLISECONDS, steps // STEPS_PER_MILLISECOND)
        try:
            yield self._limit
        finally:
            self._limit = None

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
