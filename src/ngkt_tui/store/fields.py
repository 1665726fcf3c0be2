"""The fields that users own: one registry, in which a new field is one entry."""

from collections.abc import Mapping

from ngkt_tui.domain.stage_move import load_stage_change
from ngkt_tui.store import field_checks as checks
from ngkt_tui.store.field_kinds import ColumnField, ListField, UserField
from ngkt_tui.store.tables.directives import Directive
from ngkt_tui.store.tables.economy import Agreement, Market
from ngkt_tui.store.tables.records import Evidence, Note, Record, StageChange

__all__ = ["FIELDS", "ColumnField", "ListField", "UserField"]


def _stage_columns(text: str) -> Mapping[str, str | None]:
    move = load_stage_change(text)
    if move is None:
        return {"stage": "", "moved_on": "", "next_step": text}
    return {"stage": move.stage.value, "moved_on": move.on.isoformat(), "next_step": move.next_step}


FIELDS: dict[str, UserField] = {
    field.name: field
    for field in (
        ColumnField("status", Directive, checks.validate_status),
        ColumnField("done_on", Directive, checks.validate_date),
        ColumnField("due", Directive, checks.validate_date),
        ColumnField("first_due", Directive, checks.validate_date),
        ColumnField("why", Directive, checks.validate_text),
        ColumnField("importance", Directive, checks.validate_importance, is_number=True),
        ColumnField("lead", Directive, checks.validate_agencies, searchable=True, names_agencies=True),
        ColumnField("coordinating", Directive, checks.validate_agencies, searchable=True, names_agencies=True),
        ColumnField("assessment", Market, checks.validate_assessment),
        ListField("evidence", Evidence, Directive, checks.validate_reference, distinct=True),
        ListField("stage", StageChange, Agreement, checks.validate_stage_change, _stage_columns, distinct=True),
        ListField("note", Note, Record, checks.validate_text),
    )
}
"""All fields that users own, by name."""
