"""Forms and notes: dialogs with typed fields that ask before typed text is lost.

Enter in a field saves all; a field that cannot be parsed keeps the form open; an unchanged field is not in the answer.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.text import sanitize
from ngkt_tui.domain.user_fields import UNSET
from ngkt_tui.services.drafts import Draft, DraftKind
from ngkt_tui.tui.dialogs.base import Answer, Dialog
from ngkt_tui.tui.dialogs.confirm import ChoiceDialog
from ngkt_tui.tui.dialogs.form_fields import FormField, TextFormField
from ngkt_tui.tui.widgets.inputs import TypedPage
from ngkt_tui.tui.widgets.option_row import DialogAction
from ngkt_tui.tui.widgets.rich_list_render import RecordSummary
from ngkt_tui.tui.widgets.text_cells import sanitize_cell

Refuse = Callable[[Mapping[str, object]], str]
"""Says why values cannot be saved together; nothing where they can."""


class UnsavedGuardDialog(Dialog[Answer]):
    """A dialog with text that can be lost. `LOSE` is what the words of its question begin with."""

    LOSE: ClassVar[str]

    _origin: Draft | None = None
    _before: Mapping[str, str] = {}

    def written(self) -> int:
        """Return how many characters would be lost."""
        raise NotImplementedError

    def typed_texts(self) -> Mapping[str, str]:
        """Return what has been typed, by field."""
        raise NotImplementedError

    def retype(self, texts: Mapping[str, str]) -> None:
        """Put what was typed before into its fields."""
        raise NotImplementedError

    def begin_draft(self, act: DraftKind, records: tuple[str, ...], texts: Mapping[str, str]) -> None:
        """Begin with `texts`, and keep what is typed as a draft of an act on records."""
        self._origin = Draft(act, records, texts)
        self.begin_with(texts)

    def begin_with(self, texts: Mapping[str, str]) -> None:
        """Begin with what was typed before, by field."""
        self._before = texts

    @property
    def draft(self) -> Draft | None:
        """Return what would be lost if the program ended now; `None` for nothing."""
        if self._origin is None or not self.is_unsaved():
            return None
        draft = self._origin._replace(texts=self.typed_texts())
        return draft if draft.text.strip() else None

    def on_mount(self) -> None:
        """Go on with what was typed before."""
        if self._before:
            self.retype(self._before)

    def is_unsaved(self) -> bool:
        """Tell whether anything has been typed."""
        return bool(self.query("#choices")) and self.written() > 0  # before, there is no field

    def action_leave(self) -> None:
        """Close the dialog; ask first where something would be lost."""
        if not self.is_unsaved():
            self.answer(None)
            return
        question = ChoiceDialog(
            self.language,
            title=self.translate(f"{self.LOSE}.title"),
            text=self.translate(f"{self.LOSE}.text", count=self.written()),
            yes=f"{self.LOSE}.yes",
            no=f"{self.LOSE}.no",
        )
        self.app.push_screen(question, self._leave_if)

    def _leave_if(self, is_sure: bool | None) -> None:
        if is_sure:
            self.answer(None)


class FormDialog(UnsavedGuardDialog[Mapping[str, object]]):
    """Answers the values of the fields that were changed, by their names; `None` where none was."""

    CHOICES = (DialogAction("save", "ctrl+s", "dialog.form.save"),)
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
    ) -> None:
        super().__init__(language)
        self._title = title
        self._subject = subject
        self._fields = fields
        self._refuse = refuse

    def heading(self) -> str:
        """Return what is edited."""
        return self._title

    def body(self) -> ComposeResult:
        """Yield what it is about, the fields, and room to say why they cannot be saved."""
        yield RecordSummary(self._subject)
        yield from self._fields
        yield Static("", markup=False, id="refused")

    def written(self) -> int:
        """Return how many characters have been typed."""
        return sum(field.typed for field in self._fields)

    def typed_texts(self) -> Mapping[str, str]:
        """Return what has been typed into each field."""
        return {field.name or "": field.typed_text for field in self._fields if field.typed_text}

    def retype(self, texts: Mapping[str, str]) -> None:
        """Put what was typed back into its fields."""
        for field in self._fields:
            if text := texts.get(field.name or ""):
                field.retype(text)

    def choose(self, choice: str) -> None:
        """Save."""
        self._save()

    @on(TextFormField.Submitted)
    def save_typed(self) -> None:
        """Save, as Enter in a field means."""
        self._save()

    @work(exclusive=True)
    async def _save(self) -> None:
        values: dict[str, object] = {}
        for field in self._fields:
            reading = await field.reading()
            if reading.is_wrong:
                field.show(reading)
                field.go_to()
                return
            if reading.value is not UNSET:
                values[field.name or ""] = reading.value
        if values and (refusal := self._refuse(values)):
            refused = self.query_one("#refused", Static)
            refused.update(Content(sanitize_cell(refusal)))
            refused.display = True
        else:
            self.answer(values or None)


class NoteDialog(UnsavedGuardDialog[str]):
    """Answers the note's text, never an empty one. `subject` is the text of the record, `text` what stands already."""

    TITLE_KEY = "dialog.note.title"
    LOSE = "dialog.note.lose"
    CHOICES = (DialogAction("save", "ctrl+s", "dialog.note.save"),)

    def __init__(self, language: Language, subject: str, text: str = "") -> None:
        super().__init__(language)
        self._subject = subject
        self._page = TypedPage(text, hint=self.translate("dialog.note.hint"), id="note")

    def body(self) -> ComposeResult:
        """Yield the record's text and the page to write on."""
        yield RecordSummary(self._subject)
        yield self._page

    def written(self) -> int:
        """Return how many characters have been typed."""
        return len(self._text())

    def typed_texts(self) -> Mapping[str, str]:
        """Return the text as it stands."""
        return {"note": self._page.text}

    def retype(self, texts: Mapping[str, str]) -> None:
        """Put the text back onto the page."""
        self._page.text = texts.get("note", "")
        self._page.move_cursor(self._page.document.end)

    def choose(self, choice: str) -> None:
        """Answer the note; an empty one is no note."""
        self.answer(self._text() or None)

    def _text(self) -> str:
        return sanitize(self._page.text).strip()
