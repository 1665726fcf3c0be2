"""The order and the groups of what is tracked: agreements by their last change, markets by where they lie.

Sets and networks of agreements stand behind those that are one each; as a tree, each set is followed by what it
contains. After the regions of which no part is known come those with markets within them, each a group, then what
stands alone, from the widest, a bloc, to the narrowest, a product. Of a kind, what was spoken of most comes first.
"""

from collections.abc import Mapping
from typing import NamedTuple

from ngkt_tui.domain.enums import AgreementKind, MarketKind, RecordKind, Stage
from ngkt_tui.domain.readable import Readable
from ngkt_tui.query.lists.grouping import TRACKED_KINDS, ListGrouping, RecordGroup
from ngkt_tui.query.lists.listing import selection
from ngkt_tui.query.sql import CompiledFilter
from ngkt_tui.query.stages import LAST_CHANGE, newest_stage

SETS, SINGLE = "sets", "single"
"""The keys of the groups of agreements."""
_SET_RANK = f"CASE WHEN it.kind IN ('{AgreementKind.SET}', '{AgreementKind.NETWORK}') THEN 1 ELSE 0 END"
_MARKET_KINDS = (MarketKind.REGION, MarketKind.BLOC, MarketKind.COUNTRY, MarketKind.PRODUCT)
_SPOKEN_OF = "(SELECT count(DISTINCT mention.conference) FROM market_mention AS mention WHERE mention.market = it.id)"

MAX_LEVEL = 8
WITHIN = """(
    SELECT nullif(json_group_array(held.target), '[]')
    FROM (
        SELECT link.target FROM link WHERE link.record = it.id AND link.relation = 'within' ORDER BY link.ordinal
    ) AS held
)"""
"""JSON list of what the record `it` is within; NULL for nothing."""
_ABOVE = """(
    SELECT link.target FROM link WHERE link.record = {id} AND link.relation = 'within' ORDER BY link.ordinal LIMIT 1
)"""


def _ranked(value: str, ranks: tuple[str, ...]) -> str:
    cases = " ".join(f"WHEN '{each}' THEN {rank}" for rank, each in enumerate(ranks))
    return f"CASE {value} {cases} ELSE {len(ranks)} END"


class _Groups(NamedTuple):
    """The expression of a group's key, what orders the groups, what orders a group, and where its words are.

    `tables` are those that the expressions draw upon; of a group that has a record at its top, the key is its id.
    """

    key: str
    order: str
    within: tuple[str, ...]
    words: str
    tables: tuple[str, ...] = ()


def _tree(kind: RecordKind, alone: str, alone_rank: str, rank: str) -> tuple[str, ...]:
    """Return the tables that end in `placed`: the group of each record, its place, and where the group begins.

    A group is what hangs together, called by the id at its top, else what `alone` tells of the record `it`. `rank` is
    a whole number by which tops, and those that stand alone, are ordered.
    """
    rooted = f"""
        rooted (id, key, alone, alone_rank) AS MATERIALIZED (
            SELECT it.id, {_digits(rank)} || {_digits("record.position")}, {alone}, {alone_rank}
            FROM {kind} AS it JOIN record ON record.id = it.id
        )
    """
    climb = f"""
        climb (id, at, path, level) AS (
            SELECT rooted.id, rooted.id, rooted.key, 0 FROM rooted
            UNION ALL
            SELECT climb.id, over.id, over.key || climb.path, climb.level + 1
            FROM climb CROSS JOIN rooted AS over ON over.id = {_ABOVE.format(id="climb.at")}
            WHERE climb.level < {MAX_LEVEL}
        )
    """
    keyed = f"""
        keyed (id, key, rank, path) AS MATERIALIZED (
            SELECT
                climb.id,
                CASE WHEN count(*) OVER (PARTITION BY climb.at) > 1 THEN climb.at ELSE rooted.alone END,
                CASE WHEN count(*) OVER (PARTITION BY climb.at) > 1 THEN 1 ELSE 2 * (rooted.alone_rank) END,
                climb.path
            FROM climb JOIN rooted ON rooted.id = climb.id
            WHERE {_ABOVE.format(id="climb.at")} IS NULL
        )
    """
    placed = """
        placed (id, key, place, opening) AS MATERIALIZED (
            SELECT each.id, each.key, each.place, min(each.place) OVER (PARTITION BY each.key)
            FROM (
                SELECT keyed.id, keyed.key, row_number() OVER (ORDER BY keyed.rank, keyed.path) AS place FROM keyed
            ) AS each
        )
    """
    return rooted, climb, keyed, placed


