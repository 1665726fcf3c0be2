"""Loading a record with the rows and names that its detail lines need, and its removable items."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.query.detail import RecordDetail
from ngkt_tui.query.detail.bodies import AgreementDetail
from ngkt_tui.query.detail.directive_body import DirectiveDetail
from ngkt_tui.query.lists.rows import DirectiveRow
from ngkt_tui.query.names import RecordRef
from ngkt_tui.services.change_text import agencies_of
from ngkt_tui.services.reader import Reader


class RemovableItem(NamedTuple):
    """An entry as `edit.remove_entry` takes it away: `field` and `text` as the history writes them."""

    field: str
    text: str
    at: str
    actor: str


def removable_items(detail: RecordDetail, actor: str) -> tuple[RemovableItem, ...]:
    """Return what `actor` can take away from a record: of notes only the actor's own, of the rest whatever stands."""
    body = detail.body
    entries: list[RemovableItem] = []
    if isinstance(body, DirectiveDetail):
        entries += (RemovableItem("evidence", each.text, each.at, each.actor) for each in body.evidence)
    if isinstance(body, AgreementDetail):
        moves = ((move.change, move) for move in body.moves)  # there is no writing down a damaged one
        entries += (RemovableItem("stage", change.text, move.at, move.actor) for change, move in moves if change)
    own = (note for note in detail.notes if note.actor == actor)
    return (*entries, *(RemovableItem("note", note.text, note.at, note.actor) for note in own))


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
