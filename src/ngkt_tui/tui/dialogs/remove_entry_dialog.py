"""Taking away an entry of a record: a piece of evidence, a stage that a user dated, a note of one's own."""

from collections.abc import Sequence
from functools import partial

from textual import on
from textual.app import ComposeResult

from ngkt_tui.domain.field_values import format_field_value
from ngkt_tui.domain.words import render
from ngkt_tui.query.detail import RecordDetail
from ngkt_tui.services import edit
from ngkt_tui.services.detail_lines import Formatter, RemovableItem, formatter_of, removable_items
from ngkt_tui.services.detail_lines.lines import DetailLine, TextRun
from ngkt_tui.tui.dashboard.dialog_host import DialogHost
from ngkt_tui.tui.dialogs.dialog import LEAVE, Dialog
from ngkt_tui.tui.widgets.option_row import DialogAction
from ngkt_tui.tui.widgets.rich_list import RichList
from ngkt_tui.tui.widgets.rich_list_render import RecordSummary

_REMOVE = DialogAction("remove", "enter", "dialog.take-back.remove")


class RemoveEntryDialog(Dialog[RemovableItem]):
    """Answers the entry that is to be taken away."""

    TITLE_KEY = "dialog.take-back.title"
    WIDTH = 84

    def __init__(self, formatter: Formatter, subject: str, entries: Sequence[RemovableItem], *, is_plain: bool) -> None:
        super().__init__(formatter.language)
        self._formatter, self._subject, self._own, self._is_plain = formatter, subject, tuple(entries), is_plain

    def body(self) -> ComposeResult:
        yield RecordSummary(self._subject)
        entries = [self._entry(number, own) for number, own in enumerate(self._own)]
        yield RichList(entries, marks_stops=False, label_width=14, is_plain=self._is_plain)

    def choices(self) -> Sequence[DialogAction]:
        return _REMOVE, LEAVE

    def choose(self, choice: str) -> None:
        self._take(self.query_one(RichList).target)

    @on(RichList.Followed)
    def take_entry(self, event: RichList.Followed) -> None:
        """Answer the entry that was chosen."""
        self._take(event.target)

    def _take(self, target: str | None) -> None:
        if target is not None:
            self.answer(self._own[int(target)])

    def _entry(self, number: int, own: RemovableItem) -> DetailLine:
        text = render(self.language, format_field_value(own.field, own.text))
        made = f"   {self._formatter.moment(own.at)} · {own.actor}"
        label = self.translate(f"field.{own.field}")
        return DetailLine((TextRun(text), TextRun(made, "muted")), label=label, target=str(number))


async def remove_entry_of(host: DialogHost, detail: RecordDetail) -> None:
    """Ask which entry of a record is to be taken away, and take it away as a change of its own."""
    formatter = formatter_of(host.context)
    entries = removable_items(detail, host.context.actor)
    dialog = RemoveEntryDialog(formatter, formatter.localized(detail.name), entries, is_plain=host.context.ascii)
    own = await host.ask(dialog)
    if own is not None:
        await host.edits.edit(partial(edit.remove_entry, host.context, detail.id, own.field, own.text))
