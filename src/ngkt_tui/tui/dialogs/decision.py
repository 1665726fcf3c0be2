"""A decision between several ways to go on, the harmless one offered first."""

from collections.abc import Sequence

from textual.app import ComposeResult

from ngkt_tui.domain.language import Language
from ngkt_tui.services.telling.lines import DetailLine
from ngkt_tui.tui.dialogs.base import Dialog
from ngkt_tui.tui.dialogs.choices import ActionBar, DialogAction
from ngkt_tui.tui.dialogs.sheet_view import RichList


class ConfirmDialog(Dialog[str]):
    """Answers the id of one of `ways`, which stand before the way out. `each_of` tell what it is about."""

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
