"""What the panes of a dashboard read: lists of records, narrowed by a filter and a scope, by pages and in groups.

A list is opened with its first page, then its count is asked for, and the positions of all its records only where
somebody scrolls far or looks for one. Directives and recommendations are two lists of one kind.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ngkt_tui.domain.enums import DirectiveKind, RecordKind
from ngkt_tui.domain.errors import FilterError, UnknownRecordError
from ngkt_tui.domain.record_kinds import FIRST_RECOMMENDATION, PANE_KINDS, RECORD_KINDS
from ngkt_tui.query.filter.filter_spec import EVERYTHING, FilterSpec
from ngkt_tui.query.lists import RecordCount
from ngkt_tui.query.lists.grouping import (
    TRACKED_KINDS,
    FirstGroups,
    ListGrouping,
    RecordGroup,
    begun_groups,
    groups_of_rows,
    has_own_natures,
    order_by_group,
)
from ngkt_tui.query.scope import Scope
from ngkt_tui.query.sql import CompiledFilter
from ngkt_tui.services.line_sources import NO_LEAD, WATCHED, LineSource, NoLeadSource, WatchSource
from ngkt_tui.services.reader import Reader

if TYPE_CHECKING:
    from ngkt_tui.query.lists import Row

DIRECTIVES, RECOMMENDATIONS = "directives", "recommendations"
FIRST_STEPS = 20_000
"""So many steps of SQLite's machine, a millisecond, the first paint waits for the counts of groups."""
MAX_GROUPED_AT_ONCE = 1_000
"""Beyond so many records the first rows wait for the counts of the groups that they stand in alone."""
FAR_RECORDS = 1000
"""From this row on, a page is read by the positions of its rows instead of by skipping those before it."""
SOON_RECORDS = 1_000_000
"""So many steps of SQLite's machine, about a frame of the screen, the first rows wait for their number."""

KINDS: Mapping[str, RecordKind] = {
    **{RECORD_KINDS[kind].list_name: kind for kind in PANE_KINDS},
    RECOMMENDATIONS: RecordKind.DIRECTIVE,
    NO_LEAD: RecordKind.ORGANISATION,
    WATCHED: RecordKind.MARKET,
}
"""The lists and what they are lists of: those of the kinds that have a pane, parts of a kind, what is no record."""

NOT_LED = "lead:none"
"""The filter that leaves the directives without an agency in charge."""
_PARTS = (DIRECTIVES, RECOMMENDATIONS)


class FilteredRecords:
    """The records of a kind that a filter and a scope leave; counts and positions are read once, when asked for.

    Directives may stand in groups: the order of `where` is one of these groups then.
    """

    def __init__(self, reader: Reader, where: CompiledFilter, grouping: ListGrouping = ListGrouping.NONE) -> None:
        self.reader = reader
        self.where = where
        self.grouping = grouping
        self._count: RecordCount | None = None
        self._is_dear = False
        self._positions: array[int] | None = None

    def forget(self) -> None:
        """Forget what was counted, as after an edit; which records are left is asked for anew, by the same filter."""
        self._count, self._is_dear, self._positions = None, False, None

    def count(self) -> RecordCount:
        if self._count is None:
            self._count = self.reader.count(self.where)
        return self._count

    def try_count(self) -> RecordCount | None:
        """Return how many records there are, `None` where that takes longer than the first rows should wait."""
        if self._count is None and not self._is_dear:
            self._count = self.reader.try_count(self.where, SOON_RECORDS)
            self._is_dear = self._count is None
        return self._count

    def index_of(self, position: int) -> int | None:
        """Return how many records come before the one at `position`, `None` where it is none of them."""
        if self._positions is None and not self.where.order:
            return self.reader.index_of(self.where, position)
        positions = self.positions()
        return positions.index(position) if position in positions else None

    def positions(self) -> "array[int]":
        if self._positions is None:
            self._positions = self.reader.positions(self.where)
        return self._positions


