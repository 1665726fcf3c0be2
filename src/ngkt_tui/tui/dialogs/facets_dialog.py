"""Facets: the focused pane's filter is picked from lists of values with live counts, by keys alone.

Every pick rewrites the pane's filter at once, so that the panes behind, the box and the lists say the same. Leaving
with Esc brings back the filter from before.
"""

from collections.abc import Sequence
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input

from ngkt_tui.domain.enums import ASCII_GLYPHS, GLYPHS, RecordKind, Status
from ngkt_tui.domain.errors import FilterError
from ngkt_tui.domain.text import SearchTerms, phrase
from ngkt_tui.query.filter.facet_counts import Facet, FacetValue
from ngkt_tui.query.filter.filter_spec import FieldName
from ngkt_tui.query.lists.listing import RecordCount
from ngkt_tui.services.facet_filter import (
    FacetQuery,
    chosen_values,
    count_left,
    facet,
    facets_of,
    how_many_chosen,
    infer_kind,
    search_values,
    toggle,
    without_facet,
)
from ngkt_tui.services.reader import Reader
from ngkt_tui.tui.dialogs.dialog import LEAVE, STYLES, Dialog
from ngkt_tui.tui.dialogs.openers import DialogHost
from ngkt_tui.tui.widgets.drawing import sanitize_cell
from ngkt_tui.tui.widgets.facet_list import FacetTabs, NarrowLine, ValueList
from ngkt_tui.tui.widgets.option_row import DialogAction


async def pick(host: DialogHost) -> None:
    """Have the focused pane's filter picked; one that has a mistake is told of instead."""
    before = host.filters.text
    kind = infer_kind(before, host.panes.kinds)
    whole = FacetQuery(kind, "", host.panes.view.scope, host.context.language)
    of_all = await host.workers.read(lambda reader: count_left(reader, whole))
    first = await host.workers.read(lambda reader: facet(reader, whole._replace(text=before), facets_of(kind)[0]))
    if await host.ask(FacetsDialog(host, whole._replace(text=before), of_all, first)):
        host.filters.remember()
    elif host.filters.text != before:
        host.filters.filter_with(before)


