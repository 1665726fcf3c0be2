"""The fields of forms: a line that shows what it understands, options to pick from, entries to add and remove."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static, TextArea

from ngkt_tui.domain.user_fields import UNSET
from ngkt_tui.services.detail_lines.lines import DetailLine, TextRun
from ngkt_tui.tui.widgets.drawing import sanitize_cell
from ngkt_tui.tui.widgets.inputs import MAX_LINE, MAX_REFERENCE, Picker, RadioOption, TypedLine, TypedParagraph
from ngkt_tui.tui.widgets.rich_list import RichList


class FieldInput(NamedTuple):
    """What a field means. `remark` is shown below the field; `UNSET` leaves everything as it is."""

    value: object = UNSET
    remark: str = ""
    is_wrong: bool = False


Read = Callable[[str], Awaitable[FieldInput]]
"""Understands what was typed."""


class FormField(Vertical):
    """A field of a form; its `name` is that of its value in the answer."""

    async def reading(self) -> FieldInput:
        raise NotImplementedError

    @property
    def typed(self) -> int:
        """Return how many characters were typed that would be lost."""
        return 0

    @property
    def typed_text(self) -> str:
        """Return what was typed; nothing where the field is as it was."""
        return ""

    def retype(self, text: str) -> None:
        """Put what was typed before back into the field."""

    def show(self, reading: FieldInput) -> None:
        """Show what was understood."""

    def go_to(self) -> None:
        next(child for child in self.query("*") if child.focusable).focus()


class TextFormField(FormField):
    """A line to type in. `remark` stands below it whatever is typed; an unchanged text keeps the value."""

    class Submitted(Message):
        """Enter was pressed in the line."""

    @dataclass(eq=False)
    class Understood(Message):
        """Something else was typed, and read."""

        reading: FieldInput

    def __init__(
        self,
        name: str,
        label: str,
        read: Read,
        *,
        text: str = "",
        hint: str = "",
        remark: str = "",
        max_length: int = MAX_LINE,
    ) -> None:
        super().__init__(name=name)
        self._label, self._read, self._first, self._remark = label, read, text, remark
        self.line: TypedLine | TypedParagraph = self._make_line(text, hint, max_length)
        self._reading_line = Static("", markup=False, classes="told")

    def _make_line(self, text: str, hint: str, max_length: int) -> TypedLine | TypedParagraph:
        return TypedLine(text, hint=hint, max_length=max_length)

    def compose(self) -> ComposeResult:
        with Horizontal(classes="row"):
            yield Static(Content(self._label), classes="label")
            yield self.line
        yield self._reading_line

    def on_mount(self) -> None:
        self.show(FieldInput())

    async def reading(self) -> FieldInput:
        text = self.line.value.strip()
        return FieldInput() if text == self._first else await self._read(text)

    @property
    def typed(self) -> int:
        text = self.line.value.strip()
        return 0 if text == self._first else max(1, len(text))

    @property
    def typed_text(self) -> str:
        return self.line.value if self.typed else ""

    def retype(self, text: str) -> None:
        self.line.retype(text)

    def show(self, reading: FieldInput) -> None:
        """Show what was understood, or what is wrong, with the remark after it."""
        remarks = [f"→ {reading.remark}" if not reading.is_wrong else reading.remark] if reading.remark else []
        words = Content(sanitize_cell("   ".join([*remarks, *([self._remark] if self._remark else [])])))
        room = self._reading_line.content_size
        fits = bool(room) and words.get_height({}, room.width) == room.height
        self._reading_line.update(words, layout=not fits)  # which arranges all of the screen anew
        self._reading_line.set_class(reading.is_wrong, "-wrong")
        self._reading_line.display = bool(remarks or self._remark)

    @on(Input.Changed)
    @on(TextArea.Changed)
    def show_reading(self, event: Message) -> None:
        """Show what is understood of what has been typed so far."""
        event.stop()
        self.run_worker(self._show_reading(), exclusive=True)

    async def _show_reading(self) -> FieldInput:
        reading = await self.reading()
        self.show(reading)
        self.post_message(self.Understood(reading))
        return reading

    @on(Input.Submitted)
    @on(TypedParagraph.Entered)
    def submit(self, event: Message) -> None:
        event.stop()
        self.post_message(self.Submitted())


class PageFormField(TextFormField):
    """A paragraph to type in, of as many lines as it takes."""

    def _make_line(self, text: str, hint: str, max_length: int) -> TypedLine | TypedParagraph:
        return TypedParagraph(text, hint=hint)


class PickerFormField(FormField):
    """Options of which one is picked; the first one picked keeps the value."""

    def __init__(
        self,
        name: str,
        label: str,
        options: Sequence[RadioOption],
        picked: str,
        *,
        is_plain: bool,
        label_width: int = Picker.START,
    ) -> None:
        super().__init__(name=name)
        self._first = self._suggested = picked
        self._picker = Picker(label, options, picked, is_plain=is_plain, id=f"pick-{name}", start=label_width)

    def compose(self) -> ComposeResult:
        yield self._picker

    async def reading(self) -> FieldInput:
        return FieldInput() if self._picker.picked == self._first else FieldInput(self._picker.picked)

    @property
    def typed_text(self) -> str:
        """Return the id of the picked option, where it is another than the first."""
        return "" if self._picker.picked == self._first else self._picker.picked

    @property
    def picked(self) -> str:
        return self._picker.picked

    def suggest(self, option: str) -> None:
        """Pick an option, unless its user has picked one."""
        if self.picked in (self._first, self._suggested):
            self._suggested = option
            self._picker.pick(option)

    def retype(self, text: str) -> None:
        self._picker.pick(text)


class ListUpdate(NamedTuple):
    """Entries to add and to remove."""

    added: tuple[str, ...]
    removed: tuple[str, ...]


class ListFormField(FormField):
    """Entries, each taken away or kept by Enter, and a line to type new ones in; Enter there adds what was typed."""

    def __init__(self, name: str, label: str, present: Sequence[str], *, hint: str, words: tuple[str, str]) -> None:
        super().__init__(name=name)
        self._label, self._present, self._words = label, tuple(present), words
        self._added: list[str] = []
        self._removed: set[str] = set()
        self.line = TypedLine(hint=hint, max_length=MAX_REFERENCE)
        self.sheet = RichList(self._entries(), marks_stops=False)

    def compose(self) -> ComposeResult:
        with Horizontal(classes="row"):
            yield Static(Content(self._label), classes="label")
            yield self.line
        yield self.sheet

    def on_mount(self) -> None:
        self._show_entries()

    async def reading(self) -> FieldInput:
        """Return what is to be added, what still stands in the line too, and what is to be removed."""
        typed = self.line.value.strip()
        added = tuple(dict.fromkeys([*self._added, *([typed] if typed else [])]))
        update = ListUpdate(added, tuple(each for each in self._present if each in self._removed))
        return FieldInput(update) if any(update) else FieldInput()

    @property
    def typed(self) -> int:
        return len(self.line.value) + sum(len(each) for each in self._added)

    @property
    def typed_text(self) -> str:
        """Return the new entries and what stands in the line, one below the other."""
        return "\n".join([*self._added, self.line.value]) if self.typed else ""

    def retype(self, text: str) -> None:
        *self._added, last = text.split("\n")
        self.line.retype(last)
        self._show_entries()

    @on(Input.Submitted)
    def add(self, event: Input.Submitted) -> None:
        """Add what was typed; without any, post that Enter was pressed."""
        event.stop()
        typed = self.line.value.strip()
        if not typed:
            self.post_message(TextFormField.Submitted())
            return
        if typed not in (*self._present, *self._added):
            self._added.append(typed)
        self._removed.discard(typed)
        self.line.value = ""
        self._show_entries()

    @on(RichList.Followed)
    def toggle(self, event: RichList.Followed) -> None:
        """Take an entry away, or keep it after all."""
        event.stop()
        if event.target in self._added:
            self._added.remove(event.target)
        else:
            self._removed ^= {event.target}
        self._show_entries(event.target)

    def _show_entries(self, at: str | None = None) -> None:
        entries = self._entries()
        if not entries and self.sheet.has_focus:
            self.line.focus()
        self.sheet.display = bool(entries)
        self.sheet.show(entries, at=at)

    def _entries(self) -> list[DetailLine]:
        new, gone = self._words
        entries = []
        for text in (*self._present, *self._added):
            mark = f"− {gone} " if text in self._removed else f"+ {new} " if text in self._added else "· "
            tone = "alarm" if text in self._removed else "done" if text in self._added else "muted"
            entries.append(DetailLine((TextRun(mark, tone), TextRun(text)), target=text))  # type: ignore[arg-type]
        return entries
