"""What the charts of the overview count: each is one statement, whose groups are few whatever the size of the store.

Each function is asked with a `CompiledFilter` of the records that it counts.
"""

import sqlite3
from collections import Counter

from ngkt_tui.domain.enums import AgreementKind, Stage, Status
from ngkt_tui.domain.overview_items import (
    AgeTally,
    AskedCount,
    MarketMatrix,
    MarketStances,
    MonthTally,
    StageCount,
    StatusMove,
    by_age,
    monthly,
)
from ngkt_tui.domain.standing import stances_by_day
from ngkt_tui.domain.stored_values import parse_date, stored_member, undamaged
from ngkt_tui.query.filter.compiler import CompiledFilter
from ngkt_tui.query.lists.listing import selection
from ngkt_tui.query.lists.market_list import MARKETS
from ngkt_tui.query.sql import IS_FOLLOWED
from ngkt_tui.query.stages import newest_stage

EVERY_ROW = -1


def _followed(where: CompiledFilter) -> CompiledFilter:
    return where._replace(conditions=(*where.conditions, "it.kind <> 'recommendation'", IS_FOLLOWED))


def asked(connection: sqlite3.Connection, where: CompiledFilter) -> list[AskedCount]:
    """Return how many of the meant directives that can be followed were asked on each day, by their status now."""
    statement = f"""
        {where.with_tables},
        asked AS (
            SELECT it.conference, it.status, count(*) AS many {selection(_followed(where)).clause}
            GROUP BY it.conference, it.status
        )
        SELECT conference.date, asked.status, sum(asked.many)
        FROM asked LEFT JOIN conference ON conference.id = asked.conference
        GROUP BY 1, 2
    """
    rows = connection.execute(statement, where.parameters).fetchall()
    counted = ((parse_date(day), undamaged(stored_member(Status, status)), many) for day, status, many in rows)
    return [AskedCount(day, status, many) for day, status, many in counted if status]


def months(connection: sqlite3.Connection, where: CompiledFilter) -> tuple[MonthTally, ...]:
    """Return what was asked and what was done in each month, as the history has it."""
    statement = f"""
        {where.with_tables}
        SELECT
            strftime('%Y-%m-01', change_group.at, :zone),
            change.before,
            change.after,
            count(*)
        FROM main.change AS change JOIN main.change_group AS change_group ON change_group.id = change.change_group
        WHERE change.field = 'status'
            AND change_group.at < :cutoff
            AND change.record IN (SELECT it.id {selection(_followed(where)).clause})
        GROUP BY 1, 2, 3
    """
    moves = []
    for month, *ends, many in connection.execute(statement, where.parameters).fetchall():
        day, (before, after) = parse_date(month), (undamaged(stored_member(Status, end)) for end in ends)
        if day and before and after:
            moves.append(StatusMove(day, before, after, many))
    return monthly(asked(connection, where), moves)


def ages(connection: sqlite3.Connection, where: CompiledFilter) -> tuple[AgeTally, ...]:
    """Return what is open by how long ago it was asked."""
    return by_age(asked(connection, where), where.moment.day)


_SETS = f"it.kind IN ('{AgreementKind.SET}', '{AgreementKind.NETWORK}')"


def stages(connection: sqlite3.Connection, where: CompiledFilter) -> tuple[StageCount, ...]:
    """Return how many agreements stand at each stage, those of unknown stage last."""
    statement = f"""
        {where.with_tables},
        staged AS (SELECT {newest_stage()} AS stage, {_SETS} AS is_set {selection(where).clause})
        SELECT staged.stage, staged.is_set, count(*) FROM staged GROUP BY 1, 2
    """
    counts: Counter[tuple[Stage | None, bool]] = Counter()
    for stage, is_set, many in connection.execute(statement, where.parameters).fetchall():
        counts[undamaged(stored_member(Stage, stage)), bool(is_set)] += many
    rows = (StageCount(stage, counts[stage, False], counts[stage, True]) for stage in (*Stage, None))
    return tuple(row for row in rows if row.agreements or row.sets)


def matrix(connection: sqlite3.Connection, where: CompiledFilter) -> MarketMatrix:
    """Return how each market was spoken of on each day; markets that no dated conference spoke of are left out."""
    rows = MARKETS.page(connection, where, EVERY_ROW)
    told = [(row, stances_by_day(row.stances)) for row in rows]
    days = tuple(sorted({day for _, taken in told for day in taken}))
    markets = (
        MarketStances(row.id, row.name_vi, row.name_en, row.kind, tuple(taken.get(day, ()) for day in days))
        for row, taken in told
        if taken
    )
    return MarketMatrix(days, tuple(markets))
