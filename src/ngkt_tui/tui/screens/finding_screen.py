"""The half of the dashboard that finds: the filter box with its mistakes, its completions and its past."""

import asyncio
from collections.abc import Mapping
from functools import partial

from textual import events, on
from textual.widgets import Input

from ngkt_tui.domain.highlighting import SearchTerms
from ngkt_tui.query.scope import Scope
from ngkt_tui.services.context import Context
from ngkt_tui.services.pane_lists import whole_counts
from ngkt_tui.services.reader import Reader
from ngkt_tui.tui import messages
from ngkt_tui.tui.panes.pane import Pane
from ngkt_tui.tui.screens.reopening_screen import ReopeningScreen
from ngkt_tui.tui.view_state import FilterHistory
from ngkt_tui.tui.widgets.filter_bar import FilterBar
from ngkt_tui.tui.widgets.inputs import FilterInput
from ngkt_tui.tui.widgets.status_lines import LineSuggestion


class FindingScreen(ReopeningScreen):
    """Panes that are narrowed by what is typed into the box."""

    def __init__(self, context: Context, reader: Reader, filter_text: str = "") -> None:
        super().__init__(context, reader, filter_text)
        self.pasts = [FilterHistory() for _ in self.panes]
        """The filters that were used before, for each pane."""
        self._being_counted: set[Pane] = set()

    @property
    def is_typing(self) -> bool:
        """Tell whether the box has the focus."""
        return self.focused is self.filter_bar.input

    @property
    def is_awaiting_rows(self) -> bool:
        """Tell whether a key would still meet other records than those that its user has asked for."""
        return self.pane.is_awaited and not self.is_typing

    @property
    def search_terms(self) -> SearchTerms:
        """Return what the focused pane's filter looks for."""
        return self.pane.search_terms

    def filter_with(self, text: str) -> None:
        """Narrow the focused pane to another filter."""
        self.view = self.view.with_filter(self._pane, text)
        self.open_pane(self._pane, from_top=True)
        self.show_frame()

    @on(FilterBar.Changed)
    def filter_pane(self) -> None:
        """Narrow the focused pane to what has been typed by now, and look up how that may go on."""
        text = self.filter_bar.take_text()
        if text != self.view.filters[self._pane]:
            self.filter_with(text)
            self._offer_ways()

    def show_counts(self, pane: Pane) -> None:
        """Write a pane's counts; where it has never been seen without a filter, count what these are a part of."""
        super().show_counts(pane)
        is_counted = all(counted for _, counted in pane.counts)
        if pane.is_filtered and pane.whole is None and is_counted and pane not in self._being_counted:
            self._being_counted.add(pane)
            self.begin(self._count_whole(pane, self.query_scope()))

    async def _count_whole(self, pane: Pane, scope: Scope) -> None:
        listings = tuple(section.listing for section in pane.spec.sections)
        counting = self.reading.submit(partial(whole_counts, self._reader, listings, scope), is_patient=True)
        try:
            counts = await asyncio.wrap_future(counting)
        finally:
            self._being_counted.discard(pane)
        if counts is None:
            return  # the program is being left
        if scope == self.query_scope() and pane.whole is None:
            pane.whole = counts
        self.show_counts(pane)

    def action_filter(self) -> None:
        """Go to the box of the focused pane's filter."""
        self.filter_bar.input.focus()

    def type_filter(self, texts: Mapping[str, str]) -> None:
        """Put filters into the boxes of panes, by their ids, and go to the box of the last one."""
        for number, pane in enumerate(self.panes):
            if text := texts.get(pane.spec.id):
                self.seat(number)
                self.filter_with(text)
                self.action_filter()

    @on(FilterInput.Accepted)
    def leave_filter(self) -> None:
        """Go from the box to the pane that it filters."""
        self.pane.focus()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Remember the filter that was typed, once its user has left the box."""
        if event.widget is self.filter_bar.input:
            self.filter_bar.show_suggestions(())
            self._remember()

    def _remember(self) -> None:
        self.pasts[self._pane] = self.pasts[self._pane].with_used(self.view.filters[self._pane])

    def on_filter_refused(self, message: messages.FilterRefused) -> None:
        """Mark the mistake under the box; the pane keeps its rows."""
        if pane := self._addressed(message):
            pane.show_refusal()
            self.mistakes[message.pane] = message.error
            self.show_mistake()

    def show_mistake(self) -> None:
        """Mark what is wrong with the filter of the focused pane, where something is."""
        error = self.mistakes.get(self._pane)
        if error is None:
            self.filter_bar.show_mistake(0, 0, "")
            return
        column, length = int(str(error.values["column"])), int(str(error.values.get("length", 1)))
        told = error.explain(self.language)
        words = f"{told.cause} {told.next_step}" if error.values["nearest"] else told.cause
        self.filter_bar.show_mistake(column, length, words)

    # Going on, and going back

    def _offer_ways(self) -> None:
        box = self.filter_bar.input
        listings = tuple(section.listing for section in self.pane.spec.sections)
        box.has_ways = False  # what the line offers stands until the answer comes: else the panes would jump each time
        self.loader.complete(listings, box.value, box.cursor_position, self.language)

    def on_completions_loaded(self, message: messages.CompletionsLoaded) -> None:
        """Offer how the filter may go on, unless it has gone on meanwhile."""
        box = self.filter_bar.input
        if self.is_typing and (box.value, box.cursor_position) == (message.text, message.cursor):
            self.filter_bar.show_suggestions(tuple(LineSuggestion(*way) for way in message.ways))

    @on(FilterInput.CompletionRequested)
    def go_on(self) -> None:
        """Type what is offered first."""
        way = self.filter_bar.ways.first
        if way is not None and self.filter_bar.input.has_ways:
            self.filter_bar.input.replace(way.insert, way.start, way.end)

    @on(FilterInput.NextSuggestionRequested)
    def turn_ways(self) -> None:
        """Offer the next way first."""
        if self.filter_bar.input.has_ways:
            self.filter_bar.ways.rotate()

    @on(FilterInput.HistoryRequested)
    def use_other(self, message: FilterInput.HistoryRequested) -> None:
        """Put an older or a newer filter into the box; from the newest, the way forth leads to the pane."""
        box = self.filter_bar.input
        moved = self.pasts[self._pane].moved(message.step, box.value)
        if moved is not None:
            self.pasts[self._pane], text = moved
            with self.prevent(Input.Changed):
                box.value, box.cursor_position = text, len(text)
            self.filter_bar.show_suggestions(())
            self.filter_with(text)
        elif message.step < 0:
            self.pane.focus()
