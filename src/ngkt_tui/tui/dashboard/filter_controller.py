"""What is looked at: the filter box, which narrows the focused pane, and going somewhere by chips and views."""

from collections.abc import Mapping

from textual.message import Message
from textual.widgets import Input

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.words import localized
from ngkt_tui.query.scope import Scope, ScopeItem
from ngkt_tui.services.line_sources import NoLeadRow
from ngkt_tui.services.pane_lists import NOT_LED
from ngkt_tui.tui.dashboard.pane_controller import PaneController
from ngkt_tui.tui.messages import CompletionsLoaded
from ngkt_tui.tui.pane_loader import PaneLoader
from ngkt_tui.tui.panes.pane import label_of
from ngkt_tui.tui.view_state import FilterHistory, SharedContext, ViewState
from ngkt_tui.tui.widgets.filter_bar import FilterBar, FilterInput
from ngkt_tui.tui.widgets.line_widgets import LineSuggestion


class FilterController:
    """The filters of `panes`, in a box of its own."""

    def __init__(self, shared: SharedContext, loader: PaneLoader, panes: PaneController) -> None:
        self._shared, self._loader, self._panes = shared, loader, panes
        self.bar = FilterBar()
        self.histories = [FilterHistory() for _ in panes]
        self.exported: Mapping[str, str] = {}
        """What was chosen when what is filtered was last exported."""
        """The filters that were used before, for each pane."""

    @property
    def is_typing(self) -> bool:
        return self.bar.screen.focused is self.bar.input

    @property
    def text(self) -> str:
        return self._panes.view.filters[self._panes.number]

    @property
    def kind(self) -> RecordKind:
        """Return the kind of records that the filter of the focused pane is of: that of its first section."""
        return self._panes.focused.spec.sections[0].kind

    def filter_with(self, text: str) -> None:
        self._panes.filter(self._panes.number, text)

    def back(self) -> bool:
        """Close what is offered, else leave the box, else take the filter away; return whether there was any of it."""
        if not self.is_typing and not self.text:
            return False
        if not self.is_typing:
            self.filter_with("")
        elif not self.hide_suggestions():
            self._panes.focused.focus()
        return True

    def arrange(self, what: str) -> None:
        """Have the rows of the focused pane in another way: in groups of another kind, sorted, or wrapped."""
        pane = self._panes.focused
        if what == "group":
            pane.regroup()
            self._panes.open(self._panes.number, from_top=True)
        elif what == "sort":
            self.sort()
        else:
            pane.lay_out(pane.options._replace(is_wrapped=not pane.options.is_wrapped))

    def sort(self, column: str | None = None) -> None:
        """Sort by a column, then in reverse, then as it was; where none is given, by the next of all."""
        from ngkt_tui.services.browse import sorted_filter  # a start without a filter needs no language of filters

        if self._panes.number not in self._panes.mistakes:
            self.filter_with(sorted_filter(self.text, self.kind, column, self._shared.present.language))
            self.remember()

    def take(self, message: Message) -> None:
        """Do what was typed into the box, or asked for there."""
        match message:
            case FilterBar.Changed():
                self._take_text()
            case FilterInput.Accepted():
                self._panes.focused.focus()
            case FilterInput.CompletionRequested():
                self._take_suggestion()
            case FilterInput.NextSuggestionRequested():
                self._turn_suggestions()
            case FilterInput.HistoryRequested():
                self._use_other(message.step)

    def _take_text(self) -> None:
        """Narrow the focused pane to what has been typed by now, and look up how that may go on."""
        text = self.bar.take_text()
        if text != self.text:
            self.filter_with(text)
            box = self.bar.input
            box.has_ways = False  # what is offered stands until the answer comes: else the panes would jump each time
            listings = self._panes.focused.listings
            self._loader.complete(listings, box.value, box.cursor_position, self._shared.present.language)

    def type_filters(self, texts: Mapping[str, str]) -> None:
        """Put filters into the boxes of panes, by their ids, and go to the box of the last one."""
        for number, pane in enumerate(self._panes):
            if text := texts.get(pane.spec.id):
                self._panes.focus_pane(number)
                self.filter_with(text)
                self.bar.input.focus()

    # The box

    def show(self, marks: str) -> None:
        """Show the focused pane's filter with what it leaves, the scope, and what is `marks`."""
        pane = self._panes.focused
        self.bar.show_text(self.text)
        self.bar.input.placeholder = self._shared.present.translate(f"filter.hint.{pane.spec.id}")
        is_known = pane.is_filtered and any(count or is_counted for count, is_counted in pane.counts)
        left = self._shared.present.translate("filter.left", counts=pane.count_words()) if is_known else ""
        self.bar.scope.show(tuple(self._chip_words(chip) for chip in self._panes.view.scope), left, marks)
        self._show_mistake()

    def _chip_words(self, chip: ScopeItem) -> str:
        own = localized(self._shared.present.language, chip.label_vi, chip.label_en)
        return f"{self._shared.present.translate(f'record.{chip.kind}')} {own}"

    def _show_mistake(self) -> None:
        error = self._panes.mistakes.get(self._panes.number)
        if error is None:
            self.bar.show_mistake(0, 0, "")
            return
        column, length = int(str(error.values["column"])), int(str(error.values.get("length", 1)))
        explanation = error.explain(self._shared.present.language)
        words = f"{explanation.cause} {explanation.next_step}" if error.values["nearest"] else explanation.cause
        self.bar.show_mistake(column, length, words)

    # Suggestions

    def show_suggestions(self, message: CompletionsLoaded) -> None:
        """Offer how the filter may go on, unless it has gone on meanwhile."""
        box = self.bar.input
        if self.is_typing and (box.value, box.cursor_position) == (message.text, message.cursor):
            self.bar.show_suggestions(tuple(LineSuggestion(*way) for way in message.ways))

    def hide_suggestions(self) -> bool:
        """Offer nothing any more; return whether something was offered."""
        is_offered = self.bar.ways.first is not None
        self.bar.show_suggestions(())
        return is_offered

    def _take_suggestion(self) -> None:
        """Type what is offered first."""
        way = self.bar.ways.first
        if way is not None and self.bar.input.has_ways:
            self.bar.input.replace(way.insert, way.start, way.end)

    def _turn_suggestions(self) -> None:
        """Offer the next way first."""
        if self.bar.input.has_ways:
            self.bar.ways.rotate()

    # The past

    def leave(self) -> None:
        """Offer nothing any more, and remember the filter that was typed."""
        self.hide_suggestions()
        self.remember()

    def remember(self) -> None:
        """Remember the focused pane's filter among those that were used."""
        number = self._panes.number
        self.histories[number] = self.histories[number].with_used(self.text)

    def _use_other(self, step: int) -> None:
        """Put an older or a newer filter into the box; from the newest, the way forth leads to the pane."""
        box, number = self.bar.input, self._panes.number
        moved = self.histories[number].moved(step, box.value)
        if moved is not None:
            self.histories[number], text = moved
            with box.prevent(Input.Changed):
                box.value, box.cursor_position = text, len(text)
            self.bar.show_suggestions(())
            self.filter_with(text)
        elif step < 0:
            self._panes.focused.focus()


