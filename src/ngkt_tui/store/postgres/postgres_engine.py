"""The engine of a store that is the schema `main` of a PostgreSQL database: what `store.engine` asks for."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from psycopg import Connection
from psycopg import Error as PsycopgError
from psycopg.errors import UndefinedTable

from ngkt_tui.domain.place import ServerAddress
from ngkt_tui.domain.readable import Readable
from ngkt_tui.domain.store_errors import (
    ForeignDatabaseError,
    StoreConflictError,
    StoreError,
    StoreGoneError,
    StoreNewerError,
)
from ngkt_tui.domain.words import LazyText
from ngkt_tui.store.engine import Engine, StoreAccess, StoreId
from ngkt_tui.store.postgres.server_connection import (
    AGAIN_SECONDS,
    READ_MARK,
    TAKE_LOCK,
    ServerReadable,
    ServerWriter,
    StoreMark,
    connect,
)
from ngkt_tui.store.postgres.server_errors import explain
from ngkt_tui.store.postgres.server_reader import ServerReader
from ngkt_tui.store.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    import sqlalchemy

_IS_USED = "SELECT 1 FROM pg_class WHERE relnamespace = to_regnamespace('main') LIMIT 1"


class PostgresEngine:
    """The store in the database at `place`."""

    dialect = "postgresql+psycopg://"
    keeps_writer = True

    def __init__(self, place: ServerAddress) -> None:
        self.place = place
        self._met: StoreMark | None = None
        self._spare: tuple[Connection[Any], StoreMark] | None = None

    @property
    def access(self) -> StoreAccess:
        """Return what the last connection was told."""
        return self._met.access if self._met is not None else StoreAccess()

    def present_id(self) -> StoreId | None:
        """Return which store the last connection was made to."""
        return self._met.store_id if self._met is not None else None

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Raise what psycopg raises in the block as the error of the tree."""
        try:
            yield
        except PsycopgError as error:
            explanation = explain(error, self.place)
            if explanation is None:
                raise
            raise explanation from error

    def explain(self, error: BaseException) -> Exception | None:
        """Return the error of the tree for one of psycopg."""
        return explain(error, self.place)

    def version(self, *, readonly: bool) -> int | None:
        """Return the schema version; the connection that told it is kept for `open_for_reading`."""
        connection = connect(self.place, Connection, reads=True)
        mark = self._mark(connection)
        if mark is None:
            connection.close()
            return None
        self._drop_spare()
        self._spare = connection, mark
        return mark.version

    def create(self, fill: Callable[[Engine], None]) -> bool:
        """Lay out the schema and fill it, in one transaction."""
        try:
            fill(_NewStoreEngine(self.place))
        except AlreadyMadeError:
            return False
        self._gather_statistics()
        return True

    def _gather_statistics(self) -> None:
        """Let the planner know what a new store holds: until the server looks by itself, it takes tables for empty."""
        with self.explained(), connect(self.place, Connection, reads=False) as connection:
            connection.autocommit = True
            connection.execute("VACUUM (ANALYZE)")

    def migrate(self, clock: Callable[[], datetime]) -> None:
        """Take the steps that the schema lacks, in one transaction."""
        from ngkt_tui.store.postgres.server_layout import migrate  # rarely needed, and it reads the package's files

        self._drop_spare()
        with self.explained():
            connection = connect(self.place, ServerWriter, reads=False)
            try:
                migrate(connection)
            finally:
                connection.close()

    def back_up(self, clock: Callable[[], datetime]) -> None:
        """Do nothing: whoever keeps the server keeps its backups."""

    def open_for_reading(self, *, readonly: bool, cache: int | None = None) -> ServerReader:
        """Return a connection for reading: the one that told the version, where that is not in use."""
        if self._spare is None and self.version(readonly=readonly) is None:
            raise self.gone()
        assert self._spare is not None
        (connection, mark), self._spare = self._spare, None
        self._require_present(mark)
        return ServerReader(connection, mark, self)

    def open_for_writing(self) -> ServerWriter:
        """Return a connection for a unit of work, which looks at the store once it holds the lock."""
        connection = connect(self.place, ServerWriter, reads=False)
        connection.autocommit = True  # `begin` says BEGIN itself, together with all else that it asks
        connection.check, connection.conflict = self._require_present, StoreConflictError(path=self.place)
        return connection

    def adapt(self, mapper: "sqlalchemy.Engine") -> None:
        """Rewrite what is written for all engines, and let whole numbers be long."""
        from ngkt_tui.store.postgres.mapper import adapt  # SQLAlchemy is loaded with the first edit

        adapt(mapper)

    def read_together(
        self, connection: "sqlalchemy.Connection", statements: Sequence[str], values: Mapping[str, Any]
    ) -> Iterable[list[tuple[Any, ...]]]:
        """Return the rows of all that go out together, each planned once."""
        return ServerReadable(_writer(connection)).read_together(statements, values)

    def write(self, connection: "sqlalchemy.Connection", statement: str, rows: Sequence[Sequence[Any]]) -> None:
        """Let it go out together with what is asked next, or with the commit."""
        _writer(connection).write(statement, rows)

    def next_group(self, connection: "sqlalchemy.Connection") -> int:
        """Return the number that came with the lock, or the next one."""
        writer = _writer(connection)
        writer.next_group += 1
        return writer.next_group - 1

    def index(self, connection: "sqlalchemy.Connection", rows: Sequence[tuple[int, str, str]]) -> None:
        """Put rows into the search index, each as the vector of its words."""
        from ngkt_tui.store.postgres.word_vectors import word_vector  # as above

        vectors = [(position, word_vector(folded, exact)) for position, folded, exact in rows]
        self.write(connection, "INSERT INTO search (rowid, words) VALUES (?, ?::tsvector)", vectors)

    def index_entry(self, folded: str, exact: str) -> object:
        """Return the words, each with its places."""
        from ngkt_tui.store.postgres.word_vectors import word_vector  # as above

        return frozenset(word_vector(folded, exact).split())

    def indexed(self, connection: Readable) -> Iterator[tuple[int, object]]:
        """Yield the words of each record, each with its places."""
        for position, words in connection.execute("SELECT rowid, words::text FROM search").fetchall():
            yield position, frozenset(words.split())

    def readable(self, connection: Any) -> ServerReadable:
        """Return what reads within the transaction of a writing connection."""
        return ServerReadable(connection)

    def _drop_spare(self) -> None:
        spare, self._spare = self._spare, None
        if spare is not None:
            spare[0].close()

    def look(self) -> "tuple[Connection[Any], StoreId] | None":
        """Return a new connection, and which store it is on; `None` where there is none any more."""
        connection = connect(self.place, Connection, reads=True, seconds=AGAIN_SECONDS)
        mark = self._mark(connection)
        if mark is None:
            connection.close()
            return None
        return connection, mark.store_id

    def gone(self) -> StoreGoneError:
        """Return the error of a store that is not there any more."""
        return StoreGoneError(path=self.place)

    def _mark(self, connection: "Connection[Any]") -> StoreMark | None:
        """Return the mark of the store; `None` where there is none. Closes the connection where it raises."""
        try:
            mark = self._read_mark(connection)
        except BaseException:
            connection.close()
            raise
        self._met = mark
        return mark

    def _read_mark(self, connection: "Connection[Any]") -> StoreMark | None:
        try:
            found = connection.execute(READ_MARK).fetchone()
        except UndefinedTable:
            if connection.execute(_IS_USED).fetchone() is not None:
                raise ForeignDatabaseError(path=self.place) from None
            return None
        if found is None:
            raise ForeignDatabaseError(path=self.place)
        mark = StoreMark(*found)
        if mark.version > SCHEMA_VERSION:
            raise StoreNewerError(path=self.place, found=mark.version, known=SCHEMA_VERSION)
        return mark

    def _require_present(self, mark: StoreMark) -> None:
        """Raise `StoreError` where the schema is not the present one."""
        self._met = mark
        if mark.version > SCHEMA_VERSION:
            raise StoreNewerError(path=self.place, found=mark.version, known=SCHEMA_VERSION)
        if mark.version < SCHEMA_VERSION:
            values = {"found": mark.version, "known": SCHEMA_VERSION}
            raise StoreError(path=self.place, detail=LazyText("store.older", values))


