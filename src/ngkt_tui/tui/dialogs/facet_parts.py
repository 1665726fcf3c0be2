"""Two parts of the facets' dialog: the row of facets, and the line that is typed into."""

from collections.abc import Mapping, Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message

from ngkt_tui.domain.language import Language
from ngkt_tui.domain.words import translate
from ngkt_tui.query.spec import FieldName
from ngkt_tui.tui.dialogs.flow import WrappingRow
from ngkt_tui.tui.dialogs.typed import TypedLine
from ngkt_tui.tui.themes import TextStyles
from ngkt_tui.tui.widgets.cells import Line


class FacetTabs(WrappingRow, can_focus=False):
    """The facets beside each other, each with how many of its values are chosen."""

    class Turned(Message):
        """Another facet is to be shown."""

        def __init__(self, name: FieldName) -> None:
            super().__init__()
            self.name = name

    def __init__(self, names: Sequence[FieldName], language: Language) -> None:
        super().__init__()
        self._facets = tuple(names)
        self._language = language
        self._chosen: Mapping[FieldName, int] = {}

    def show(self, current: FieldName, chosen: Mapping[FieldName, int]) -> None:
        """Show another facet as the current one, and how many values are chosen in each."""
        self.current, self._chosen = self._facets.index(current), dict(chosen)
        self.refresh(layout=True)

    def count(self) -> int:
        """Return how many facets there are."""
        return len(self._facets)

    def chosen(self) -> None:
        """Tell which facet was clicked."""
        self.post_message(self.Turned(self._facets[self.current]))

    def draw_item(self, number: int, text_styles: TextStyles) -> Line:
        """Return the name of a facet, raised where it is the current one, and its number of values in gold."""
        name = self._facets[number]
        is_current = number == self.current
        ground = text_styles.cursor + Style(bold=True, underline=True) if is_current else Style()
        chosen = self._chosen.get(name, 0)
        line = [
            Segment("▸" if is_current else " ", text_styles.gold),
            Segment(
                translate(self._language, f"facet.{name}"),
                (text_styles.text if is_current else text_styles.muted) + ground,
            ),
        ]
        return [*line, Segment(f" {chosen}", text_styles.title)] if chosen else line


class NarrowLine(TypedLine):
    """The line that narrows the values. The keys that move and choose are the dialog's: a blank is never typed."""

    async def _on_key(self, event: events.Key) -> None:
        """Do what a key means in the dialog before the next key is taken: keys sent in one go keep their order."""
        action = _ACTIONS.get(event.key)
        if action is not None:
            event.stop()
            event.prevent_default()
            await self.run_action(f"screen.{action}")


_ACTIONS = {
    "up": "point(-1)",
    "down": "point(1)",
    "pageup": "point(-8)",
    "pagedown": "point(8)",
    "left": "step(-1)",
    "shift+tab": "step(-1)",
    "right": "step(1)",
    "tab": "step(1)",
    "space": "pick",
    "enter": "apply",
}
