"""Writing a note to a record."""

from collections.abc import Mapping

from textual.app import ComposeResult

from ngkt_tui.domain.clean import sanitize
from ngkt_tui.domain.language import Language
from ngkt_tui.tui.dialogs.choices import DialogAction
from ngkt_tui.tui.dialogs.subject import RecordSummary
from ngkt_tui.tui.dialogs.typed import TypedPage
from ngkt_tui.tui.dialogs.writing import UnsavedGuardDialog


class NoteDialog(UnsavedGuardDialog[str]):
    """Answers the note's text, never an empty one. `subject` is the text of the record, `text` what stands already."""

    TITLE_KEY = "dialog.note.title"
    LOSE = "dialog.note.lose"
    CHOICES = (DialogAction("save", "ctrl+s", "dialog.note.save"),)

    def __init__(self, language: Language, subject: str, text: str = "") -> None:
        super().__init__(language)
        self._subject = subject
        self._page = TypedPage(text, hint=self.say("dialog.note.hint"), id="note")

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
