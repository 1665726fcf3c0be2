"""Reading what a terminal sends. A paste ends with its mark, however slowly that comes.

Textual takes an Esc after which nothing comes for a tenth of a second for the key. Where the mark at the end of a
paste is torn apart, as by a slow line, it goes on pasting for ever, and no key is a key any more.
"""

from collections.abc import Iterable

from textual._time import get_time
from textual._xterm_parser import XTermParser  # Textual exports it under no other name
from textual.message import Message

PASTE_START = "\x1b[200~"
PASTE_END = "\x1b[201~"
MAX_SILENCE = 2.0
"""Seconds after which a paste is over although its mark has not come."""


class InputParser(XTermParser):
    """Textual's parser, which is given a paste in one piece, and so waits for its end.

    An Esc in a pasted text is left out: what follows it would be taken for keys.
    """

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._pasted: str | None = None
        """What has come of a paste; `None` while nothing is pasted."""
        self._end_of_read = ""
        self._silent_from = 0.0

    def feed(self, data: str) -> Iterable[Message]:
        """Return what is read in `data`; empty where the input has ended."""
        self._silent_from = get_time()
        messages: list[Message] = [] if data else [*super().feed(data)]
        while data:
            piece, data = self._next_piece(data)
            if piece:
                messages += super().feed(piece)
        return messages

    def _next_piece(self, data: str) -> tuple[str, str]:
        """Return what Textual's parser is to be given of `data`, and the rest."""
        if self._pasted is None:
            seen = self._end_of_read + data
            before, start, _ = seen.partition(PASTE_START)
            self._end_of_read = "" if start else seen[1 - len(PASTE_START) :]
            end = len(before) + len(start) - (len(seen) - len(data))
            self._pasted = "" if start else None
            return data[:end], data[end:]
        text, end_mark, rest = (self._pasted + data).partition(PASTE_END)
        self._pasted = None if end_mark else text
        return (text.replace("\x1b", "") + PASTE_END, rest) if end_mark else ("", "")

    def tick(self) -> Iterable[Message]:
        """Return what is there because nothing came after it: a lone Esc, or a paste whose end is lost."""
        if self._pasted is None:
            return super().tick()
        return self.feed(PASTE_END) if get_time() - self._silent_from >= MAX_SILENCE else ()
