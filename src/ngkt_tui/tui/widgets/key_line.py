"""The foot of the dashboard: the keys that work now."""

from collections.abc import Mapping

from rich.segment import Segment

from ngkt_tui.tui.key_names import key_names
from ngkt_tui.tui.keys import Key
from ngkt_tui.tui.widgets.cells import Line, width_of
from ngkt_tui.tui.widgets.one_line import LineWidget


class KeyLine(LineWidget):
    """Keys with a word each; of those that do not fit the last are left out first, the pinned ones never."""

    def __init__(self) -> None:
        super().__init__(id="keys")
        self._keys: tuple[Key, ...] = ()
        self._words: Mapping[str, str] = {}

    def show(self, keys: tuple[Key, ...], words: Mapping[str, str]) -> None:
        """Show other keys; `tokenize` holds, by the ids of keys, what one does here in place of its own word."""
        if (keys, words) != (self._keys, self._words):
            self._keys, self._words = keys, words
            self.refresh()

    def line(self, width: int) -> Line:
        """Return as many keys as fit beside the pinned ones, in their order."""
        pinned = [segment for key in self._keys if key.is_pinned for segment in self._key(key)]
        room = width - width_of(pinned)
        line = [Segment(" ")]
        for key in self._keys:
            more = self._key(key)
            if key.is_pinned:
                continue
            if width_of(line) + width_of(more) > room:
                break
            line += more
        return [*line, *pinned]

    def _key(self, key: Key) -> Line:
        name = key_names(key.keys)[0]
        word = self.translate(self._words.get(key.id, f"key.{key.id}"))
        return [Segment(name, self.text_styles.gold), Segment(f" {word}  ", self.text_styles.muted)]