class RecordSource:
    """One list of a pane: all records of what was narrowed, or the `part` of it that one listing shows.

    Parts are told from each other by position. Of what is in another order than that only `is_alone` is left: one part.
    """

    def __init__(self, narrowed: FilteredRecords, part: str = "", *, is_alone: bool = False) -> None:
        self._narrowed = narrowed
        self.forget = narrowed.forget
        by_choice = narrowed.where.kind in (RecordKind.DIRECTIVE, RecordKind.CONFERENCE, RecordKind.ORGANISATION)
        has_choice = by_choice and narrowed.grouping is not ListGrouping.NONE
        self.is_grouped = has_choice or narrowed.where.kind in TRACKED_KINDS
        self._listing = part
        self._part = "" if is_alone else part

    @property
    def kind(self) -> RecordKind | None:
        """Return the kind of its records; `None` where its lines are none."""
        return self._narrowed.where.kind

    def page(self, number: int, size: int) -> "tuple[Row, ...]":
        """Return the rows of page `number`, of `size` rows each."""
        first = number * size
        reader, where = self._narrowed.reader, self._narrowed.where
        if first >= FAR_RECORDS:
            return tuple(reader.rows(where, self._positions()[first : first + size]))
        if self._part == RECOMMENDATIONS:
            return tuple(reader.page(where, size, offset=first, after=FIRST_RECOMMENDATION))
        rows = reader.page(where, size, offset=first)
        if self._part == DIRECTIVES:
            return tuple(row for row in rows if row.position < FIRST_RECOMMENDATION)
        return tuple(rows)

    def between(self, first: int, end: int | None) -> "tuple[Row, ...]":
        """Return the rows from the one numbered `first` up to `end`, to the last one where that is `None`."""
        return tuple(self._narrowed.reader.rows(self._narrowed.where, self._positions()[first:end]))

    def count(self) -> int:
        return self._own(self._narrowed.count())

    def try_count(self) -> int | None:
        """Return how many records the list has, `None` where its first rows should not wait for that."""
        count = self._narrowed.try_count()
        return None if count is None else self._own(count)

    def index_of(self, record: str) -> int | None:
        """Return where a record stands in the list, `None` where it does not."""
        try:
            position = self._narrowed.reader.find(record).position
        except UnknownRecordError:
            return None
        if self._part and (position >= FIRST_RECOMMENDATION) is not (self._part == RECOMMENDATIONS):
            return None
        index = self._narrowed.index_of(position)
        if index is None or self._part != RECOMMENDATIONS:
            return index
        return index - self._narrowed.count().records

    def _own(self, count: RecordCount) -> int:
        return count.recommendations if self._listing == RECOMMENDATIONS else count.records

    def groups(self, touched: Sequence[str] | None = None) -> tuple[RecordGroup, ...]:
        """Return the groups that the rows stand in, counted now; none for a list without any. See `Reader.groups`."""
        if not self.is_grouped:
            return ()
        narrowed, beside = self._narrowed, self._listing == RECOMMENDATIONS
        return narrowed.reader.groups(narrowed.where, narrowed.grouping, beside=beside, touched=touched)

    def first_groups(self, rows: "Sequence[Row]", *, is_first: bool) -> FirstGroups:
        """Return the groups of a list whose first rows are `rows`: all, or where that takes long those of the rows.

        Of these, conferences are counted. `is_first` means that the first paint waits for them.
        """
        narrowed, by, beside = self._narrowed, self._narrowed.grouping, self._listing == RECOMMENDATIONS
        if not self.is_grouped or not rows:
            return FirstGroups()
        if is_first and by is not ListGrouping.THREAD:
            found = narrowed.reader.groups_soon(narrowed.where, by, FIRST_STEPS, beside=beside)
            return FirstGroups(begun_groups(rows, by), are_all=False) if found is None else FirstGroups(found)
        count = narrowed.try_count()
        if by is ListGrouping.THREAD or (count is not None and sum(count) <= MAX_GROUPED_AT_ONCE):
            return FirstGroups(self.groups())
        with narrowed.reader.connection() as connection:
            groups = groups_of_rows(connection, narrowed.where, rows, by, beside=beside)
        return FirstGroups(groups, are_all=False) if groups else FirstGroups(self.groups())

    def fresh(self, records: Sequence[str]) -> "tuple[Row, ...]":
        """Return the rows of records as they are now, whether or not they still pass the filter."""
        return tuple(self._narrowed.reader.by_ids(self._narrowed.where, records))

    def is_outdated(self) -> bool:
        """Return whether an edit may have added lines, or taken some away, that are no records."""
        return False

    def _positions(self) -> "array[int]":
        positions = self._narrowed.positions()
        if self._part == DIRECTIVES:
            return positions[: bisect_left(positions, FIRST_RECOMMENDATION)]
        if self._part == RECOMMENDATIONS:
            return positions[bisect_right(positions, FIRST_RECOMMENDATION) :]
        return positions


ListSource = RecordSource | LineSource


