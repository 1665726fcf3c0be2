"""A question with two answers, the harmless one offered first: to overwrite a file, to lose what was typed."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from ngkt_tui.domain.clean import sanitize
from ngkt_tui.domain.language import Language
from ngkt_tui.tui.dialogs.base import LEAVE, Dialog
from ngkt_tui.tui.dialogs.choices import DialogAction


class ChoiceDialog(Dialog[bool]):
    """Asks whether to go on; answers `True` for yes, `None` for no. `yes` and `no` are words keys."""

    WIDTH = 60

    def __init__(self, language: Language, *, title: str, text: str, yes: str, no: str) -> None:
        super().__init__(language)
        self._title, self._text = title, text
        self._yes, self._no = yes, no

    def heading(self) -> str:
        """Return the question in short."""
        return self._title

    def body(self) -> ComposeResult:
        """Yield the sentence that tells what is at stake."""
        yield Static(Content(sanitize(self._text)), id="text")

    def choices(self) -> Sequence[DialogAction]:
        """Return the harmless answer first."""
        return DialogAction(LEAVE.id, LEAVE.key, self._no), DialogAction("yes", "y", self._yes)

    def choose(self, choice: str) -> None:
        """Answer yes."""
        self.answer(True)
