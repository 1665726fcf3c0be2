"""Shared SQL: parameters, the counting category, and when a directive was last changed.

No value ever becomes part of the text of a statement.
"""

import json
from collections.abc import Iterable, Mapping

from ngkt_tui.query.former_ids import ID_HISTORY_OF, IS_RENAMED

Parameter = str | int


class Parameters:
    """The named parameters of one statement, beside those it has already. Each value gets a name of its own."""

    def __init__(self, present: Mapping[str, Parameter] | None = None) -> None:
        self._values: dict[str, Parameter] = dict(present or {})

    @property
    def values(self) -> dict[str, Parameter]:
        """Return the parameters by name."""
        return dict(self._values)

    def add(self, value: Parameter) -> str:
        """Take in `value` and return the placeholder that stands for it."""
        name = f"v{len(self._values)}"
        self._values[name] = value
        return f":{name}"

    def add_list(self, values: Iterable[str]) -> str:
        """Take in `values` and return the subselect that yields them, for use after IN."""
        return f"(SELECT value FROM json_each({self.add(json.dumps(list(values)))}))"


CELL = (
    "CASE WHEN {it}.nature = 'spirit' THEN 'spirit'"
    " WHEN {it}.status = 'dropped' THEN 'dropped'"
    " WHEN {it}.due IS NOT NULL AND {it}.status = 'done'"
    " THEN CASE WHEN {it}.done_on > {it}.due THEN 'late' ELSE 'on-time' END"
    " WHEN {it}.due IS NOT NULL THEN CASE WHEN :today > {it}.due THEN 'overdue' ELSE 'within' END"
    " WHEN {it}.status = 'done' THEN 'done'"
    " WHEN {it}.status = 'unrated' THEN 'unrated' ELSE 'open' END"
)
"""The cell of the counting form into which the directive `{it}` falls on the day `:today`."""

EVIDENCED = "it.id IN (SELECT evidence.record FROM evidence)"
"""A directive for which somebody has named what shows that it was carried out."""

IS_FOLLOWED = "it.nature <> 'spirit'"
"""A directive that can be followed: rates are shares of these, and lists of what asks for a decision hold no others."""

_LAST = (
    "(SELECT date(change_group.at, {{zone}}) FROM change JOIN change_group ON change_group.id = change.change_group"
    " WHERE change.record {is_meant} AND change_group.kind <> 'import' ORDER BY change.id DESC LIMIT 1)"
)
_GIVEN = "(SELECT conference.date FROM conference WHERE conference.id = it.conference)"
TOUCHED = (
    "CASE WHEN it.id IN (SELECT ever.record FROM main.change AS ever) THEN"
    f" coalesce(CASE WHEN {IS_RENAMED.format(record='it.id')}"
    f" THEN {_LAST.format(is_meant='IN ' + ID_HISTORY_OF.format(record='it.id'))}"
    f" ELSE {_LAST.format(is_meant='= it.id')} END, {_GIVEN}) ELSE {_GIVEN} END"
)
"""The day of the last change by a user, under whatever id, else of the conference; NULL where neither is known."""

IS_CLOSED = "it.status IN ('done', 'dropped')"
IS_OPEN = "it.status NOT IN ('done', 'dropped')"
"""A directive that somebody still has to do something about."""

SILENT_DAYS = 30
"""After how many days without a change an open directive is silent."""
