"""The store: tables, edits, undo, importing digests, for either engine; it writes, and knows no screen.

What one engine has and the other has not stands in `sqlite` and `postgres`. Which engine a store has is told by its
place; the driver of a server is loaded for the address of one alone.
"""

from functools import lru_cache
from pathlib import Path

from ngkt_tui.domain.place import Place
from ngkt_tui.domain.store_errors import DriverMissingError
from ngkt_tui.store.engine import Engine


@lru_cache(maxsize=8)
def engine_of(place: Place) -> Engine:
    """Return the engine of the store at a place; raises `DriverMissingError` for an address without a driver."""
    if isinstance(place, Path):
        from ngkt_tui.store.sqlite.sqlite_engine import SqliteEngine  # either engine is loaded where it is used

        return SqliteEngine(place)
    try:
        from ngkt_tui.store.postgres.postgres_engine import PostgresEngine  # as above
    except ImportError as error:
        if (error.name or "psycopg").partition(".")[0] != "psycopg":  # the driver names none where it lacks libpq
            raise
        raise DriverMissingError(path=place) from error
    return PostgresEngine(place)
