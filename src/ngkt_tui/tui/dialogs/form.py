"""A form: fields below each other, each of which tells what it understands before it counts.

Enter in a field saves all of them, the arrows lead from one to the next. A field that cannot be understood keeps the
form open. What stays as it was is not in the answer.
"""

from collections.abc import Callable, Mapping, Sequence

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from ngkt_tui.domain.language import Language
from ngkt_tui.domain.wishes import UNSET
from ngkt_tui.tui.dialogs.choices import DialogAction
from ngkt_tui.tui.dialogs.fields import FormField, TextFormField
from ngkt_tui.tui.dialogs.subject import RecordSummary
from ngkt_tui.tui.dialogs.writing import UnsavedGuardDialog
from ngkt_tui.tui.widgets.cells import sanitize_cell

Refuse = Callable[[Mapping[str, object]], str]
"""Says why values cannot be saved together; nothing where they can."""


class FormDialog(UnsavedGuardDialog[Mapping[str, object]]):
    """Answers the values of the fields that were changed, by their names; `None` where none was."""

    CHOICES = (DialogAction("save", "ctrl+s", "dialog.form.save"),)
    LOSE = "dialog.form.lose"
    WIDTH = 84

    def __init__(
        self,
        language: Language,
        *,
        title: str,
        subject: str,
        fields: Sequence[FormField],
        refuse: Refuse = lambda _: "",
    ) -> None:
        super().__init__(language)
        self._title = title
        self._subject = subject
        self._fields = fields
        self._refuse = refuse

    def heading(self) -> str:
        """Return what is edited."""
        return self._title

    def body(self) -> ComposeResult:
        """Yield what it is about, the fields, and room to say why they cannot be saved."""
        yield RecordSummary(self._subject)
        yield from self._fields
        yield Static("", markup=False, id="refused")

    def written(self) -> int:
        """Return how many characters have been typed."""
        return sum(field.typed for field in self._fields)

    def typed_texts(self) -> Mapping[str, str]:
        """Return what has been typed into each field."""
        return {field.name or "": field.typed_text for field in self._fields if field.typed_text}

    def retype(self, texts: Mapping[str, str]) -> None:
        """Put what was typed back into its fields."""
        for field in self._fields:
            if text := texts.get(field.name or ""):
                field.retype(text)

    def choose(self, choice: str) -> None:
        """Save."""
        self._save()

    @on(TextFormField.Submitted)
    def save_typed(self) -> None:
        """Save, as Enter in a field means."""
        self._save()

    @work(exclusive=True)
    async def _save(self) -> None:
        values: dict[str, object] = {}
        for field in self._fields:
            reading = await field.reading()
            if reading.is_wrong:
                field.show(reading)
                field.go_to()
                return
            if reading.value is not UNSET:
                values[field.name or ""] = reading.value
        if values and (refusal := self._refuse(values)):
            refused = self.query_one("#refused", Static)
            refused.update(Content(sanitize_cell(refusal)))
            refused.display = True
        else:
            self.answer(values or None)
