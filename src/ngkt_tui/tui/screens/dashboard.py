"""The dashboard: what its keys do. Filter and scope change the view, edits go to services, dialogs to their openers."""

from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from textual import events, on

from ngkt_tui.domain.errors import Explanation, NgktError
from ngkt_tui.domain.kinds import RecordKind
from ngkt_tui.domain.status import Status
from ngkt_tui.query.rows import DirectiveRow
from ngkt_tui.services import edit
from ngkt_tui.services.context import Context
from ngkt_tui.services.edit import Edited
from ngkt_tui.services.reader import Reader
from ngkt_tui.tui import messages
from ngkt_tui.tui.desk import Chosen
from ngkt_tui.tui.keys import KEYS, Key, Need, Owner, bindings, key_line
from ngkt_tui.tui.panes.labels import label_of
from ngkt_tui.tui.screens.arrangement import Arrangement
from ngkt_tui.tui.screens.pane_screen import PaneScreen
from ngkt_tui.tui.view import ScopeChip, View
from ngkt_tui.tui.widgets.filter_bar import FilterBar, FilterInput
from ngkt_tui.tui.widgets.record_list import RecordList

if TYPE_CHECKING:
    from ngkt_tui.tui.dialogs.base import Dialog

POLL_SECONDS = 1.0
"""How often the store is looked at for what others changed."""


