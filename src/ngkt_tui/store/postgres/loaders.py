"""Values of PostgreSQL as SQLite gives them, so that what reads them asks for no engine."""

from decimal import Decimal

from psycopg import Connection
from psycopg.adapt import Buffer, Loader
from psycopg.types.string import TextLoader


class TruthLoader(Loader):
    """What is true or not, as 1 or 0."""

    def load(self, data: Buffer) -> int:
        """Return the number for a value as the server writes it."""
        return int(bytes(data) == b"t")


class NumberLoader(Loader):
    """A sum of integers, which PostgreSQL gives without bounds, as an integer; another number as one."""

    def load(self, data: Buffer) -> int | float:
        """Return the number that the server writes."""
        number = Decimal(bytes(data).decode())
        return int(number) if number == number.to_integral_value() else float(number)


def adapt(connection: Connection[object]) -> None:
    """Let a connection give truths and sums as numbers, and JSON as text."""
    connection.adapters.register_loader("bool", TruthLoader)
    connection.adapters.register_loader("numeric", NumberLoader)
    connection.adapters.register_loader("jsonb", TextLoader)
