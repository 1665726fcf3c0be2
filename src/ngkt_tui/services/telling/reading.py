"""Reading one record with what its lines need beside its detail: the rows and names of what it tells of."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ngkt_tui.domain.kinds import RecordKind
from ngkt_tui.query.detail import RecordDetail
from ngkt_tui.query.names import RecordRef
from ngkt_tui.query.rows import DirectiveRow
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.telling.changes import agencies_of


class LoadedDetail(NamedTuple):
    """A record's detail, the rows of the directives that it names, and the agencies that its history names."""

    detail: RecordDetail
    directives: Mapping[str, DirectiveRow]
    agencies: Mapping[str, RecordRef]


def load_detail(reader: Reader, record: str) -> LoadedDetail:
    """Return everything about a record of any kind; raises `UnknownRecordError`."""
    detail = reader.detail(record)
    ids = {named.id for named in _names_in(detail.body) if named.kind is RecordKind.DIRECTIVE}
    with reader.connection() as connection:
        agencies = agencies_of(connection, detail.history)
    if not ids:
        return LoadedDetail(detail, {}, agencies)
    rows = reader.by_ids(reader.compile_filter(RecordKind.DIRECTIVE), sorted(ids))
    return LoadedDetail(detail, {row.id: row for row in rows if isinstance(row, DirectiveRow)}, agencies)


def _names_in(value: object) -> Iterator[RecordRef]:
    if isinstance(value, RecordRef):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _names_in(part)
