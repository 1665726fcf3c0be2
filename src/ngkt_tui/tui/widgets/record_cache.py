"""The rows that a list holds and where they stand: pages of rows by section, and lines by record. No drawing, no I/O.

Three ways to name a place: a *line* counts the lines of the whole list, those that head groups and sections too; an
*ordinal* counts its records, over all sections; a *spot* is a section and a place in it.
"""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, chain, takewhile
from typing import NamedTuple

from ngkt_tui.query.lists.grouping import RecordGroup
from ngkt_tui.tui.widgets.drawing import Row, Section
from ngkt_tui.tui.widgets.section_lines import NO_HEIGHTS, HeadIndex, RowHeights, SectionLines

PAGE = 100
"""Rows in a page; the unit in which rows are asked for and forgotten."""
KEPT = 40
"""Pages kept in a section; beyond, the one used longest ago is forgotten."""


class RowIndex(NamedTuple):
    """A record of a list."""

    section: int
    place: int


class FirstPages(NamedTuple):
    """What is first read of a section: some pages, and the count where it is known already (`None`: not yet).

    `groups` are those that its rows stand in, in their order; none for a list without groups. Where they are not all,
    they are those of the pages, and the last of them may go on beyond these.
    """

    pages: tuple[tuple[int, tuple[Row, ...]], ...]
    total: int | None
    groups: tuple[RecordGroup, ...] = ()
    has_all_groups: bool = True


