"""Writing a note to a record."""

from textual.app import ComposeResult

from ngkt_tui.domain.clean import clean
from ngkt_tui.domain.language import Language
from ngkt_tui.tui.dialogs.base import Dialog
from ngkt_tui.tui.dialogs.choices import Choice
from ngkt_tui.tui.dialogs.question import QuestionDialog
from ngkt_tui.tui.dialogs.subject import Subject
from ngkt_tui.tui.dialogs.typed import TypedPage

WORTH_ASKING = 20
"""Characters from which a note is not thrown away without a question."""


class NoteDialog(Dialog[str]):
    """Answers the note's text, never an empty one. `subject` is the text of the record, `text` what stands already."""

    TITLE_KEY = "dialog.note.title"
    CHOICES = (Choice("save", "ctrl+s", "dialog.note.save"),)

    def __init__(self, language: Language, subject: str, text: str = "") -> None:
        super().__init__(language)
        self._subject = subject
        self._first_text = text

    def body(self) -> ComposeResult:
        """Yield the record's text and the page to write on."""
        yield Subject(self._subject)
        yield TypedPage(self._first_text, hint=self.say("dialog.note.hint"), id="note")

    def is_unsaved(self) -> bool:
        """Tell whether a note long enough to be missed has been typed."""
        return len(self._text()) >= WORTH_ASKING

    def choose(self, choice: str) -> None:
        """Answer the note; an empty one is no note."""
        self.answer(self._text() or None)

    def action_leave(self) -> None:
        """Close the dialog; ask first where a long note would be lost."""
        if not self.is_unsaved():
            self.answer(None)
            return
        question = QuestionDialog(
            self.language,
            title=self.say("dialog.note.lose.title"),
            text=self.say("dialog.note.lose.text", count=len(self._text())),
            yes="dialog.note.lose.yes",
            no="dialog.note.lose.no",
        )
        self.app.push_screen(question, self._leave_if)

    def _leave_if(self, is_sure: bool | None) -> None:
        if is_sure:
            self.answer(None)

    def _text(self) -> str:
        return clean(self.query_one(TypedPage).text).strip()
