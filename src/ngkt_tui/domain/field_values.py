"""Values of the fields that users own, as they are shown: the history writes them as texts."""

from collections.abc import Mapping

from ngkt_tui.domain.dates import parse_date
from ngkt_tui.domain.id_list import load_ids
from ngkt_tui.domain.kinds import Assessment
from ngkt_tui.domain.stage_move import load_stage_change
from ngkt_tui.domain.status import Status
from ngkt_tui.domain.words import LazyText

DATE_FIELDS = frozenset({"due", "done_on", "first_due"})
AGENCY_FIELDS = frozenset({"lead", "coordinating"})
LIST_FIELDS = frozenset({"note", "evidence", "stage"})
"""Fields that hold entries: each is added or taken away, and none takes another's place."""
_WORDS = {"status": frozenset(Status), "assessment": frozenset(Assessment), "importance": frozenset("123")}


def format_field_value(field: str, value: str | None, names: Mapping[str, str] = {}) -> object:
    """Return what a value of `field` says: a `LazyText`, a date or a text; a damaged one as it stands.

    `names` holds what organisations are called, by id; one that is not in it is told by its id.
    """
    if value is None:
        return LazyText("edit.nothing")
    if field in DATE_FIELDS:
        return parse_date(value) or value
    if value in _WORDS.get(field, ()):
        return LazyText(f"{field}.{value}")
    if field in AGENCY_FIELDS:
        return ", ".join(names.get(each, each) for each in load_ids(value)) or value
    return _move(value) if field == "stage" else value


def _move(value: str) -> object:
    move = load_stage_change(value)
    if move is None:
        return value
    values = {"stage": LazyText(f"stage.{move.stage}"), "on": move.on, "next_step": move.next_step}
    return LazyText("edit.stage-on-next" if move.next_step else "edit.stage-on", values)
