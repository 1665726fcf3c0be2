"""Where the records of one section stand: lines, places and cursor stops, with the lines that head its groups.

All of it is reckoned from how many records each group has; no record is read for it.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from ngkt_tui.query.lists.grouping import RecordGroup


class HeadIndex(NamedTuple):
    """A line that heads records: of a group by its number, of the whole section where `group` is -1."""

    section: int
    group: int
    is_head: bool = True
    """Tells it from the index of a record, wherever both are keys."""


class RowHeights:
    """How many lines the rows of a section have beyond the first, by pages of `page` rows; 0 where nobody measured.

    Only pages that were measured are kept, so that it costs nothing how long the section is.
    """

    def __init__(self, page: int) -> None:
        self._page = page
        self._within: dict[int, list[int]] = {}
        self._pages: list[int] = []
        self._before: list[int] = [0]

    def __contains__(self, page: int) -> bool:
        return page in self._within

    def put(self, page: int, heights: Iterable[int]) -> None:
        """Take in how many lines each row of a page has."""
        self._within[page] = list(accumulate((height - 1 for height in heights), initial=0))
        self._reckon()

    def forget(self, page: int | None = None) -> None:
        """Forget what was measured of a page, of all pages for `None`."""
        for each in list(self._within) if page is None else [page]:
            self._within.pop(each, None)
        self._reckon()

    def before(self, place: int) -> int:
        """Return how many lines the rows before `place` have beyond their first."""
        page, within = divmod(place, self._page)
        extra = self._before[bisect_left(self._pages, page)]
        sums = self._within.get(page)
        return extra + (sums[min(within, len(sums) - 1)] if sums else 0)

    def _reckon(self) -> None:
        self._pages = sorted(self._within)
        self._before = list(accumulate((self._within[page][-1] for page in self._pages), initial=0))


NO_HEIGHTS = RowHeights(1)


class SectionLines:
    """The lines of `count` records, `height` lines each, after `heading` lines and under the lines of `groups`.

    Rows that were measured have as many lines more as `heights` has.

    The groups lie one behind the other. What is beyond the last of them belongs to it; groups beyond `count` are left
    out. Of those whose keys are `folded` only the head has a line. A stop is where a cursor can stand: on a record, or
    on the head of a folded group, which is found by the place of its first record.
    """

    def __init__(
        self,
        height: int,
        count: int,
        heading: int = 0,
        groups: Sequence[RecordGroup] = (),
        folded: Collection[str] = (),
        heights: RowHeights = NO_HEIGHTS,
    ) -> None:
        starts = _numbers([0, *accumulate([group.records for group in groups[:-1]])])
        starts = starts[: bisect_left(starts, count)]
        self.groups = tuple(groups[: len(starts)])
        self._head = 1 if self.groups else 0
        self._height, self._heights = height, heights
        self._starts = starts or _numbers([0])
        self._ends = _numbers([*self._starts[1:], count])
        sizes = [end - start for start, end in zip(self._starts, self._ends, strict=True)]
        self._folded = [group.key in folded for group in self.groups] or [False]
        if heights is NO_HEIGHTS:
            heights_of = [size * height for size in sizes]
        else:
            heights_of = [self._lines_between(*ends) for ends in zip(self._starts, self._ends, strict=True)]
        shown = zip(heights_of, self._folded, strict=True)
        lines = [self._head + (0 if is_folded else high) for high, is_folded in shown]
        stops = [1 if is_folded else size for size, is_folded in zip(sizes, self._folded, strict=True)]
        self._first_lines = _numbers(accumulate(lines, initial=heading))
        self._first_stops = _numbers(accumulate(stops, initial=0))

    @property
    def lines(self) -> int:
        return self._first_lines[-1]

    @property
    def stops(self) -> int:
        return self._first_stops[-1]

    def group_of(self, place: int) -> int:
        """Return the number of the group that holds the record at `place`."""
        return bisect_right(self._starts, place) - 1

    def is_folded(self, place: int) -> bool:
        """Return whether the record at `place` is folded away."""
        return self._folded[self.group_of(place)]

    def range_of(self, group: int) -> tuple[int, int]:
        """Return the first place of a group, and the one after its last."""
        return self._starts[group], self._ends[group]

    def first_line(self, place: int) -> int:
        """Return the first line of the record at `place`, of one that is folded away the line of the head."""
        group = self.group_of(place)
        first = self._first_lines[group]
        return first if self._folded[group] else first + self._head + self._lines_between(self._starts[group], place)

    def height_of(self, place: int) -> int:
        """Return how many lines the record at `place` has."""
        return self._lines_between(place, place + 1)

    def _lines_between(self, start: int, end: int) -> int:
        extra = self._heights.before(end) - self._heights.before(start) if self._heights is not NO_HEIGHTS else 0
        return (end - start) * self._height + extra

    def _place_on(self, group: int, within: int) -> int:
        """Return the place of the record on a line of a group, its head not counted; the last one's beyond them."""
        start, end = self.range_of(group)
        if self._heights is NO_HEIGHTS:
            return start + within // self._height
        return bisect_right(range(start, end), within, key=lambda place: self._lines_between(start, place)) + start - 1

    def line_of_head(self, group: int) -> int:
        return self._first_lines[group]

    def locate(self, line: int) -> tuple[int, int | None, int]:
        """Return the group of a line beyond the heading, the place of its record (`None`: a head), and which part."""
        group = min(bisect_right(self._first_lines, line) - 1, len(self._starts) - 1)
        within = line - self._first_lines[group] - self._head
        if within < 0:
            return group, None, 0
        place = self._place_on(group, within)
        return group, place, within - self._lines_between(self._starts[group], place)

    def stop(self, place: int) -> int:
        """Return the stop at which a cursor stands on the record at `place`."""
        group = self.group_of(place)
        within = 0 if self._folded[group] else place - self._starts[group]
        return self._first_stops[group] + within

    def place_at(self, stop: int) -> int:
        """Return the place of the record on which the cursor stands at `stop`."""
        group = min(bisect_right(self._first_stops, stop) - 1, len(self._starts) - 1)
        return self._starts[group] + stop - self._first_stops[group]

    def unfolded(self) -> Iterator[int]:
        """Yield the places of the records that are not folded away, in their order."""
        for start, end, is_folded in zip(self._starts, self._ends, self._folded, strict=True):
            if not is_folded:
                yield from range(start, end)

    def ranges(self, first_line: int, last_line: int) -> Iterator[tuple[int, int]]:
        """Yield the first and the last place of each run of records that `first_line` to `last_line` show."""
        if last_line < self._first_lines[0] or not self._ends[-1]:
            return
        run: tuple[int, int] | None = None
        first_group = max(0, bisect_right(self._first_lines, first_line) - 1)
        for group in range(first_group, len(self._starts)):
            top = self._first_lines[group] + self._head
            if top > last_line:
                break
            start, end = self.range_of(group)
            first = self._place_on(group, max(0, first_line - top))
            last = min(end - 1, self._place_on(group, last_line - top))
            if first_line - top >= self._lines_between(start, end):
                continue
            if self._folded[group] or last < first:
                continue
            if run is not None and run[1] + 1 != first:
                yield run
                run = None
            run = (first if run is None else run[0], last)
        if run is not None:
            yield run


def _numbers(values: Iterable[int]) -> "array[int]":
    """Return numbers of which there may be thousands in a fifth of the memory that a list of them takes."""
    return array("q", values)


def recounted(held: Sequence[RecordGroup], fresh: Sequence[RecordGroup]) -> tuple[RecordGroup, ...]:
    """Return the groups that are `held`, as many records in each as before, with the statuses that `fresh` counts.

    Of one that was not counted nobody knows how many records it has; one that is not among the `fresh` stays as it is.
    """
    by_key = {group.key: group for group in fresh}
    return tuple(
        by_key[group.key]._replace(records=group.records) if group.is_counted and group.key in by_key else group
        for group in held
    )


def completed(held: Sequence[RecordGroup], fresh: Sequence[RecordGroup]) -> tuple[RecordGroup, ...]:
    """Return all groups, as they are counted `fresh`, in place of those that are `held`, which the first rows stand in.

    Of these, each that was counted keeps as many records: an edit since then has taken no row away.
    """
    counted = [group for group in held if group.is_counted]
    keys = {group.key for group in counted}
    return (*recounted(counted, fresh), *(group for group in fresh if group.key not in keys))
