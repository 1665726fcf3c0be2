"""Telling one change of the history in words: the names of agencies, and the reason that was given for it."""

import sqlite3
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ngkt_tui.domain.field_values import AGENCY_FIELDS, LIST_FIELDS, format_field_value
from ngkt_tui.domain.id_list import load_ids
from ngkt_tui.domain.language import Language
from ngkt_tui.domain.words import catalogue, render, translate
from ngkt_tui.query.history import ChangeGroupRow, ChangeRow
from ngkt_tui.query.names import RecordRef, load_refs


class FormattedChange(NamedTuple):
    """A change in words. `before` and `after` are `None` where there was no value; `why` is empty without a reason.

    `entry` says of an entry that it was added or taken away; it is empty for what took the place of something else.
    """

    field: str
    before: str | None
    after: str | None
    why: str
    entry: str = ""


def format_change(
    change: ChangeRow, group: ChangeGroupRow, names: Mapping[str, RecordRef], language: Language
) -> FormattedChange:
    """Return a change of `group` in words. A reason that another line of the group tells is not told twice."""
    called = {each: record.short(language) for each, record in names.items()} if change.field in AGENCY_FIELDS else {}
    before, after = (
        None if value is None else render(language, format_field_value(change.field, value, called))
        for value in (change.before, change.after)
    )
    field = catalogue(language).get(f"field.{change.field}", change.field)
    why = "" if _is_shown_beside(change, group) else change.why or ""
    entry = ""
    if change.field in LIST_FIELDS and (before is None) != (after is None):
        entry = translate(language, "edited.added" if before is None else "edited.removed", field=field, value="")
    return FormattedChange(field, before, after, why, entry)


def agencies_of(connection: sqlite3.Connection, groups: Iterable[ChangeGroupRow]) -> dict[str, RecordRef]:
    """Return the organisations that changes name, by id."""
    changes = (change for group in groups for change in group.changes if change.field in AGENCY_FIELDS)
    ids = {agency for change in changes for value in (change.before, change.after) for agency in load_ids(value)}
    return load_refs(connection, sorted(ids)) if ids else {}


def _is_shown_beside(change: ChangeRow, group: ChangeGroupRow) -> bool:
    return any(
        other.field == "why" and other.record == change.record and other.after == change.why for other in group.changes
    )
