"""What the dashboard looks at, and the context that its parts share. No widget, no I/O."""

from typing import NamedTuple

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.query.scope import Scope, ScopeItem
from ngkt_tui.services.context import Context
from ngkt_tui.tui.widgets.drawing import Row

MAX_COUNT = 50
"""Filters that are kept for each pane."""


class FilterHistory(NamedTuple):
    """Filters from the oldest to the newest, and which of them is in the box: `cursor` counts from the newest.

    `cursor` 0 is what is being typed, which `draft` keeps while older ones are looked at.
    """

    texts: tuple[str, ...] = ()
    cursor: int = 0
    draft: str = ""

    def with_used(self, text: str) -> "FilterHistory":
        """Return the past with one more filter as its newest; blanks alone are none."""
        text = text.strip()
        if not text:
            return FilterHistory(self.texts)
        return FilterHistory((*(each for each in self.texts if each != text), text)[-MAX_COUNT:])

    def moved(self, step: int, present: str) -> "tuple[FilterHistory, str] | None":
        """Return the past `step` filters further back (or forth) and the filter there; `None` at the ends.

        `present` is what stands in the box. A filter like it is passed over on the way back from what is typed.
        """
        draft = present if self.cursor == 0 else self.draft
        place = self.cursor + step
        if self.cursor == 0 and step > 0 and self.texts and self.texts[-1] == present.strip():
            place += 1
        if not 0 <= place <= len(self.texts):
            return None
        return FilterHistory(self.texts, place, draft), draft if place == 0 else self.texts[-place]


class ViewState(NamedTuple):
    """The scope, outermost chip first, and the filter text of each pane (empty for none)."""

    scope: Scope
    filters: tuple[str, ...]

    def with_filter(self, pane: int, text: str) -> "ViewState":
        return self._replace(filters=(*self.filters[:pane], text, *self.filters[pane + 1 :]))

    def push_scope(self, chip: ScopeItem) -> "ViewState":
        """Return the view narrowed by one more chip, which takes the place of one of its kind."""
        kept = tuple(other for other in self.scope if other.kind is not chip.kind)
        return self._replace(scope=(*kept, chip))

    def pop_scope(self) -> "ViewState":
        """Return the view without its last chip."""
        return self._replace(scope=self.scope[:-1])


class SelectedRecord(NamedTuple):
    """The record under the cursor, with its row as the pane shows it."""

    kind: RecordKind
    id: str
    row: Row


class SharedContext:
    """The context of all parts of the dashboard; another language, or another store, takes the place of `present`."""

    def __init__(self, present: Context) -> None:
        self.present = present
