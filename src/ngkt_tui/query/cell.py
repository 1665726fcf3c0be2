"""The counting form's rule as SQL: the same as `domain.counting`, tested against it."""

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