OPEN_WORK = "is:open named:{agency}"
"""The filter that leaves what an agency itself, without its parts, has still to do: what its row counts."""


class Navigator:
    """Changes the view of `panes`."""

    def __init__(self, shared: SharedContext, panes: PaneController) -> None:
        self._shared, self._panes = shared, panes
        self._came_from: tuple[ViewState, int] | None = None
        self.work: ViewState | None = None
        """What `open_work` has shown; `None` once its user has gone back."""

    def begin_with(self, kind: RecordKind, text: str, scope: Scope) -> None:
        """Look at what a view leaves from the start, before anything is read."""
        number = self._panes.pane_of(kind)
        self.start_at(ViewState(scope, ("",) * len(self._panes)).with_filter(number, text), number)

    def start_at(self, view: ViewState, number: int) -> None:
        """Look at a view from the start, the focus on a pane, before anything is read."""
        self._panes.view, self._panes.number = view, number

    def narrow(self, kind: RecordKind, record: str, label_vi: str, label_en: str | None) -> None:
        self._panes.look_at(self._panes.view.push_scope(ScopeItem(kind, record, label_vi, label_en)))

    def narrow_to_record(self) -> None:
        """Narrow the whole dashboard to the record under the cursor."""
        if (record := self._panes.record) is not None:
            self.narrow(record.kind, record.id, *label_of(record.row))

    def widen(self) -> bool:
        """Take away the last record that the dashboard is narrowed to; return whether there was any."""
        is_narrowed = bool(self._panes.view.scope)
        if is_narrowed:
            self._panes.look_at(self._panes.view.pop_scope())
        return is_narrowed

    def look_at(self, kind: RecordKind, text: str, scope: Scope) -> None:
        """Filter the pane of a kind of record with `text`, and narrow the dashboard to `scope` alone."""
        number = self._panes.pane_of(kind)
        self._panes.focus_pane(number)
        self._panes.look_at(self._panes.view._replace(scope=scope).with_filter(number, text))

    def filter_directives(self, text: str) -> None:
        """Put a filter on the pane of the directives, in the words of the language, and go there."""
        self.filter_records(RecordKind.DIRECTIVE, text)

    def filter_records(self, kind: RecordKind, text: str) -> None:
        """Put a filter on the pane of a kind of record, in the words of the language, and go there."""
        number = self._panes.pane_of(kind)
        self._panes[number].show_kind(kind)
        self._panes.filter(number, self._translate(text, kind))
        self._panes.focus_pane(number)

    def go_to(self, kind: RecordKind, record: str) -> None:
        """Have the cursor lie on a record once its pane is read anew, where a pane shows its kind."""
        number = self._panes.pane_of(kind)
        if kind in (section.kind for section in self._panes[number].spec.sections):
            self._panes[number].show_kind(kind)
            self._panes[number].await_record(record)
            self._panes.focus_pane(number)

    def open_work(self) -> None:
        """Show what an agency has still to do, or what nobody leads; from there, go back to where one was."""
        record = self._panes.record
        if self._came_from is not None and self._panes.view == self.work:
            view, number = self._came_from
            self._came_from = self.work = None
            self._panes.view = view
            self._panes.focus_pane(number)
            self._panes.look_at(view)
        elif isinstance(self._panes.line, NoLeadRow):
            self._came_from = self._panes.view, self._panes.number
            self.filter_directives(f"is:open {NOT_LED}")
            self.work = self._panes.view
        elif record is not None and record.kind is RecordKind.ORGANISATION:
            self._came_from = self._panes.view, self._panes.number
            chip = ScopeItem(record.kind, record.id, *label_of(record.row))
            text = self._translate(OPEN_WORK.format(agency=chip.id))
            self.look_at(RecordKind.DIRECTIVE, text, self._panes.view.push_scope(chip).scope)
            self.work = self._panes.view

    def _translate(self, text: str, kind: RecordKind = RecordKind.DIRECTIVE) -> str:
        """Return a filter that a key writes, in the words of the language."""
        from ngkt_tui.services.browse import translate_filter  # a start without a filter needs no language of filters

        return translate_filter(text, kind, self._shared.present.language)