def pages_of(first: int, last: int) -> range:
    """Return the pages that hold the indexes `first` to `last`."""
    return range(first // PAGE, last // PAGE + 1)


class SectionCache:
    """The rows of one section that have been read. `count` is a lower bound until `counted`.

    Its records lie in the `groups`, as many in each as it counts; of those whose keys are `folded` none is shown.
    """

    def __init__(self) -> None:
        self.count = 0
        self.counted = False
        self.groups: tuple[RecordGroup, ...] = ()
        self.has_all_groups = True
        self.folded: set[str] = set()
        self.heights = NO_HEIGHTS
        self._pages: OrderedDict[int, tuple[Row, ...]] = OrderedDict()
        self._reckoned_of: object = None
        self._lines = SectionLines(1, 0)

    def lines(self, height: int, count: int, heading: int) -> SectionLines:
        """Return where `count` of the rows stand; reckoned anew only where anything of it has changed.

        A store may have thousands of groups, and a start asks a dozen times.
        """
        asked = (height, count, heading, self.groups, frozenset(self.folded))
        if self.heights is not NO_HEIGHTS or asked != self._reckoned_of:
            self._reckoned_of = asked
            self._lines = SectionLines(height, count, heading, self.groups, self.folded, self.heights)
        return self._lines

    def open(self, opening: FirstPages) -> None:
        """Forget what was read before and begin with `opening`."""
        self._pages.clear()
        self.heights = NO_HEIGHTS if self.heights is NO_HEIGHTS else RowHeights(PAGE)
        self.count, self.counted = opening.total or 0, opening.total is not None
        self.groups, self.has_all_groups = opening.groups, opening.has_all_groups
        for page, rows in opening.pages:
            self.put(page, rows)

    def put(self, page: int, rows: tuple[Row, ...]) -> None:
        """Add a page; a page that is not full ends the section."""
        self._pages[page] = rows
        self._pages.move_to_end(page)
        while len(self._pages) > KEPT:
            self._pages.popitem(last=False)
        end = page * PAGE + len(rows)
        if 0 < len(rows) < PAGE or (not rows and page == 0):
            self.count, self.counted = end, True
        elif not self.counted:
            self.count = max(self.count, end)

    def page(self, page: int) -> tuple[Row, ...]:
        """Return the rows of a page, none where it is not here."""
        return self._pages.get(page, ())

    @property
    def read(self) -> Iterator[Row]:
        return chain.from_iterable(self._pages.values())

    def row(self, index: int) -> Row | None:
        """Return the row at `index`, `None` where its page is not here."""
        rows = self._pages.get(index // PAGE)
        within = index % PAGE
        return rows[within] if rows is not None and within < len(rows) else None

    def missing(self, first: int, last: int) -> list[int]:
        """Return the pages that hold the indexes `first` to `last` and are not here; those that are count as used."""
        pages = pages_of(first, last)
        for page in pages:
            if page in self._pages:
                self._pages.move_to_end(page)
        return [page for page in pages if page not in self._pages]

    def find(self, record: str) -> int | None:
        """Return the index of a record among the pages that are here."""
        for page, rows in self._pages.items():
            for within, row in enumerate(rows):
                if row.id == record:
                    return page * PAGE + within
        return None

    def replace(self, fresh: Row) -> int | None:
        """Put a fresh row in the place of the one of the same record; return its index, `None` where it is not here."""
        index = self.find(fresh.id)
        if index is None:
            return None
        page, within = divmod(index, PAGE)
        rows = self._pages[page]
        self._pages[page] = (*rows[:within], fresh, *rows[within + 1 :])
        return index


class RecordCache:
    """All sections of a list with their rows, and the arithmetic between lines, ordinals and spots."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self.sections = tuple(sections)
        self.rows = tuple(SectionCache() for _ in sections)
        self.hidden: frozenset[int] = frozenset()
        """The sections that are not shown: they have no lines, and no cursor goes there."""
        self.reindex()

    def reindex(self) -> None:
        """Reckon the places again; to be called when a count, the groups or what is folded have changed."""
        counts = [0 if number in self.hidden else rows.count for number, rows in enumerate(self.rows)]
        self._places = [
            rows.lines(section.height, count, 1 if section.heading and count else 0)
            for section, count, rows in zip(self.sections, counts, self.rows, strict=True)
        ]
        self._first_ordinals = [0, *accumulate(counts)]
        self._first_lines = [0, *accumulate(places.lines for places in self._places)]
        self._first_stops = [0, *accumulate(places.stops for places in self._places)]

    @property
    def lines(self) -> int:
        return self._first_lines[-1]

    @property
    def records(self) -> int:
        """Return how many records the whole list has, as far as is known."""
        return self._first_ordinals[-1]

    def row(self, spot: RowIndex) -> Row | None:
        """Return the row at `spot`, `None` where it has not been read."""
        return self.rows[spot.section].row(spot.place)

    def spot(self, ordinal: int) -> RowIndex:
        """Return the spot of the record number `ordinal`, which must exist."""
        section = bisect_right(self._first_ordinals, ordinal) - 1
        return RowIndex(section, ordinal - self._first_ordinals[section])

    def ordinal(self, spot: RowIndex) -> int:
        """Return the number of the record at `spot`."""
        return self._first_ordinals[spot.section] + spot.place

    def step(self, ordinal: int, step: int) -> int:
        """Return the record on which a cursor stands `step` stops further: past what is folded, not beyond the ends."""
        spot = self.spot(ordinal)
        stop = self._first_stops[spot.section] + self._places[spot.section].stop(spot.place) + step
        stop = max(0, min(stop, self._first_stops[-1] - 1))
        section = bisect_right(self._first_stops, stop) - 1
        return self._first_ordinals[section] + self._places[section].place_at(stop - self._first_stops[section])

    def first_line(self, spot: RowIndex) -> int:
        """Return the first line of the record at `spot`; of one that is folded away, the line of its group's head."""
        return self._first_lines[spot.section] + self._places[spot.section].first_line(spot.place)

    def height(self, spot: RowIndex) -> int:
        """Return how many lines the record at `spot` has."""
        return self._places[spot.section].height_of(spot.place)

    def line_of_head(self, head: HeadIndex) -> int:
        return self._first_lines[head.section] + self._places[head.section].line_of_head(head.group)

    def is_folded(self, spot: RowIndex) -> bool:
        """Return whether the record at `spot` is folded away."""
        return self._places[spot.section].is_folded(spot.place)

    def head_of(self, spot: RowIndex) -> HeadIndex | None:
        """Return the head of the group in which the record at `spot` stands, `None` where there are no groups."""
        places = self._places[spot.section]
        return HeadIndex(spot.section, places.group_of(spot.place)) if places.groups else None

    def group(self, head: HeadIndex) -> RecordGroup:
        return self._places[head.section].groups[head.group]

    def first_of(self, head: HeadIndex) -> RowIndex:
        """Return the first record of a group, or of a section."""
        return RowIndex(head.section, self._places[head.section].range_of(max(0, head.group))[0])

    def first_where(self, is_meant: Callable[[RowIndex], bool]) -> RowIndex | None:
        """Return the first record that is not folded away and is so, as far as was read; else the first of all."""
        shown = (RowIndex(section, place) for section, places in enumerate(self._places) for place in places.unfolded())
        first = next(shown, None)
        read = takewhile(lambda spot: self.row(spot) is not None, chain([first] if first else [], shown))
        return next(filter(is_meant, read), first)

    def locate(self, line: int) -> tuple[RowIndex | HeadIndex, int] | None:
        """Return the record on `line` and which of its lines that is, or the head there; `None` beyond the end."""
        if not 0 <= line < self.lines:
            return None
        section = bisect_right(self._first_lines, line) - 1
        within = line - self._first_lines[section]
        if within == 0 and self.sections[section].heading:
            return HeadIndex(section, -1), 0
        group, place, part = self._places[section].locate(within)
        return (HeadIndex(section, group) if place is None else RowIndex(section, place)), part

    def find(self, record: str) -> RowIndex | None:
        """Return the spot of a record among the rows that have been read."""
        for section, rows in enumerate(self.rows):
            index = None if section in self.hidden else rows.find(record)
            if index is not None:
                return RowIndex(section, index)
        return None

    def visible_ranges(self, first_line: int, last_line: int) -> Iterator[tuple[int, int, int]]:
        """Give the section, the first and the last index of each run of records from `first_line` to `last_line`."""
        for number, places in enumerate(self._places):
            start = self._first_lines[number]
            for first, last in places.ranges(first_line - start, last_line - start):
                yield number, first, last

    def replace(self, fresh: Iterable[Row]) -> list[RowIndex]:
        """Put fresh rows in the places of their records; return the spots that changed."""
        changed = []
        for row in fresh:
            for section, rows in enumerate(self.rows):
                index = rows.replace(row)
                if index is not None:
                    changed.append(RowIndex(section, index))
        return changed
