"""What the digests of a store say, for checking another one against them: looked up record by record."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from ngkt_tui.digest.contributions import in_present_schema
from ngkt_tui.digest.outside import ExternalRecord, ExternalRecords, merge
from ngkt_tui.domain.kinds import RecordKind
from ngkt_tui.query import contributions
from ngkt_tui.services.context import Context
from ngkt_tui.services.reader import Reader


class StoredRecords(Mapping[str, ExternalRecord]):
    """The records that the digests of a store speak of, but for what the digest `but` says."""

    def __init__(self, connection: sqlite3.Connection, but: str | None) -> None:
        self._connection = connection
        self._but = but

    def __getitem__(self, record: str) -> ExternalRecord:
        said = contributions.of_record(self._connection, record, self._but)
        if not said:
            raise KeyError(record)
        known = ExternalRecord(RecordKind(said[0].kind), said[0].digest, {})
        for each in said:
            given = in_present_schema(RecordKind(each.kind), json.loads(each.body))
            known = ExternalRecord(known.kind, known.digest, merge(known.fields, given))
        return known

    def __iter__(self) -> Iterator[str]:
        return contributions.records(self._connection, self._but)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def stored_elsewhere(context: Context, own: str | None, ids: Iterable[str]) -> ExternalRecords:
    """Return what the digests of a store but `ignore` say of the records `ids`."""
    with Reader(context) as reader, reader.connection() as connection:
        outside = stored_outside(connection, own)
        return ExternalRecords(
            outside.digests, {each: outside.records[each] for each in ids if each in outside.records}
        )


def stored_outside(connection: sqlite3.Connection, but: str | None = None) -> ExternalRecords:
    """Return what the digests of a store say together, the digest `but` left out: it does not contradict itself."""
    names = frozenset(contributions.digests(connection)) - {but}
    return ExternalRecords(names, StoredRecords(connection, but)) if names else ExternalRecords()
