"""The views that users saved, as rows."""

import sqlite3
from typing import NamedTuple


class SavedViewRow(NamedTuple):
    """A view as the store keeps it: `scope` is a JSON list of pairs of kind and id, `position` its place from 1."""

    position: int
    name: str
    kind: str
    filter: str
    scope: str


def saved_views(connection: sqlite3.Connection) -> list[SavedViewRow]:
    """Return all saved views in their order."""
    statement = "SELECT position, name, kind, filter, scope FROM saved_view ORDER BY position, name"
    return [SavedViewRow._make(row) for row in connection.execute(statement).fetchall()]
