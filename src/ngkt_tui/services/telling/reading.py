"""Reading one record with what its lines need beside its detail: the rows and names of what it tells of."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ngkt_tui.domain.kinds import RecordKind
from ngkt_tui.query.detail import RecordDetail
from ngkt_tui.query.names import Named
from ngkt_tui.query.rows import DirectiveRow
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.telling.changes import agencies_of


class Told(NamedTuple):
    """A record's detail, the rows of the directives that it names, and the agencies that its history names."""

    detail: RecordDetail
    directives: Mapping[str, DirectiveRow]
    agencies: Mapping[str, Named]


def read_told(reader: Reader, record: str) -> Told:
    """Return everything about a record of any kind; raises `UnknownRecord`."""
    detail = reader.detail(record)
    ids = {named.id for named in _names_in(detail.body) if named.kind is RecordKind.DIRECTIVE}
    with reader.reading() as connection:
        agencies = agencies_of(connection, detail.history)
    if not ids:
        return Told(detail, {}, agencies)
    rows = reader.by_ids(reader.narrow(RecordKind.DIRECTIVE), sorted(ids))
    return Told(detail, {row.id: row for row in rows if isinstance(row, DirectiveRow)}, agencies)


def _names_in(value: object) -> Iterator[Named]:
    if isinstance(value, Named):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _names_in(part)
