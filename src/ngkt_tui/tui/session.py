"""From what a dashboard shows to what is kept of it for the next start, and back."""

from collections.abc import Iterable, Sequence

from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.errors import FilterError
from ngkt_tui.query.scope import Scope
from ngkt_tui.services.pane_lists import open_lists
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.session_state import SessionState
from ngkt_tui.services.views import named_scope
from ngkt_tui.tui.dashboard.dashboard_screen import DashboardScreen
from ngkt_tui.tui.dashboard.pane_controller import DIRECTIVES_PANE
from ngkt_tui.tui.panes.pane import Pane
from ngkt_tui.tui.view_state import FilterHistory, ViewState
from ngkt_tui.tui.widgets.drawing import ListOptions


def restore(screen: DashboardScreen, reader: Reader, state: SessionState) -> None:
    """Have the screen begin with what was looked at last; what this store does not know any more is left out."""
    chips = _chips(reader, state.scope)
    view = ViewState(chips, screen.panes.view.filters)
    for number, pane in enumerate(screen.panes):
        text = state.filters.get(pane.spec.id, "")
        if text and _is_right(reader, pane, text, view.scope):
            view = view.with_filter(number, text)
        pane.cursor_record = state.records.get(pane.spec.id)
        pane.options = _options(pane, state)
        pane.folds = dict(state.folds.get(pane.spec.id, {}))
        screen.filters.histories[number] = FilterHistory(state.used.get(pane.spec.id, ()))
    screen.filters.exported = state.exported
    ids = [pane.spec.id for pane in screen.panes]
    screen.layouts.is_zoomed = state.is_zoomed
    screen.dock.is_wanted = not state.is_undocked
    screen.host.navigator.start_at(view, ids.index(state.pane if state.pane in ids else screen.panes.focused.spec.id))


def capture(screen: DashboardScreen, theme: str, language: Language | None) -> SessionState:
    """Return what is to be kept of a screen; `language` is `None` where its user chose none."""
    return SessionState(
        filters=_by_pane(screen.panes, screen.panes.view.filters),
        used={
            pane.spec.id: past.texts
            for pane, past in zip(screen.panes, screen.filters.histories, strict=True)
            if past.texts
        },
        records=_by_pane(screen.panes, [_record(pane) for pane in screen.panes]),
        groupings={
            pane.spec.id: pane.options.grouping
            for pane in screen.panes
            if pane.options.grouping is not pane.spec.groupings[0]
        },
        folds={pane.spec.id: pane.folds for pane in screen.panes if pane.folds},
        columns=screen.panes[DIRECTIVES_PANE].options.columns,
        wrapped=tuple(pane.spec.id for pane in screen.panes if pane.options.is_wrapped),
        scope=screen.panes.view.scope,
        pane=screen.panes.focused.spec.id,
        is_zoomed=screen.layouts.is_zoomed,
        is_undocked=not screen.dock.is_wanted,
        exported=screen.filters.exported,
        theme=theme,
        language=language,
        seen=screen.host.workers.reader.newest_entry,
    )


def _options(pane: Pane, state: SessionState) -> ListOptions:
    """Return how the rows of a pane were laid out last."""
    chosen = state.groupings.get(pane.spec.id)
    grouping = next((each for each in pane.spec.groupings if each == chosen), pane.spec.groupings[0])
    return pane.options._replace(grouping=grouping, is_wrapped=pane.spec.id in state.wrapped, columns=state.columns)


def _chips(reader: Reader, scope: Scope) -> Scope:
    if not scope:
        return ()
    return tuple(chip for chip in named_scope(reader, scope) if chip in scope)


def _is_right(reader: Reader, pane: Pane, text: str, scope: Scope) -> bool:
    try:
        open_lists(reader, pane.listings, text, scope)
    except FilterError:
        return False
    return True


def _record(pane: Pane) -> str:
    chosen = pane.selected_row
    return pane.cursor_record or (chosen[1].id if chosen else "")


def _by_pane(panes: Iterable[Pane], texts: Sequence[str]) -> dict[str, str]:
    return {pane.spec.id: text for pane, text in zip(panes, texts, strict=True) if text}
