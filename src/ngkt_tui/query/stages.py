"""The stages of an agreement: those that conferences reported, and those that users dated.

What a user dated happened on that day. A conference reports what was reached by its own day: where it came after the
day of a user's newest stage, it counts as later only where it tells a stage beyond that one, or where it was held
after the user wrote and the order of stages begins anew (an upgrade is signed, procedures follow a signature).
"""

from ngkt_tui.domain.enums import Stage


def _place(stage: str) -> str:
    cases = " ".join(f"WHEN '{each}' THEN {place}" for place, each in enumerate(Stage))
    return f"CASE {stage} {cases} END"


_LAST_MOVE = """(
    SELECT newest.id
    FROM stage_move AS newest
    WHERE newest.record = it.id
    ORDER BY newest.moved_on DESC NULLS LAST, newest.id DESC
    LIMIT 1
)"""
_MAY_FOLLOW = f"""(
    ({_place("observation.stage")}) > ({_place("move.stage")})
    OR date(move.at) < conference.date AND (
        move.stage = '{Stage.UPGRADING}' AND observation.stage <> '{Stage.UPGRADING}'
        OR move.stage = '{Stage.SIGNED}' AND observation.stage = '{Stage.DOMESTIC_PROCEDURES}'
    )
)"""
_STAGED = f"""(
    SELECT
        observation.stage AS stage,
        conference.date AS day,
        0 AS is_own,
        observation.ordinal AS number,
        observation.next_step_vi AS vi,
        observation.next_step_en AS en,
        CASE
            WHEN move.moved_on < conference.date AND NOT {_MAY_FOLLOW} THEN move.moved_on
            ELSE conference.date
        END AS happened
    FROM observation
    LEFT JOIN conference ON conference.id = observation.conference
    LEFT JOIN stage_move AS move ON move.id = {_LAST_MOVE}
    WHERE observation.agreement = it.id
    UNION ALL
    SELECT
        stage_move.stage,
        stage_move.moved_on,
        1,
        stage_move.id,
        stage_move.next_step,
        stage_move.next_step,
        stage_move.moved_on
    FROM stage_move
    WHERE stage_move.record = it.id
)"""
_COUNTING_FIRST = """
    ORDER BY
        staged.stage IS NOT NULL DESC,  -- a report that tells no stage counts only where none does
        staged.happened DESC NULLS LAST,
        staged.is_own DESC,
        staged.day DESC NULLS LAST,
        staged.number DESC
"""


def newest_stage() -> str:
    """Return the expression of the stage of the agreement `it`; NULL where none is known."""
    return f"(SELECT staged.stage FROM {_STAGED} AS staged {_COUNTING_FIRST} LIMIT 1)"


def moved_when(condition: str) -> str:
    """Return the condition that the agreement `it` came to a stage when `condition` says, of the day `moved.since`."""
    return f"""EXISTS (
        SELECT 1
        FROM (
            SELECT min(staged.happened) AS since
            FROM {_STAGED} AS staged
            WHERE staged.stage IS NOT NULL
            GROUP BY staged.stage
        ) AS moved
        WHERE moved.since IS NOT NULL AND {condition}
    )"""


STANDING = f"""(
    SELECT json_array(staged.stage, staged.day, staged.is_own, staged.vi, staged.en)
    FROM {_STAGED} AS staged
    {_COUNTING_FIRST}
    LIMIT 1
)"""
"""Stage, day, whether a user gave them, and the next step in both languages, all of one source; NULL for none.

Where no stage is known, the day and the next step are those of the newest report.
"""

STOOD = f"""(
    SELECT json_group_array(json_array(stood.stage, stood.day, stood.is_own))
    FROM (
        SELECT staged.stage, staged.day, staged.is_own
        FROM {_STAGED} AS staged
        WHERE staged.stage IS NOT NULL
        ORDER BY staged.happened NULLS FIRST, staged.is_own, staged.day NULLS FIRST, staged.number
    ) AS stood
)"""
"""JSON list of [stage, date, whether a user gave it] of every stage, as they happened."""

LAST_REPORT = """(
    SELECT json_array(conference.date, observation.what_vi, observation.what_en)
    FROM observation LEFT JOIN conference ON conference.id = observation.conference
    WHERE observation.agreement = it.id
    ORDER BY conference.date DESC NULLS LAST, observation.ordinal DESC
    LIMIT 1
)"""
"""The day of the newest report, and what it said, in both languages; NULL for none."""

LAST_CHANGE = f"(SELECT max(staged.happened) FROM {_STAGED} AS staged)"
"""The day of the newest thing that happened to it, or was reported of it; NULL for none."""
