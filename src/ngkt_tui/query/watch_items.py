"""The trade-defence measures and barriers that users watch."""

from typing import NamedTuple

from ngkt_tui.domain.field_values import dump_entry, dump_field_value
from ngkt_tui.domain.readable import Readable
from ngkt_tui.domain.stored_values import StoredDate
from ngkt_tui.domain.user_fields import USER_FIELDS
from ngkt_tui.query.lists.listing import selection
from ngkt_tui.query.names import RecordRef, load_refs
from ngkt_tui.query.sql import CompiledFilter, Parameter, read_rows

_ITEMS = """
    SELECT
        watch_item.id AS number,
        watch_item.record AS market_id,
        watch_item.at AS at,
        watch_item.actor AS actor,
        watch_item.product AS product,
        watch_item.measure AS measure,
        watch_item.stage AS stage,
        watch_item.next_on AS next_on,
        watch_item.note AS note,
        watch_item.directive AS directive
    FROM watch_item
    WHERE {meant}
    ORDER BY watch_item.next_on NULLS LAST, watch_item.id
"""

_CONDITIONS = {
    "number": "watch_item.id = :number",
    "until": "watch_item.next_on <= :until",
    "record": ":record IN (watch_item.record, watch_item.directive)",
}

WATCH = "watch:"
"""Begins the target of a line that shows what is watched; its number follows."""


class WatchItem(NamedTuple):
    """A measure of a market that is watched; `next_on` is the day on which something is due."""

    number: int
    market_id: str
    at: str
    actor: str
    product: str
    measure: str
    stage: str | None
    next_on: StoredDate | None
    note: str | None
    directive: str | None
    market: RecordRef | None = None

    @property
    def target(self) -> str:
        return f"{WATCH}{self.number}"

    @property
    def values(self) -> dict[str, str | None]:
        """Return its columns as the history writes them."""
        return {name: dump_field_value(getattr(self, name)) for name in USER_FIELDS["watch"].column_names}

    @property
    def text(self) -> str:
        """Return it as the history writes it."""
        return dump_entry(USER_FIELDS["watch"], self.values)


def watch_items(
    connection: Readable,
    number: int | None = None,
    until: str | None = None,
    record: str | None = None,
    where: CompiledFilter | None = None,
) -> tuple[WatchItem, ...]:
    """Return what is watched, the nearest day first.

    That is all, the one of a `number`, what is due `until` a day, what is of a market or about a directive (`record`),
    or what is of the markets that are left by `where`.
    """
    values: dict[str, Parameter] = {}
    conditions, tables = ["TRUE"], ""
    for name, value in (("number", number), ("until", until), ("record", record)):
        if value is not None:
            values[name] = value
            conditions.append(_CONDITIONS[name])
    if where is not None:
        values |= where.parameters
        tables = where.with_tables
        conditions.append(f"watch_item.record IN (SELECT it.id {selection(where._replace(order=())).clause})")
    found = read_rows(connection, f"{tables} {_ITEMS.format(meant=' AND '.join(conditions))}", values, WatchItem)
    markets = load_refs(connection, sorted({each.market_id for each in found}))
    return tuple(each._replace(market=markets.get(each.market_id)) for each in found)
