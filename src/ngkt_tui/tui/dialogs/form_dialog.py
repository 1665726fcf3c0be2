"""Forms and notes: dialogs with typed fields that ask before typed text is lost.

Enter in a field saves all; a field that cannot be parsed keeps the form open; an unchanged field is not in the answer.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.text import sanitize
from ngkt_tui.domain.user_fields import UNSET, FieldUpdates
from ngkt_tui.services.session_state import DraftKind
from ngkt_tui.tui.dashboard.selection import EditTarget
from ngkt_tui.tui.dialogs.dialog import UnsavedGuardDialog
from ngkt_tui.tui.dialogs.form_fields import FormField, TextFormField
from ngkt_tui.tui.dialogs.openers import DialogHost
from ngkt_tui.tui.widgets.drawing import sanitize_cell
from ngkt_tui.tui.widgets.inputs import TypedPage
from ngkt_tui.tui.widgets.option_row import DialogAction
from ngkt_tui.tui.widgets.rich_list_render import RecordSummary

Refuse = Callable[[Mapping[str, object]], str]
"""Says why values cannot be saved together; nothing where they can."""


class FormDialog(UnsavedGuardDialog[Mapping[str, object]]):
    """Answers the values of the fields that were changed, by their names; `None` where none was.

    With `saves_unchanged` a form in which nothing was changed answers that there are no values.
    """

    CHOICES = (DialogAction("save", "ctrl+s", "dialog.note.save"),)
    LOSE = "dialog.form.lose"
    WIDTH = 84

    def __init__(
        self,
        language: Language,
        *,
        title: str,
        subject: str,
        fields: Sequence[FormField],
        refuse: Refuse = lambda _: "",
        saves_unchanged: bool = False,
    ) -> None:
        super().__init__(language)
        self._title = title
        self._subject = subject
        self._fields = fields
        self._refuse = refuse
        self._saves_unchanged = saves_unchanged

    def heading(self) -> str:
        return self._title

    def body(self) -> ComposeResult:
        """Yield what it is about, the fields, and room to say why they cannot be saved."""
        yield RecordSummary(self._subject)
        yield from self._fields
        yield Static("", markup=False, id="refused")

    def written(self) -> int:
        return sum(field.typed for field in self._fields)

    def typed_texts(self) -> Mapping[str, str]:
        return {field.name or "": field.typed_text for field in self._fields if field.typed_text}

    def retype(self, texts: Mapping[str, str]) -> None:
        for field in self._fields:
            if text := texts.get(field.name or ""):
                field.retype(text)

    def choose(self, choice: str) -> None:
        self._save()

    @on(TextFormField.Submitted)
    def save_typed(self) -> None:
        """Save, as Enter in a field means."""
        self._save()

    @work(exclusive=True)
    async def _save(self) -> None:
        values: dict[str, object] = {}
        for field in (each for each in self._fields if each.display):
            reading = await field.reading()
            if reading.is_wrong:
                field.show(reading)
                field.go_to()
                return
            if reading.value is not UNSET:
                values[field.name or ""] = reading.value
        if (values or self._saves_unchanged) and (refusal := self._refuse(values)):
            refused = self.query_one("#refused", Static)
            refused.update(Content(sanitize_cell(refusal)))
            refused.display = True
        else:
            self.answer(values if values or self._saves_unchanged else None)


class NoteDialog(UnsavedGuardDialog[str]):
    """Answers the note's text, never an empty one. `subject` is the text of the record, `text` what stands already."""

    TITLE_KEY = "dialog.note.title"
    LOSE = "dialog.note.lose"
    HINT_KEY = "dialog.note.hint"
    CHOICES = (DialogAction("save", "ctrl+s", "dialog.note.save"),)

    def __init__(self, language: Language, subject: str, text: str = "") -> None:
        super().__init__(language)
        self._subject = subject
        self._page = TypedPage(text, hint=self.translate(self.HINT_KEY), id="note")

    def body(self) -> ComposeResult:
        yield RecordSummary(self._subject)
        yield self._page

    def written(self) -> int:
        return len(self._text())

    def typed_texts(self) -> Mapping[str, str]:
        return {"note": self._page.text}

    def retype(self, texts: Mapping[str, str]) -> None:
        self._page.text = texts.get("note", "")
        self._page.move_cursor(self._page.document.end)

    def choose(self, choice: str) -> None:
        """Answer the note; an empty one is no note."""
        self.answer(self._text() or None)

    def _text(self) -> str:
        return sanitize(self._page.text).strip()


async def open_note(host: DialogHost) -> None:
    """Write a note to the record under the cursor, or to all that are marked."""
    if target := await host.edits.current_target():
        await write_note(host, target)


async def write_note(host: DialogHost, target: EditTarget) -> None:
    """Ask for a note and add it to records."""
    make = partial(NoteDialog, host.context.language, target.subject)
    await host.edits.ask_and_update(target, DraftKind.NOTE, make, lambda text: FieldUpdates(note=text))
