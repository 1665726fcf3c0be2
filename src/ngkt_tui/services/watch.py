"""Watching trade-defence measures and barriers: what users add to markets, change, and take away."""

from collections.abc import Mapping
from datetime import timedelta
from typing import NamedTuple

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.errors import EditRefusedError
from ngkt_tui.domain.field_values import dump_entry
from ngkt_tui.domain.text import sanitize_line
from ngkt_tui.domain.user_fields import USER_FIELDS
from ngkt_tui.domain.words import LazyText
from ngkt_tui.query.lists.rows import DirectiveRow
from ngkt_tui.query.watch_items import WatchItem, watch_items
from ngkt_tui.services.agency_reports import apply_edits
from ngkt_tui.services.browse import browse
from ngkt_tui.services.context import Context
from ngkt_tui.services.edit import EditMessage
from ngkt_tui.services.reader import Reader

MAX_ASKED = 20
"""How many directives of its market are shown beside what is watched."""
WatchValues = Mapping[str, str | None]
"""The new values of columns of an item, by name; `None` takes a value away."""


def add_watch(context: Context, market: str, values: WatchValues) -> EditMessage:
    """Watch a measure of a market. Raises `EditRefusedError` for a record of another kind and for what is lacking."""
    from ngkt_tui.store.unit_of_work import FieldEdit  # loaded when an edit is made

    return apply_edits(context, [FieldEdit(market, "watch", dump_entry(USER_FIELDS["watch"], _clean(values)))])


def set_watch(context: Context, number: int, values: WatchValues) -> EditMessage:
    """Change what is said of the item of a number. Raises `EditRefusedError` where there is none."""
    from ngkt_tui.store.unit_of_work import FieldEdit  # as above

    item = _numbered(context, number)
    after = dump_entry(USER_FIELDS["watch"], item.values | _clean(values))
    if after == item.text:
        return apply_edits(context, [])
    return apply_edits(context, [FieldEdit(item.market_id, "watch", after, seen=item.text, entry=number)])


def remove_watch(context: Context, number: int) -> EditMessage:
    """Take the item of a number away. Raises `EditRefusedError` where there is none."""
    from ngkt_tui.store.unit_of_work import FieldEdit  # as above

    item = _numbered(context, number)
    return apply_edits(context, [FieldEdit(item.market_id, "watch", None, seen=item.text, entry=number)])


def watched(reader: Reader, within: int | None = None) -> tuple[WatchItem, ...]:
    """Return what is watched, the nearest day first; only what is due within so many days where `within` is given."""
    until = None if within is None else str(reader.context.today() + timedelta(days=within))
    with reader.connection() as connection:
        return watch_items(connection, until=until)


def _clean(values: WatchValues) -> dict[str, str | None]:
    return {name: text and (sanitize_line(text) or None) for name, text in values.items()}


class WatchedMeasure(NamedTuple):
    """What is watched, with the directive that it is about, and what else was asked of its market."""

    item: WatchItem
    directive: DirectiveRow | None
    asked: tuple[DirectiveRow, ...]


def read_watched(reader: Reader, number: int) -> WatchedMeasure:
    """Return the item of a number with the directives that belong to it; raises `EditRefusedError` for none."""
    item = _item(reader, number)
    found = browse(reader, RecordKind.DIRECTIVE, f"market:{item.market_id} -kind:recommendation sort:-conf", MAX_ASKED)
    where = reader.compile_filter(RecordKind.DIRECTIVE)
    own = reader.by_ids(where, [item.directive]) if item.directive else []
    asked = (row for row in found.rows if isinstance(row, DirectiveRow) and row.id != item.directive)
    return WatchedMeasure(item, next((row for row in own if isinstance(row, DirectiveRow)), None), tuple(asked))


def _numbered(context: Context, number: int) -> WatchItem:
    with Reader(context) as reader:
        return _item(reader, number)


def _item(reader: Reader, number: int) -> WatchItem:
    with reader.connection() as connection:
        found = watch_items(connection, number)
    if not found:
        raise EditRefusedError(id=f"#{number}", detail=LazyText("edit.no-such-watch", {"number": number}))
    return found[0]
