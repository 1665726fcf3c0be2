"""The fields that users own: one registry, in which a new field is one entry."""

from collections.abc import Mapping

from ngkt_tui.domain.stage_move import read_move
from ngkt_tui.store import field_checks as checks
from ngkt_tui.store.field_kinds import Column, Entries, Field
from ngkt_tui.store.tables.directives import Directive
from ngkt_tui.store.tables.economy import Agreement, Market
from ngkt_tui.store.tables.records import Evidence, Note, Record, StageMove

__all__ = ["FIELDS", "Column", "Entries", "Field"]


def _stage_columns(text: str) -> Mapping[str, str | None]:
    move = read_move(text)
    if move is None:
        return {"stage": "", "moved_on": "", "next_step": text}
    return {"stage": move.stage.value, "moved_on": move.on.isoformat(), "next_step": move.next_step}


FIELDS: dict[str, Field] = {
    field.name: field
    for field in (
        Column("status", Directive, checks.a_status),
        Column("done_on", Directive, checks.a_day),
        Column("due", Directive, checks.a_day),
        Column("first_due", Directive, checks.a_day),
        Column("why", Directive, checks.any_text),
        Column("importance", Directive, checks.an_importance, is_number=True),
        Column("lead", Directive, checks.agencies, searchable=True, names_agencies=True),
        Column("coordinating", Directive, checks.agencies, searchable=True, names_agencies=True),
        Column("assessment", Market, checks.an_assessment),
        Entries("evidence", Evidence, Directive, checks.a_reference, distinct=True),
        Entries("stage", StageMove, Agreement, checks.a_stage_move, _stage_columns, distinct=True),
        Entries("note", Note, Record, checks.any_text),
    )
}
"""All fields that users own, by name."""