class FacetsDialog(Dialog[bool]):
    """Answers whether the filter that was picked is to stay. `of_all` counts what there is without a filter."""

    TITLE_KEY = "dialog.facets.title"
    CSS_PATH = [STYLES / "dialogs.tcss", STYLES / "facets.tcss"]
    WIDTH = 64

    def __init__(self, host: DialogHost, narrowed: FacetQuery, of_all: RecordCount, first: Facet) -> None:
        super().__init__(host.context.language)
        self._host = host
        self._narrowed = narrowed
        self._of_all = of_all
        self._left: RecordCount | None = None
        self._turned = first.name
        self._facets = {first.name: (without_facet(narrowed, first.name), first)}
        self._wanted = 0

    def heading(self) -> str:
        return self.translate(self.TITLE_KEY, what=self.translate(f"record.{self._narrowed.kind}"))

    def subtitle(self) -> str:
        left = "…" if self._left is None else str(self._left.records)
        counts = self.translate("dialog.facets.left", left=left, whole=self._of_all.records)
        beside = self._left.recommendations if self._left else 0
        return f"{counts} · {self.translate('dialog.facets.beside', count=beside)}" if beside else counts

    def choices(self) -> Sequence[DialogAction]:
        return _CHOICES

    def body(self) -> ComposeResult:
        yield FacetTabs(facets_of(self._narrowed.kind), self.language)
        yield NarrowLine(hint=self.translate("dialog.facets.hint"), id="narrow")
        yield ValueList(is_plain=self._host.context.ascii, beside=self.translate("counted.recommendations"))

    def on_mount(self) -> None:
        self.set_class(self._host.panes.kinds[0] is RecordKind.CONFERENCE, "-aside")
        self._show()
        self._look()

    def on_unmount(self) -> None:
        """Want nothing more."""
        self._wanted += 1

    def choose(self, choice: str) -> None:
        """Pick the value under the cursor, or keep the filter as it is picked now."""
        if choice == "apply":
            self.action_apply()
        else:
            self.action_pick()

    def action_apply(self) -> None:
        """Keep the filter as it is picked now."""
        self.answer(True)

    def action_pick(self) -> None:
        """Pick the value under the cursor, or drop it where it is picked."""
        pointed = self.query_one(ValueList).pointed
        if pointed is not None:
            self._toggle(pointed.value)

    @on(ValueList.ValuePicked)
    def toggle_clicked(self, event: ValueList.ValuePicked) -> None:
        self._toggle(event.value)

    @on(FacetTabs.Turned)
    def turn_clicked(self, event: FacetTabs.Turned) -> None:
        self._turn(event.name)

    @on(Input.Changed)
    def narrow(self) -> None:
        """Show the values that have the typed words."""
        self._show()

    def action_point(self, step: int) -> None:
        self.query_one(ValueList).point(step)

    def action_step(self, step: int) -> None:
        """Show the next facet, or the one before."""
        names = facets_of(self._narrowed.kind)
        self._turn(names[(names.index(self._turned) + step) % len(names)])

    def store_changed(self) -> None:
        self._facets.clear()
        self._look()

    def _turn(self, name: FieldName) -> None:
        self._turned = name
        with self.prevent(Input.Changed):
            self.query_one(NarrowLine).value = ""
        self._show()
        self._look()

    def _toggle(self, value: str) -> None:
        facet_now = self._facet_now()
        if facet_now is None:
            return  # it is being counted: what is picked would be another value than is seen
        try:
            text = toggle(self._narrowed, facet_now, value)
        except FilterError as error:
            self._host.notifier.show_message(error.explain(self.language).cause, severity="error")
            return
        self._narrowed = self._narrowed._replace(text=text)
        self._host.filters.filter_with(text)
        self._show()
        self._look()

    def _facet_now(self) -> Facet | None:
        """Return the shown facet where its counts are those of the present filter."""
        rest, read = self._facets.get(self._turned, ("", None))
        return read if read is not None and rest == without_facet(self._narrowed, self._turned) else None

    def _show(self) -> None:
        typed = self.query_one(NarrowLine).value
        read = self._facet_now()
        self.query_one(FacetTabs).show(self._turned, how_many_chosen(self._narrowed))
        self.query_one("#frame").border_subtitle = Content(sanitize_cell(self.subtitle()))
        values = search_values(read.values, typed) if read else []
        chosen = chosen_values(self._narrowed, read) if read else ()
        notice = "dialog.facets.reading" if read is None else "dialog.facets.none" if typed else "dialog.facets.empty"
        search_terms = SearchTerms((phrase(typed),)) if typed.strip() else SearchTerms()
        labelled = [self._labelled(each) for each in values]
        self.query_one(ValueList).show(labelled, chosen, search_terms, self.translate(notice, typed=typed))

    def _labelled(self, value: FacetValue) -> FacetValue:
        if self._turned is not FieldName.STATUS:
            return value
        glyphs = ASCII_GLYPHS if self._host.context.ascii else GLYPHS
        return value._replace(label=f"{glyphs[Status(value.value)]} {value.label}")

    def _look(self) -> None:
        self._wanted += 1
        self._host.workers.begin(self._read(self._wanted, self._narrowed, self._turned))

    async def _read(self, number: int, narrowed: FacetQuery, name: FieldName) -> None:
        def is_wanted() -> bool:
            return number == self._wanted

        if self._facet_now() is None:
            read = await self._host.workers.look_up(partial(_facet, narrowed, name), is_wanted)
            if read is None or not is_wanted():
                return
            self._facets[name] = (without_facet(narrowed, name), read)
            self._show()
        counted = await self._host.workers.look_up(partial(_left, narrowed), is_wanted)
        if counted is not None and is_wanted():
            self._left = counted
            self._show()


def _facet(narrowed: FacetQuery, name: FieldName, reader: Reader) -> Facet:
    return facet(reader, narrowed, name)


def _left(narrowed: FacetQuery, reader: Reader) -> RecordCount:
    return count_left(reader, narrowed)


_CHOICES = (
    DialogAction("toggle", "space", "dialog.facets.toggle"),
    DialogAction("apply", "enter", "dialog.facets.apply"),
    DialogAction(LEAVE.id, LEAVE.key, "dialog.facets.leave"),
)