def open_lists(
    reader: Reader, listings: Sequence[str], text: str, scope: Scope, grouping: ListGrouping = ListGrouping.NONE
) -> tuple[ListSource | None, ...]:
    """Return the lists of a pane under a filter and a scope, directives or conferences in groups by `grouping`.

    A list whose records do not have a field that the filter names is `None`, as long as another one of the pane has
    it; otherwise the mistake is raised as `FilterError`.
    """
    narrowed: dict[object, FilteredRecords] = {}
    mistake: FilterError | None = None
    lists: list[ListSource | None] = []
    for listing in listings:
        try:
            lists.append(_open_list(reader, listing, text, scope, grouping, narrowed))
        except FilterError as error:
            mistake = mistake or error
            lists.append(None)
    if mistake is not None and not any(lists):
        raise mistake
    return tuple(lists)


def whole_counts(reader: Reader, listings: Sequence[str], scope: Scope) -> tuple[int, ...]:
    """Return how many records each list of a pane has without a filter, 0 for one that holds no records."""
    opened = open_lists(reader, listings, "", scope)
    return tuple(0 if each is None or isinstance(each, NoLeadSource) else each.count() for each in opened)


def _open_list(
    reader: Reader,
    listing: str,
    text: str,
    scope: Scope,
    grouping: ListGrouping,
    narrowed: dict[object, FilteredRecords],
) -> ListSource | None:
    if listing == NO_LEAD:
        return None if text.strip() else NoLeadSource(reader, scope)
    kind = KINDS[listing]
    if listing == WATCHED:
        _parse(text, kind)  # a mistake is told as of any list
        return WatchSource(reader, scope, text)
    if listing not in _PARTS:
        if kind not in narrowed:
            spec = _parse(text, kind)
            where = reader.compile_filter(kind, spec, scope)
            where = _in_order(where, grouping, is_sorted=bool(spec.order))
            is_by_year = kind is not RecordKind.CONFERENCE or not spec.order  # years are in the order of the pane alone
            narrowed[kind] = FilteredRecords(reader, where, grouping if is_by_year else ListGrouping.NONE)
        return RecordSource(narrowed[kind])
    if kind not in narrowed:
        narrowed[kind] = FilteredRecords(reader, _in_groups(reader, _parse(text, kind), scope, grouping), grouping)
    if not narrowed[kind].where.order:
        return RecordSource(narrowed[kind], listing)
    own = _parse(f"{'-' if listing == DIRECTIVES else ''}kind:{DirectiveKind.RECOMMENDATION}", kind)
    spec = _parse(text, kind)
    alone_spec = FilterSpec((*own.terms, *spec.terms), spec.order)
    alone = FilteredRecords(reader, _in_groups(reader, alone_spec, scope, grouping), grouping)
    return RecordSource(alone, listing, is_alone=True)


def _in_order(where: CompiledFilter, grouping: ListGrouping, *, is_sorted: bool) -> CompiledFilter:
    """Return a filter in the order of the panes, which is another than that of lists: what one asks for is on top."""
    from ngkt_tui.query.lists import agency_tree, conference_list, people_list, tracked_groups  # after the first rows

    if where.kind in TRACKED_KINDS:
        return tracked_groups.order_tracked(where, grouping)
    if grouping is ListGrouping.TREE and where.kind is RecordKind.ORGANISATION:
        return agency_tree.order_by_tree(where)
    if is_sorted:
        return where
    if where.kind is RecordKind.CONFERENCE:
        return where._replace(order=conference_list.TIMELINE_ORDER)
    return people_list.in_owing_order(where) if where.kind is RecordKind.ORGANISATION else where


def _in_groups(reader: Reader, spec: FilterSpec, scope: Scope, by: ListGrouping) -> CompiledFilter:
    """Return the filter of directives in the order of their groups."""
    where = reader.compile_filter(RecordKind.DIRECTIVE, spec, scope)
    with reader.connection() as connection:
        if by is ListGrouping.THREAD:
            from ngkt_tui.query.threads import named_threads  # only where they are asked for

            return order_by_group(where, by, threads=named_threads(connection))
        is_by_position = by is ListGrouping.CONFERENCE and not where.order
        return order_by_group(where, by, has_own_natures=is_by_position and has_own_natures(connection))


def _parse(text: str, kind: RecordKind) -> FilterSpec:
    if not text.strip():
        return EVERYTHING
    from ngkt_tui.query.filter import parse  # a list without a filter needs no language

    return parse(text, kind)
