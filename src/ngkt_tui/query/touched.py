"""When somebody last touched a directive: the expressions that `is:silent`, `sort:age` and reports share."""

from ngkt_tui.query.former_ids import ID_HISTORY_OF, IS_RENAMED

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
