"""What the charts of the overview count: each is one statement, whose groups are few whatever the size of the store.

Each function is asked with a `CompiledFilter` of the records that it counts.
"""

import json
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ngkt_tui.domain.enums import AgreementKind, Stage, Status
from ngkt_tui.domain.overview_items import (
    AgeTally,
    AskedAgain,
    AskedCount,
    MarketMatrix,
    MarketStances,
    MonthTally,
    StageCount,
    StatusMove,
    by_age,
    monthly,
)
from ngkt_tui.domain.readable import Readable
from ngkt_tui.domain.standing import stances_by_day
from ngkt_tui.domain.stored_values import Damaged, StoredDate, parse_date, stored_member, undamaged
from ngkt_tui.query.lists.listing import selection
from ngkt_tui.query.lists.trade_lists import MARKETS
from ngkt_tui.query.repetitions import repeat_pairs
from ngkt_tui.query.sql import CONFERENCE_DATE, IS_FOLLOWED, CompiledFilter, read_rows
from ngkt_tui.query.stages import newest_stage

EVERY_ROW = -1


def _followed(where: CompiledFilter) -> CompiledFilter:
    return where._replace(conditions=(*where.conditions, "it.kind <> 'recommendation'", IS_FOLLOWED))


def asked(connection: Readable, where: CompiledFilter) -> list[AskedCount]:
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


def months(connection: Readable, where: CompiledFilter) -> tuple[MonthTally, ...]:
    """Return what was asked and what was done in each month, as the history has it."""
    statement = f"""
        {where.with_tables}
        SELECT
            substr(date(change_group.at, :zone), 1, 8) || '01',
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


def ages(connection: Readable, where: CompiledFilter) -> tuple[AgeTally, ...]:
    """Return what is open by how long ago it was asked."""
    return by_age(asked(connection, where), where.moment.day)


_SETS = f"it.kind IN ('{AgreementKind.SET}', '{AgreementKind.NETWORK}')"


def stages(connection: Readable, where: CompiledFilter) -> tuple[StageCount, ...]:
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


def matrix(connection: Readable, where: CompiledFilter) -> MarketMatrix:
    """Return how each market was spoken of on each day; markets that no dated conference spoke of are left out."""
    rows = MARKETS.page(connection, where, EVERY_ROW)
    dated = [(row, stances_by_day(row.stances)) for row in rows]
    days = tuple(sorted({day for _, taken in dated for day in taken}))
    markets = (
        MarketStances(row.id, row.name_vi, row.name_en, row.kind, tuple(taken.get(day, ()) for day in days))
        for row, taken in dated
        if taken
    )
    return MarketMatrix(days, tuple(markets))


class _RepeatedAsk(NamedTuple):
    """A directive that repeats another, or is repeated."""

    id: str
    text_vi: str
    text_en: str | None
    status: Status | Damaged
    conference: str | None
    date: StoredDate | None


def asked_again(connection: Readable, where: CompiledFilter) -> tuple[AskedAgain, ...]:
    """Return the asks that were repeated, those repeated at most conferences first."""
    pairs = repeat_pairs(connection)
    tied = where._replace(conditions=(*where.conditions, "it.id IN (SELECT value FROM json_each(:ids))"))
    statement = f"""
        {where.with_tables}
        SELECT
            it.id AS id,
            it.text_vi AS text_vi,
            it.text_en AS text_en,
            it.status AS status,
            it.conference AS conference,
            {CONFERENCE_DATE} AS date
        {selection(tied).clause}
    """
    ids = json.dumps(sorted({each for pair in pairs for each in pair}))
    asks = {ask.id: ask for ask in read_rows(connection, statement, {**where.parameters, "ids": ids}, _RepeatedAsk)}
    threads = [_again([asks[each] for each in chain]) for chain in _chains(pairs, asks)]
    return tuple(sorted(threads, key=lambda each: (-each.conferences, -each.asks, each.first or date.max, each.id)))


def _chains(pairs: Iterable[tuple[str, str]], asks: Container[str]) -> Iterator[list[str]]:
    """Yield the directives that are tied to each other, through any number of them."""
    chains: dict[str, list[str]] = {}
    for pair in pairs:
        if all(each in asks for each in pair):
            first, second = (chains.setdefault(each, [each]) for each in pair)
            if first is not second:
                first += second
                chains.update(dict.fromkeys(second, first))
    yield from {id(chain): chain for chain in chains.values()}.values()


def _again(asks: Sequence[_RepeatedAsk]) -> AskedAgain:
    days = sorted(day for ask in asks if (day := undamaged(ask.date)))
    newest = max(asks, key=lambda ask: (str(ask.date or ""), ask.id))
    closed = [ask.status for ask in asks if ask.status in (Status.DONE, Status.DROPPED)]
    return AskedAgain(
        newest.id,
        newest.text_vi,
        newest.text_en,
        len({ask.conference for ask in asks if ask.conference}),
        days[0] if days else None,
        days[-1] if days else None,
        len(asks),
        closed.count(Status.DONE),
        len(asks) - len(closed),
    )
