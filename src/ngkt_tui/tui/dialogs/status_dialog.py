"""Choosing the status of a directive: blocked and dropped ask why, done asks on which day and by what evidence.

Without the reason that it asks for a status is not saved; day and evidence may stay empty.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from textual import events, on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from ngkt_tui.domain.enums import WITH_REASON, Status
from ngkt_tui.domain.stored_values import stored_date, stored_member, undamaged
from ngkt_tui.domain.user_fields import FieldUpdates
from ngkt_tui.domain.words import format_date
from ngkt_tui.services.detail_lines import formatter_of
from ngkt_tui.services.detail_lines.lines import DetailLine, Formatter, TextRun, tone_of
from ngkt_tui.services.session_state import DraftKind
from ngkt_tui.tui.dashboard.selection import EditTarget
from ngkt_tui.tui.dialogs.dialog import UnsavedGuardDialog
from ngkt_tui.tui.dialogs.form_fields import Read, TextFormField
from ngkt_tui.tui.dialogs.openers import DialogHost
from ngkt_tui.tui.dialogs.validators import day_gone, words
from ngkt_tui.tui.widgets.drawing import fit
from ngkt_tui.tui.widgets.inputs import MAX_REFERENCE, TypedLine
from ngkt_tui.tui.widgets.option_row import DialogAction
from ngkt_tui.tui.widgets.rich_list import RichList
from ngkt_tui.tui.widgets.rich_list_render import RecordSummary

_NUMBERS = [str(number) for number, _ in enumerate(Status, 1)]


class StatusChosen(NamedTuple):
    """A status with what it asks for: the reason, or the day and the evidence; `None` for what it does not."""

    status: Status
    why: str | None = None
    on: date | None = None
    evidence: str | None = None


class StatusDialog(UnsavedGuardDialog[StatusChosen]):
    """Answers a status. `present`, `why` and `done_on` are what the directive has, `None` for several that differ.

    The cursor begins on the status `proposed`, else on the present one.

    `read_day` understands the day on which it was done.
    """

    TITLE_KEY = "dialog.status.title"
    LOSE = "dialog.form.lose"
    CHOICES = (DialogAction("save", "ctrl+s", "dialog.note.save"),)
    WIDTH = 72

    def __init__(
        self,
        formatter: Formatter,
        subject: str,
        present: Status | None,
        why: str | None,
        *,
        read_day: Read,
        done_on: date | None = None,
        proposed: Status | None = None,
    ) -> None:
        super().__init__(formatter.language)
        self._formatter, self._subject, self._present = formatter, subject, present
        self._proposed = proposed or present
        self._why_before, self._done_on, self._read_day = why or "", done_on, read_day

    def body(self) -> ComposeResult:
        entries = [self._entry(status) for status in Status]
        is_plain = self._formatter.is_plain
        self._list = RichList(entries, at=self._proposed, marks_stops=False, keeps_bar=True, is_plain=is_plain)
        self._why = TypedLine(self._why_before, hint=self.translate("dialog.status.why"), id="why")
        self._missing = Static(Content(self.translate("dialog.status.missing")), id="missing")
        self._day = self._day_field()
        self._evidence = self._evidence_field()
        self._show_fields()
        yield RecordSummary(self._subject)
        yield self._list
        yield self._why
        yield self._missing
        yield self._day
        yield self._evidence

    def _day_field(self) -> TextFormField:
        today = format_date(self._formatter.today, self.language)
        is_reported = self._present is Status.REPORTED
        hint = self.translate("dialog.status.reported-day" if is_reported else "dialog.stage.today", date=today)
        text = format_date(self._done_on, self.language)
        return TextFormField("on", self.translate("dialog.status.on-label"), self._read_day, text=text, hint=hint)

    def _evidence_field(self) -> TextFormField:
        label, hint = self.translate("dialog.edit.evidence"), self.translate("dialog.status.evidence.hint")
        return TextFormField("evidence", label, words, hint=hint, max_length=MAX_REFERENCE)

    @property
    def _status(self) -> Status:
        return Status(self._list.target or Status.UNRATED)

    def written(self) -> int:
        return self._why.typed + self._day.typed + self._evidence.typed

    def typed_texts(self) -> Mapping[str, str]:
        typed = {"why": self._why.value, "on": self._day.typed_text, "evidence": self._evidence.typed_text}
        return {"status": self._status.value} | {field: text for field, text in typed.items() if text}

    def retype(self, texts: Mapping[str, str]) -> None:
        self._list.show(self._list.entries, at=texts.get("status"))
        self._show_fields()
        for field, line in (("why", self._why), ("on", self._day), ("evidence", self._evidence)):
            if text := texts.get(field):
                line.retype(text)

    def choose(self, choice: str) -> None:
        """Answer the status under the cursor; without what it asks for, go to where that is typed."""
        self._save()

    @work(exclusive=True)
    async def _save(self) -> None:
        status, why = self._status, self._why.value.strip()
        if status is Status.DONE:
            await self._save_done()
        elif status not in WITH_REASON:
            self.answer(StatusChosen(status))
        elif why:
            self.answer(StatusChosen(status, why))
        else:
            self._missing.display = self._why.has_focus
            self._why.focus()

    async def _save_done(self) -> None:
        reading = await self._day.reading()
        if reading.is_wrong:
            self._day.show(reading)
            self._day.go_to()
            return
        day = reading.value if isinstance(reading.value, date) else None
        self.answer(StatusChosen(Status.DONE, on=day, evidence=self._evidence.line.value.strip() or None))

    def on_key(self, event: events.Key) -> None:
        """Begin the field of the status under the cursor with a letter that is typed on the list.

        Where it has none, a digit goes to the status of that number.
        """
        if not (self.is_whole and self._list.has_focus and event.is_printable and event.key != "space"):
            return
        number = int(event.character) if event.character and event.character in _NUMBERS else 0
        if number and self._line is None:
            self._list.show(self._list.entries, at=tuple(Status)[number - 1])
            self._show_fields()
        else:
            self._type(event, event.character or "")

    def on_paste(self, event: events.Paste) -> None:
        """Put what is pasted on the list into the field of the status under the cursor."""
        if self.is_whole and self._list.has_focus:
            self._type(event, event.text)

    def _type(self, event: events.Event, text: str) -> None:
        """Add to what stands in the field, which is never lost to a letter that was meant for the list."""
        if (line := self._line) is not None:
            event.stop()
            event.prevent_default()
            line.select_on_focus = False
            line.cursor_position = len(line.value)
            line.add_text(text)
            line.focus()

    @property
    def _line(self) -> TypedLine | None:
        """Return the first line to type into that the status under the cursor has."""
        if self._status is Status.DONE:
            line = self._evidence.line
            return line if isinstance(line, TypedLine) else None
        return self._why if self._status in WITH_REASON else None

    @on(RichList.Pointed)
    def show_fields(self) -> None:
        self._show_fields()

    def _show_fields(self) -> None:
        self._why.display = self._status in WITH_REASON
        self._day.display = self._evidence.display = self._status is Status.DONE
        self._missing.display = False
        self.await_layout()

    @on(RichList.Followed)
    def take_status(self) -> None:
        """Answer the status that was chosen, or go to the first of its fields."""
        self._show_fields()
        if self._line is None:
            self._save()
        else:
            self._line.focus()

    @on(Input.Submitted)
    @on(TextFormField.Submitted)
    def take_typed(self) -> None:
        self._save()

    def _entry(self, status: Status) -> DetailLine:
        word = fit(self.translate(f"status.{status}"), max(len(self.translate(f"status.{each}")) for each in Status))
        mark = TextRun(self._formatter.glyph(status), tone_of(status))
        named = TextRun(word, "strong" if status is self._present else "text")
        number = TextRun(f"{tuple(Status).index(status) + 1} ", "muted")
        remark = TextRun(self._remark(status), "muted")
        return DetailLine((number, mark, TextRun("  "), named, TextRun("  "), remark), target=status.value)

    def _remark(self, status: Status) -> str:
        if status is self._present:
            return self.translate("dialog.status.present")
        if status is Status.DONE and self._present is Status.REPORTED:
            return self.translate("dialog.status.confirms")
        if status is Status.DONE:
            return self.translate("dialog.status.on", date=format_date(self._formatter.today, self.language))
        return self.translate("dialog.status.asks") if status in WITH_REASON else ""


async def open_confirm(host: DialogHost) -> None:
    """Confirm that the directive under the cursor is done, or all that are marked."""
    if target := await host.edits.current_target():
        await confirm(host, target)


async def confirm(host: DialogHost, target: EditTarget) -> None:
    """Ask for what shows that directives are done that were reported so, and make them done; refuse any other."""
    if any(seen.get("status") not in (Status.REPORTED, Status.DONE) for seen in target.seen.values()):
        host.notifier.show_message(host.translate("edit.not-reported"), severity="warning")
        return
    await change_status(host, target, Status.DONE)


async def change_status(host: DialogHost, target: EditTarget, proposed: Status | None = None) -> None:
    """Ask for a status, with what it asks for, and give it to directives; the cursor begins on the one `proposed`."""
    shown = undamaged(stored_member(Status, target.common("status")))

    def make() -> StatusDialog:
        return StatusDialog(
            formatter_of(host.context),
            target.subject,
            shown,
            target.common("why"),
            read_day=day_gone(host),
            done_on=undamaged(stored_date(target.common("done_on"))),
            proposed=proposed,
        )

    await host.edits.ask_and_update(target, DraftKind.STATUS, make, _updates)


def _updates(chosen: StatusChosen) -> FieldUpdates:
    evidence = (chosen.evidence,) if chosen.evidence else ()
    return FieldUpdates(status=chosen.status, why=chosen.why, on=chosen.on, evidence=evidence)
