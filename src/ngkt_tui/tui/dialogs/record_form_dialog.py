"""The form of a record: what is asked for at first, the rest once its user wants it, an id already."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import NamedTuple

from textual import on
from textual.app import ComposeResult

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.services.context import USUAL_BODIES
from ngkt_tui.services.detail_lines.lines import BLANK, DetailLine, line
from ngkt_tui.tui.dialogs.dialog import LEAVE, Dialog
from ngkt_tui.tui.dialogs.form_dialog import FormDialog, Refuse
from ngkt_tui.tui.dialogs.form_fields import FormField, PickerFormField, TextFormField
from ngkt_tui.tui.widgets.inputs import Picker
from ngkt_tui.tui.widgets.option_row import ActionBar, DialogAction
from ngkt_tui.tui.widgets.rich_list import RichList

SOURCE, ID = "source", "id"
"""The fields that every form of a new record may have, whatever its kind."""
_MORE = DialogAction("more", "ctrl+o", "form.more")


class Proposal(NamedTuple):
    """What follows from what has been typed: the id that the record would get, and options that fit."""

    id: str
    picks: Mapping[str, str]


Propose = Callable[[Mapping[str, str]], Awaitable[Proposal]]


class KindDialog(Dialog[str]):
    """Answers a kind of record: one of those that fit, or of the others below them; else `USUAL_BODIES`, to take in."""

    TITLE_KEY = "form.kind"
    WIDTH = 60

    def __init__(
        self, language: Language, fitting: Sequence[RecordKind], others: Sequence[RecordKind], can_import: bool
    ) -> None:
        super().__init__(language)
        self._fitting, self._others, self._can_import = fitting, others, can_import

    def body(self) -> ComposeResult:
        usual = [BLANK, line(self.translate("form.usual-bodies"), target=USUAL_BODIES)] if self._can_import else []
        yield RichList([*map(self._entry, self._fitting), BLANK, *map(self._entry, self._others), *usual])

    @on(RichList.Followed)
    def follow(self, event: RichList.Followed) -> None:
        event.stop()
        self.answer(event.target)

    def _entry(self, kind: RecordKind) -> DetailLine:
        return line(self.translate(f"form.kind.{kind}"), target=kind.value)


class RecordFormDialog(FormDialog):
    """A form with `more` fields, shown once its user wants them. `groups` are the fields that each source has.

    `propose` returns what follows from what has been typed so far.
    """

    def __init__(
        self,
        language: Language,
        *,
        title: str,
        subject: str,
        fields: Sequence[FormField],
        more: Sequence[FormField],
        refuse: Refuse,
        saves_unchanged: bool = False,
        propose: Propose | None = None,
        groups: Mapping[str, Sequence[str]] = {},
    ) -> None:
        super().__init__(
            language, title=title, subject=subject, fields=fields, refuse=refuse, saves_unchanged=saves_unchanged
        )
        self._more, self._propose, self._groups = tuple(more), propose, groups

    def choices(self) -> Sequence[DialogAction]:
        return (*self.CHOICES, *((_MORE,) if self._more else ()), LEAVE)

    def body(self) -> ComposeResult:
        """Yield the form; with everything where something was typed there before."""
        if any(field.name in self._before for field in self._more):
            self._unfold()
        yield from super().body()

    def on_mount(self) -> None:
        super().on_mount()
        self._show_group()

    def choose(self, choice: str) -> None:
        """Save, or show the other fields, the first of them to be typed in."""
        if choice == _MORE.id:
            self.is_arranging = True
            self.run_worker(self._show_more(), group="more")
        else:
            super().choose(choice)

    @on(Picker.OptionPicked, f"#pick-{SOURCE}")
    def _show_group(self) -> None:
        """Show the fields of the source that is picked, and of no other."""
        source = next((field for field in self._fields if field.name == SOURCE), None)
        picked = source.picked if isinstance(source, PickerFormField) else ""
        for group, names in self._groups.items():
            for field in self._fields:
                if field.name in names:
                    field.display = group == picked
        self.await_layout()

    @on(TextFormField.Understood)
    def propose_anew(self) -> None:
        if self._propose is not None:
            self.run_worker(self._show_proposal(self._propose), exclusive=True, group="proposal")

    async def _show_proposal(self, propose: Propose) -> None:
        proposal = await propose(self.typed_texts())
        for field in self._fields:
            if field.name == ID and isinstance(field, TextFormField):
                field.line.placeholder = proposal.id
            if isinstance(field, PickerFormField) and (option := proposal.picks.get(field.name or "")):
                field.suggest(option)

    async def _show_more(self) -> None:
        new = self._unfold()
        self.query_one(ActionBar).show(self.choices())
        await self.query_one("#body").mount_all(new, before="#refused")
        new[0].go_to()
        self.await_layout()

    def _unfold(self) -> tuple[FormField, ...]:
        new, self._more = self._more, ()
        self._fields = (*self._fields, *new)
        return new
