"""The half of the dashboard that lays out the panes and feeds them: what has been read goes to its pane.

An answer is shown only where it is of the pane's present generation; anything older is dropped.
"""

from concurrent.futures import Future, wait

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.errors import FilterError
from ngkt_tui.query.scope import ScopeItem
from ngkt_tui.services.context import Context
from ngkt_tui.services.reader import Reader
from ngkt_tui.tui import messages
from ngkt_tui.tui.pane_loader import PaneRequest
from ngkt_tui.tui.panes import SPECS
from ngkt_tui.tui.panes.pane import Pane
from ngkt_tui.tui.screens.desk_screen import DeskScreen
from ngkt_tui.tui.screens.layout import Layout, layout_for
from ngkt_tui.tui.view_state import LabelledScope, ViewState
from ngkt_tui.tui.widgets.filter_bar import FilterBar
from ngkt_tui.tui.widgets.header import HeaderLine
from ngkt_tui.tui.widgets.record_table import RecordList
from ngkt_tui.tui.widgets.status_lines import KeyLine, PaneBar

FIRST_ROWS_SECONDS = 0.1  # how long the first paint waits for the first rows at most
DAY_SECONDS = 30.0  # how often it is looked whether another day has begun
DIRECTIVES_PANE = 1
"""The pane that has the focus first."""


