"""What is read from: a connection to a store, whichever engine it is on."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol


class Rows(Protocol):
    """The answer to a statement."""

    @property
    def description(self) -> Sequence[Any]: ...

    def fetchall(self) -> list[Any]:
        """Return the rows that are left."""
        ...

    def fetchone(self) -> Any:
        """Return the next row; `None` for none."""
        ...

    def __iter__(self) -> Iterator[Any]: ...


class Readable(Protocol):
    """What queries read from: SQL with parameters by name, rows as tuples."""

    def execute(self, statement: str, parameters: Any = (), /) -> Rows:
        """Run a statement."""
        ...


def read_together(
    connection: Readable, statements: Sequence[str], parameters: Mapping[str, Any]
) -> Iterable[list[tuple[Any, ...]]]:
    """Return the rows of several statements; a server is asked all of them in one round trip."""
    ask: Callable[..., Iterable[list[tuple[Any, ...]]]] | None = getattr(connection, "read_together", None)
    if ask is not None:
        return ask(statements, parameters)
    return (connection.execute(statement, parameters).fetchall() for statement in statements)
