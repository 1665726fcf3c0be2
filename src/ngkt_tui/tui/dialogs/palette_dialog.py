"""The palette: every command by its name and every record by its words, found by typing, with accents or without.

Commands are there at once, by their names in either language, and so are themes; records of all kinds follow, as the
store's search finds them, and who held a post, where the words call one: before the records where a time stands
behind it.
"""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input

from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.key_names import key_names
from ngkt_tui.domain.text import SearchTerms, phrase
from ngkt_tui.domain.words import format_date, translate
from ngkt_tui.query.names import RecordRef
from ngkt_tui.query.post_terms import PostTerm
from ngkt_tui.services.detail_lines.lines import GAP, DetailLine, TextRun, heading, line
from ngkt_tui.services.reader import Reader
from ngkt_tui.tui.dialogs.dialog import Dialog
from ngkt_tui.tui.dialogs.openers import DialogHost
from ngkt_tui.tui.keymap import Key
from ngkt_tui.tui.themes import OFFERED_THEMES
from ngkt_tui.tui.widgets.inputs import TypedLine
from ngkt_tui.tui.widgets.rich_list import RichList

RECORDS = 20
"""How many records are offered at most."""
HOLDERS = 6
"""How many holders of posts are shown at most."""
MIN_WORDS = 2
"""So many words call a post; one alone begins too many titles."""


class FoundRecords(NamedTuple):
    """What the store has to the words that were typed."""

    holders: Sequence[PostTerm] = ()
    records: Sequence[RecordRef] = ()


NOTHING_FOUND = FoundRecords()


class CommandPicked(NamedTuple):
    """A command was chosen: what its key does."""

    action: str


class RecordPicked(NamedTuple):
    """A record was chosen."""

    record: str