class PaneScreen(DeskScreen):
    """Panes between a head line and a foot; `view` is what they look at."""

    class Opened(Message):
        """Every pane shows its first rows."""

    def __init__(self, context: Context, reader: Reader, filter_text: str = "") -> None:
        super().__init__(context, reader)
        self._beginning: Future[None] | None = None
        self.are_all_open = False  # a start begins with the focused pane
        self.view = ViewState((), ("",) * len(SPECS)).with_filter(DIRECTIVES_PANE, filter_text)
        self.panes = tuple(Pane(spec, number) for number, spec in enumerate(SPECS, 1))
        self.header = HeaderLine()
        self.pane_bar = PaneBar()
        self.filter_bar = FilterBar()
        self.key_line = KeyLine()
        self.mistakes: dict[int, FilterError] = {}  # of the filters that were refused, by pane
        self.is_zoomed = False
        self.arrangement = Layout.NORMAL
        self._pane = DIRECTIVES_PANE
        self._unread = set(range(len(SPECS)))

    def pane_of(self, kind: RecordKind) -> int:
        """Return the number of the pane that shows records of a kind; the directives' for a kind that none shows."""
        shown = ([section.kind for section in pane.spec.sections] for pane in self.panes)
        return next((number for number, kinds in enumerate(shown) if kind in kinds), DIRECTIVES_PANE)

    def begin_with(self, kind: RecordKind, text: str, scope: tuple[LabelledScope, ...]) -> None:
        """Look at what a view leaves from the start, before anything is read."""
        number = self.pane_of(kind)
        self.begin_at(ViewState(scope, ("",) * len(SPECS)).with_filter(number, text), number)

    def begin_at(self, view: ViewState, number: int) -> None:
        """Look at a view from the start, the focus on a pane, before anything is read."""
        self.view, self._pane = view, number

    def compose(self) -> ComposeResult:
        """Yield head, bar, panes, filter and keys."""
        yield self.header
        yield self.pane_bar
        yield Widget(*self.panes, id="panes")
        yield self.filter_bar
        yield self.filter_bar.mistake
        yield Widget(self.filter_bar.ways, self.key_line, id="foot")  # only the first that is there has room

    @property
    def pane(self) -> Pane:
        """Return the pane that has, or last had, the focus."""
        return self.panes[self._pane]

    def on_mount(self) -> None:
        """Speak the language, give the focus to the directives, show what has been read while the app started."""
        self.speak()
        self.pane.focus()
        if self._beginning is not None:
            wait([self._beginning], FIRST_ROWS_SECONDS)  # left alone, the reading thread is done at once
        for message in self.stop_waiting():
            self._take_early(message)
        self.set_interval(DAY_SECONDS, self.keep_up_with_the_day)
        self.call_after_refresh(self._open_others)

    def keep_up_with_the_day(self) -> None:
        """Read everything again where another day has begun: what is due by then is due now."""
        if self.pane.today != self.context.today():
            self.speak()
            self.open_all(from_top=False)

    def _take_early(self, message: Message) -> None:
        match message:
            case messages.FirstPagesLoaded():
                self.on_first_pages_loaded(message)
            case messages.TotalsLoaded():
                self.on_totals_loaded(message)
            case _:
                self.post_message(message)

    def speak(self) -> None:
        """Say everything in the language of the context."""
        for widget in (self.header, self.pane_bar, self.key_line, *self.filter_bar.lines):
            widget.language, widget.ascii = self.language, self.context.ascii
            widget.refresh()
        for pane in self.panes:
            pane.today, pane.ascii = self.context.today(), self.context.ascii
            pane.set_language(self.language)
        self.show_frame()

    def show_frame(self) -> None:
        """Show what lies around the panes: bar, filter, chips, keys. The dashboard adds to it."""
        titles = tuple(self.translate(f"pane.{pane.spec.id}.short") for pane in self.panes)
        self.pane_bar.show(titles, self._pane)
        for number, pane in enumerate(self.panes):
            pane.set_class(number == self._pane, "-shown")

    # Reading

    def open_first(self) -> None:
        """Read the focused pane alone, as a start does: the others follow the first paint, which they would hold up."""
        for pane in self.panes:
            pane.show_reading()
        self.open_pane(self._pane, from_top=True)
        self._beginning = self.reading.run(lambda: None)

    def open_all(self, *, from_top: bool) -> None:
        """Read every pane anew, the focused one first, and count; `from_top` for other records, not for a refresh."""
        self.open_pane(self._pane, from_top=from_top)
        self._open_others(from_top=from_top)

    def _open_others(self, *, from_top: bool = True) -> None:
        self.are_all_open = True
        for number in range(len(self.panes)):
            if number != self._pane:
                self.open_pane(number, from_top=from_top)
        self.loader.header(self.query_scope())

    def open_pane(self, number: int, *, from_top: bool) -> None:
        """Read a pane anew; what it shows stays until the first rows come."""
        pane = self.panes[number]
        generation = pane.begin(from_top=from_top)
        pane.is_awaited = pane.is_awaited or from_top
        pane.is_filtered, pane.is_scoped = bool(self.view.filters[number].strip()), bool(self.view.scope)
        if not pane.records:
            pane.show_reading()
        listings = tuple(section.listing for section in pane.spec.sections)
        request = PaneRequest(
            number,
            generation,
            listings,
            pane.pages_in_sight(),
            self.view.filters[number],
            self.query_scope(),
            pane.cursor_record,
            is_low_priority=number != self._pane,
        )
        self.loader.open(request)

    def query_scope(self) -> tuple[ScopeItem, ...]:
        """Return the scope as queries take it."""
        return tuple(ScopeItem(chip.kind, chip.id) for chip in self.view.scope)

    def _addressed(self, message: messages.PaneMessage) -> Pane | None:
        pane = self.panes[message.pane]
        return pane if pane.generation == message.generation else None

    def on_first_pages_loaded(self, message: messages.FirstPagesLoaded) -> None:
        """Show the first rows of a pane."""
        if pane := self._addressed(message):
            pane.search_terms = message.search_terms
            pane.show_opening(message.openings)
            pane.show_emptiness()
            self.mistakes.pop(message.pane, None)
            self.show_counts(pane)
            self._tell_when_all_are_open(message.pane)

    def _tell_when_all_are_open(self, pane: int) -> None:
        if self._unread:
            self._unread.discard(pane)
            if not self._unread:
                self.call_after_refresh(self.post_message, self.Opened())

    def on_count_loaded(self, message: messages.CountLoaded) -> None:
        """Show how many records a section has."""
        if pane := self._addressed(message):
            pane.show_count(message.section, message.count)
            self.show_counts(pane)

    def on_page_loaded(self, message: messages.PageLoaded) -> None:
        """Show a page."""
        if pane := self._addressed(message):
            pane.show_page(message.section, message.page, message.rows)

    def on_record_located(self, message: messages.RecordLocated) -> None:
        """Put the cursor back on its record."""
        if pane := self._addressed(message):
            pane.show_found(message.record, message.spot)

    def on_reading_failed(self, message: messages.ReadingFailed) -> None:
        """Tell that a pane could not be read: in the pane where it is empty, else in a notification."""
        pane = self._addressed(message)
        if pane is None:
            return
        told = message.error.explain(self.language)
        pane.show_failure(tuple(part for part in told if part))
        if pane.records:
            self.post_message(messages.Failed(message.error))

    def on_totals_loaded(self, message: messages.TotalsLoaded) -> None:
        """Show the totals."""
        self.header.show(message.header, is_readonly=self.context.readonly)

    def on_changed_elsewhere(self, message: messages.ChangedElsewhere) -> None:
        """Read everything in sight again."""
        self.open_all(from_top=False)

    def show_counts(self, pane: Pane) -> None:
        """Write a pane's counts on its frame; unfiltered counts are kept as what filtered ones are a part of."""
        if not pane.is_filtered and all(counted for _, counted in pane.counts):
            pane.whole = tuple(count for count, _ in pane.counts)
        pane.show_frame()
        if pane is self.pane:
            self.show_frame()

    @on(RecordList.PageWanted)
    def read_page(self, message: RecordList.PageWanted) -> None:
        """Read a page that has come into sight."""
        message.stop()
        number = next(number for number, pane in enumerate(self.panes) if pane is message.sender)
        self.loader.page(number, self.panes[number].generation, message.section, message.page)

    # Layout and focus

    def on_resize(self, event: events.Resize) -> None:
        """Lay the panes out for another size."""
        before, self.arrangement = self.arrangement, layout_for(event.size.width, event.size.height)
        self._arrange()
        if before is Layout.TINY is not self.arrangement:
            self.call_after_refresh(self.pane.focus)

    def _arrange(self) -> None:
        is_small = self.arrangement is Layout.SMALL
        self.set_class(self.arrangement is Layout.TINY, "-tiny")
        if self.arrangement is Layout.TINY and not self.query("#too-small"):
            self.mount(Static(Content(self.translate("screen.too-small")), id="too-small"))
        self.set_class(is_small, "-small")
        self.set_class(self.arrangement is Layout.ROOMY, "-roomy")
        self.set_class(is_small or self.is_zoomed, "-one-pane")
        for pane in self.panes:
            pane.is_titled = not is_small
            pane.show_frame()

    def seat(self, number: int) -> None:
        """Make a pane the one that is seen, and give it the focus."""
        self._pane = number
        self.show_frame()
        self.pane.focus()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow the focus to another pane."""
        for number, pane in enumerate(self.panes):
            if event.widget is pane and number != self._pane:
                self._pane = number
        self.show_frame()

    @on(PaneBar.PaneChosen)
    def seat_chosen(self, message: PaneBar.PaneChosen) -> None:
        """Show the pane that was clicked in the bar."""
        self.seat(message.pane)

    def action_pane(self, number: int) -> None:
        """Go to a pane."""
        self.seat(number)

    def action_step_pane(self, step: int) -> None:
        """Go to the next pane, or the one before."""
        self.seat((self._pane + step) % len(self.panes))

    def action_zoom(self) -> None:
        """Show the focused pane alone, or all of them again."""
        self.is_zoomed = not self.is_zoomed
        self._arrange()
