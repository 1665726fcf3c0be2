"""The digests that a store has taken in: their headings, how many records each speaks of, and what each says."""

import json
import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.errors import UnknownDigestError
from ngkt_tui.domain.stored_values import load_ids
from ngkt_tui.domain.suggestions import nearest

_HEADINGS = """
    SELECT id, title_vi, title_en, uses, taken_in_at
    FROM digest
    ORDER BY ordinal
"""
_COUNTS = """
    SELECT digest, kind, count(*)
    FROM contribution
    GROUP BY digest, kind
    ORDER BY digest, min(ordinal)
"""
_BODIES = """
    SELECT kind, body
    FROM contribution
    WHERE digest = :digest
    ORDER BY ordinal
"""


class StoredDigest(NamedTuple):
    """A digest as the store keeps it. `uses` are the ids of the digests it refers to, `counts` its records by kind."""

    id: str
    title_vi: str
    title_en: str | None
    uses: tuple[str, ...]
    taken_in_at: str
    counts: dict[RecordKind, int]


def stored_digests(connection: sqlite3.Connection) -> list[StoredDigest]:
    """Return all digests, in the order in which they were first taken in."""
    counts: dict[str, dict[RecordKind, int]] = {}
    for digest, kind, count in connection.execute(_COUNTS).fetchall():
        counts.setdefault(digest, {})[RecordKind(kind)] = count
    rows = connection.execute(_HEADINGS).fetchall()
    return [
        StoredDigest(record, vi, en, load_ids(uses), at, counts.get(record, {})) for record, vi, en, uses, at in rows
    ]


def stored_digest(connection: sqlite3.Connection, digest: str) -> StoredDigest:
    """Return the digest with that id; raises `UnknownDigestError` with the nearest id."""
    digests = {each.id: each for each in stored_digests(connection)}
    if digest not in digests:
        raise UnknownDigestError(id=digest, nearest=nearest(digest, digests))
    return digests[digest]


def contribution_bodies(connection: sqlite3.Connection, digest: str) -> Iterator[tuple[RecordKind, dict[str, object]]]:
    """Yield what a digest says of each of its records, in its order."""
    for kind, body in connection.execute(_BODIES, {"digest": digest}):
        yield RecordKind(kind), json.loads(body)
