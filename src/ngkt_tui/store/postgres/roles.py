"""Giving and taking roles in a store on a server, and who has one.

A role is a group of PostgreSQL's that cannot sign in, `ngkt_DATABASE_ROLE`; people are its members. What a group may do
is told in `privileges`, and is brought up to date by whoever owns the store when a role is given.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from typing import Any, NamedTuple

from psycopg import Connection
from psycopg.errors import InsufficientPrivilege
from psycopg.sql import SQL, Identifier, Literal

from ngkt_tui.domain.enums import StoreRole
from ngkt_tui.domain.place import ServerAddress
from ngkt_tui.domain.store_errors import RoleGrantError, StoreGoneError, UnknownLoginError
from ngkt_tui.domain.text import sanitize_line
from ngkt_tui.store.postgres.privileges import fingerprint, grants, protections
from ngkt_tui.store.postgres.server_connection import TAKE_LOCK, connect

MAX_NAME_BYTES = 63
"""Of a name PostgreSQL keeps so many."""
_PEOPLE = """
    SELECT
        person.rolname,
        CASE
            WHEN has_table_privilege(person.oid, 'main.digest', 'UPDATE') THEN 'keeper'
            WHEN has_column_privilege(person.oid, 'main.store', 'data_version', 'UPDATE') THEN 'editor'
            ELSE 'reader'
        END,
        count(session.pid),
        to_char(min(session.backend_start), 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
    FROM pg_roles AS person
    LEFT JOIN pg_stat_activity AS session
        ON session.usesysid = person.oid AND session.datname = current_database() AND session.pid <> pg_backend_pid()
    WHERE person.rolcanlogin
        AND has_schema_privilege(person.oid, 'main', 'USAGE')
        AND has_table_privilege(person.oid, 'main.store', 'SELECT')
    GROUP BY person.oid, person.rolname
    ORDER BY person.rolname
"""
_COMMENT = "SELECT obj_description(to_regnamespace('main'), 'pg_namespace')"


class Person(NamedTuple):
    """Somebody who has a role in a store, with how many connections to it, and since when (UTC; `None` where none
    is, or the server does not tell)."""

    name: str
    role: StoreRole
    connections: int
    since: str | None


def grant(place: ServerAddress, name: str, role: StoreRole) -> None:
    """Give somebody a role, in the place of the one that they had.

    Raises `UnknownLoginError` for somebody whom the server does not know, `RoleGrantError` where the user may not.
    """
    with _transaction(place) as connection:
        if connection.execute("SELECT FROM pg_roles WHERE rolname = %s", (name,)).fetchone() is None:
            raise UnknownLoginError(name=name, command=str(_literally(connection, "CREATE ROLE {} LOGIN", name)))
        groups = _group_names(connection)
        _bring_up_to_date(connection, groups)
        _take_roles(connection, name, groups)
        passes_on = " WITH ADMIN OPTION" if role is StoreRole.KEEPER else ""
        connection.execute(SQL("GRANT {} TO {}" + passes_on).format(Identifier(groups[role]), Identifier(name)))


def revoke(place: ServerAddress, name: str) -> bool:
    """Take the role of somebody away; `False` where they had none by `grant`."""
    with _transaction(place) as connection:
        return _take_roles(connection, name, _group_names(connection))


def people(place: ServerAddress) -> list[Person]:
    """Return everybody who can sign in and has a role, by a grant or by owning the store or the server."""
    with _transaction(place) as connection:
        return [Person(name, StoreRole(role), *session) for name, role, *session in connection.execute(_PEOPLE)]


@contextmanager
def _transaction(place: ServerAddress) -> Iterator["Connection[Any]"]:
    """Give a connection on which everything is done or nothing. Raises `StoreGoneError` where there is no store."""
    with closing(connect(place, Connection, reads=False)) as connection:
        if connection.execute("SELECT to_regclass('main.store')").fetchone() == (None,):
            raise StoreGoneError(path=place)
        try:
            yield connection
            connection.commit()
        except InsufficientPrivilege as error:
            detail = sanitize_line(" ".join(str(error).split()), limit=500)
            raise RoleGrantError(path=place, detail=detail) from error


def _group_names(connection: "Connection[Any]") -> dict[StoreRole, str]:
    (database,) = connection.execute("SELECT current_database()::text").fetchone() or ("",)
    if len(database.encode()) > MAX_NAME_BYTES - len("ngkt__reader"):
        database = sha256(database.encode()).hexdigest()[:32]
    return {role: f"ngkt_{database}_{role}" for role in StoreRole}


def _bring_up_to_date(connection: "Connection[Any]", groups: dict[StoreRole, str]) -> None:
    """Make the groups, and let them do what this version of the program says, unless that is so already."""
    mark = f"ngkt-tui: {fingerprint()} {groups[StoreRole.READER]}"
    if connection.execute(_COMMENT).fetchone() == (mark,):
        return
    connection.execute(TAKE_LOCK)
    known = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
    quoted = {role: Identifier(name).as_string(connection) for role, name in groups.items()}
    for role in (each for each in StoreRole if groups[each] not in known):
        connection.execute(f"CREATE ROLE {quoted[role]} NOLOGIN")
    reader, editor, keeper = (quoted[role] for role in StoreRole)
    connection.execute(f"GRANT {reader} TO {editor}")
    connection.execute(f"GRANT {reader}, {editor} TO {keeper} WITH ADMIN OPTION")
    try:
        with connection.transaction():
            connection.execute(f"GRANT pg_read_all_stats TO {keeper}")  # who is connected since when
    except InsufficientPrivilege:
        pass  # then nobody but the keeper of the server is told that
    for statement in (*protections(), *grants(quoted)):
        connection.execute(statement)
    connection.execute(SQL("COMMENT ON SCHEMA main IS {}").format(Literal(mark)))


def bring_up_to_date(connection: "Connection[Any]") -> None:
    """Let the groups of a store that has them do what this version of the program says, after a migration."""
    groups = _group_names(connection)
    (comment,) = connection.execute(_COMMENT).fetchone() or (None,)
    if comment is not None and comment.endswith(f" {groups[StoreRole.READER]}"):
        _bring_up_to_date(connection, groups)


def _take_roles(connection: "Connection[Any]", name: str, groups: dict[StoreRole, str]) -> bool:
    held = """
        SELECT part.rolname
        FROM pg_auth_members AS membership
        JOIN pg_roles AS part ON part.oid = membership.roleid
        JOIN pg_roles AS person ON person.oid = membership.member
        WHERE person.rolname = %s AND part.rolname = ANY (%s)
    """
    had = [group for (group,) in connection.execute(held, (name, list(groups.values())))]
    for group in had:
        connection.execute(SQL("REVOKE {} FROM {}").format(Identifier(group), Identifier(name)))
    return bool(had)


def _literally(connection: "Connection[Any]", statement: str, name: str) -> str:
    return SQL(statement).format(Identifier(name)).as_string(connection)
