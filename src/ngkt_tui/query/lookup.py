"""Finding records by what a user calls them: by id, by a name in either language, or by a start of one."""

import json
import sqlite3
from collections.abc import Iterable, Sequence

from ngkt_tui.domain.fold import bare, words
from ngkt_tui.domain.kinds import RecordKind
from ngkt_tui.domain.positions import base
from ngkt_tui.query.mistakes import ValueMistake
from ngkt_tui.query.names import Candidate, Named, candidates
from ngkt_tui.query.nearest import nearest

MOST_CANDIDATES = 2000
MOST_TOLD = 4


def plain(text: str) -> str:
    """Return the bare words of `text` with single spaces, the form in which names are compared."""
    return " ".join(bare(word) for word in words(text))


def find(connection: sqlite3.Connection, kinds: Sequence[RecordKind], typed: str) -> tuple[str, ...]:
    """Return the ids of the records of `kinds` that are called `typed`.

    An id goes before a whole name, a whole name before the start of one, that before the start of a word in
    one; of starts there must be one record only. Raises `ValueMistake`.
    """
    exact = _by_id(connection, kinds, typed)
    if exact:
        return exact
    wanted = plain(typed)
    found = starting(connection, kinds, wanted, MOST_CANDIDATES) if wanted else []
    for fits in (_is_whole, _is_start, _is_inside):
        records = [each.record for each in found if any(fits(plain(name), wanted) for name in each.names)]
        if len(records) == 1 or (records and fits is _is_whole):
            return tuple(record.id for record in records)
        if records:
            raise ValueMistake("filter.problem.ambiguous", candidates=_told(records))
    raise ValueMistake("filter.problem.unknown-value", nearest=_nearest(connection, kinds, typed))


def starting(connection: sqlite3.Connection, kinds: Sequence[RecordKind], wanted: str, limit: int) -> list[Candidate]:
    """Return at most `limit` records of each of `kinds` in which the plain words `wanted` begin somewhere."""
    query = f'folded : "{wanted}" *'
    return [each for kind in kinds for each in _matching(connection, kind, query, limit)]


def first(connection: sqlite3.Connection, kinds: Sequence[RecordKind], limit: int) -> list[Candidate]:
    """Return the first `limit` records of each of `kinds`, in their default order."""
    statement = "SELECT position FROM record WHERE position >= :low AND position < :high ORDER BY position LIMIT :limit"
    return [
        each
        for kind in kinds
        for each in candidates(connection, kind, _column(connection, statement, kind, {"limit": limit}))
    ]


def called(candidate: Candidate, wanted: str) -> bool:
    """Tell whether a name of `candidate` has a word at which the plain words `wanted` begin."""
    return any(_is_inside(plain(name), wanted) for name in candidate.names)


def _matching(connection: sqlite3.Connection, kind: RecordKind, query: str, limit: int) -> list[Candidate]:
    statement = (
        "SELECT rowid FROM search WHERE search MATCH :query AND rowid >= :low AND rowid < :high"
        " ORDER BY rowid LIMIT :limit"
    )
    return candidates(connection, kind, _column(connection, statement, kind, {"query": query, "limit": limit}))


def _column(
    connection: sqlite3.Connection, statement: str, kind: RecordKind, values: dict[str, str | int]
) -> list[int]:
    span = {"low": base(kind), "high": base(kind) + (1 << 40)}
    return [row[0] for row in connection.execute(statement, values | span).fetchall()]


def _by_id(connection: sqlite3.Connection, kinds: Iterable[RecordKind], typed: str) -> tuple[str, ...]:
    statement = "SELECT id FROM record WHERE id = :id AND kind IN (SELECT value FROM json_each(:kinds))"
    values = {"id": typed.lower(), "kinds": json.dumps(list(kinds))}
    return tuple(row[0] for row in connection.execute(statement, values).fetchall())


def _nearest(connection: sqlite3.Connection, kinds: Sequence[RecordKind], typed: str) -> str:
    every = first(connection, kinds, MOST_CANDIDATES)
    return nearest(typed, (name for candidate in every for name in candidate.names))


def _told(records: Sequence[Named]) -> str:
    told = ", ".join(record.id for record in records[:MOST_TOLD])
    return told + (", …" if len(records) > MOST_TOLD else "")


def _is_whole(name: str, wanted: str) -> bool:
    return name == wanted


def _is_start(name: str, wanted: str) -> bool:
    return name.startswith(wanted)


def _is_inside(name: str, wanted: str) -> bool:
    return f" {wanted}" in f" {name}"
