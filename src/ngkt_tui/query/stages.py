"""The stages of an agreement: those that conferences reported, and those that users dated.

Where it stands is told by the newest of both; a user's goes before what was reported on the same day.
"""

_STAGED = (
    "(SELECT observation.stage AS stage, conference.date AS day, 0 AS is_own, observation.ordinal AS number,"
    " observation.next_step_vi AS vi, observation.next_step_en AS en"
    " FROM observation LEFT JOIN conference ON conference.id = observation.conference"
    " WHERE observation.agreement = it.id"
    " UNION ALL SELECT stage_move.stage, stage_move.moved_on, 1, stage_move.id, stage_move.next_step,"
    " stage_move.next_step FROM stage_move WHERE stage_move.record = it.id)"
)
_NEWEST_FIRST = "ORDER BY staged.day DESC, staged.is_own DESC, staged.number DESC LIMIT 1"


def _newest(column: str, needed: str) -> str:
    return f"(SELECT staged.{column} FROM {_STAGED} AS staged WHERE {needed} {_NEWEST_FIRST})"


def newest_stage(column: str = "stage") -> str:
    """Return `stage`, `day` or `is_own` of the newest stage of the agreement `it`."""
    return _newest(column, "staged.stage IS NOT NULL")


def next_step(language: str) -> str:
    """Return what is expected next of the agreement `it`: a user who moved it without a word expects nothing."""
    return _newest(language, "(staged.is_own OR staged.vi IS NOT NULL)")


DATED_STAGES = (
    "(SELECT json_group_array(json_array(dated.stage, dated.day)) FROM"
    f" (SELECT staged.stage, staged.day FROM {_STAGED} AS staged WHERE staged.stage IS NOT NULL"
    " AND staged.day IS NOT NULL ORDER BY staged.day, staged.is_own, staged.number) AS dated)"
)
"""JSON list of [stage, date] of every dated stage, oldest first."""
