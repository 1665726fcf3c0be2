"""Lists of a pane whose lines are no records: what nobody leads, what is watched of markets."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, cast

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.query.filter.filter_spec import EVERYTHING
from ngkt_tui.query.lists.grouping import FirstGroups, RecordGroup
from ngkt_tui.query.scope import Scope
from ngkt_tui.services.reader import Reader

if TYPE_CHECKING:
    from ngkt_tui.query.lists import Row
    from ngkt_tui.query.sql import CompiledFilter
    from ngkt_tui.query.watch_items import WatchItem

NO_LEAD = "unled"
"""The list of one row that stands for all directives without an agency in charge."""
WATCHED = "watched"
"""The list of what is watched of markets."""


class NoLeadRow(NamedTuple):
    """What no agency is in charge of: not a record, but a line among the agencies."""

    position: int
    id: str
    withdrawn: int
    directives: int
    open: int
    blocked: int
    overdue: int
    own: int = 0
    corrected: int = 0


class WatchRow(NamedTuple):
    """What is watched of a market: not a record, but a line with an id of its own."""

    item: "WatchItem"
    withdrawn: int = 0
    own: int = 0
    corrected: int = 0

    @property
    def position(self) -> int:
        return self.item.number

    @property
    def id(self) -> str:
        return self.item.target


class LineSource:
    """Lines of a scope that are no records, with the methods of a `RecordSource`.

    They are read when first asked for, and no edit or mark is made of them.
    """

    def __init__(self, reader: Reader, scope: Scope, text: str = "") -> None:
        self._reader, self._scope, self._text = reader, scope, text
        self._rows: tuple[Row, ...] | None = None

    kind = None
    is_grouped = False

    def forget(self) -> None:
        """Forget the lines: an edit may have changed what they count."""
        self._rows = None

    def page(self, number: int, size: int) -> "tuple[Row, ...]":
        """Return the lines of page `number`, of `size` lines each."""
        return self._lines()[number * size : (number + 1) * size]

    def between(self, _first: int, _end: int | None) -> "tuple[Row, ...]":
        """Return nothing: no line is marked."""
        return ()

    def count(self) -> int:
        """Return how many lines there are."""
        return len(self._lines())

    def try_count(self) -> int | None:
        """Return the count where it is known already."""
        return None if self._rows is None else len(self._rows)

    def index_of(self, record: str) -> int | None:
        """Return where the line with an id stands; `None` where there is none."""
        return next((number for number, row in enumerate(self._lines()) if row.id == record), None)

    def fresh(self, _records: Sequence[str]) -> "tuple[Row, ...]":
        """Return nothing: no line is a record; see `is_outdated`."""
        return ()

    def groups(self, _touched: Sequence[str] | None = None) -> tuple[RecordGroup, ...]:
        """Return nothing: lines have no groups."""
        return ()

    def first_groups(self, _rows: "Sequence[Row]", *, is_first: bool) -> FirstGroups:  # noqa: ARG002
        """Return nothing, as `groups`."""
        return FirstGroups()

    def is_outdated(self) -> bool:
        """Return whether other lines would be read now."""
        return False

    def _lines(self) -> "tuple[Row, ...]":
        if self._rows is None:
            self._rows = self._read()
        return self._rows

    def _read(self) -> "tuple[Row, ...]":
        raise NotImplementedError


class NoLeadSource(LineSource):
    """The one row that stands for the directives without an agency in charge; none where all have one."""

    _where: "CompiledFilter | None" = None

    def _read(self) -> "tuple[Row, ...]":
        self._where = self._where or self._reader.compile_filter(RecordKind.DIRECTIVE, None, self._scope)
        header = self._reader.without_lead(self._where)
        form = header.form
        still_open = form.followed - form.finished - form.dropped
        row = NoLeadRow(0, NO_LEAD, 0, form.total, still_open, header.blocked, form.overdue)
        return cast("tuple[Row, ...]", (row,)) if form.total else ()


class WatchSource(LineSource):
    """What is watched of the markets that a filter and a scope leave, the nearest day first."""

    def is_outdated(self) -> bool:
        """Return whether other items are watched now than were read."""
        return self._rows is not None and self._rows != self._read()

    def _read(self) -> "tuple[Row, ...]":
        from ngkt_tui.query.watch_items import watch_items  # only where the pane is read

        spec = EVERYTHING
        if self._text.strip():
            from ngkt_tui.query.filter import parse  # a start without a filter needs no language

            spec = parse(self._text, RecordKind.MARKET)
        where = self._reader.compile_filter(RecordKind.MARKET, spec, self._scope)
        is_narrowed = bool(self._text.strip() or self._scope)
        with self._reader.connection() as connection:
            items = watch_items(connection, where=where if is_narrowed else None)
        return cast("tuple[Row, ...]", tuple(map(WatchRow, items)))
