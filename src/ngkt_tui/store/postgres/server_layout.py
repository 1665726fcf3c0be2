"""Making and migrating the schema of a store on a server.

The steps stand in `steps/`, as those of a file in `store/sqlite/steps`, each under the number of the schema that it
leads to; the first one makes the newest schema that there was when stores on servers began. What makes tables is part
of a transaction here: a store appears with what it holds from the start, or not at all, and so does a new schema.
"""

import secrets
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from psycopg import Connection

from ngkt_tui.domain.place import ServerAddress
from ngkt_tui.domain.store_errors import UnsuitableDatabaseError
from ngkt_tui.store.postgres.functions import FUNCTIONS
from ngkt_tui.store.postgres.roles import bring_up_to_date
from ngkt_tui.store.postgres.server_connection import READ_MARK, TAKE_LOCK, StoreMark
from ngkt_tui.store.postgres.server_errors import creating_command
from ngkt_tui.store.postgres.word_vectors import SEARCH_TABLES
from ngkt_tui.store.schema import SCHEMA_VERSION

_SORTS_AS_BYTES = ("C", "POSIX", "C.UTF-8", "C.utf8")
_SETTING = """
    SELECT current_database(), pg_encoding_to_char(encoding), datcollate, datlocprovider::text
    FROM pg_database
    WHERE datname = current_database()
"""
_ADD_MARK = "INSERT INTO main.store (application, version, identity) VALUES ('ngkt-tui', %s, %s)"
_SET_VERSION = "UPDATE main.store SET version = %s, data_version = data_version + 1"


def is_laid_out(connection: "Connection[Any]") -> bool:
    """Return whether there is a store in the database."""
    return connection.execute("SELECT to_regclass('main.store')").fetchone() != (None,)


def lay_out(connection: "Connection[Any]") -> StoreMark:
    """Make an empty store of the present schema, and return its mark."""
    _run_steps(connection, 0)
    connection.execute(_ADD_MARK, (SCHEMA_VERSION, secrets.randbits(62)))
    return StoreMark(*(connection.execute(READ_MARK).fetchone() or ()))


def require_suitable(connection: "Connection[Any]", place: ServerAddress) -> None:
    """Raise `UnsuitableDatabaseError` where texts would be sorted otherwise than in a file, or cannot be written."""
    name, encoding, collation, provider = connection.execute(_SETTING).fetchone() or ("", "", "", "")
    if encoding != "UTF8" or collation not in _SORTS_AS_BYTES or provider == "i":
        raise UnsuitableDatabaseError(path=place, found=f"{encoding}, {collation}", command=creating_command(name))
    connection.rollback()


def migrate(connection: "Connection[Any]") -> None:
    """Bring the store to the present schema in one transaction; whoever comes second finds nothing to do."""
    connection.execute(TAKE_LOCK)
    version = (connection.execute(READ_MARK).fetchone() or (SCHEMA_VERSION,))[0]
    if version < SCHEMA_VERSION:
        _run_steps(connection, version)
        connection.execute(_SET_VERSION, (SCHEMA_VERSION,))
        bring_up_to_date(connection)
    connection.commit()


@cache
def steps() -> Sequence[tuple[int, str]]:
    """Return the number and the statements of each step, in order, as packaged."""
    folder = files("ngkt_tui.store.postgres").joinpath("steps")
    named = sorted((each for each in folder.iterdir() if each.name.endswith(".sql")), key=lambda each: each.name)
    return tuple((int(each.name[:4]), each.read_text(encoding="utf-8")) for each in named)


def _run_steps(connection: "Connection[Any]", version: int) -> None:
    for number, statements in steps():
        if number > version:
            connection.execute(statements)
    if not version:
        connection.execute(SEARCH_TABLES)
    connection.execute(FUNCTIONS)
