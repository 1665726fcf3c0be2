"""Ids as people type them: whole, or only as far as no other id begins so."""

import json
import sqlite3
from collections.abc import Sequence

from ngkt_tui.domain.errors import AmbiguousRecordError
from ngkt_tui.query.record_heads import ids_beginning

MAX_CANDIDATES = 8

_MEANT = """
    SELECT typed.value
    FROM json_each(:typed) AS typed
    WHERE EXISTS (SELECT 1 FROM record WHERE record.id = typed.value)
       OR EXISTS (SELECT 1 FROM change WHERE change.record = typed.value)
"""  # an id that only the history still knows is no abbreviation of another one


def full_ids(connection: sqlite3.Connection, typed: Sequence[str]) -> tuple[str, ...]:
    """Return ids with those that are only the beginning of one record's id completed.

    What no id begins with stays as it is typed. Raises `AmbiguousRecordError` where several ids begin so.
    """
    whole = {row[0] for row in connection.execute(_MEANT, {"typed": json.dumps(list(typed))}).fetchall()}
    return tuple(each if each in whole else _full(connection, each) for each in typed)


def _full(connection: sqlite3.Connection, typed: str) -> str:
    beginning = typed.lower()
    found = ids_beginning(connection, beginning, MAX_CANDIDATES + 1) if beginning else []
    if beginning in found:  # typed in capitals
        return beginning
    if len(found) > 1:
        more = ("…",) if len(found) > MAX_CANDIDATES else ()
        raise AmbiguousRecordError(id=typed, candidates=", ".join((*found[:MAX_CANDIDATES], *more)))
    return found[0] if found else typed
