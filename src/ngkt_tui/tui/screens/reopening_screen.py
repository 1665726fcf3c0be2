"""The half of the dashboard that lasts when its store is gone or replaced: it says so until there is one again.

Nothing is made in the place of a store that is gone, and nothing is written to one that took its place, before the
user has it opened: what is shown is then read anew, and what was marked in the old one is marked no more.
"""

from dataclasses import replace

from textual import on

from ngkt_tui.domain.store_errors import StoreGoneError
from ngkt_tui.services.context import Context
from ngkt_tui.services.reader import Reader
from ngkt_tui.tui import messages
from ngkt_tui.tui.screens.editing_screen import EditingScreen


class ReopeningScreen(EditingScreen):
    """Panes over a store that may be taken away."""

    def __init__(self, context: Context, reader: Reader, filter_text: str = "") -> None:
        super().__init__(context, reader, filter_text)
        self.is_lost = False
        """Whether the store that was opened cannot be read any more."""

    @on(messages.Failed)
    def look_at_once(self, message: messages.Failed) -> None:
        """Look what has become of a store that an edit or a read did not find."""
        if isinstance(message.error, StoreGoneError) and not self.is_lost:
            self.loader.check_external_changes()

    @on(messages.StoreLost)
    def show_loss(self, message: messages.StoreLost) -> None:
        """Say in the head, as long as it lasts, that what is shown is not what is stored."""
        self.is_lost = True
        self.header.show_trouble(message.trouble)

    @on(messages.StoreBack)
    def show_store(self) -> None:
        """Show what is stored, all of it read anew."""
        self.is_lost = False
        self.header.show_trouble(None)
        for pane in self.panes:
            pane.whole = None
        self.open_all(from_top=False)

    def action_reopen(self) -> None:
        """Open the store that has taken the place of the one that was opened."""
        self.begin(self._reopen(), opens=True)

    async def _reopen(self) -> None:
        file = await self.read(lambda reader: reader.reopen())
        self.context = replace(self.context, file=file)
        self.marks.clear()
        self.show_marks()
        self.loader.check_external_changes()
        self.app.clear_notifications()  # what they told of the loss is no longer so
        self.show_message(self.translate("screen.reopened"), severity="warning")
