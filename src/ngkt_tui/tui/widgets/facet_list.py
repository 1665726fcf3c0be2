"""The widgets of the facets dialog: its row of facets, its input line and its list of values."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ngkt_tui.domain.counting_form import bar_shares
from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.text import SearchTerms
from ngkt_tui.domain.words import translate
from ngkt_tui.query.filter.facet_counts import FacetValue
from ngkt_tui.query.filter.filter_spec import FieldName
from ngkt_tui.tui.themes import TextStyles, text_styles_of
from ngkt_tui.tui.widgets.drawing import Line, fit, fit_line, fit_right, highlight, sanitize_cell, width_of
from ngkt_tui.tui.widgets.inputs import TypedLine
from ngkt_tui.tui.widgets.option_row import WrappingRow


class FacetTabs(WrappingRow, can_focus=False):
    """The facets beside each other, each with how many of its values are chosen."""

    @dataclass(eq=False)
    class Turned(Message):
        """Another facet is to be shown."""

        name: FieldName

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
        return len(self._facets)

    def chosen(self) -> None:
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

ROOM_FOR_BARS = 50
"""Cells below which a count is not drawn as a bar too."""
BAR = 10
BOX = 5
"""Cells before a label: the cursor, and whether the value is chosen."""
BESIDE = 5
"""Cells for how many recommendations there are beside the records."""


class ValueList(ScrollView, can_focus=False, inherit_bindings=False):
    """The values, one of them under the cursor; or, where there are none, a sentence."""

    ALLOW_SELECT = False

    @dataclass(eq=False)
    class ValuePicked(Message):
        """A value was clicked."""

        value: str

    def __init__(self, *, is_plain: bool, beside: str = "") -> None:
        super().__init__()
        self._is_plain = is_plain
        self._beside = f" {beside}" if beside else ""
        self._values: tuple[FacetValue, ...] = ()
        self._chosen: Container[str] = ()
        self._search_text = SearchTerms()
        self._notice = ""
        self._cursor = 0
        self._most = 0
        self._has_beside = False
        self._widest = 0
        """Cells of the longest label."""

    @property
    def pointed(self) -> FacetValue | None:
        """Return the value under the cursor, `None` where there are none."""
        return self._values[self._cursor] if self._values else None

    def show(
        self, values: Sequence[FacetValue], chosen: Container[str], search_terms: SearchTerms, notice: str
    ) -> None:
        """Show other values, with the letters that were `search_terms` marked; the cursor stays on its value, or at
        the top.

        `notice` is what is said where there are none.
        """
        before = self.pointed
        self._values, self._chosen, self._search_text, self._notice = tuple(values), chosen, search_terms, notice
        self._most = max((each.left.records for each in values), default=0)
        self._has_beside = any(each.left.recommendations for each in values)
        self._widest = max((cell_len(each.label) for each in values), default=0)
        places = (place for place, each in enumerate(values) if before is not None and each.value == before.value)
        self._cursor = next(places, 0)
        self.virtual_size = Size(0, max(1, len(self._values)))
        self.refresh()
        self.call_after_refresh(self._reveal)

    def point(self, step: int) -> None:
        """Move the cursor by so many values, as far as there are any."""
        self._cursor = max(0, min(self._cursor + step, len(self._values) - 1))
        self._reveal()
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        self._reveal()

    def on_click(self, event: events.Click) -> None:
        """Choose the value under the mouse."""
        offset = event.get_content_offset(self)
        place = offset.y + round(self.scroll_y) if offset else -1
        if 0 <= place < len(self._values):
            self._cursor = place
            self.refresh()
            self.post_message(self.ValuePicked(self._values[place].value))

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        text_styles = text_styles_of(self.app.theme)
        place = y + round(self.scroll_y)
        if not self._values and y == 0:
            strip = Strip(fit_line([Segment(f" {sanitize_cell(self._notice)}", text_styles.muted)], width), width)
        elif place >= len(self._values):
            strip = Strip.blank(width)
        else:
            strip = Strip(fit_line(self._line(place, width), width), width)
            strip = strip.apply_style(text_styles.cursor) if place == self._cursor else strip
        return strip.apply_style(self.rich_style)

    def _line(self, place: int, width: int) -> Line:
        text_styles = text_styles_of(self.app.theme)
        value = self._values[place]
        is_chosen, is_pointed = value.value in self._chosen, place == self._cursor
        edge = Segment((">" if self._is_plain else "▌") if is_pointed else " ", text_styles.gold)
        box = Segment("[x] " if is_chosen else "[ ] ", text_styles.gold if is_chosen else text_styles.muted)
        tail = self._tail(value, width)
        label = fit(sanitize_cell(value.label), max(4, width - width_of([edge, box, *tail])))
        ink = text_styles.strong if is_chosen else text_styles.text if sum(value.left) else text_styles.muted
        return [edge, box, *highlight(label, ink, self._search_text.match_spans(label), text_styles), *tail]

    def _tail(self, value: FacetValue, width: int) -> Line:
        """Return what stands at the end of a value: a bar, how many records, how many recommendations beside them."""
        text_styles = text_styles_of(self.app.theme)
        digits = max(4, len(str(self._most)) + 1)
        line: Line = []
        if width >= ROOM_FOR_BARS:
            filled = bar_shares([value.left.records], self._most, BAR)[0]
            full, empty = ("=", "-") if self._is_plain else ("━", "─")
            line = [
                Segment(" "),
                Segment(full * filled, text_styles.sky),
                Segment(empty * (BAR - filled), text_styles.faint),
            ]
        line.append(
            Segment(
                fit_right(str(value.left.records), digits), text_styles.text if sum(value.left) else text_styles.muted
            )
        )
        if self._has_beside:
            room = width - width_of(line) - BOX - BESIDE - 1
            words = self._beside if room - cell_len(self._beside) >= self._widest else ""
            beside = f"+{value.left.recommendations}{words}" if value.left.recommendations else ""
            line.append(Segment(fit_right(beside, BESIDE + cell_len(words)), text_styles.muted))
        return [*line, Segment(" ")]

    def _reveal(self) -> None:
        top, height = round(self.scroll_y), self.size.height
        if height and not top <= self._cursor < top + height:
            line = self._cursor if self._cursor < top else self._cursor - height + 1
            self.scroll_to(y=line, animate=False, force=True)
