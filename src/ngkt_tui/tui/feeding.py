"""Feeding the panes: which reads a pane needs, in the reading lane, told of by messages. It touches no widget.

A pane is opened in steps, each a job of its own, so that the first pages of all panes come before any count: the
first pages, then the counts, then the place of the record that the cursor was on. A new generation of a pane makes
its older jobs unwanted.
"""

from collections.abc import Callable, Iterable
from concurrent.futures import Future
from functools import partial
from typing import NamedTuple

from textual.message import Message

from ngkt_tui.domain.errors import FilterError, NgktError, StoreGone
from ngkt_tui.domain.kinds import RecordKind
from ngkt_tui.domain.language import Language
from ngkt_tui.domain.sought import Sought
from ngkt_tui.query.scope import Scope
from ngkt_tui.query.spec import EVERYTHING
from ngkt_tui.services.panes import KINDS, PaneList, UnledList, open_lists
from ngkt_tui.services.reader import Reader
from ngkt_tui.tui.lane import Lane
from ngkt_tui.tui.messages import (
    ChangedElsewhere,
    CompletionsRead,
    CountRead,
    Crashed,
    Failed,
    FilterRefused,
    HeaderRead,
    OpeningRead,
    PageRead,
    ReadingFailed,
    RecordPlaced,
    RowsRead,
    StoreBack,
    StoreLost,
    Trouble,
)
from ngkt_tui.tui.widgets.sections import Row
from ngkt_tui.tui.widgets.shelf import PAGE, Opening, Spot

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
    anchor: str | None
    is_patient: bool = False
    """Whether it is read only when nothing else waits, as what the user is not looking at."""


