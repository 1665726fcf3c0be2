"""Statuses as the history had them: common table expressions that stand in for the tables of the present.

A value is what the last change, by its number, of those made by the end of the day left; where there is none, what
the first change ever found; where nothing was ever changed, the present value. The stand-ins bear the names of the
tables, so that every statement can be asked of the past without being written twice.
"""

_FIELDS = ("status", "done_on", "due", "why")

_CHOSEN = (
    "chosen AS (SELECT change.record, change.field, min(change.id) AS first,"
    " max(CASE WHEN change_group.at < :cutoff THEN change.id END) AS last"
    " FROM main.change JOIN main.change_group ON change_group.id = change.change_group"
    f" WHERE change.field IN ({', '.join(repr(field) for field in _FIELDS)})"
    " GROUP BY change.record, change.field)"
)
_VALUES = (
    "past_value AS (SELECT chosen.record, chosen.field,"
    " CASE WHEN chosen.last IS NULL THEN change.before ELSE change.after END AS value"
    " FROM chosen JOIN main.change ON change.id = coalesce(chosen.last, chosen.first))"
)
_PAST = "past AS MATERIALIZED (SELECT past_value.record, {columns} FROM past_value GROUP BY past_value.record)".format(
    columns=", ".join(
        f"max(CASE WHEN past_value.field = '{field}' THEN past_value.value END) AS {field},"
        f" max(past_value.field = '{field}') AS {field}_known"
        for field in _FIELDS
    )
)
_DIGEST_OWNED = (
    "position", "id", "conference", "kind", "paragraph", "text_vi", "text_en",
    "horizon_vi", "horizon_en", "horizon_start", "horizon_end",
)  # fmt: skip
_DIRECTIVE = (
    "directive AS (SELECT {owned}, {edited} FROM main.directive AS now LEFT JOIN past ON past.record = now.id)".format(
        owned=", ".join(f"now.{column}" for column in _DIGEST_OWNED),
        edited=", ".join(
            f"CASE WHEN past.{field}_known THEN past.{field} ELSE now.{field} END AS {field}" for field in _FIELDS
        ),
    )
)
_NOTE = "note AS (SELECT noted.* FROM main.note AS noted WHERE noted.at < :cutoff)"
_CHANGE = (
    "change AS (SELECT changed.* FROM main.change AS changed"
    " JOIN main.change_group AS made ON made.id = changed.change_group WHERE made.at < :cutoff)"
)

PAST_TABLES = (_CHOSEN, _VALUES, _PAST, _DIRECTIVE, _NOTE, _CHANGE)
"""What stands in for `directive`, `note` and `change`; `:cutoff` is the UTC time at which the day ends."""
