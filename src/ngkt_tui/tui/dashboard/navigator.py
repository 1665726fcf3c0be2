"""Going somewhere: what the whole dashboard is narrowed to, and the work of an agency."""

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.query.scope import LabelledScope
from ngkt_tui.services.pane_lists import NOT_LED
from ngkt_tui.tui.dashboard.pane_controller import PaneController
from ngkt_tui.tui.panes.pane import label_of
from ngkt_tui.tui.view_state import SharedContext, ViewState

OPEN_WORK = "is:open named:{agency}"
"""The filter that leaves what an agency itself, without its parts, has still to do: what its row counts."""


class Navigator:
    """Changes the view of `panes`."""

    def __init__(self, shared: SharedContext, panes: PaneController) -> None:
        self._shared, self._panes = shared, panes
        self._came_from: tuple[ViewState, int] | None = None
        self._work: ViewState | None = None

    def begin_with(self, kind: RecordKind, text: str, scope: tuple[LabelledScope, ...]) -> None:
        """Look at what a view leaves from the start, before anything is read."""
        number = self._panes.pane_of(kind)
        self.begin_at(ViewState(scope, ("",) * len(self._panes)).with_filter(number, text), number)

    def begin_at(self, view: ViewState, number: int) -> None:
        """Look at a view from the start, the focus on a pane, before anything is read."""
        self._panes.view, self._panes.number = view, number

    def narrow(self, kind: RecordKind, record: str, label_vi: str, label_en: str | None) -> None:
        """Narrow the whole dashboard to a record."""
        self._panes.look_at(self._panes.view.push_scope(LabelledScope(kind, record, label_vi, label_en)))

    def widen(self) -> None:
        """Take away the last record that the dashboard is narrowed to."""
        self._panes.look_at(self._panes.view.pop_scope())

    def look_at(self, kind: RecordKind, text: str, scope: tuple[LabelledScope, ...]) -> None:
        """Filter the pane of a kind of record with `text`, and narrow the dashboard to `scope` alone."""
        number = self._panes.pane_of(kind)
        self._panes.seat(number)
        self._panes.look_at(self._panes.view._replace(scope=scope).with_filter(number, text))

    def filter_directives(self, text: str) -> None:
        """Put a filter on the pane of the directives, in the words of the language, and go there."""
        self.filter_records(RecordKind.DIRECTIVE, text)

    def filter_records(self, kind: RecordKind, text: str) -> None:
        """Put a filter on the pane of a kind of record, in the words of the language, and go there."""
        number = self._panes.pane_of(kind)
        self._panes.filter(number, self._translate(text, kind))
        self._panes.seat(number)

    @property
    def is_at_work(self) -> bool:
        """Tell whether what `open_work` has shown is still looked at."""
        return self._came_from is not None and self._panes.view == self._work

    def open_work(self) -> None:
        """Show what an agency has still to do, or what nobody leads; from there, go back to where one was."""
        record = self._panes.record
        if self._came_from is not None and self.is_at_work:
            view, number = self._came_from
            self._came_from = None
            self._panes.view = view
            self._panes.seat(number)
            self._panes.look_at(view)
        elif self._panes.is_at_unled:
            self._came_from = self._panes.view, self._panes.number
            self.filter_directives(f"is:open {NOT_LED}")
            self._work = self._panes.view
        elif record is not None and record.kind is RecordKind.ORGANISATION:
            self._came_from = self._panes.view, self._panes.number
            chip = LabelledScope(record.kind, record.id, *label_of(record.row))
            text = self._translate(OPEN_WORK.format(agency=chip.id))
            self.look_at(RecordKind.DIRECTIVE, text, self._panes.view.push_scope(chip).scope)
            self._work = self._panes.view

    def _translate(self, text: str, kind: RecordKind = RecordKind.DIRECTIVE) -> str:
        """Return a filter that a key writes, in the words of the language."""
        from ngkt_tui.services.browse import translate_filter  # a start without a filter needs no language of filters

        return translate_filter(text, kind, self._shared.language)
