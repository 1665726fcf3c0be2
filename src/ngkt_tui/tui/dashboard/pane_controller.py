"""The four panes: what they look at, which of them has the focus, and showing in them what has been read."""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, wait
from functools import partial

from textual.widget import Widget

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.errors import FilterError
from ngkt_tui.query.lists.grouping import ListGrouping
from ngkt_tui.query.lists.rows import DirectiveRow
from ngkt_tui.query.scope import Scope
from ngkt_tui.services.edit import EditMessage
from ngkt_tui.services.line_sources import NO_LEAD, NoLeadRow, WatchRow
from ngkt_tui.services.pane_lists import whole_counts
from ngkt_tui.tui import messages
from ngkt_tui.tui.pane_loader import PaneLoader, PaneRequest
from ngkt_tui.tui.panes import SPECS
from ngkt_tui.tui.panes.pane import Pane, text_of
from ngkt_tui.tui.view_state import SelectedRecord, SharedContext, ViewState
from ngkt_tui.tui.widgets.line_widgets import PaneBar
from ngkt_tui.tui.widgets.record_list import RecordList
from ngkt_tui.tui.workers import WorkerHost

FIRST_ROWS_SECONDS = 0.1
"""How long the first paint waits for the first rows at most."""
CONFERENCES_PANE, DIRECTIVES_PANE = 0, 1
"""The second has the focus first."""


