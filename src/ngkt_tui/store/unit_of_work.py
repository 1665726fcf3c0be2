"""One unit of work, what is asked of it and what it did: a session in one transaction, which holds the lock at once.

`BEGIN IMMEDIATE` keeps a unit that reads and then writes from losing another one's update. Nothing is committed unless
`commit` is called; leaving the unit in any other way takes everything back. Whatever SQLite complains of within the
unit leaves it as an error of the tree.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum, auto
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Final, NamedTuple, Self

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool
from sqlmodel import Session

from ngkt_tui.domain.progress import ProgressReport, report_nothing
from ngkt_tui.domain.store_errors import StoreGoneError
from ngkt_tui.store.connection import FileId, WritingConnection, file_id, translate_error
from ngkt_tui.store.opening import open_for_writing


class AnyValue(Enum):
    """Stands for a value that the user of an edit has not looked at, and so does not insist on."""

    UNSEEN = auto()


ANY_VALUE: Final = AnyValue.UNSEEN


class FieldEdit(NamedTuple):
    """A wish: give `field` of `record` a value. `seen` is the value that the user saw there, `None` where none
    stood.

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
    """What an action did. `group` is its number in the history, `None` where everything was as wished already.

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

    `expected` is the file that its user has been reading; where another one has taken its place, the unit raises
    `StoreGoneError`. Entering it raises `StoreBusyError` where another process keeps the lock for too long, and what
    `open_for_writing` raises. `report` is called while much is done in the unit.
    """

    session: Session

    def __init__(self, path: Path, expected: FileId | None = None, report: ProgressReport = report_nothing) -> None:
        self.path = path
        self.report = report
        self._expected = expected

    def __enter__(self) -> Self:
        self._file = self._expected or file_id(self.path)
        self.session = Session(_engine(self.path))
        try:
            with self._explained():
                self.session.connection()
                self._require_same_file()
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

    def commit(self) -> None:
        """Make everything durable. Raises `StoreGoneError` where the file was replaced meanwhile; nothing is kept
        then."""
        with self._explained():
            self.session.flush()
            self._require_same_file()
            self.session.commit()

    def rollback(self) -> None:
        """Take everything back."""
        self.session.rollback()

    def _require_same_file(self) -> None:
        if file_id(self.path) != self._file:
            raise StoreGoneError(path=self.path)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, sqlite3.Error) as error:
            self._raise_explained(error)
            raise

    def _raise_explained(self, error: BaseException) -> None:
        cause = error.orig if isinstance(error, DBAPIError) else error
        if isinstance(cause, sqlite3.Error):
            explanation = translate_error(cause, self.path)
            if explanation is not None:
                raise explanation from error


@lru_cache(maxsize=4)
def _engine(path: Path) -> Engine:
    """Return the engine of a store. It holds no connection, but the statements that it has compiled.

    Compiling them anew is a third of an edit.
    """
    engine = create_engine("sqlite://", creator=lambda: open_for_writing(path), poolclass=NullPool)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def _begin_immediate(connection: Connection) -> None:
    begun = connection.connection.driver_connection
    assert isinstance(begun, WritingConnection)
    begun.begin()
