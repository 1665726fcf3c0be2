"""When somebody last touched a directive: the expressions that `is:silent`, `sort:age` and reports share."""

TOUCHED = (
    "coalesce((SELECT date(change_group.at, {zone}) FROM change"
    " JOIN change_group ON change_group.id = change.change_group"
    " WHERE change.record = it.id AND change_group.kind <> 'import' ORDER BY change.id DESC LIMIT 1),"
    " (SELECT conference.date FROM conference WHERE conference.id = it.conference))"
)
"""The day of the last change by a user, else of the conference; NULL where neither is known."""

IS_OPEN = "it.status NOT IN ('done', 'dropped')"
"""A directive that somebody still has to do something about."""

SILENT_DAYS = 30
"""After how many days without a change an open directive is silent."""
