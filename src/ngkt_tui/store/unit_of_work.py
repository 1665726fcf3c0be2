"""One unit of work, what is asked of it and what it did: a session in one transaction, which holds the lock at once.

The lock of the store, which `begin` takes, keeps a unit that reads and then writes from losing another one's update.
Nothing is committed unless `commit` is called; leaving the unit in any other way takes everything back. Whatever the
driver complains of within the unit leaves it as an error of the tree.
"""

import atexit
import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum, auto
from logging import CRITICAL, getLogger
from types import TracebackType
from typing import Any, Final, NamedTuple, Self, TypeVar

from sqlalchemy import Connection, create_engine, event
from sqlalchemy import Engine as Mapper
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool, QueuePool
from sqlmodel import Session

from ngkt_tui.domain.place import Place
from ngkt_tui.domain.progress import ProgressReport, report_nothing
from ngkt_tui.domain.readable import Readable
from ngkt_tui.domain.store_errors import StoreConflictError, StoreGoneError
from ngkt_tui.store import engine_of
from ngkt_tui.store.engine import Engine, StoreId

ENGINE = "store_engine"
"""The option under which SQLAlchemy's connections name the engine of their store."""
MAX_ATTEMPTS = 5
T = TypeVar("T")


class AnyValue(Enum):
    """Stands for a value that the user of an edit has not looked at, and so does not insist on."""

    UNSEEN = auto()


ANY_VALUE: Final = AnyValue.UNSEEN


class FieldEdit(NamedTuple):
    """Gives `field` of `record` a value. `seen` is the value that the user saw there, `None` where none stood.

    In a field of entries, as notes are, `value` is an entry to add, and `None` takes the entry `seen` away:
    anybody's, or that of `owner` alone. With the number of an `entry`, `value` takes its place.
    """

    record: str
    field: str
    value: str | None
    seen: str | AnyValue | None = ANY_VALUE
    why: str | None = None
    owner: str | None = None
    entry: int | None = None


class FieldChange(NamedTuple):
    """One field of one record changed: a line of the history.

    `entry` is the number of the entry that is added, changed or taken away; `None` for a column, and where it has none
    yet.
    """

    record: str
    field: str
    before: str | None
    after: str | None
    why: str | None = None
    entry: int | None = None


class Author(NamedTuple):
    """Who did something, and when (UTC, `YYYY-MM-DDTHH:MM:SSZ`)."""

    at: str
    actor: str


class EditResult(NamedTuple):
    """What an action did. `group` is its number in the history, `None` where everything was so already.

    `undoes` is the number of the group that it took back.
    """

    group: int | None
    changes: tuple[FieldChange, ...] = ()
    undoes: int | None = None

    @property
    def records(self) -> tuple[str, ...]:
        """Return the ids of the records that were changed, each once."""
        return tuple(dict.fromkeys(change.record for change in self.changes))


class UnitOfWork:
    """A transaction on the store at `path`, used as a context manager.

    `expected` is the store that its user has been reading; where another one has taken its place, the unit raises
    `StoreGoneError`. Entering it raises `StoreBusyError` where another process keeps the lock for too long, and what
    opening for writing raises. `report` is called while much is done in the unit.
    """

    session: Session

    def __init__(
        self,
        path: Place,
        expected: StoreId | None = None,
        report: ProgressReport = report_nothing,
        engine: Engine | None = None,
    ) -> None:
        self.path = path
        self.report = report
        self._engine = engine or engine_of(path)
        self._expected = expected

    def __enter__(self) -> Self:
        self._store = self._expected or self._engine.present_id()
        self.session = Session(_mapper(self._engine))
        try:
            with self._explained():
                self.session.connection()
                self._require_same_store()
        except BaseException:
            self.session.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.session.close()
        except DBAPIError:
            if error is None:
                raise
        if error is not None:
            self._raise_explained(error)

    @property
    def connection(self) -> Connection:
        """Return the connection beneath the session, for what is done in bulk."""
        return self.session.connection()

    @property
    def readable(self) -> Readable:
        """Return what queries read from, within the transaction: they see what it has locked."""
        return self._engine.readable(self.connection.connection.driver_connection)

    def commit(self) -> None:
        """Make everything durable. Raises `StoreGoneError` where the store was replaced meanwhile; nothing is kept
        then."""
        with self._explained():
            self.session.flush()
            self._require_same_store()
            self.session.commit()

    def rollback(self) -> None:
        """Take everything back."""
        self.session.rollback()

    def _require_same_store(self) -> None:
        present = self._engine.present_id()
        self._store = self._store or present  # of a server that is known once it was asked
        if present != self._store:
            raise StoreGoneError(path=self.path)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            self._raise_explained(error)
            raise

    def _raise_explained(self, error: BaseException) -> None:
        cause = error.orig if isinstance(error, DBAPIError) else error
        explanation = self._engine.explain(cause) if cause is not None else None
        if explanation is not None:
            raise explanation from error


@contextmanager
def collector_paused() -> Iterator[None]:
    """Let garbage wait: what much work makes has no cycles, and looking for them among all of it costs a quarter."""
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.enable()


def run_unit(
    place: Place,
    act: Callable[[UnitOfWork], T],
    expected: StoreId | None = None,
    report: ProgressReport = report_nothing,
) -> T:
    """Do `act` in a unit of work of its own, make it durable, and return what it returned.

    It is done anew where the server took it back because of another transaction.
    """
    for attempt in range(1, MAX_ATTEMPTS + 1):
        try:
            with UnitOfWork(place, expected, report) as unit:
                done = act(unit)
                unit.commit()
            return done
        except StoreConflictError:
            if attempt == MAX_ATTEMPTS:
                raise
    raise AssertionError("the last attempt returns or raises")


def engine_beneath(connection: Connection) -> Engine:
    """Return the engine of the store that a connection of SQLAlchemy is on."""
    engine: Engine = connection.get_execution_options()[ENGINE]
    return engine


_mappers: dict[Engine, Mapper] = {}
_MAX_MAPPERS = 4


def _mapper(engine: Engine) -> Mapper:
    """Return SQLAlchemy's engine of a store. It holds the statements that it has compiled, a third of an edit.

    Of a server it also keeps a connection, until the process ends or works on many other stores.
    """
    mapper = _mappers.get(engine)
    if mapper is not None:
        return mapper
    while len(_mappers) >= _MAX_MAPPERS:
        _mappers.pop(next(iter(_mappers))).dispose()
    kept: dict[str, Any] = {"poolclass": NullPool}
    if engine.keeps_writer:
        kept = {"poolclass": QueuePool, "pool_size": 1, "max_overflow": -1}
    getLogger("sqlalchemy.pool").setLevel(CRITICAL)  # it would tell of a lost connection over the screen
    options = {ENGINE: engine}
    mapper = create_engine(engine.dialect, creator=engine.open_for_writing, execution_options=options, **kept)
    event.listen(mapper, "begin", _take_lock)
    engine.adapt(mapper)
    _mappers[engine] = mapper
    return mapper


@atexit.register
def _close_all() -> None:
    for mapper in _mappers.values():
        mapper.dispose()


def _take_lock(connection: Connection) -> None:
    begun: Any = connection.connection.driver_connection
    begun.begin()
