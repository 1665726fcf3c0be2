"""The palette: every command by its name, found by typing, with accents or without."""

from collections.abc import Iterable

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input

from ngkt_tui.domain.fold import bare
from ngkt_tui.domain.language import Language
from ngkt_tui.services.telling.lines import Entry, Run, line
from ngkt_tui.tui.dialogs.base import Dialog
from ngkt_tui.tui.dialogs.sheet_view import Sheet
from ngkt_tui.tui.dialogs.typed import TypedLine
from ngkt_tui.tui.keys import Key, key_names


class PaletteDialog(Dialog[str]):
    """Answers the action of a command. The arrows move in the list while the box keeps the typing."""

    TITLE_KEY = "palette.title"
    WIDTH = 76
    BINDINGS = [
        Binding("down", "point(1)", show=False),
        Binding("up", "point(-1)", show=False),
        Binding("pagedown", "point(8)", show=False),
        Binding("pageup", "point(-8)", show=False),
    ]

    def __init__(self, language: Language, commands: Iterable[Key], *, is_plain: bool) -> None:
        super().__init__(language)
        self._commands = tuple(commands)
        self._is_plain = is_plain

    def body(self) -> ComposeResult:
        """Yield the box and the commands."""
        yield TypedLine(hint=self.say("palette.hint"), id="narrow")
        yield Sheet(self._entries(""), marks_stops=False, label_width=10, is_plain=self._is_plain)

    def choose(self, choice: str) -> None:
        """Do nothing: there is nothing to choose but leaving."""

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        """Show the commands whose words begin with every typed word."""
        self.query_one(Sheet).show(self._entries(event.value))

    @on(Input.Submitted)
    def take(self) -> None:
        """Answer the command under the cursor."""
        self.answer(self.query_one(Sheet).target)

    @on(Sheet.Followed)
    def take_clicked(self, event: Sheet.Followed) -> None:
        """Answer the command that was clicked."""
        self.answer(event.target)

    def action_point(self, step: int) -> None:
        """Move in the list."""
        sheet = self.query_one(Sheet)
        if sheet.cursor is None:
            return
        goal = max(0, min(sheet.cursor + step, len(sheet.entries) - 1))
        for _ in range(abs(goal - sheet.cursor)):
            sheet.action_cursor(1 if step > 0 else -1)

    def _entries(self, typed: str) -> list[Entry]:
        words = bare(typed).split()
        entries = [self._entry(key) for key in self._commands if _matches(words, self._names(key))]
        return entries or [line(self.say("palette.none"), "muted")]

    def _names(self, key: Key) -> str:
        return f"{self.say(f'key.{key.id}')} {self.say(f'key.{key.id}.help')}"

    def _entry(self, key: Key) -> Entry:
        names = key_names(key.keys)
        runs = (Run(self.say(f"key.{key.id}.help")),)
        return Entry(runs, label=names[0] if names else "", label_tone="key", target=key.action)


def _matches(words: list[str], names: str) -> bool:
    begun = bare(names).split()
    return all(any(name.startswith(word) for name in begun) for word in words)
