"""The foot of the dashboard: the keys that work now."""

from rich.segment import Segment

from ngkt_tui.tui.key_names import key_names
from ngkt_tui.tui.keys import Key
from ngkt_tui.tui.widgets.cells import Line, width_of
from ngkt_tui.tui.widgets.one_line import OneLine


class KeyLine(OneLine):
    """Keys with a word each; those that do not fit are left out, the last first."""

    def __init__(self) -> None:
        super().__init__(id="keys")
        self._keys: tuple[Key, ...] = ()

    def show(self, keys: tuple[Key, ...]) -> None:
        """Show other keys."""
        if keys != self._keys:
            self._keys = keys
            self.refresh()

    def line(self, width: int) -> Line:
        """Return as many keys as fit, in their order."""
        line = [Segment(" ")]
        for key in self._keys:
            more = self._key(key)
            if width_of(line) + width_of(more) > width:
                break
            line += more
        return line

    def _key(self, key: Key) -> Line:
        name = key_names(key.keys)[0]
        return [Segment(name, self.inks.gold), Segment(f" {self.say(f'key.{key.id}')}  ", self.inks.muted)]