class DashboardScreen(PaneScreen):
    """The main screen."""

    BINDINGS = bindings(Owner.DASHBOARD)
    AUTO_FOCUS = ""

    def __init__(self, context: Context, reader: Reader, filter_text: str = "") -> None:
        super().__init__(context, reader, filter_text)
        self._in_edit: set[str] = set()
        self._was_told_of_input_method = False

    def on_mount(self) -> None:
        """Look for what others change, as long as the screen stands."""
        self.set_interval(POLL_SECONDS, self.feeder.look)

    # What openers use

    @property
    def pane_filter(self) -> tuple[RecordKind, str]:
        """Return the kind of the focused pane's first section, and the pane's filter."""
        return self.pane.spec.sections[0].kind, self.view.filters[self._pane]

    def chosen(self) -> tuple[Chosen, ...]:
        """Return the record under the cursor; empty where there is none."""
        chosen = self.pane.chosen
        return (Chosen(chosen[0], chosen[1].id, chosen[1]),) if chosen else ()

    def narrow(self, kind: RecordKind, record: str, label_vi: str, label_en: str | None) -> None:
        """Narrow the whole dashboard to a record."""
        self._look_at(self.view.narrowed(ScopeChip(kind, record, label_vi, label_en)))

    def go_to(self, kind: RecordKind, record: str) -> None:
        """Put the cursor of the pane that shows this kind on a record."""
        for number, pane in enumerate(self.panes):
            if any(section.kind is kind for section in pane.spec.sections):
                pane.cursor_record = record
                self.open_pane(number, from_top=True)
                self.seat(number)

    # Filter and scope

    @on(FilterBar.Changed)
    def filter_pane(self, message: FilterBar.Changed) -> None:
        """Narrow the focused pane to what was typed so far."""
        self.view = self.view.with_filter(self._pane, message.text)
        self.open_pane(self._pane, from_top=True)
        self.show_frame()

    @on(FilterInput.Done)
    def leave_filter(self) -> None:
        """Go from the box to the pane that it filters."""
        self.pane.focus()

    def on_filter_refused(self, message: messages.FilterRefused) -> None:
        """Mark the mistake under the box; the pane keeps its rows."""
        if self._addressed(message) and message.pane == self._pane:
            told = message.error.explain(self.language)
            values = message.error.values
            column, length = int(str(values["column"])), int(str(values.get("length", 1)))
            self.filter_bar.show_mistake(column, length, _in_one_line(told))

    @on(RecordList.Activated)
    def open_record(self, message: RecordList.Activated) -> None:
        """Open a directive, or narrow the dashboard to another record; one that it is narrowed to already is opened."""
        if message.kind is RecordKind.DIRECTIVE or self.view.has_chip(message.row.id):
            self.action_open("detail")
        else:
            self.narrow(message.kind, message.row.id, *label_of(message.row))

    def _look_at(self, view: View) -> None:
        self.view = view
        for pane in self.panes:
            pane.whole = None
        self.open_all(from_top=True)
        self.show_frame()

    def action_filter(self) -> None:
        """Go to the box of the focused pane's filter."""
        self.filter_bar.input.focus()

    def action_back(self) -> None:
        """Leave the box; else take the filter away; else the last chip of the scope; else nothing."""
        if self.focused is self.filter_bar.input:
            self.pane.focus()
        elif self.view.filters[self._pane]:
            self.view = self.view.with_filter(self._pane, "")
            self.open_pane(self._pane, from_top=True)
            self.show_frame()
        elif self.view.scope:
            self._look_at(self.view.widened())

    def action_open(self, dialog: str) -> None:
        """Open a dialog by the name of its opener."""
        from ngkt_tui.tui.dialogs.opening import OPENERS  # dialogs are loaded when first opened

        self.begin(OPENERS[dialog](self))

    def begin(self, act: Coroutine[Any, Any, None]) -> None:
        """Run what a dialog does in a worker; a failure in it is told."""
        self.run_worker(self._guarded(act), group="dialogs")

    async def _guarded(self, act: Coroutine[Any, Any, None]) -> None:
        try:
            await act
        except NgktError as error:
            self.post_message(messages.Failed(error))

    def commands(self) -> tuple[Key, ...]:
        """Return the commands that work now, for the palette."""
        return tuple(key for key in KEYS if key.in_palette and self._fits(key))

    async def perform(self, action: str) -> None:
        """Do what a key with this action does."""
        await self.run_action(action)

    # Edits

    def action_tick(self) -> None:
        """Tick the directive under the cursor."""
        for chosen in self.chosen():
            seen = None if chosen.id in self._in_edit else _seen_status(chosen)
            self._in_edit.add(chosen.id)
            self._start_edit(partial(edit.tick, self.context, (chosen.id,), seen), of=chosen.id)

    def action_undo(self) -> None:
        """Take back the newest edit."""
        self._start_edit(lambda: edit.undo(self.context))

    def action_redo(self) -> None:
        """Take back the newest undo."""
        self._start_edit(lambda: edit.redo(self.context))

    def _start_edit(self, job: Callable[[], Edited], of: str = "") -> None:
        making = self.editing.run(job)  # at once, so that an edit is made even if the program is left right after
        self.run_worker(self._await_edit(making, of), group="edits")

    async def _await_edit(self, making: "Future[Edited]", of: str) -> None:
        if not await self.finish_edit(making):
            self._in_edit.discard(of)

    def on_edit_made(self, message: messages.EditMade) -> None:
        """Tell of an edit and read again what it touched."""
        edited = message.edited
        if edited.group is not None:
            self._read_touched(edited.group, edited.records)
            self._tell_dialog()
        self.tell(self.say(edited.sentence, **edited.values))

    def _read_touched(self, group: int, records: tuple[str, ...]) -> None:
        self.feeder.note_own(group)
        for number, pane in enumerate(self.panes):  # the touched rows first, then what only counts them
            if not pane.spec.shows_progress:
                self.feeder.rows(number, pane.generation, records)
        self.feeder.header(self.query_scope())
        for number, pane in enumerate(self.panes):
            if pane.spec.shows_progress:
                self.open_pane(number, from_top=False)

    def on_rows_read(self, message: messages.RowsRead) -> None:
        """Show touched rows as they are now; from here on an edit of them is of what is shown."""
        super().on_rows_read(message)
        self._in_edit.difference_update(row.id for row in message.rows)

    def on_changed_elsewhere(self, message: messages.ChangedElsewhere) -> None:
        """Read everything in sight again, in an open dialog too."""
        super().on_changed_elsewhere(message)
        self._tell_dialog()

    def _tell_dialog(self) -> None:
        shown = self.app.screen
        if shown is not self:
            cast("Dialog[object]", shown).store_changed()

    # The frame, the keys, the language

    def show_frame(self) -> None:
        """Show bar, filter, chips and keys as they are now."""
        super().show_frame()
        text = self.view.filters[self._pane]
        self.filter_bar.show_text(text)
        self.filter_bar.input.placeholder = self.say(f"filter.hint.{self.pane.spec.id}")
        left = self.say("filter.left", counts=self.pane.count_words()) if self.pane.is_filtered else ""
        self.filter_bar.scope.show(tuple(self._chip_words(chip) for chip in self.view.scope), left)
        self.show_keys()

    def _chip_words(self, chip: ScopeChip) -> str:
        own, other = chip.label_vi, chip.label_en or chip.label_vi
        return f"{self.say(f'record.{chip.kind}')} {own if self.language == 'vi' else other}"

    def _fits(self, key: Key) -> bool:
        if key.needs is Need.NOTHING:
            return True
        chosen = self.pane.chosen
        if chosen is None or key.needs is Need.RECORD:
            return chosen is not None
        kind, row = chosen
        return kind is RecordKind.DIRECTIVE and isinstance(row, DirectiveRow)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell whether the key of an action works now: by what lies under the cursor, and by the layout."""
        if action == "zoom":
            return self.arrangement is not Arrangement.SMALL
        key = next((key for key in KEYS if key.action.split("(")[0] == action), None)
        return key is None or key.owner is not Owner.DASHBOARD or self._fits(key)

    @on(RecordList.CursorMoved)
    def show_keys(self) -> None:
        """Show the keys that work where the focus is, on the record under the cursor."""
        if self.focused is self.filter_bar.input:
            self.key_line.show(tuple(key for key in KEYS if key.owner is Owner.FILTER or key.id == "back"))
        else:
            self.key_line.show(tuple(key for key in key_line() if self._fits(key)))

    def on_key(self, event: events.Key) -> None:
        """Tell once that an input method composes letters where keys are commands."""
        letter = event.character or ""
        if letter.isalpha() and not letter.isascii() and not self._was_told_of_input_method:
            self._was_told_of_input_method = True
            self.tell(self.say("screen.input-method", letter=letter), severity="warning")

    def action_switch_language(self) -> None:
        """Speak the other language."""
        self.context = replace(self.context, language=self.language.other)
        self.speak()

    def action_switch_theme(self) -> None:
        """Show the other theme."""
        from ngkt_tui.tui.themes import other_theme

        self.app.theme = other_theme(self.app.theme)


def _seen_status(chosen: Chosen) -> dict[str, Status] | None:
    row = chosen.row
    if isinstance(row, DirectiveRow) and row.status in list(Status):
        return {row.id: Status(row.status)}
    return None


def _in_one_line(told: Explanation) -> str:
    return " ".join(part for part in (told.cause, told.next_step) if part) or told.title