class PaneController:
    """The panes in their order, over a `view`. `on_change` is called when what stands around them is to be shown anew.

    Reading a pane gives it a new generation; what was read for an older one is not shown.
    """

    def __init__(
        self, shared: SharedContext, workers: WorkerHost, loader: PaneLoader, on_change: Callable[[], object]
    ) -> None:
        self._shared, self._workers, self._loader, self._on_change = shared, workers, loader, on_change
        self._panes = tuple(Pane(spec, number) for number, spec in enumerate(SPECS, 1))
        self.bar = PaneBar()
        self.view = ViewState((), ("",) * len(SPECS))
        self.number = DIRECTIVES_PANE
        """Which pane has, or last had, the focus."""
        self.mistakes: dict[int, FilterError] = {}
        """Of the filters that were refused, by pane."""
        self.are_all_asked = False
        """Whether every pane has been asked for its rows: a start begins with the focused one."""
        self._coming: dict[int, frozenset[int] | None] = dict.fromkeys(range(len(SPECS)))
        """The panes of which rows are on their way, and of which sections; `None` for all of them, anew."""
        self._first: Future[None] | None = None
        self._first_number = DIRECTIVES_PANE
        self._being_counted: set[Pane] = set()

    def __iter__(self) -> Iterator[Pane]:
        return iter(self._panes)

    def __getitem__(self, number: int) -> Pane:
        return self._panes[number]

    def __len__(self) -> int:
        return len(self._panes)

    # What they show

    @property
    def focused(self) -> Pane:
        return self._panes[self.number]

    @property
    def are_all_read(self) -> bool:
        return not self._coming

    @property
    def record(self) -> SelectedRecord | None:
        """Return the record under the cursor; `None` where there is none, or only a line that is no record."""
        chosen = self.focused.selected_row
        return SelectedRecord(chosen[0], chosen[1].id, chosen[1]) if chosen and self.line is None else None

    @property
    def line(self) -> NoLeadRow | WatchRow | None:
        """Return the line under the cursor that is no record; `None` where there is a record, or nothing."""
        chosen = self.focused.selected_row
        return chosen[1] if chosen is not None and isinstance(chosen[1], NoLeadRow | WatchRow) else None

    @property
    def kinds(self) -> tuple[RecordKind, ...]:
        """Return the kinds of records of the focused pane, first that of the record under the cursor."""
        pointed = (self.record.kind,) if self.record else ()
        return tuple(dict.fromkeys((*pointed, *(section.kind for section in self.focused.spec.sections))))

    def pane_of(self, kind: RecordKind) -> int:
        """Return the number of the pane that shows records of a kind; the directives' for a kind that none shows."""
        shown = ([section.kind for section in pane.spec.sections] for pane in self)
        return next((number for number, kinds in enumerate(shown) if kind in kinds), DIRECTIVES_PANE)

    def names_of(self, records: Iterable[str]) -> Mapping[str, str]:
        """Return what records say, or are called in full; those that no pane has read are left out."""
        rows = {record: row for record in records for pane in self if (row := pane.row_of(record)) is not None}
        return {record: text_of(row, self._shared.present.language) for record, row in rows.items()}

    def focus_pane(self, number: int) -> None:
        """Make a pane the one that is seen, and give it the focus."""
        self.number = number
        self._on_change()
        self.focused.focus()

    def follow_focus(self, widget: Widget) -> None:
        """Follow the focus to another pane, where it has gone to one."""
        self.number = next((number for number, pane in enumerate(self) if pane is widget), self.number)
        self._on_change()

    def apply_language(self) -> None:
        """Show everything in the language of the context, as of its day."""
        context = self._shared.present
        for pane in self:
            pane.today, pane.ascii = context.today(), context.ascii
            pane.set_language(context.language)

    def show_bar(self) -> None:
        self.bar.show(tuple(self._shared.present.translate(f"pane.{pane.spec.id}.short") for pane in self), self.number)
        for number, pane in enumerate(self):
            pane.set_class(number == self.number, "-shown")

    def redraw(self) -> None:
        for pane in self:
            pane.redraw()

    def open_first(self) -> None:
        """Read the focused pane alone, as a start does: the others follow the first paint, which they would hold up."""
        for pane in self:
            pane.language = self._shared.present.language
            pane.show_reading()
        self._first_number = self.number
        self._workers.reading.pause_low_priority()
        self.open(self.number, from_top=True)
        self._first = self._workers.reading.run(lambda: None)

    def await_first(self) -> list[messages.Report]:
        """Return what has been read until now, or a moment later; from now on it is delivered as it is read."""
        if self._first is not None:
            wait([self._first], FIRST_ROWS_SECONDS)  # left alone, the reading thread is done at once
        return self._workers.drain_early()

    def look_at(self, view: ViewState) -> None:
        self.view = view
        self.forget_counts()
        self.open_all(from_top=True)
        self._on_change()

    def filter(self, number: int, text: str) -> None:
        self.view = self.view.with_filter(number, text)
        self.open(number, from_top=True)
        self._on_change()

    def forget_counts(self) -> None:
        """Forget how many records there are without a filter."""
        for pane in self:
            pane.whole = None

    def open_all(self, *, from_top: bool) -> None:
        """Read every pane anew, the focused one first, and count; `from_top` for other records, not for a refresh."""
        self.open(self.number, from_top=from_top)
        self.open_others(self.number, from_top=from_top)

    def open_others(self, opened: int | None = None, *, from_top: bool = True) -> None:
        """Read every pane anew but `opened`, or but the one that a start has read, whichever has the focus; count."""
        if self._first is not None and not self.are_all_asked:
            self._workers.reading.resume_low_priority()
        self.are_all_asked = True
        for number in range(len(self)):
            if number != (self._first_number if opened is None else opened):
                self.open(number, from_top=from_top)
        self._loader.header(self.view.scope)

    def open(self, number: int, *, from_top: bool, again: frozenset[int] | None = None) -> None:
        """Read a pane anew, or of what it shows the sections `again` alone; it stays until the first rows come."""
        pane, place, coming = self[number], self[number].place, self._coming.get(number, frozenset())
        again = self._coming[number] = None if again is None or coming is None else again | coming
        generation = pane.begin(from_top=from_top)
        pane.is_awaited = pane.is_awaited or from_top
        pane.is_filtered, pane.is_scoped = bool(self.view.filters[number].strip()), bool(self.view.scope)
        if not pane.records:
            pane.show_reading()
        self._loader.open(
            PaneRequest(
                number,
                generation,
                pane.listings,
                pane.pages_in_sight(),
                self.view.filters[number],
                self.view.scope,
                pane.cursor_record,
                place.section if place else None,
                pane.options.grouping,
                number != self.number,
                again,
            )
        )

    def reload_rows(self, records: tuple[str, ...], *, brings_back: bool) -> None:
        """Read again the rows of records in the panes that only list; `brings_back` where others may come back."""
        are_directives = all(self[DIRECTIVES_PANE].row_of(record) for record in records)
        for number, pane in enumerate(self):
            if not pane.spec.shows_progress and (number == DIRECTIVES_PANE or not are_directives):
                self._loader.rows(number, pane.generation, records, brings_back=brings_back)

    def reload_progress(self, edited: EditMessage) -> None:
        """Read again what counts the statuses of directives: the head, and the lists that do."""
        self._loader.header(self.view.scope, is_again=True)
        left_out = {NO_LEAD} if self._are_led(edited) else set()
        for number, pane in enumerate(self):
            if pane.spec.shows_progress:
                sections = enumerate(pane.spec.sections)
                counting = (place for place, each in sections if each.shows_progress and each.listing not in left_out)
                self.open(number, from_top=False, again=frozenset(counting))
            elif pane.options.grouping is not ListGrouping.NONE:
                self._loader.groups(number, pane.generation, edited.records)

    def _are_led(self, edited: EditMessage) -> bool:
        """Return whether an edit was of directives with an agency in charge, of which each has the same as before."""
        rows = map(self[DIRECTIVES_PANE].row_of, edited.records)
        return "lead" not in edited.fields and all(isinstance(row, DirectiveRow) and row.leads for row in rows)

    def read_page(self, message: RecordList.PageWanted) -> None:
        number = self._panes.index(message.sender)
        self._loader.page(number, self[number].generation, message.section, message.page)

    # Showing what was read

    def show(self, message: messages.PaneMessage) -> None:
        pane = self[message.pane]
        if isinstance(message, messages.RowsReloaded):
            is_whole = pane.show_rows(message.rows) or not message.brings_back
            if not is_whole or message.is_outdated:
                self.open(message.pane, from_top=False)
        elif message.generation == pane.generation:
            self._show_present(pane, message)

    def _show_present(self, pane: Pane, message: messages.PaneMessage) -> None:
        match message:
            case messages.FirstPagesLoaded():
                pane.search_terms = message.search_terms
                pane.options = pane.options._replace(order=message.order)
                pane.show_opening(message.openings)
                pane.show_emptiness()
                self.mistakes.pop(message.pane, None)
                self._coming.pop(message.pane, None)
                self._show_counts(pane)
                pane.call_after_refresh(self._loader.remaining_groups, message.pane, message.generation)
            case messages.CountLoaded():
                pane.show_count(message.section, message.count)
                self._show_counts(pane)
            case messages.GroupsLoaded():
                pane.show_groups(message.section, message.groups, keeps_places=message.keeps_places)
            case messages.PageLoaded():
                pane.show_page(message.section, message.page, message.rows)
            case messages.RecordLocated():
                pane.show_found(message.record, message.spot)
            case messages.FilterRefused():
                pane.show_refusal()
                self.mistakes[message.pane] = message.error
                self._on_change()
            case messages.ReadingFailed():
                self._show_failure(pane, message)

    def _show_failure(self, pane: Pane, message: messages.ReadingFailed) -> None:
        """Show that a pane could not be read: in the pane where it is empty, else as any failure."""
        pane.show_failure(tuple(part for part in message.error.explain(self._shared.present.language) if part))
        if pane.records:
            self._workers.post(messages.Failed(message.error))

    def _show_counts(self, pane: Pane) -> None:
        """Write a pane's counts on its frame; where it was never seen unfiltered, count what they are a part of."""
        is_counted = all(counted for _, counted in pane.counts)
        if not pane.is_filtered and is_counted:
            pane.whole = tuple(count for count, _ in pane.counts)
        pane.refresh_frame()
        if pane is self.focused:
            self._on_change()
        if pane.is_filtered and pane.whole is None and is_counted and pane not in self._being_counted:
            self._being_counted.add(pane)
            self._workers.begin(self._count_whole(pane, self.view.scope))

    async def _count_whole(self, pane: Pane, scope: Scope) -> None:
        job = partial(whole_counts, self._workers.reader, pane.listings, scope)
        try:
            counts = await asyncio.wrap_future(self._workers.reading.submit(job, is_patient=True))
        finally:
            self._being_counted.discard(pane)
        if counts is None:
            return  # the program is being left
        if scope == self.view.scope and pane.whole is None:
            pane.whole = counts
        self._show_counts(pane)
