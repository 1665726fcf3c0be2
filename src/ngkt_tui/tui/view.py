"""What the dashboard is looking at: the scope that narrows all panes, and each pane's filter. Plain values."""

from typing import NamedTuple

from ngkt_tui.domain.kinds import RecordKind


class LabelledScope(NamedTuple):
    """A record that the whole dashboard is narrowed to, with its name in both languages."""

    kind: RecordKind
    id: str
    label_vi: str
    label_en: str | None


class ViewState(NamedTuple):
    """The scope, outermost chip first, and the filter text of each pane (empty for none)."""

    scope: tuple[LabelledScope, ...]
    filters: tuple[str, ...]

    def with_filter(self, pane: int, text: str) -> "ViewState":
        """Return the view with another filter in one pane."""
        return self._replace(filters=(*self.filters[:pane], text, *self.filters[pane + 1 :]))

    def push_scope(self, chip: LabelledScope) -> "ViewState":
        """Return the view narrowed by one more chip, which takes the place of one of its kind."""
        kept = tuple(other for other in self.scope if other.kind is not chip.kind)
        return self._replace(scope=(*kept, chip))

    def pop_scope(self) -> "ViewState":
        """Return the view without its last chip."""
        return self._replace(scope=self.scope[:-1])

    def has_chip(self, record: str) -> bool:
        """Tell whether the view is narrowed to a record."""
        return any(chip.id == record for chip in self.scope)
