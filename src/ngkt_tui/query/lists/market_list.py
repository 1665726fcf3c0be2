"""Markets, each with how every conference spoke of it and how many directives do."""

import json
from datetime import date
from functools import lru_cache

from ngkt_tui.domain.enums import RecordKind, Stance
from ngkt_tui.domain.standing import WEIGHED_STANCES
from ngkt_tui.domain.stored_values import stored_date, stored_member, undamaged
from ngkt_tui.query.lists.listing import Listing
from ngkt_tui.query.lists.people_list import linked_tally
from ngkt_tui.query.lists.rows import MarketRow
from ngkt_tui.query.lists.tracked_groups import WITHIN

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
