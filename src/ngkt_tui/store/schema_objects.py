"""The triggers of a store, which are ours, and any other trigger or view, which somebody has planted.

A planted trigger changes what is written behind the program's back, a planted view what is read; both would be copied
into every backup. A store that has one is refused until `doctor --repair` has removed it. Plain `sqlite3`.
"""

import sqlite3
from collections.abc import Iterator

_KEEPER = "CREATE TRIGGER {name} BEFORE {act} ON {table}\nBEGIN SELECT RAISE (ABORT, 'history is append-only'); END"
TRIGGERS = {
    name: _KEEPER.format(name=name, act=act, table=table)
    for name, act, table in (
        ("change_keeps", "UPDATE", "change"),
        ("change_stays", "DELETE", "change"),
        ("change_group_keeps", "UPDATE", "change_group"),
        ("change_group_stays", "DELETE", "change_group"),
    )
}
"""Every trigger of a store with its SQL, as the steps of `migrating` make it. There are no views."""


def planted_in(connection: sqlite3.Connection) -> list[str]:
    """Return the names of triggers and views that are not ours, or not as ours are; of ours that are missing, too."""
    present = objects_of(connection)
    names = [name for name, (_, sql) in present.items() if TRIGGERS.get(name) != sql]
    return sorted([*names, *(TRIGGERS.keys() - present.keys())])


def mend_objects(connection: sqlite3.Connection) -> None:
    """Take away what is not ours, and make ours anew where they are missing, in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statement in list(_mending(connection)):
            connection.execute(statement)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def objects_of(connection: sqlite3.Connection) -> dict[str, tuple[str, str]]:
    """Return the triggers and views of a store by name, each with its type and its SQL."""
    listed = "SELECT name, type, sql FROM sqlite_schema WHERE type IN ('trigger', 'view')"
    return {name: (kind, sql) for name, kind, sql in connection.execute(listed).fetchall()}


def _mending(connection: sqlite3.Connection) -> Iterator[str]:
    present = objects_of(connection)
    for name in planted_in(connection):
        if name in present:
            quoted = name.replace('"', '""')
            yield f'DROP {present[name][0]} "{quoted}"'
        if name in TRIGGERS:
            yield TRIGGERS[name]
