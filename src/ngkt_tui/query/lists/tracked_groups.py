"""The order and the groups of what is tracked: agreements by their last change, markets by what they are.

Sets and networks of agreements stand behind those that are one each. Markets go from the widest, a region, to the
narrowest, a product; of a kind, the one that was spoken of most comes first.
"""

from collections.abc import Mapping
from typing import NamedTuple

from ngkt_tui.domain.enums import AgreementKind, Language, MarketKind, RecordKind, Stage
from ngkt_tui.domain.words import translate
from ngkt_tui.query.filter.compiler import CompiledFilter
from ngkt_tui.query.lists.grouping import ListGrouping, RecordGroup
from ngkt_tui.query.lists.listing import selection
from ngkt_tui.query.readable import Readable
from ngkt_tui.query.stages import LAST_CHANGE, newest_stage

SETS, SINGLE = "sets", "single"
"""The keys of the groups of agreements."""
_IS_SET = f"it.kind IN ('{AgreementKind.SET}', '{AgreementKind.NETWORK}')"
_MARKET_KINDS = (MarketKind.REGION, MarketKind.BLOC, MarketKind.COUNTRY, MarketKind.PRODUCT)
_SPOKEN_OF = "(SELECT count(DISTINCT mention.conference) FROM market_mention AS mention WHERE mention.market = it.id)"


def _ranked(value: str, ranks: tuple[str, ...]) -> str:
    cases = " ".join(f"WHEN '{each}' THEN {rank}" for rank, each in enumerate(ranks))
    return f"CASE {value} {cases} ELSE {len(ranks)} END"


class _Groups(NamedTuple):
    """The expression of a group's key, what orders the groups, what orders a group, and where its words are."""

    key: str
    order: str
    within: tuple[str, ...]
    words: str


_NEWEST_FIRST = f"{LAST_CHANGE} DESC NULLS LAST"
_AGREEMENTS = _Groups(f"CASE WHEN {_IS_SET} THEN '{SETS}' ELSE '{SINGLE}' END", _IS_SET, (_NEWEST_FIRST,), "group")
_BY_STAGE = _Groups(
    f"coalesce({newest_stage()}, 'unknown')", _ranked(newest_stage(), tuple(Stage)), (_IS_SET, _NEWEST_FIRST), "stage"
)
_MARKETS = _Groups("it.kind", _ranked("it.kind", _MARKET_KINDS), (f"{_SPOKEN_OF} DESC",), "group.market")
TRACKED: Mapping[RecordKind, _Groups] = {RecordKind.AGREEMENT: _AGREEMENTS, RecordKind.MARKET: _MARKETS}


def _groups_of(kind: RecordKind, by: ListGrouping) -> _Groups:
    return _BY_STAGE if kind is RecordKind.AGREEMENT and by is ListGrouping.STAGE else TRACKED[kind]


def order_tracked(where: CompiledFilter, by: ListGrouping) -> CompiledFilter:
    """Return a filter of agreements or markets in the order of their groups, of each in its own order, if any."""
    groups = _groups_of(where.kind, by)
    return where._replace(order=(groups.order, *(where.order or groups.within)))


def _names(words: str) -> tuple[str, str]:
    return translate(Language.VI, words), translate(Language.EN, words)


def tracked_groups(connection: Readable, where: CompiledFilter, by: ListGrouping) -> tuple[RecordGroup, ...]:
    """Return the groups of agreements or markets, in their order, each with how many there are."""
    groups = _groups_of(where.kind, by)
    statement = f"""
        {where.with_tables}
        SELECT {groups.key} AS key, count(*), min({groups.order}) AS place
        {selection(where._replace(order=())).clause}
        GROUP BY 1
        ORDER BY place
    """
    rows = connection.execute(statement, where.parameters).fetchall()
    return tuple(RecordGroup(key, many, *_names(f"{groups.words}.{key}")) for key, many, _ in rows)