class PaletteDialog(Dialog[CommandPicked | RecordPicked]):
    """Answers a command or a record. The arrows move in the list while the box keeps the typing."""

    TITLE_KEY = "palette.title"
    WIDTH = 76
    BINDINGS = [
        Binding("down", "point(1)", show=False),
        Binding("up", "point(-1)", show=False),
        Binding("pagedown", "point(8)", show=False),
        Binding("pageup", "point(-8)", show=False),
    ]

    def __init__(self, host: DialogHost) -> None:
        super().__init__(host.context.language)
        self._host = host
        self._commands = host.keys.commands()
        self._typed = ""
        self._answers: dict[str, CommandPicked | RecordPicked] = {}

    def body(self) -> ComposeResult:
        yield TypedLine(hint=self.translate("palette.hint"), id="narrow")
        yield RichList(
            self._entries(NOTHING_FOUND), marks_stops=False, label_width=10, is_plain=self._host.context.ascii
        )

    def choose(self, choice: str) -> None:
        """Do nothing: there is nothing to choose but leaving."""

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        """Show the commands whose words begin with every typed word, and look for records that have them."""
        self._typed = event.value
        self.query_one(RichList).show(self._entries(NOTHING_FOUND))
        if event.value.strip():
            self._host.workers.begin(self._look(event.value))

    @on(Input.Submitted)
    def take(self) -> None:
        if target := self.query_one(RichList).target:
            self.answer(self._answers[target])

    @on(RichList.Followed)
    def take_clicked(self, event: RichList.Followed) -> None:
        self.answer(self._answers[event.target])

    def action_point(self, step: int) -> None:
        """Move in the list."""
        sheet = self.query_one(RichList)
        stops = [number for number, entry in enumerate(sheet.entries) if entry.target]
        if sheet.cursor is None or not stops:
            return
        present = stops.index(sheet.cursor)
        for _ in range(abs(max(0, min(present + step, len(stops) - 1)) - present)):
            sheet.action_cursor(1 if step > 0 else -1)

    async def _look(self, typed: str) -> None:
        found = await self._host.workers.read(partial(_find, typed))
        if any(found) and self.is_whole and typed == self._typed:
            sheet = self.query_one(RichList)
            sheet.show(self._entries(found), at=sheet.target)

    def _entries(self, found: FoundRecords) -> list[DetailLine]:
        words = [SearchTerms((phrase(word),)) for word in self._typed.split()]
        commands = [self._entry(key) for key in self._commands if _matches(words, _names(key))]
        if words:
            commands += [self._theme(name) for name in OFFERED_THEMES if _matches(words, _theme_names(name))]
        holders, records = map(self._holder, found.holders), map(self._record, found.records)
        parts = [("palette.holders", [*holders]), ("palette.records", [*records])]
        if not any(term.nearness for term in found.holders):
            parts.reverse()  # without a time, a post is one meaning of the words among others
        shown = [each for words, lines in parts if lines for each in (heading(self.translate(words)), *lines)]
        return [*commands, *shown] or [line(self.translate("palette.none"), "muted")]

    def _record(self, named: RecordRef) -> DetailLine:
        kind = TextRun(f"· {self.translate(f'record.{named.kind}')} · {named.id}", "muted")
        target = self._target(f"record {named.id}", RecordPicked(named.id))
        return DetailLine((TextRun(named.name(self._host.context.language)), GAP, kind), label="", target=target)

    def _holder(self, term: PostTerm) -> DetailLine:
        language = self._host.context.language
        days = dict.fromkeys(format_date(day, language) for day in (term.first, term.last))
        nearness = self.translate(f"post-term.{term.nearness or 'any'}", days=" – ".join(days))
        runs = (TextRun(term.name, "strong"), GAP, TextRun(f"· {term.post.format(language)} · {nearness}", "muted"))
        target = self._target(f"holder {term.official}", RecordPicked(term.official))
        return DetailLine(runs, label="", target=target)

    def _theme(self, name: str) -> DetailLine:
        target = self._target(f"theme {name}", CommandPicked(f"app.use_theme('{name}')"))
        return DetailLine((TextRun(self.translate("palette.theme", name=name)),), label="", target=target)

    def _entry(self, key: Key) -> DetailLine:
        names = key_names(key.keys)
        runs = (TextRun(self.translate(f"key.{key.id}.help")),)
        target = self._target(f"command {key.id}", CommandPicked(key.action))
        return DetailLine(runs, label=names[0] if names else "", label_tone="key", target=target)

    def _target(self, name: str, answer: CommandPicked | RecordPicked) -> str:
        """Return the name under which the list knows an answer; it is never read for what it says."""
        self._answers[name] = answer
        return name


def _find(typed: str, reader: Reader) -> FoundRecords:
    from ngkt_tui.services.browse import post_holders  # loaded once somebody looks for something

    holders = post_holders(reader, typed, HOLDERS) if len(typed.split()) >= MIN_WORDS else ()
    return FoundRecords(holders, reader.global_search(typed, RECORDS))


def _names(key: Key) -> str:
    words = (f"key.{key.id}", f"key.{key.id}.help")
    return " ".join(translate(language, each) for language in Language for each in words)


def _theme_names(name: str) -> str:
    spoken = " ".join(translate(language, "palette.theme", name=name) for language in Language)
    return f"{spoken} {name.replace('-', ' ')}"


def _matches(words: list[SearchTerms], names: str) -> bool:
    """Return whether each word begins one of the names; an accent that was typed must match, as in a filter."""
    return all(word.match_spans(names) for word in words)


async def open_palette(host: DialogHost) -> None:
    """Offer every command that works now and every record with the typed words; run or show the chosen one."""
    picked: CommandPicked | RecordPicked | None = await host.ask(PaletteDialog(host))
    match picked:
        case RecordPicked(record):
            from ngkt_tui.tui.dialogs.detail_dialog import show_record  # a dialog is loaded when first opened

            await show_record(host, record)
        case CommandPicked(action):
            await host.keys.perform(action)
