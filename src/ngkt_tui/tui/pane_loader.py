"""Reading for the panes: which reads a pane needs, in the reading thread, reported by messages. It touches no widget.

A pane is opened in steps, each a job of its own, so that the first pages of all panes come before any count: the
first pages with the groups that their rows stand in, then the counts, then the place of the record that the cursor was
on; all groups once these are on the screen and nothing else waits, or before a page that lies beyond the first. A new
generation of a pane makes its older jobs unwanted.
"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.errors import FilterError
from ngkt_tui.domain.text import SearchTerms
from ngkt_tui.query.filter.filter_spec import EVERYTHING, SortKey
from ngkt_tui.query.lists.grouping import FirstGroups, ListGrouping
from ngkt_tui.query.scope import Scope
from ngkt_tui.query.sql import CompiledFilter
from ngkt_tui.services.line_sources import NoLeadSource
from ngkt_tui.services.pane_lists import KINDS, ListSource, open_lists
from ngkt_tui.tui.messages import (
    CompletionsLoaded,
    CountLoaded,
    FilterRefused,
    FirstPagesLoaded,
    GroupsLoaded,
    PageLoaded,
    ReadingFailed,
    RecordLocated,
    Report,
    RowsReloaded,
    TotalsLoaded,
)
from ngkt_tui.tui.widgets.drawing import Row
from ngkt_tui.tui.widgets.record_cache import PAGE, FirstPages, RowIndex
from ngkt_tui.tui.workers import WorkerHost

FIRST = (0,)
"""The pages with which a list is opened from its top."""
WAYS = 8
"""How many ways to go on are offered for a half-typed filter."""


class PaneRequest(NamedTuple):
    """What a pane is to be opened with: its lists, the pages of each to begin with, the record to look for."""

    pane: int
    generation: int
    listings: tuple[str, ...]
    pages: tuple[tuple[int, ...], ...]
    filter: str
    scope: Scope
    keep_record: str | None
    cursor_section: int | None = None
    grouping: ListGrouping = ListGrouping.NONE
    is_low_priority: bool = False
    """Whether it is read only when nothing else waits, as what the user is not looking at."""
    again: frozenset[int] | None = None
    """The sections to be read again after an edit, of lists that are narrowed as they were; `None` for all, anew."""

    @property
    def narrowing(self) -> tuple[object, ...]:
        """Return what its lists are opened by."""
        return self.listings, self.filter, self.scope, self.grouping


class PaneLoader:
    """Reads for the panes, in the reading thread of `workers`."""

    def __init__(self, workers: WorkerHost) -> None:
        self._reader = workers.reader
        self._worker = workers.reading
        self._post = workers.post
        self._guard = workers.guard
        self._generations: dict[int, int] = {}
        self._lists: dict[int, tuple[ListSource | None, ...]] = {}
        self._narrowing: dict[int, tuple[object, ...]] = {}
        """What the lists of each pane were opened by."""
        self._head: tuple[Scope, CompiledFilter] | None = None
        """What the head counts: the directives of a scope."""
        self._ungrouped: set[tuple[int, int]] = set()
        """The sections of open panes, by the pane's number, of which not all groups have been read."""
        self._headers = 0
        self._asked_to_complete = 0

    def open(self, request: PaneRequest) -> None:
        """Read a pane anew; what was asked for its earlier generations is dropped."""
        self._generations[request.pane] = request.generation
        self._worker.cancel_stale()
        self._ask(request, partial(self._load_first_pages, request))

    def page(self, pane: int, generation: int, section: int, page: int) -> None:
        """Read a page of a section of an open pane."""

        def read() -> None:
            self._load_groups(pane, generation, section)
            rows = self._load_page(pane, section, page)
            self._post(PageLoaded(pane, generation, section, page, rows))

        self._ask_for(pane, generation, read)

    def remaining_groups(self, pane: int, generation: int) -> None:
        """Read all groups of an open pane, of the sections of which only those of the first rows have been read."""
        for section in sorted(section for number, section in self._ungrouped if number == pane):
            self._ask_for(pane, generation, partial(self._load_groups, pane, generation, section), is_patient=True)

    def groups(self, pane: int, generation: int, records: tuple[str, ...]) -> None:
        """Count the groups of an open pane again after an edit of records: its rows stay where they are."""

        def read() -> None:
            for section, opened in enumerate(self._lists.get(pane, ())):
                if opened is not None and (found := opened.groups(records)):
                    self._post(GroupsLoaded(pane, generation, section, found, keeps_places=True))

        self._ask_for(pane, generation, read, is_patient=True)

    def rows(self, pane: int, generation: int, records: tuple[str, ...], *, brings_back: bool) -> None:
        """Read the rows of records of an open pane again; `brings_back` goes into the message."""

        def read() -> None:
            lists = {each.kind: each for each in self._lists.get(pane, ()) if each is not None}.values()
            rows = tuple(row for each in lists for row in each.fresh(records))
            is_outdated = any(each.is_outdated() for each in lists)
            self._post(RowsReloaded(pane, generation, rows, brings_back=brings_back, is_outdated=is_outdated))

        self._ask_for(pane, generation, read)

    def rows_between(self, pane: int, first: str | None, last: RowIndex) -> list[tuple[int, Row]]:
        """Return the rows from a record to a spot of an open pane, each with its section; called in the reading thread.

        Where the record is not in the lists, or is `None`: the row at the spot alone.
        """
        lists = self._lists[pane]
        places = ((section, opened.index_of(first)) for section, opened in enumerate(lists) if opened and first)
        start = next((RowIndex(section, place) for section, place in places if place is not None), last)
        begin, end = sorted((start, last))
        rows: list[tuple[int, Row]] = []
        for section in range(begin.section, end.section + 1):
            if (opened := lists[section]) is not None:
                low = begin.place if section == begin.section else 0
                high = end.place + 1 if section == end.section else None
                rows += [(section, row) for row in opened.between(low, high)]
        return rows

    def all_rows(self, pane: int, sections: Iterable[int]) -> list[Row]:
        """Return all rows of some sections of an open pane; called in the reading thread."""
        opened = [self._lists[pane][section] for section in sections]
        return [row for each in opened if each is not None for row in each.between(0, None)]

    def complete(self, listings: tuple[str, ...], text: str, cursor: int, language: Language) -> None:
        """Look up how a filter may go on at the cursor; only the newest question is answered."""
        self._asked_to_complete += 1
        number = self._asked_to_complete

        def read() -> None:
            from ngkt_tui.services.browse import completions  # only where somebody types a filter

            kinds = dict.fromkeys(KINDS[listing] for listing in listings)
            self._post(CompletionsLoaded(text, cursor, completions(self._reader, text, cursor, kinds, language, WAYS)))

        wanted = partial(self._is_newest_completion, number)
        self._worker.submit(self._guard(read), wanted)

    def _is_newest_completion(self, number: int) -> bool:
        return number == self._asked_to_complete

    def header(self, scope: Scope, *, is_again: bool = False) -> None:
        """Count the directives of a scope; `is_again` as after an edit, which leaves the same ones within it."""
        self._headers += 1
        number = self._headers

        def read() -> None:
            if not is_again or self._head is None or self._head[0] != scope:
                self._head = scope, self._reader.compile_filter(RecordKind.DIRECTIVE, EVERYTHING, scope)
            self._post(TotalsLoaded(self._reader.dashboard_totals(self._head[1])))

        self._worker.submit(self._guard(read), lambda: number == self._headers, is_patient=True)

    def post_after(self, message: Report) -> None:
        """Post a message once what was asked for before has been read."""
        self._worker.submit(partial(self._post, message))

    def _load_first_pages(self, request: PaneRequest) -> None:
        kept = self._kept_lists(request)
        try:
            lists = kept or self._opened_lists(request)
        except FilterError as error:
            self._post(FilterRefused(request.pane, request.generation, error))
            return
        is_first = request.generation == 1
        openings: tuple[FirstPages | None, ...] = ()
        for section, (opened, pages) in enumerate(zip(lists, request.pages, strict=True)):
            if kept and request.again is not None and section not in request.again:
                openings += (None,)
                continue
            is_below = bool(openings) and _fills(openings[0]) and opened and lists[0] and opened.kind is lists[0].kind
            openings += (_first_pages(opened, () if is_below and pages == FIRST else pages, is_first),)
        sections = [(section, opening) for section, opening in enumerate(openings) if opening is not None]
        self._ungrouped.difference_update((request.pane, section) for section, _ in sections)
        self._ungrouped.update((request.pane, section) for section, each in sections if not each.has_all_groups)
        self._post(FirstPagesLoaded(request.pane, request.generation, openings, *_asked_for(request)))
        is_patient = request.is_low_priority or is_first  # the first paint waits for no count
        for section, opening in sections:
            if opening.total is None:
                count = partial(self._load_count, request, section)
                self._ask_for(request.pane, request.generation, count, is_patient)
        is_kept = request.cursor_section is not None and openings[request.cursor_section] is None
        if request.keep_record is not None and not is_kept and not _contains(openings, request.keep_record):
            self._ask(request, partial(self._locate, request, request.keep_record))

    def _opened_lists(self, request: PaneRequest) -> tuple[ListSource | None, ...]:
        lists = open_lists(self._reader, request.listings, request.filter, request.scope, request.grouping)
        self._lists[request.pane], self._narrowing[request.pane] = lists, request.narrowing
        return lists

    def _kept_lists(self, request: PaneRequest) -> tuple[ListSource | None, ...] | None:
        """Return the lists of a pane to be read again as they are narrowed; `None` where they are to be opened."""
        if request.again is None or self._narrowing.get(request.pane) != request.narrowing:
            return None
        lists = self._lists[request.pane]
        for section in request.again:
            if (opened := lists[section]) is not None:
                opened.forget()
        return lists

    def _load_count(self, request: PaneRequest, section: int) -> None:
        opened = self._lists[request.pane][section]
        count = opened.count() if opened is not None else 0
        self._post(CountLoaded(request.pane, request.generation, section, count))
        if count and isinstance(opened, NoLeadSource):
            self._post(PageLoaded(request.pane, request.generation, section, 0, opened.page(0, PAGE)))

    def _load_groups(self, pane: int, generation: int, section: int) -> None:
        """Read all groups of a section where that has not been done: what lies beyond the first page needs them."""
        opened = self._lists[pane][section]
        if opened is not None and (pane, section) in self._ungrouped:
            self._post(GroupsLoaded(pane, generation, section, opened.groups()))
            self._ungrouped.discard((pane, section))

    def _locate(self, request: PaneRequest, record: str) -> None:
        for section, opened in enumerate(self._lists[request.pane]):
            index = opened.index_of(record) if opened is not None else None
            if index is not None:
                self._load_groups(request.pane, request.generation, section)
                rows = self._load_page(request.pane, section, index // PAGE)
                self._post(PageLoaded(request.pane, request.generation, section, index // PAGE, rows))
                self._post(RecordLocated(request.pane, request.generation, record, RowIndex(section, index)))
                return

    def _load_page(self, pane: int, section: int, page: int) -> tuple[Row, ...]:
        opened = self._lists[pane][section]
        return opened.page(page, PAGE) if opened is not None else ()

    def _ask(self, request: PaneRequest, read: Callable[[], None]) -> None:
        self._ask_for(request.pane, request.generation, read, request.is_low_priority)

    def _ask_for(self, pane: int, generation: int, read: Callable[[], None], is_patient: bool = False) -> None:
        guarded = self._guard(read, partial(ReadingFailed, pane, generation))
        self._worker.submit(guarded, lambda: self._generations.get(pane) == generation, is_patient=is_patient)


def _asked_for(request: PaneRequest) -> tuple[SearchTerms, tuple[SortKey, ...]]:
    """Return what the filter of a pane looks for, and what it sorts by."""
    if not request.filter.strip():
        return SearchTerms(), ()
    from ngkt_tui.services.browse import highlight_terms, sort_order  # a start without a filter needs no language

    kinds = [KINDS[listing] for listing in request.listings]
    return highlight_terms(request.filter, kinds), sort_order(request.filter, kinds)


def _first_pages(opened: ListSource | None, pages: tuple[int, ...], is_first: bool) -> FirstPages:
    if opened is None:
        return FirstPages(((0, ()),), 0)
    if is_first and isinstance(opened, NoLeadSource):
        return FirstPages((), None)  # it has to be counted, for which the first paint does not wait
    if not pages:
        return FirstPages((), None if is_first else opened.try_count(), has_all_groups=not opened.is_grouped)
    read = tuple((page, opened.page(page, PAGE)) for page in pages)
    begins = pages == tuple(range(len(pages)))  # else what stands before the pages has to be counted
    first = [row for _, rows in read for row in rows]
    found = opened.first_groups(first, is_first=is_first) if begins else FirstGroups(opened.groups())
    last, rows = read[-1]
    if 0 < len(rows) < PAGE or (not rows and last == 0):
        are_all = found.are_all or all(group.is_counted for group in found.groups)
        return FirstPages(read, last * PAGE + len(rows), found.groups, are_all)
    if found.groups and found.are_all:
        return FirstPages(read, sum(group.records for group in found.groups), *found)
    return FirstPages(read, None if is_first else opened.try_count(), *found)  # the first paint waits for no count


def _fills(opening: FirstPages | None) -> bool:
    """Return whether a section goes on beyond its first page: what stands below it is not on the screen."""
    return opening is not None and bool(opening.pages) and len(opening.pages[0][1]) == PAGE


def _contains(openings: tuple[FirstPages | None, ...], record: str) -> bool:
    return any(row.id == record for opening in openings if opening for _, rows in opening.pages for row in rows)