class Feeder:
    """Reads for the panes. `post` takes messages from any thread."""

    def __init__(
        self, reader: Reader, lane: Lane, post: Callable[[Message], object], is_editing: Callable[[], bool]
    ) -> None:
        self._reader = reader
        self._is_editing = is_editing
        self._has_to_look = False
        self._lane = lane
        self._post = post
        self._generations: dict[int, int] = {}
        self._lists: dict[int, tuple[PaneList | None, ...]] = {}
        self._headers = 0
        self._asked_to_complete = 0
        self._trouble: Trouble | None = None
        self._looking: Future[None] | None = None

    def open(self, request: PaneRequest) -> None:
        """Read a pane anew; what was asked for its earlier generations is dropped."""
        self._generations[request.pane] = request.generation
        self._lane.drop_unwanted()
        self._ask(request, partial(self._read_opening, request))

    def page(self, pane: int, generation: int, section: int, page: int) -> None:
        """Read a page of a section of an open pane."""

        def read() -> None:
            rows = self._page(pane, section, page)
            self._post(PageRead(pane, generation, section, page, rows))

        self._ask_for(pane, generation, read)

    def rows(self, pane: int, generation: int, records: tuple[str, ...], *, brings_back: bool) -> None:
        """Read the rows of records of an open pane again; `brings_back` goes into the message."""

        def read() -> None:
            opened = next((each for each in self._lists.get(pane, ()) if each is not None), None)
            if opened is not None:
                self._post(RowsRead(pane, generation, opened.fresh(records), brings_back=brings_back))

        self._ask_for(pane, generation, read)

    def rows_between(self, pane: int, first: str | None, last: Spot) -> list[tuple[int, Row]]:
        """Return the rows from a record to a spot of an open pane, each with its section; called in the lane.

        Where the record is not in the lists, or is `None`: the row at the spot alone.
        """
        lists = self._lists[pane]
        places = ((section, opened.index_of(first)) for section, opened in enumerate(lists) if opened and first)
        start = next((Spot(section, place) for section, place in places if place is not None), last)
        begin, end = sorted((start, last))
        rows: list[tuple[int, Row]] = []
        for section in range(begin.section, end.section + 1):
            if (opened := lists[section]) is not None:
                low = begin.place if section == begin.section else 0
                high = end.place + 1 if section == end.section else None
                rows += [(section, row) for row in opened.between(low, high)]
        return rows

    def all_rows(self, pane: int, sections: Iterable[int]) -> list[Row]:
        """Return all rows of some sections of an open pane; called in the lane."""
        opened = [self._lists[pane][section] for section in sections]
        return [row for each in opened if each is not None for row in each.between(0, None)]

    def complete(self, listings: tuple[str, ...], text: str, cursor: int, language: Language) -> None:
        """Look up how a filter may go on at the cursor; only the newest question is answered."""
        self._asked_to_complete += 1
        number = self._asked_to_complete

        def read() -> None:
            from ngkt_tui.services.finding import completions  # only where somebody types a filter

            kinds = dict.fromkeys(KINDS[listing] for listing in listings)
            self._post(CompletionsRead(text, cursor, completions(self._reader, text, cursor, kinds, language, WAYS)))

        wanted = partial(self._is_newest_completion, number)
        self._lane.submit(partial(self._guard, read, Failed), wanted)

    def _is_newest_completion(self, number: int) -> bool:
        return number == self._asked_to_complete

    def header(self, scope: Scope) -> None:
        """Count the directives of a scope."""
        self._headers += 1
        number = self._headers

        def read() -> None:
            where = self._reader.narrow(RecordKind.DIRECTIVE, EVERYTHING, scope)
            self._post(HeaderRead(self._reader.header(where)))

        self._lane.submit(partial(self._guard, read, Failed), lambda: number == self._headers, is_patient=True)

    def look(self) -> None:
        """Look whether somebody else has changed the store; that this fails is told once, until it works again."""

        if self._looking is None or self._looking.done():
            self._looking = self._lane.submit(partial(self._guard, self._look, Failed))

    def look_after_edits(self) -> None:
        """Look now, where one could not tell during an edit who has changed the store."""
        if self._has_to_look:
            self.look()

    def then(self, message: Message) -> None:
        """Post a message once what was asked for before has been read."""
        self._lane.submit(partial(self._post, message))

    def note_own(self, group: int) -> None:
        """Remember that a group of changes was made here."""
        self._lane.submit(partial(self._reader.note_own, group))

    def _look(self) -> None:
        self._has_to_look = self._is_editing()
        if self._has_to_look:
            return  # a commit of one's own would be taken for somebody else's until its number is known
        try:
            seen = self._reader.changed_elsewhere()
        except NgktError as error:
            self._tell_trouble(error)
            return
        if self._trouble is not None:
            self._trouble = None
            self._post(StoreBack())
        if seen is not None:
            self._post(ChangedElsewhere(seen))

    def _tell_trouble(self, error: NgktError) -> None:
        before, self._trouble = self._trouble, self._trouble_of(error)
        if before is None:
            self._post(Failed(error))
        if before is not self._trouble:
            self._post(StoreLost(self._trouble))

    def _trouble_of(self, error: NgktError) -> Trouble:
        if not isinstance(error, StoreGone):
            return Trouble.UNREADABLE
        return Trouble.REPLACED if self._reader.is_replaced else Trouble.GONE

    def _read_opening(self, request: PaneRequest) -> None:
        try:
            lists = open_lists(self._reader, request.listings, request.filter, request.scope)
        except FilterError as error:
            self._post(FilterRefused(request.pane, request.generation, error))
            return
        self._lists[request.pane] = lists
        is_first = request.generation == 1
        openings = tuple(_opening(each, pages, is_first) for each, pages in zip(lists, request.pages, strict=True))
        self._post(OpeningRead(request.pane, request.generation, openings, _sought(request)))
        for section, opening in enumerate(openings):
            if opening.total is None:
                self._ask(request, partial(self._read_count, request, section))
        if request.anchor is not None and not _holds(openings, request.anchor):
            self._ask(request, partial(self._place, request, request.anchor))

    def _read_count(self, request: PaneRequest, section: int) -> None:
        opened = self._lists[request.pane][section]
        count = opened.count() if opened is not None else 0
        self._post(CountRead(request.pane, request.generation, section, count))
        if count and isinstance(opened, UnledList):
            self._post(PageRead(request.pane, request.generation, section, 0, opened.page(0, PAGE)))

    def _place(self, request: PaneRequest, record: str) -> None:
        for section, opened in enumerate(self._lists[request.pane]):
            index = opened.index_of(record) if opened is not None else None
            if index is not None:
                rows = self._page(request.pane, section, index // PAGE)
                self._post(PageRead(request.pane, request.generation, section, index // PAGE, rows))
                self._post(RecordPlaced(request.pane, request.generation, record, Spot(section, index)))
                return

    def _page(self, pane: int, section: int, page: int) -> tuple[Row, ...]:
        opened = self._lists[pane][section]
        return opened.page(page, PAGE) if opened is not None else ()

    def _ask(self, request: PaneRequest, read: Callable[[], None]) -> None:
        self._ask_for(request.pane, request.generation, read, request.is_patient)

    def _ask_for(self, pane: int, generation: int, read: Callable[[], None], is_patient: bool = False) -> None:
        guarded = partial(self._guard, read, partial(ReadingFailed, pane, generation))
        self._lane.submit(guarded, lambda: self._generations.get(pane) == generation, is_patient=is_patient)

    def _guard(self, read: Callable[[], None], failed: Callable[[NgktError], Message]) -> None:
        try:
            read()
        except NgktError as error:
            self._post(failed(error))
        except self._lane.interrupted:
            raise
        except Exception as error:  # noqa: BLE001 - a thread has no one above it: the screen ends the program
            self._post(Crashed(error))


def _sought(request: PaneRequest) -> Sought:
    if not request.filter.strip():
        return Sought()
    from ngkt_tui.services.finding import sought_by  # a start without a filter needs no language

    return sought_by(request.filter, (KINDS[listing] for listing in request.listings))


def _opening(opened: PaneList | None, pages: tuple[int, ...], is_first: bool) -> Opening:
    if opened is None:
        return Opening(((0, ()),), 0)
    if is_first and isinstance(opened, UnledList):
        return Opening((), None)  # it has to be counted, for which the first paint does not wait
    read = tuple((page, opened.page(page, PAGE)) for page in pages)
    last, rows = read[-1]
    is_end = 0 < len(rows) < PAGE or (not rows and last == 0)
    if is_end:
        return Opening(read, last * PAGE + len(rows))
    return Opening(read, None if is_first else opened.count_soon())  # the first paint does not wait for a count


def _holds(openings: tuple[Opening, ...], record: str) -> bool:
    return any(row.id == record for opening in openings for _, rows in opening.pages for row in rows)
