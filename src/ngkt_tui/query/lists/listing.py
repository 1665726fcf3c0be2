"""Reading the records of one kind: a page, single rows, counts and ordered positions.

A page is one statement, whatever it shows of each row. In the default order the rows are read as they lie, so that a
first page ends early however many there are.
"""

import json
import re
from array import array
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.readable import Readable
from ngkt_tui.domain.record_kinds import FIRST_RECOMMENDATION, KIND_RANGES
from ngkt_tui.query.search import POSITION
from ngkt_tui.query.sql import CompiledFilter, Parameter, read_rows

SHOWN_IDS = "(SELECT record.id FROM record WHERE record.position IN (SELECT shown.position FROM shown))"
"""The ids of the rows that a statement shows, for what is counted of these alone."""


class PositionedRow(Protocol):
    """A row of any list."""

    @property
    def position(self) -> int:
        """Return the record's place in the default order of its kind."""

    @property
    def id(self) -> str:
        """Return the record's id."""


RowT = TypeVar("RowT", bound=PositionedRow)


class RecordCount(NamedTuple):
    """How many records there are; recommendations are counted beside directives, not among them."""

    records: int
    recommendations: int


class Listing(Generic[RowT]):
    """The list of one kind of record.

    `columns` are expressions on `it`, the record's own table, and `record`, named after the fields of the row; what
    has another name goes to `complete`, as `read_rows` says. `joins` and `tables` (common table expressions) are what
    they draw upon beside these. `tables` may confine themselves to `SHOWN_IDS`.
    """

    def __init__(
        self,
        kind: RecordKind,
        row_type: type[RowT],
        columns: str,
        joins: str = "",
        tables: Sequence[str] = (),
        complete: Callable[..., RowT] | None = None,
    ) -> None:
        self.kind = kind
        self._row_type: type[Any] = row_type
        self._complete = complete
        self._columns = columns
        self._joins = joins
        self._tables = tables

    def page(
        self,
        connection: Readable,
        where: CompiledFilter,
        limit: int,
        offset: int = 0,
        after: int | None = None,
    ) -> list[RowT]:
        """Return at most `limit` rows in their order, from the one numbered `offset`.

        `after` skips the rows up to that position; it is meant for the default order.
        """
        if where.order:
            return self.rows(connection, where, self._sorted(connection, where, limit, offset, after))
        return self._shown(connection, where, *_window(where, limit, offset, after))

    def _sorted(
        self, connection: Readable, where: CompiledFilter, limit: int, offset: int, after: int | None
    ) -> Sequence[int]:
        """Return the positions of a page of a list that is in another order than the default one."""
        window, values = _window(where, limit, offset, after)
        return [position for (position,) in connection.execute(f"{where.with_tables} {window}", values)]

    def rows(self, connection: Readable, where: CompiledFilter, positions: Sequence[int]) -> list[RowT]:
        """Return the rows at `positions`, in that order; those that are gone are left out."""
        values = {"shown": json.dumps(list(positions))}
        rows = self._shown(connection, where, "SELECT CAST(value AS BIGINT) FROM json_each(:shown)", values)
        by_position = {row.position: row for row in rows}
        return [by_position[position] for position in positions if position in by_position]

    def by_ids(self, connection: Readable, where: CompiledFilter, ids: Sequence[str]) -> list[RowT]:
        """Return the rows of the records `ids`, in that order, whether or not the filter leaves them."""
        values = {"shown": json.dumps(list(ids))}
        shown = "SELECT record.position FROM record WHERE record.id IN (SELECT value FROM json_each(:shown))"
        by_id = {row.id: row for row in self._shown(connection, where, shown, values)}
        return [by_id[record] for record in ids if record in by_id]

    def count(self, connection: Readable, where: CompiledFilter) -> RecordCount:
        """Return how many records there are."""
        statement = f"{where.with_tables} SELECT {_both_counts(_read_whole(where._replace(order=())))}"
        values = {**where.parameters, "recommendations": FIRST_RECOMMENDATION}
        total, recommendations = connection.execute(statement, values).fetchone()
        return RecordCount(total - recommendations, recommendations)

    def index_of(self, connection: Readable, where: CompiledFilter, position: int) -> int | None:
        """Return how many records come before the one at `position` in the default order; `None` where it is not meant.

        It is meant for the default order: no position has to be read to find one.
        """
        here, before = (selection(where, may_be_bare=True) for _ in range(2))
        here = here._replace(conditions=(*here.conditions, f"{here.position} = :position"))
        before = before._replace(conditions=(*before.conditions, f"{before.position} < :position"))
        statement = f"""
            {where.with_tables}
            SELECT (SELECT count(*) {before.clause})
            WHERE EXISTS (SELECT 1 {here.clause})
        """
        found = connection.execute(statement, {**where.parameters, "position": position}).fetchone()
        return None if found is None else int(found[0])

    def positions(
        self, connection: Readable, where: CompiledFilter, limit: int = -1, *, is_bounded: bool = False
    ) -> "array[int]":
        """Return the positions of all records in their order, or of the first `limit`.

        Where the filter `is_bounded`, few records are looked at whatever else it asks for: no other index leads.
        """
        window, values = _window(where, limit, offset=0, after=None, is_bounded=is_bounded)
        return array("q", (position for (position,) in connection.execute(f"{where.with_tables} {window}", values)))

    def _shown(
        self, connection: Readable, where: CompiledFilter, shown: str, values: Mapping[str, Parameter]
    ) -> list[RowT]:
        tables, position = own_tables(self.kind)
        with_tables = ", ".join(dict.fromkeys((*where.tables, f"shown (position) AS ({shown})", *self._tables)))
        statement = f"""
            WITH {with_tables}
            SELECT {self._columns}
            FROM {tables} {self._joins}
            WHERE {position} IN (SELECT shown.position FROM shown)
            ORDER BY {position}
        """
        return read_rows(connection, statement, {**where.parameters, **values}, self._row_type, self._complete)


