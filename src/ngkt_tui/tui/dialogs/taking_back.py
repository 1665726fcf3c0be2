"""Taking away an entry of a record: a piece of evidence, a stage that a user dated, a note of one's own."""

from collections.abc import Sequence
from functools import partial

from textual import on
from textual.app import ComposeResult

from ngkt_tui.domain.field_values import shown
from ngkt_tui.domain.words import told
from ngkt_tui.query.detail import RecordDetail
from ngkt_tui.services import edit
from ngkt_tui.services.entries import OwnEntry, entries_of
from ngkt_tui.services.telling import Manner, manner_of
from ngkt_tui.services.telling.lines import Entry, Run
from ngkt_tui.tui.desk import Desk
from ngkt_tui.tui.dialogs.base import LEAVE, Dialog
from ngkt_tui.tui.dialogs.choices import Choice
from ngkt_tui.tui.dialogs.sheet_view import Sheet
from ngkt_tui.tui.dialogs.subject import Subject

_REMOVE = Choice("remove", "enter", "dialog.take-back.remove")


class TakeBackDialog(Dialog[OwnEntry]):
    """Answers the entry that is to be taken away."""

    TITLE_KEY = "dialog.take-back.title"
    WIDTH = 84

    def __init__(self, manner: Manner, subject: str, entries: Sequence[OwnEntry], *, is_plain: bool) -> None:
        super().__init__(manner.language)
        self._manner, self._subject, self._own, self._is_plain = manner, subject, tuple(entries), is_plain

    def body(self) -> ComposeResult:
        """Yield what it is about, and the entries."""
        yield Subject(self._subject)
        entries = [self._entry(number, own) for number, own in enumerate(self._own)]
        yield Sheet(entries, marks_stops=False, label_width=14, is_plain=self._is_plain)

    def choices(self) -> Sequence[Choice]:
        """Return what can be done with the entry under the cursor."""
        return _REMOVE, LEAVE

    def choose(self, choice: str) -> None:
        """Answer the entry under the cursor."""
        self._take(self.query_one(Sheet).target)

    @on(Sheet.Followed)
    def take_entry(self, event: Sheet.Followed) -> None:
        """Answer the entry that was chosen."""
        self._take(event.target)

    def _take(self, target: str | None) -> None:
        if target is not None:
            self.answer(self._own[int(target)])

    def _entry(self, number: int, own: OwnEntry) -> Entry:
        text = told(self.language, shown(own.field, own.text))
        made = f"   {self._manner.moment(own.at)} · {own.actor}"
        label = self.say(f"field.{own.field}")
        return Entry((Run(text), Run(made, "muted")), label=label, target=str(number))


async def take_back(desk: Desk, detail: RecordDetail) -> None:
    """Ask which entry of a record is to be taken away, and take it away as a change of its own."""
    manner = manner_of(desk.context)
    entries = entries_of(detail, desk.context.actor)
    dialog = TakeBackDialog(manner, manner.pick(detail.name), entries, is_plain=desk.context.ascii)
    own = await desk.ask(dialog)
    if own is not None:
        await desk.edit(partial(edit.remove_entry, desk.context, detail.id, own.field, own.text))