def _writer(connection: "sqlalchemy.Connection") -> ServerWriter:
    """Return the driver's connection beneath one of SQLAlchemy."""
    writer: Any = connection.connection.driver_connection
    return cast("ServerWriter", writer)


class AlreadyMadeError(Exception):
    """Somebody else was the first to make the store."""


class _NewStoreEngine(PostgresEngine):
    """The engine of a store that is being made: its unit of work makes the schema first."""

    keeps_writer = False

    def open_for_writing(self) -> ServerWriter:
        """Return a connection for that. Raises `UnsuitableDatabaseError`."""
        from ngkt_tui.store.postgres.server_layout import require_suitable  # as above

        connection = connect(self.place, _NewStoreWriter, reads=False)
        connection.check = self._require_present
        try:
            require_suitable(connection, self.place)
        except BaseException:
            connection.close()
            raise
        return connection


class _NewStoreWriter(ServerWriter):
    """A connection whose transaction makes the schema, and then goes on as any unit of work."""

    def begin(self) -> None:
        """Take the lock and lay out the schema. Raises `AlreadyMadeError` where there is a store by now."""
        from ngkt_tui.store.postgres.server_layout import is_laid_out, lay_out  # as above

        self.execute(TAKE_LOCK)
        if is_laid_out(self):
            raise AlreadyMadeError
        self.check(lay_out(self))
