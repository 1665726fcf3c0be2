"""The choices of a dialog, drawn as its key line: a key and a word for each, reached by key, by arrows, by mouse."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.message import Message

from ngkt_tui.domain.language import Language
from ngkt_tui.domain.words import translate
from ngkt_tui.tui.dialogs.flow import WrappingRow
from ngkt_tui.tui.key_names import key_names
from ngkt_tui.tui.keyboard import Keymap, keymap_of
from ngkt_tui.tui.themes import TextStyles
from ngkt_tui.tui.widgets.cells import Line


class DialogAction(NamedTuple):
    """One thing that a dialog can do. `key` is a Textual key, empty where only Enter reaches it; `word` a words key.

    What the dashboard does too names the `row` of the table of keys, and has its keys.
    """

    id: str
    key: str
    word: str
    row: str = ""


def with_bound_keys(choices: Sequence[DialogAction], keymap: Keymap) -> tuple[DialogAction, ...]:
    """Return the choices with the keys that are bound; one whose own key a row of the table has been given has none."""
    keys = [keymap.row(choice.row).keys if choice.row else "" for choice in choices]
    taken = {key for each in keys for key in each.split(",")}
    own = ("" if choice.key in taken else choice.key for choice in choices)
    return tuple(choice._replace(key=key or alone) for choice, key, alone in zip(choices, keys, own, strict=True))


class ActionBar(WrappingRow):
    """The choices of a dialog, the current one raised while the bar has the focus."""

    class Chosen(Message):
        """A choice was taken. `choice` is its id."""

        def __init__(self, choice: str) -> None:
            super().__init__()
            self.choice = choice

    def __init__(self, choices: Sequence[DialogAction], language: Language, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._choices = tuple(choices)
        self._language = language

    def count(self) -> int:
        """Return how many choices there are."""
        return len(self._choices)

    def chosen(self) -> None:
        """Tell which choice was taken."""
        self.post_message(self.Chosen(self._choices[self.current].id))

    def show(self, choices: Sequence[DialogAction]) -> None:
        """Offer other choices, from the first; one that its user has gone to stays the current one."""
        present = self._choices[self.current].id if self._choices and self.has_focus else ""
        self._choices = tuple(choices)
        self.current = next((number for number, choice in enumerate(choices) if choice.id == present), 0)
        self.refresh(layout=True)

    def draw_item(self, number: int, text_styles: TextStyles) -> Line:
        """Return the key in gold and the word after it."""
        choice = with_bound_keys(self._choices, keymap_of(self.app))[number]
        key = key_names(choice.key)[0] if choice.key else ""
        is_current = number == self.current and self.has_focus
        ground = text_styles.cursor + Style(bold=True, underline=True) if is_current else Style()
        word = translate(self._language, choice.word)
        line = (
            [Segment(f"{key} ", text_styles.gold + text_styles.cursor if is_current else text_styles.gold)]
            if key
            else []
        )
        return [Segment("▸" if is_current else " ", text_styles.gold), *line, Segment(word, text_styles.text + ground)]
