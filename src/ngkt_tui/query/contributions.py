"""What the digests of a store say of single records, as they said it."""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple


class ContributionRow(NamedTuple):
    """What one digest says of a record; `canonical_json` is JSON."""

    digest: str
    kind: str
    body: str


def digests(connection: sqlite3.Connection) -> list[str]:
    """Return the ids of all digests, in the order in which they were first taken in."""
    return [row[0] for row in connection.execute("SELECT id FROM digest ORDER BY ordinal").fetchall()]


def of_record(connection: sqlite3.Connection, record: str, but: str | None = None) -> list[ContributionRow]:
    """Return what the digests say of a record, in their order; what the digest `but` says is left out."""
    statement = (
        "SELECT contribution.digest, contribution.kind, contribution.body FROM contribution"
        " JOIN digest ON digest.id = contribution.digest"
        " WHERE contribution.record = :record AND contribution.digest IS NOT :but ORDER BY digest.ordinal"
    )
    rows = connection.execute(statement, {"record": record, "but": but}).fetchall()
    return [ContributionRow._make(row) for row in rows]


def records(connection: sqlite3.Connection, but: str | None = None) -> Iterator[str]:
    """Return the ids of the records that a digest other than `but` speaks of."""
    statement = "SELECT DISTINCT record FROM contribution WHERE digest IS NOT :but ORDER BY record"
    return iter([row[0] for row in connection.execute(statement, {"but": but}).fetchall()])
