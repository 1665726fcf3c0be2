"""The half of the dashboard that marks records: what is marked, what an edit is therefore made of, how it is shown."""

from collections.abc import Iterable, Mapping
from copy import copy

from textual import on

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.errors import Explanation, NgktError
from ngkt_tui.services.context import Context
from ngkt_tui.services.edit import seen_in
from ngkt_tui.services.pane_lists import NoLeadRow
from ngkt_tui.services.reader import Reader
from ngkt_tui.tui import messages
from ngkt_tui.tui.panes.abbreviations import text_of
from ngkt_tui.tui.screens.pane_screen import PaneScreen
from ngkt_tui.tui.selection import EditTarget, Selection
from ngkt_tui.tui.widgets.sections import Row
from ngkt_tui.tui.widgets.text_cells import sanitize_cell

MAX_NAME = 60
"""Characters of a text by which its reader knows a record again."""


class MarkingScreen(PaneScreen):
    """Panes whose records can be marked."""

    def __init__(self, context: Context, reader: Reader, filter_text: str = "") -> None:
        super().__init__(context, reader, filter_text)
        self.marks = Selection()
        for pane in self.panes:
            pane.marked = self.marks

    @property
    def record(self) -> tuple[RecordKind, Row] | None:
        """Return the record under the cursor; `None` where there is none, or only a line that is no record."""
        chosen = self.pane.chosen
        return chosen if chosen is not None and not isinstance(chosen[1], NoLeadRow) else None

    def names_in_panes(self, ids: Iterable[str]) -> Mapping[str, str]:
        """Return what records say, or are called in full; those that no pane has read are left out."""
        rows = {record: pane.row_of(record) for record in ids for pane in self.panes if pane.row_of(record)}
        return {record: text_of(row, self.language) for record, row in rows.items() if row is not None}

    def explain(self, error: NgktError) -> Explanation:
        """Return what went wrong, naming a record by what it says."""
        explanation = super().explain(error)
        for name in self.names_in_panes([str(error.values.get("id"))]).values():
            named = copy(error)
            named.values = error.values | {"id": f"“{sanitize_cell(name, MAX_NAME)}”"}
            title, cause, _ = super().explain(named)
            return explanation._replace(title=title, cause=cause)  # what to do next may be a command, with the id
        return explanation

    def target(self) -> EditTarget | None:
        """Return what an edit is made of: what is marked of the kind under the cursor, else the record there."""
        kind = self.kind_aimed_at()
        if kind is None:
            return None
        marked = dict(self.marks.of(kind))
        if marked:
            return EditTarget(kind, marked, self.translate(f"marks.of.{kind}", count=len(marked)), is_marked=True)
        chosen = self.record
        if chosen is None:
            return None
        return EditTarget(kind, {chosen[1].id: seen_in(chosen[1])}, text_of(chosen[1], self.language))

    def kind_aimed_at(self) -> RecordKind | None:
        """Return the kind of the record under the cursor; on an empty pane, a kind of its that has marks."""
        chosen = self.record
        if chosen is not None:
            return chosen[0]
        return next((each.kind for each in self.pane.spec.sections if self.marks.of(each.kind)), None)

    def out_of_sight(self, target: EditTarget) -> int:
        """Return how many of the records that an edit is made of are not on the screen."""
        return len(set(target.ids) - self.pane.records_in_sight()) if target.is_marked else 0

    def unmark(self, target: EditTarget) -> None:
        """Take away the marks of what has been edited."""
        if target.is_marked:
            self.marks.drop(target.kind, target.ids)
            self.show_marks()

    def show_marks(self) -> None:
        """Draw the marks as they are now, and their number."""
        for pane in self.panes:
            pane.redraw()
        self.show_frame()

    def mark_words(self) -> str:
        """Return how many records are marked, empty for none."""
        glyph = "*" if self.context.ascii else "◆"
        told = [self.translate(f"marks.of.{kind}", count=count) for kind, count in self.marks.counts()]
        return f"{glyph} {' · '.join(told)}" if told else ""

    def action_mark(self) -> None:
        """Mark the record under the cursor, or take its mark away."""
        if chosen := self.record:
            self.marks.toggle(*chosen)
            self.show_marks()

    def action_mark_run(self) -> None:
        """Mark from the record that was marked last to the one under the cursor."""
        self.run_worker(self._mark_run(), group="marks")

    async def _mark_run(self) -> None:
        spot, number, last = self.pane.place, self._pane, self.marks.last
        if spot is None:
            return
        rows = await self.read(lambda _reader: self.loader.rows_between(number, last, spot))
        for section, row in rows:
            self.marks.add(self.panes[number].spec.sections[section].kind, [row])
        self.show_marks()

    def action_mark_shown(self) -> None:
        """Mark all records of the section under the cursor; where all are, take the marks away."""
        self.run_worker(self._mark_shown(), group="marks")

    async def _mark_shown(self) -> None:
        kind, number, spot = self.kind_aimed_at(), self._pane, self.pane.place
        if kind is None:
            return
        of_kind = [place for place, each in enumerate(self.pane.spec.sections) if each.kind is kind]
        sections = of_kind if spot is None else [spot.section]
        rows = await self.read(lambda _reader: self.loader.all_rows(number, sections))
        marked = self.marks.of(kind)
        if all(row.id in marked for row in rows):
            self.marks.drop(kind, [row.id for row in rows])
        else:
            self.marks.add(kind, rows)
        self.show_marks()

    @on(messages.FirstPagesLoaded)
    def see_opening(self, message: messages.FirstPagesLoaded) -> None:
        """Take note of the marked rows that are shown anew."""
        if self.marks:
            self.marks.refresh(row for opening in message.openings for _, rows in opening.pages for row in rows)

    @on(messages.PageLoaded)
    @on(messages.RowsReloaded)
    def see_rows(self, message: messages.PageLoaded | messages.RowsReloaded) -> None:
        """Take note of the marked rows that are shown anew."""
        if self.marks:
            self.marks.refresh(message.rows)
