"""The ids that a record bore before: digests rename records, and the history keeps the ids of its day.

A renaming stands in the history under both ids, as a change of `id` from the old one to the new one. It is followed
whenever it was made, also in a question about a day before it.
"""

BORNE_BY = (
    "(WITH RECURSIVE borne_by(id) AS (SELECT {record} UNION"
    " SELECT renaming.before FROM borne_by JOIN main.change AS renaming"
    " ON renaming.record = borne_by.id AND renaming.field = 'id' AND renaming.after = borne_by.id)"
    " SELECT borne_by.id FROM borne_by)"
)
"""All ids of the record that bears the id `{record}`."""

IS_RENAMED = "EXISTS (SELECT 1 FROM main.change AS renaming WHERE renaming.record = {record} AND renaming.field = 'id')"
"""Whether the record that bears the id `{record}` bore another one: cheaper to ask than its ids are to gather."""

_RENAMED = (
    "renamed AS MATERIALIZED (SELECT renaming.record, renaming.after, made.at, max(renaming.id) AS number"
    " FROM main.change AS renaming JOIN main.change_group AS made ON made.id = renaming.change_group"
    " WHERE renaming.field = 'id' AND renaming.before = renaming.record GROUP BY renaming.record)"
)
_FOLLOWED = (
    "followed(id, record, at, rank, number) AS ("
    "SELECT renamed.record, renamed.after, renamed.at, renamed.number, renamed.number FROM renamed UNION ALL"
    " SELECT followed.id, renamed.after, followed.at, followed.rank, renamed.number"
    " FROM followed JOIN renamed ON renamed.record = followed.record AND renamed.number > followed.number)"
)
_PRESENT = (
    "present_id AS MATERIALIZED (SELECT followed.id, followed.record, followed.at, followed.rank,"
    " max(followed.number) FROM followed GROUP BY followed.id)"
)
_BORNE = (
    "borne AS MATERIALIZED (SELECT present_id.id, present_id.record, present_id.at, present_id.rank"
    " FROM present_id WHERE present_id.id <> present_id.record"
    " UNION SELECT present_id.record, present_id.record, NULL, 0 FROM present_id)"
)
BORNE = (_RENAMED, _FOLLOWED, _PRESENT, _BORNE)
"""Common table expressions that end in `borne`: every id of every record that was renamed, with the present one.

`at` is the UTC time at which the id was given up, NULL for the present one; `rank` tells whose columns were carried
over first, that of the present id being 0. An id that was given back is followed from its last renaming on.
"""
