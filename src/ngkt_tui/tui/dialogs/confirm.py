"""Dialogs that ask: a confirmation with two answers, and a choice between several, the harmless one first."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.text import sanitize
from ngkt_tui.services.detail.lines import DetailLine
from ngkt_tui.tui.dialogs.base import LEAVE, Dialog
from ngkt_tui.tui.widgets.option_row import ActionBar, DialogAction
from ngkt_tui.tui.widgets.rich_list import RichList


class ConfirmDialog(Dialog[str]):
    """Answers the id of one of `ways`, which stand before the way out. `entries` tell what it is about."""

    WIDTH = 76

    def __init__(
        self,
        language: Language,
        *,
        title: str,
        entries: Sequence[DetailLine],
        ways: Sequence[DialogAction],
        leave: DialogAction,
    ) -> None:
        super().__init__(language)
        self._title = title
        self._entries = entries
        self._ways = (leave, *ways)

    def heading(self) -> str:
        """Return what is to be decided."""
        return self._title

    def body(self) -> ComposeResult:
        """Yield what is told."""
        yield RichList(self._entries, label_width=14)

    def on_mount(self) -> None:
        """Begin at the ways to go on."""
        self.query_one(ActionBar).focus()

    def choices(self) -> Sequence[DialogAction]:
        """Return the ways to go on, the harmless one first."""
        return self._ways

    def choose(self, choice: str) -> None:
        """Answer the way that was chosen."""
        self.answer(choice)


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
