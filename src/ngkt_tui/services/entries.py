"""The entries of a record that its user can take away again: evidence, stages that users dated, notes of one's own."""

from collections.abc import Iterator
from typing import NamedTuple

from ngkt_tui.domain.dates import parse_date
from ngkt_tui.domain.kinds import Stage
from ngkt_tui.query.detail import RecordDetail
from ngkt_tui.query.detail.bodies import AgreementDetail, DirectiveDetail
from ngkt_tui.query.detail.values import StageChangeEntry


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
        entries += (RemovableItem("stage", move.text, move.at, move.actor) for move in _sound(body.moves))
    own = (note for note in detail.notes if note.actor == actor)
    return (*entries, *(RemovableItem("note", note.text, note.at, note.actor) for note in own))


def _sound(moves: tuple[StageChangeEntry, ...]) -> Iterator[StageChangeEntry]:
    """Leave out what a damaged store holds in the place of a move: there is no writing it down."""
    return (move for move in moves if move.stage in set(Stage) and parse_date(move.on))
