"""Picking one of several entries, and taking one away: a piece of evidence, a step, a note of one's own."""

from collections.abc import Sequence
from functools import partial

from textual import on
from textual.app import ComposeResult

from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.field_values import format_field_value
from ngkt_tui.domain.words import render
from ngkt_tui.query.detail import RecordDetail
from ngkt_tui.services import edit
from ngkt_tui.services.detail_lines import Formatter, RemovableItem, formatter_of, removable_items
from ngkt_tui.services.detail_lines.lines import DetailLine, TextRun
from ngkt_tui.tui.dialogs.dialog import LEAVE, Dialog
from ngkt_tui.tui.dialogs.openers import DialogHost
from ngkt_tui.tui.widgets.option_row import DialogAction
from ngkt_tui.tui.widgets.rich_list import RichList
from ngkt_tui.tui.widgets.rich_list_render import RecordSummary


class PickEntryDialog(Dialog[str]):
    """Answers the target of the line that is chosen. `title` and `action` are words keys."""

    WIDTH = 84

    def __init__(
        self, language: Language, title: str, action: str, subject: str, lines: Sequence[DetailLine], *, is_plain: bool
    ) -> None:
        super().__init__(language)
        self._title, self._action, self._subject = title, action, subject
        self._lines, self._is_plain = lines, is_plain

    def heading(self) -> str:
        return self.translate(self._title)

    def body(self) -> ComposeResult:
        yield RecordSummary(self._subject)
        yield RichList(self._lines, marks_stops=False, label_width=14, is_plain=self._is_plain)

    def choices(self) -> Sequence[DialogAction]:
        return DialogAction("pick", "enter", self._action), LEAVE

    def choose(self, choice: str) -> None:
        self.answer(self.query_one(RichList).target)

    @on(RichList.Followed)
    def take_entry(self, event: RichList.Followed) -> None:
        """Answer the line that was chosen."""
        self.answer(event.target)


def _entry(number: int, own: RemovableItem, formatter: Formatter) -> DetailLine:
    text = render(formatter.language, format_field_value(own.field, own.text))
    made = f"   {formatter.moment(own.at)} · {own.actor}"
    label = formatter.translate(f"field.{own.field}")
    return DetailLine((TextRun(text), TextRun(made, "muted")), label=label, target=str(number))


async def remove_entry_of(host: DialogHost, detail: RecordDetail) -> None:
    """Ask which entry of a record is to be taken away, and take it away as a change of its own."""
    formatter = formatter_of(host.context)
    entries = removable_items(detail, host.context.actor)
    dialog = PickEntryDialog(
        formatter.language,
        "dialog.take-back.title",
        "dialog.take-back.remove",
        formatter.localized(detail.name),
        [_entry(number, own, formatter) for number, own in enumerate(entries)],
        is_plain=host.context.ascii,
    )
    chosen = await host.ask(dialog)
    if chosen is not None:
        own = entries[int(chosen)]
        await host.edits.edit(partial(edit.remove_entry, host.context, detail.id, own.field, own.text))
