"""Help: which keys answer which question, every key by group, the filter language by examples; narrowed by typing."""

from collections.abc import Iterator

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input

from ngkt_tui.domain.chart_scales import stance_sign
from ngkt_tui.domain.enums import Language, Stance
from ngkt_tui.domain.key_names import key_names
from ngkt_tui.domain.text import strip_diacritics
from ngkt_tui.services.detail_lines.lines import BLANK, DetailLine, TextRun, heading, line
from ngkt_tui.tui.dialogs.dialog import Dialog
from ngkt_tui.tui.dialogs.openers import DialogHost
from ngkt_tui.tui.keymap import Key, KeyGroup, Keymap
from ngkt_tui.tui.widgets.inputs import TypedLine
from ngkt_tui.tui.widgets.rich_list import RichList

EXAMPLES = (
    "bare",
    "marked",
    "phrase",
    "without",
    "status",
    "conference",
    "agency",
    "named",
    "lead",
    "person",
    "theme",
    "clear",
    "open",
    "overdue",
    "soon",
    "period",
    "sort",
)
"""What the filter language is shown by: `dialog.help.example.<name>` is typed, `dialog.help.filter.<name>` says why."""

QUESTIONS = (
    ("newest", ("pane-1", "open")),
    ("late", ("today",)),
    ("agreements", ("pane-3", "filter")),
    ("market", ("pane-3", "part", "open")),
    ("post", ("palette",)),
    ("asked-again", ("overview",)),
    ("province", ("palette",)),
)
"""What is often asked, with the keys that answer it: `dialog.help.question.<name>`, and `….typed` for what follows."""

MARKS = (
    ("late", "☐!", "[ ]!"),
    ("status", "☐ ◐ ▲ ◕ ✓ ✗", "[ ] [~] [!] [=] [x] [-]"),
    ("unproven", "✓?", "[x]?"),
    ("importance", "▂ ▅ █", "1 2 3"),
    ("moved", "»", ">"),
    ("transfer", "⇢", "~"),
    ("own", "✎", "#"),
    ("repeats", "↻", "@"),
    ("stage", "● ◉ ○", "o @ -"),
    ("timeline", "● ● ○", "o o -"),
    ("about", "≈", "~"),
    ("fold", "▸ ▾", "> v"),
    ("marked", "◆", "*"),
    ("new", "✦", "+"),
    ("made", "⌂", "^"),
    *((f"stance.{stance}", *(stance_sign(stance, is_ascii)[0] for is_ascii in (False, True))) for stance in Stance),
)
"""The marks of the rows: a name, how it is drawn, and how in plain characters."""

Section = tuple[str, list[tuple[DetailLine, str]]]
"""A title and its rows, each with words that it is found by too."""


class HelpDialog(Dialog[None]):
    """Shows keys and examples. The arrows scroll while the box keeps the typing."""

    TITLE_KEY = "dialog.help.title"
    WIDTH = 88
    # Before the box, which would take them.
    BINDINGS = [
        Binding("down", "scroll_by(1)", show=False, priority=True),
        Binding("up", "scroll_by(-1)", show=False, priority=True),
        Binding("pagedown", "scroll_by(10)", show=False, priority=True),
        Binding("pageup", "scroll_by(-10)", show=False, priority=True),
        Binding("home", "go_to_top", show=False, priority=True),
        Binding("end", "go_to_end", show=False, priority=True),
    ]

    def __init__(self, language: Language, keymap: Keymap, *, is_plain: bool) -> None:
        super().__init__(language)
        self._keymap = keymap
        self._is_plain = is_plain

    def body(self) -> ComposeResult:
        yield TypedLine(hint=self.translate("dialog.help.hint"), id="narrow")
        yield RichList(self._entries(""), marks_stops=False, label_width=23, is_plain=self._is_plain)

    def choose(self, choice: str) -> None:
        """Do nothing: there is nothing to choose but leaving."""

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        """Show what holds every typed word."""
        self.query_one(RichList).show(self._entries(event.value))

    def action_scroll_by(self, lines: int) -> None:
        self.query_one(RichList).scroll_relative(y=lines, animate=False, force=True)

    def action_go_to_top(self) -> None:
        self.query_one(RichList).action_first()

    def action_go_to_end(self) -> None:
        self.query_one(RichList).action_last()

    def _entries(self, typed: str) -> list[DetailLine]:
        words = strip_diacritics(typed).split()
        shown: list[DetailLine] = []
        for title, rows in self._sections():
            kept = [
                row
                for row, also in rows
                if all(word in strip_diacritics(f"{title} {row.text} {also}") for word in words)
            ]
            if kept:
                shown += [heading(title), *kept, BLANK]
        return shown or [line(self.translate("dialog.help.nothing", typed=typed.strip()), "muted")]

    def _sections(self) -> Iterator[Section]:
        yield self.translate("dialog.help.questions"), [(self._question(*each), "") for each in QUESTIONS]
        yield self.translate("dialog.help.marks"), [(self._mark(*mark), "") for mark in MARKS]
        for group in KeyGroup:
            rows = [row for row in self._keymap.rows if row.group is group]
            yield self.translate(f"key-group.{group}"), [(self._key(row), self._called(row)) for row in rows]
        in_dialogs = [(self._dialog_key(name), "") for name in ("arrows", "enter", "escape")]
        yield self.translate("dialog.help.in-dialogs"), in_dialogs
        filters = self.translate("dialog.help.filters", key=self._keymap.name("filter"))
        yield filters, [(self._example(name), "") for name in EXAMPLES]

    def _question(self, name: str, keys: tuple[str, ...]) -> DetailLine:
        typed = self.translate(f"dialog.help.question.{name}.typed")
        named = " ".join(self._keymap.name(key) for key in keys)
        asked = self.translate(f"dialog.help.question.{name}")
        return self._row(
            named, self.translate("dialog.help.question-typed", asked=asked, typed=typed) if typed else asked
        )

    def _key(self, row: Key) -> DetailLine:
        return self._row(" ".join(key_names(row.keys)), self.translate(f"key.{row.id}.help"))

    def _called(self, row: Key) -> str:
        return f"{self.translate(f'key.{row.id}')} {row.id}"

    def _dialog_key(self, name: str) -> DetailLine:
        return self._row(self.translate(f"dialog.help.{name}.keys"), self.translate(f"dialog.help.{name}"))

    def _mark(self, name: str, drawn: str, plain: str) -> DetailLine:
        return self._row(plain if self._is_plain else drawn, self._meaning(name))

    def _meaning(self, name: str) -> str:
        """Return what a mark means; a stance has its own word."""
        return self.translate(name if name.startswith("stance.") else f"dialog.help.mark.{name}")

    def _example(self, name: str) -> DetailLine:
        return self._row(self.translate(f"dialog.help.example.{name}"), self.translate(f"dialog.help.filter.{name}"))

    @staticmethod
    def _row(typed: str, meaning: str) -> DetailLine:
        return DetailLine((TextRun(meaning),), label=typed, label_tone="key")


async def open_help(host: DialogHost) -> None:
    """Show the keys and the filter language."""
    await host.ask(HelpDialog(host.context.language, host.keys.keymap, is_plain=host.context.ascii))
