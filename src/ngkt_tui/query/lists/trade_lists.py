"""Markets and agreements, each with how every conference spoke of it and how many directives do."""

import json
from datetime import date
from functools import lru_cache

from ngkt_tui.domain.enums import RecordKind, Stage, Stance
from ngkt_tui.domain.standing import WEIGHED_STANCES, Standing
from ngkt_tui.domain.stored_values import stored_date, stored_member, undamaged
from ngkt_tui.query.lists.listing import Listing
from ngkt_tui.query.lists.people_list import linked_tally
from ngkt_tui.query.lists.rows import AgreementRow, MarketRow
from ngkt_tui.query.lists.tracked_groups import WITHIN
from ngkt_tui.query.stages import LAST_REPORT, STANDING, STOOD


def standing(packed: str | None, stood: str) -> Standing:
    """Return where an agreement stands, from `STANDING` and `STOOD`."""
    stage, on, is_own, *_ = json.loads(packed) if packed else (None, None, 0)
    others = [each for each in json.loads(stood) if each[2] != is_own]
    other_stage, other_on = others[-1][:2] if others and stage else (None, None)
    return Standing(
        stored_member(Stage, stage),
        stored_date(on),
        bool(is_own),
        stored_member(Stage, other_stage),
        stored_date(other_on),
    )


def _with_stages(row: AgreementRow, packed: str | None, stood: str, report: str | None) -> AgreementRow:
    stands = standing(packed, stood)
    *_, step_vi, step_en = json.loads(packed) if packed else (None, None)
    reported_on, what_vi, what_en = json.loads(report) if report else (None, None, None)
    dated = ((stored_member(Stage, stage), stored_date(on)) for stage, on, _ in json.loads(stood))
    return row._replace(
        stage=stands.stage,
        stage_on=stands.on,
        stages=tuple((stage, on) for stage, on in dated if stage and on),
        next_step_vi=step_vi,
        next_step_en=step_en,
        stage_is_own=int(stands.is_own),
        other_stage=stands.other_stage,
        other_stage_on=stands.other_on,
        reported_on=stored_date(reported_on),
        what_vi=what_vi,
        what_en=what_en,
    )


AGREEMENTS: Listing[AgreementRow] = Listing(
    RecordKind.AGREEMENT,
    AgreementRow,
    f"""
        record.position AS position,
        it.id AS id,
        it.name_vi AS name_vi,
        it.name_en AS name_en,
        it.kind AS kind,
        {STANDING} AS packed,
        {STOOD} AS stood,
        {LAST_REPORT} AS report,
        coalesce(tally.directives, 0) AS directives,
        record.withdrawn AS withdrawn,
        record.own AS own,
        record.corrected AS corrected,
        {WITHIN} AS within
    """,
    "LEFT JOIN tally ON tally.target = it.id",
    linked_tally("agreement"),
    _with_stages,
)


_WEIGHT = "CASE market_mention.stance {} END".format(
    " ".join(f"WHEN '{stance}' THEN {place}" for place, stance in enumerate(reversed(WEIGHED_STANCES)))
)


MAX_DAYS = 60
"""Days of conferences that a list has columns for; no terminal is wide enough for more."""


def _with_stances(row: MarketRow, packed: str, packed_days: str) -> MarketRow:
    read = ((stored_date(day), stored_member(Stance, stance)) for day, stance in json.loads(packed))
    return row._replace(
        stances=tuple((day, stance) for day, stance in read if stance is not None), days=_days(packed_days)
    )


@lru_cache(maxsize=4)  # each row of a list has the same
def _days(packed: str) -> tuple[date, ...]:
    return tuple(day for each in json.loads(packed) if (day := undamaged(stored_date(each))))


MARKETS: Listing[MarketRow] = Listing(
    RecordKind.MARKET,
    MarketRow,
    f"""
        record.position AS position,
        it.id AS id,
        it.name_vi AS name_vi,
        it.name_en AS name_en,
        it.kind AS kind,
        (
            SELECT json_group_array(json_array(taken.date, taken.stance))
            FROM (
                SELECT conference.date, market_mention.stance
                FROM market_mention LEFT JOIN conference ON conference.id = market_mention.conference
                WHERE market_mention.market = it.id
                ORDER BY conference.date NULLS FIRST, {_WEIGHT}, market_mention.ordinal
            ) AS taken
        ) AS packed,
        (
            SELECT json_group_array(newest.date)
            FROM (
                SELECT spoken.date
                FROM (
                    SELECT DISTINCT conference.date
                    FROM market_mention JOIN conference ON conference.id = market_mention.conference
                    WHERE conference.date IS NOT NULL
                    ORDER BY conference.date DESC
                    LIMIT {MAX_DAYS}
                ) AS spoken
                ORDER BY spoken.date
            ) AS newest
        ) AS packed_days,
        coalesce(tally.directives, 0) AS directives,
        record.withdrawn AS withdrawn,
        record.own AS own,
        record.corrected AS corrected,
        it.assessment AS assessment,
        {WITHIN} AS within
    """,
    "LEFT JOIN tally ON tally.target = it.id",
    linked_tally("market"),
    _with_stances,
)
