"""Choosing the status of a directive; blocked and dropped ask why, and are not saved without it."""

from typing import NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from ngkt_tui.domain.dates import show_date
from ngkt_tui.domain.status import Status
from ngkt_tui.services.telling.lines import Entry, Run
from ngkt_tui.services.telling.manner import Manner, tone_of
from ngkt_tui.tui.dialogs.base import Dialog
from ngkt_tui.tui.dialogs.choices import Choice
from ngkt_tui.tui.dialogs.sheet_view import Sheet
from ngkt_tui.tui.dialogs.subject import Subject
from ngkt_tui.tui.dialogs.typed import TypedLine
from ngkt_tui.tui.widgets.cells import fit


class StatusChosen(NamedTuple):
    """A status and, for those that ask, the reason; `None` for the others."""

    status: Status
    why: str | None


class StatusDialog(Dialog[StatusChosen]):
    """Answers a status. `present` and `why` are what the directive has, `None` for several that differ."""

    TITLE_KEY = "dialog.status.title"
    CHOICES = (Choice("save", "ctrl+s", "dialog.status.save"),)
    WIDTH = 64

    def __init__(self, manner: Manner, subject: str, present: Status | None, why: str | None) -> None:
        super().__init__(manner.language)
        self._manner = manner
        self._subject = subject
        self._present = present
        self._why = why or ""

    def body(self) -> ComposeResult:
        """Yield the statuses and the line for the reason."""
        yield Subject(self._subject)
        entries = [self._entry(status) for status in Status]
        yield Sheet(entries, at=self._present, marks_stops=False, keeps_bar=True, is_plain=self._manner.is_plain)
        why = TypedLine(self._why, hint=self.say("dialog.status.why"), id="why")
        missing = Static(Content(self.say("dialog.status.missing")), id="missing")
        why.display, missing.display = self._present is not None and self._present.asks_why, False
        yield why
        yield missing

    def choose(self, choice: str) -> None:
        """Answer the status under the cursor; without the reason that it asks for, go to where it is typed."""
        status = Status(self.query_one(Sheet).target or Status.UNRATED)
        field = self.query_one("#why", TypedLine)
        why = field.value.strip()
        if not status.asks_why:
            self.answer(StatusChosen(status, None))
        elif why:
            self.answer(StatusChosen(status, why))
        else:
            self.query_one("#missing").display = field.has_focus
            field.display = True
            field.focus()

    def on_key(self, event: events.Key) -> None:
        """Begin the reason with a letter that is typed while the status under the cursor asks for one."""
        super().on_key(event)
        field = self.query_one("#why", TypedLine) if self.is_whole else None
        if field is None or not field.display or field.has_focus or not event.is_printable or event.key == "space":
            return
        event.stop()
        event.prevent_default()
        field.select_on_focus = False
        field.value = ""
        field.insert_text_at_cursor(event.character or "")
        field.focus()

    @on(Sheet.Pointed)
    def ask_why(self, event: Sheet.Pointed) -> None:
        """Offer the line for the reason where the status under the cursor asks for one."""
        self.query_one("#why").display = Status(event.target).asks_why
        self.query_one("#missing").display = False

    @on(Sheet.Followed)
    def take_status(self, event: Sheet.Followed) -> None:
        """Answer the status that was chosen, or go to the line for its reason."""
        if Status(event.target).asks_why:
            self.query_one("#why").display = True
            self.query_one("#why").focus()
        else:
            self.choose("save")

    @on(Input.Submitted)
    def take_reason(self) -> None:
        """Answer the status with its reason."""
        self.choose("save")

    def _entry(self, status: Status) -> Entry:
        word = fit(self.say(f"status.{status}"), max(len(self.say(f"status.{each}")) for each in Status))
        mark = Run(self._manner.glyph(status), tone_of(status))
        named = Run(word, "strong" if status is self._present else "text")
        return Entry((mark, Run("  "), named, Run("  "), Run(self._remark(status), "muted")), target=status.value)

    def _remark(self, status: Status) -> str:
        if status is self._present:
            return self.say("dialog.status.present")
        if status is Status.DONE:
            return self.say("dialog.status.on", date=show_date(self._manner.today, self.language))
        return self.say("dialog.status.asks") if status.asks_why else ""