def _digits(number: str) -> str:
    """Return the expression of a whole number as a text that is as long as that of any other."""
    return f"CAST({10**15} + ({number}) AS TEXT)"


def _placed(column: str) -> str:
    return f"(SELECT placed.{column} FROM placed WHERE placed.id = it.id)"


_NEWEST_FIRST = f"{LAST_CHANGE} DESC NULLS LAST"
_AGREEMENTS = _Groups(
    f"CASE {_SET_RANK} WHEN 1 THEN '{SETS}' ELSE '{SINGLE}' END", _SET_RANK, (_NEWEST_FIRST,), "group"
)
_BY_STAGE = _Groups(
    f"coalesce({newest_stage()}, 'unknown')", _ranked(newest_stage(), tuple(Stage)), (_SET_RANK, _NEWEST_FIRST), "stage"
)
_BY_SET = _Groups(
    _placed("key"),
    _placed("opening"),
    (_placed("place"),),
    "group",
    _tree(
        RecordKind.AGREEMENT,
        _AGREEMENTS.key,
        _SET_RANK,
        f"{10**7} - coalesce(CAST(julianday({LAST_CHANGE}) AS BIGINT), 0)",
    ),
)
_MARKETS = _Groups(
    _placed("key"),
    _placed("opening"),
    (_placed("place"),),
    "group.market",
    _tree(RecordKind.MARKET, "it.kind", _ranked("it.kind", _MARKET_KINDS), f"{10**7} - {_SPOKEN_OF}"),
)
TRACKED: Mapping[RecordKind, _Groups] = dict(zip(TRACKED_KINDS, (_AGREEMENTS, _MARKETS), strict=True))


def _groups_of(kind: RecordKind, by: ListGrouping) -> _Groups:
    others = {ListGrouping.STAGE: _BY_STAGE, ListGrouping.TREE: _BY_SET} if kind is RecordKind.AGREEMENT else {}
    return others.get(by, TRACKED[kind])


def order_tracked(where: CompiledFilter, by: ListGrouping) -> CompiledFilter:
    """Return a filter of agreements or markets in the order of their groups, of each in its own order, if any."""
    groups = _groups_of(where.kind, by)
    order = (groups.order, *(where.order or groups.within))
    return where._replace(order=order, tables=where.tables + groups.tables)


def tracked_groups(connection: Readable, where: CompiledFilter, by: ListGrouping) -> tuple[RecordGroup, ...]:
    """Return the groups of agreements or markets, in their order, each with how many there are."""
    groups = _groups_of(where.kind, by)
    statement = f"""
        {where.with_tables},
        grouped AS (
            SELECT {groups.key} AS key, count(*) AS records, min({groups.order}) AS place
            {selection(where._replace(order=())).clause}
            GROUP BY 1
        )
        SELECT grouped.key, grouped.records, named.name_vi, named.name_en
        FROM grouped LEFT JOIN {where.kind} AS named ON named.id = grouped.key
        ORDER BY grouped.place
    """
    rows = connection.execute(statement, where.parameters).fetchall()
    return tuple(
        RecordGroup(key, many, vi, en) if vi else RecordGroup(key, many, words=f"{groups.words}.{key}")
        for key, many, vi, en in rows
    )
