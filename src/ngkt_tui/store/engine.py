"""What an engine does for a store, be that a file or a database on a server: the protocols of both.

Everything above asks an engine, which `store.engine_of` finds; what one has and the other has not stands in
`store.sqlite` and `store.postgres`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from ngkt_tui.domain.enums import StoreRole
from ngkt_tui.domain.place import Place
from ngkt_tui.domain.readable import Readable

if TYPE_CHECKING:
    import sqlalchemy

StoreId = tuple[int, int]
"""Which store a place leads to: another one where it was replaced."""


class StoreAccess(NamedTuple):
    """What a store lets its user do, and whom it takes its user for: empty where it does not care, as a file."""

    role: StoreRole = StoreRole.KEEPER
    user: str = ""


class ReadInterruptedError(Exception):
    """A read was stopped: nobody waits for it any more."""


class Limit:
    """How much a read may take; `is_over` means that it would have taken more, and was stopped."""

    is_over = False


class StoreConnection(Readable, Protocol):
    """A connection that can only read. It belongs to one thread; `interrupt` may be called from another."""

    store_id: StoreId | None

    def present_id(self) -> StoreId | None:
        """Return what the engine returns: another id than `store_id` where the store was replaced."""
        ...

    def explained(self) -> AbstractContextManager[None]:
        """Raise what goes wrong in the block as the engine explains it."""
        ...

    def data_version(self) -> int:
        """Return a number that is another one whenever somebody has committed something since."""
        ...

    def interrupt(self) -> None:
        """Stop the statement that runs or waits in another thread; it then raises `ReadInterruptedError`."""
        ...

    def limited(self, steps: int) -> AbstractContextManager[Limit]:
        """Stop what is read within the block where it takes more than `steps` of SQLite's machine, or as long."""
        ...

    def one_moment(self) -> AbstractContextManager[None]:
        """Let everything that is read within the block be of one moment."""
        ...

    def close(self) -> None:
        """Close the connection."""
        ...


class Engine(Protocol):
    """The store at one place."""

    def __hash__(self) -> int: ...

    @property
    def place(self) -> Place: ...

    @property
    def dialect(self) -> str:
        """Return the URL by which SQLAlchemy knows the dialect."""
        ...

    @property
    def keeps_writer(self) -> bool:
        """Return whether one connection serves one unit of work after another: to make one costs a server much."""
        ...

    @property
    def access(self) -> StoreAccess:
        """Return what the store lets its user do, of a server as it was last asked."""
        ...

    def present_id(self) -> StoreId | None:
        """Return which store the place leads to, of a server as it was last asked; `None` for none."""
        ...

    def explained(self) -> AbstractContextManager[None]:
        """Raise what the driver raises in the block as `explain` returns it."""
        ...

    def explain(self, error: BaseException) -> Exception | None:
        """Return what to raise for an error of the driver; `None` for what is no such error, or a mistake of ours."""
        ...

    def version(self, *, readonly: bool) -> int | None:
        """Return the schema version of the store; `None` where there is none. Raises for what is refused."""
        ...

    def create(self, fill: "Callable[[Engine], None]") -> bool:
        """Make a store, filled from the start, whole or not at all; `False` where there is one by now.

        `fill` gets the engine of the store that is being made, and puts in by a unit of work what it shall hold.
        """
        ...

    def migrate(self, clock: Callable[[], datetime]) -> None:
        """Bring the store to the present schema."""
        ...

    def back_up(self, clock: Callable[[], datetime]) -> None:
        """Keep what stands there, where it is the program that keeps backups, and not the server's keeper."""
        ...

    def open_for_reading(self, *, readonly: bool, cache: int | None = None) -> StoreConnection:
        """Return a connection for reading; `cache` is how many KiB the engine keeps in the process, where it does."""
        ...

    def open_for_writing(self) -> Any:
        """Return the driver's connection for one unit of work; beginning a transaction takes the lock of the store."""
        ...

    def adapt(self, mapper: "sqlalchemy.Engine") -> None:
        """Let statements that are written for all engines pass through SQLAlchemy's."""
        ...

    def read_together(
        self, connection: "sqlalchemy.Connection", statements: Sequence[str], values: Mapping[str, Any]
    ) -> Iterable[list[tuple[Any, ...]]]:
        """Return the rows of several statements, asked in one round trip within a unit of work."""
        ...

    def write(self, connection: "sqlalchemy.Connection", statement: str, rows: Sequence[Sequence[Any]]) -> None:
        """Run a statement that returns nothing for each of its parameters: before whatever is asked next, or with the
        commit. What is wrong with it may be raised only then."""
        ...

    def next_group(self, connection: "sqlalchemy.Connection") -> int:
        """Return the number of the next group of the history: within a unit of work, to which it belongs."""
        ...

    def index(self, connection: "sqlalchemy.Connection", rows: Sequence[tuple[int, str, str]]) -> None:
        """Put rows into the search index: position, bare words, words as written."""
        ...

    def index_entry(self, folded: str, exact: str) -> object:
        """Return what the search index holds of a record with these words, as `indexed` returns it."""
        ...

    def indexed(self, connection: Readable) -> Iterator[tuple[int, object]]:
        """Yield the position of each record of the search index, with what it holds."""
        ...

    def readable(self, connection: Any) -> Readable:
        """Return what reads within the transaction of a connection for writing."""
        ...
