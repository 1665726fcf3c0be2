"""Keeping the search index: the words of every record, bare and as written, under the record's position.

It is kept in the transaction that changes the texts, so that what is found and what is there never differ.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection

from ngkt_tui.domain.progress import Phase, PhaseCounter, ProgressReport, report_nothing
from ngkt_tui.domain.stored_values import each_of
from ngkt_tui.domain.user_fields import AGENCY_FIELDS
from ngkt_tui.store.search_texts import AGENCIES, IndexWords, chunks, index_rows
from ngkt_tui.store.unit_of_work import engine_beneath

_GIVEN = " ".join(
    f"""
        UNION
        SELECT directive.position
        FROM directive, {each_of(f"directive.{field}")} AS given
        WHERE directive.{field} IS NOT NULL AND given.value IN (SELECT value FROM json_each(:ids))
    """
    for field in AGENCY_FIELDS
)

_MANY = 500
_ADD_WORDS = """
    INSERT INTO search_word (word)
    SELECT value
    FROM json_each(?)
    WHERE TRUE  -- else SQLite takes ON for that of a join
    ON CONFLICT DO NOTHING
"""


class SearchIndex:
    """The search index of the store that `connection` is on; `report` is told how much of much is indexed."""

    def __init__(self, connection: Connection, report: ProgressReport = report_nothing) -> None:
        self._connection = connection
        self._report = report

    def put(self, positions: Sequence[int]) -> None:
        """Index the records at `positions` anew, or for the first time."""
        words = IndexWords()
        indexed = PhaseCounter(self._report, Phase.INDEXING, len(positions))
        for chunk in chunks(sorted(positions)):
            rows = list(self._rows(chunk, words))
            if self._holds_any(chunk):
                self.drop(chunk)
            if rows:
                engine_beneath(self._connection).index(self._connection, rows)
            indexed.add(len(chunk))
        if words.met:
            self._write(_ADD_WORDS, json.dumps(sorted(words.met), ensure_ascii=False))

    def drop(self, positions: Sequence[int]) -> None:
        """Take what was at `positions` out of the index."""
        listed = json.dumps(list(positions))
        sql = "DELETE FROM search WHERE rowid IN (SELECT CAST(value AS BIGINT) FROM json_each(?))"
        self._write(sql, listed)

    def _write(self, statement: str, listed: str) -> None:
        engine_beneath(self._connection).write(self._connection, statement, [(listed,)])

    def _holds_any(self, positions: Sequence[int]) -> bool:
        """Return whether anything may stand among sorted positions; between those of many new records nothing does."""
        if len(positions) < _MANY:
            return True
        sql = "SELECT 1 FROM search WHERE rowid BETWEEN ? AND ? LIMIT 1"
        return self._connection.exec_driver_sql(sql, (positions[0], positions[-1])).first() is not None

    def _rows(self, positions: Sequence[int], words: IndexWords) -> Iterator[tuple[int, str, str]]:
        beneath = engine_beneath(self._connection).readable(self._connection.connection.driver_connection)
        return index_rows(beneath, positions, words)


def dependents(connection: Connection, ids: Iterable[str]) -> list[int]:
    """Return the positions of the directives that are found by the names or numbers of the records `ids`."""
    sql = f"""
        SELECT record.position
        FROM json_each(:ids) AS wanted
        CROSS JOIN link  -- the few ids lead, not all links
            ON link.target = wanted.value AND link.relation IN ({AGENCIES}, 'document')
        JOIN record ON record.id = link.record
        {_GIVEN}
    """
    return list(connection.exec_driver_sql(sql, {"ids": json.dumps(list(ids))}).scalars())


def names_of(connection: Connection, ids: Iterable[str]) -> dict[str, tuple[Any, ...]]:
    """Return the names of organisations and the numbers of documents: what `dependents` are found by."""
    sql = """
        SELECT id, name_vi, name_en, short_vi, short_en, aliases
        FROM organisation
        WHERE id IN (SELECT value FROM json_each(:ids))
        UNION ALL
        SELECT id, number, NULL, NULL, NULL, NULL
        FROM document
        WHERE id IN (SELECT value FROM json_each(:ids))
    """
    rows = connection.exec_driver_sql(sql, {"ids": json.dumps(list(ids))})
    return {record: tuple(names) for record, *names in rows}


def positions_of(connection: Connection, ids: Iterable[str]) -> list[int]:
    """Return the positions of records; those that are not there are passed over."""
    sql = "SELECT position FROM record WHERE id IN (SELECT value FROM json_each(?))"
    return list(connection.exec_driver_sql(sql, (json.dumps(list(ids)),)).scalars())
