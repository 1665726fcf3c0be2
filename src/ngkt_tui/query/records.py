"""Finding a record by its id, whatever its kind."""

import json
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from ngkt_tui.domain.errors import UnknownRecordError
from ngkt_tui.domain.kinds import RecordKind
from ngkt_tui.query.former_ids import present_id
from ngkt_tui.query.nearest import nearest

ALIKE = 2000


class RecordHead(NamedTuple):
    """What every record has."""

    position: int
    id: str
    kind: RecordKind
    is_withdrawn: bool


def find(connection: sqlite3.Connection, record: str) -> RecordHead:
    """Return the head of the record with that id; raises `UnknownRecordError` with the id it bears now, or the
    nearest."""
    heads = known(connection, [record])
    if record in heads:
        return heads[record]
    later = present_id(connection, record)
    raise UnknownRecordError(id=record, nearest=later if known(connection, [later]) else _nearest(connection, record))


def known(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, RecordHead]:
    """Return the heads of those of `ids` that the store knows."""
    statement = "SELECT position, id, kind, withdrawn FROM record WHERE id IN (SELECT value FROM json_each(:ids))"
    rows = connection.execute(statement, {"ids": json.dumps(list(ids))}).fetchall()
    return {row[1]: RecordHead(row[0], row[1], RecordKind(row[2]), bool(row[3])) for row in rows}


def ids_beginning(connection: sqlite3.Connection, text: str, limit: int) -> list[str]:
    """Return at most `limit` ids that begin with `text`, in order."""
    statement = "SELECT id FROM record WHERE id >= :first AND id < :end ORDER BY id LIMIT :limit"
    values = {"first": text, "end": text + "\U0010ffff", "limit": limit}
    return [row[0] for row in connection.execute(statement, values).fetchall()]


def _nearest(connection: sqlite3.Connection, record: str) -> str:
    """Return the nearest id among those that begin with the same letter, else none; a long store is not read whole."""
    for length in (12, 6, 1):
        right = nearest(record, ids_beginning(connection, record[:length].lower(), ALIKE))
        if right:
            return right
    return ""