def _both_counts(where: CompiledFilter) -> str:
    """Return what selects the number of all records and of the recommendations among them.

    Where only an index is walked, walking its end once more costs less than looking at each position.
    """
    if where.kind is not RecordKind.DIRECTIVE:
        return f"count(*), 0 {selection(where, may_be_bare=True).clause}"
    if not where.conditions:
        return f"{_counted(where)}, {_counted(where, ':recommendations')}"
    found = selection(where)
    return f"count(*), count(*) FILTER (WHERE {found.position} >= :recommendations) {found.clause}"


def _counted(where: CompiledFilter, start: str = "") -> str:
    return f"(SELECT count(*) {selection(where, may_be_bare=True, start=start).clause})"


def _window(
    where: CompiledFilter, limit: int, offset: int, after: int | None, *, is_bounded: bool = False
) -> tuple[str, dict[str, Parameter]]:
    """Return the statement that yields positions in order, without the WITH clause, and its parameters."""
    where = _read_whole(where) if where.order and not is_bounded else where
    meant = selection(where, may_be_bare=True, start="" if after is None else "(:after + 1)")
    order = ", ".join((*where.order, meant.position))
    statement = f"""
        SELECT {meant.position} {meant.clause}
        ORDER BY {order}
        LIMIT :limit OFFSET :offset
    """
    values = {**where.parameters, "limit": limit, "offset": offset}
    return statement, values if after is None else {**values, "after": after}


def _read_whole(where: CompiledFilter) -> CompiledFilter:
    """Return a filter of which all records are read: indexes of few may lead to them.

    Its conditions keep SQLite from such an index by a plus, so that a first page in the default order ends early.
    """
    return where._replace(conditions=tuple(_PLUS.sub(r"\1", each) for each in where.conditions))


_PLUS = re.compile(r"\+(it\.(?:id|status) IN)\b")


class SelectClause(NamedTuple):
    """The tables that hold the meant records, the conditions on them, and the expression of a record's position."""

    tables: str
    conditions: tuple[str, ...]
    position: str

    @property
    def clause(self) -> str:
        """Return FROM and WHERE."""
        return f"FROM {self.tables}" + (f" WHERE {' AND '.join(self.conditions)}" if self.conditions else "")


def own_tables(kind: RecordKind) -> tuple[str, str]:
    """Return the tables of the records of `kind`, theirs named `it`, and the expression of the position."""
    if kind is RecordKind.DIRECTIVE:
        return "directive AS it", "it.position"
    return f"record CROSS JOIN {kind} AS it ON it.id = record.id", "record.position"


def selection(where: CompiledFilter, may_be_bare: bool = False, start: str = "", last: str = "") -> SelectClause:
    """Return from where to read the meant records, as `it`.

    Where words are looked for, the index leads, in the order of positions. `may_be_bare` allows to leave `it` out
    where nothing else asks for it and only positions are wanted; the index knows no day, though. `start` and `last` are
    expressions of the least and the greatest position that are wanted: the index takes one bound on each side, and
    reads the rows beyond it for nothing where there are two.
    """
    tables, position = own_tables(where.kind)
    conditions = where.conditions
    if where.match:
        conditions = (where.match, *conditions)
        if may_be_bare and not (where.conditions or where.order or where.moment.as_of):
            tables = "search"
        else:
            tables = f"search CROSS JOIN {tables}"
            conditions = (*conditions, f"{position} = {POSITION}")
        position = POSITION
    if where.match or where.kind is not RecordKind.DIRECTIVE:
        first, end = KIND_RANGES[where.kind]
        until = f"<= {last}" if last else f"< {end}"
        conditions = (*conditions, f"{position} >= {start or first}", f"{position} {until}")
    elif start:
        conditions = (*conditions, f"{position} >= {start}")
    return SelectClause(f"{tables} {where.join}" if where.order else tables, conditions, position)
