"""The half of the dashboard that edits: ticks, undo and redo, what an edit is made of, and showing what it touched."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING, TypeVar, cast

from textual import on
from textual.messages import Update
from textual.screen import Screen
from textual.timer import Timer

from ngkt_tui.domain.enums import RecordKind, Status
from ngkt_tui.domain.user_fields import ExpectedValues
from ngkt_tui.services import edit
from ngkt_tui.services.change_text import FIRST_NAMED
from ngkt_tui.services.context import Context
from ngkt_tui.services.drafts import Draft, DraftKind
from ngkt_tui.services.edit import EditMessage
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.record_names import names_of
from ngkt_tui.tui import messages
from ngkt_tui.tui.screens.marking_screen import MarkingScreen
from ngkt_tui.tui.selection import EditTarget
from ngkt_tui.tui.widgets.record_table import RecordList

if TYPE_CHECKING:
    from ngkt_tui.tui.dialogs.base import Dialog
    from ngkt_tui.tui.dialogs.form import UnsavedGuardDialog

T = TypeVar("T")
REST_SECONDS = 0.3
"""How long the cursor rests on a record before an edit is expected: drawing does not wait for loading."""
Texts = Mapping[str, str]
"""What is typed into the fields of a dialog, by their names."""


MANY = 2000
"""Records in one edit from which on it takes so long that it is told of when it begins."""


class EditingScreen(MarkingScreen):
    """Panes whose records can be edited, one at a time or all marked ones at once."""

    def __init__(self, context: Context, reader: Reader, filter_text: str = "") -> None:
        super().__init__(context, reader, filter_text)
        self.drafts: list[Draft] = []
        """What was being typed when the dashboard ended before, until it is gone on with or thrown away."""
        self._preparing: Timer | None = None
        self._is_prepared = context.readonly
        self._in_edit: set[str] = set()
        """Records that were ticked here, until their rows are read again: what is shown of them is known to be old."""

    @on(RecordList.Stepped)
    def expect_edit(self) -> None:
        """Load what an edit needs once its user rests on a record; who only pages or filters does not pay for it."""
        if not self._is_prepared:
            if self._preparing is not None:
                self._preparing.stop()
            self._preparing = self.set_timer(REST_SECONDS, self.prepare_edit)

    def prepare_edit(self) -> None:
        """Load what an edit needs, in the editing thread."""
        if not self._is_prepared:
            self._is_prepared = True
            self.editing.run(edit.prepare)

    async def aim(self) -> EditTarget | None:
        """Return what an edit is made of, as the edits before it left it.

        `None` for nothing, or where its user does not want so many.
        """
        self.prepare_edit()  # while its user chooses and types
        await self.settled()
        target = self.target()
        return target if target is not None and await self._is_sure(target) else None

    async def change(self, target: EditTarget, act: Callable[[ExpectedValues | None], EditMessage]) -> bool:
        """Make an edit of a target, given what was seen of it; what was marked for it is marked no more."""
        self._tell_of_many(target)
        made = await self.edit(lambda: act(target.seen), lambda: act(None))
        if made:
            self.unmark(target)
        return made

    async def ask_about(
        self, target: EditTarget, act: DraftKind, dialog: "UnsavedGuardDialog[T]", texts: Texts
    ) -> T | None:
        """Show a dialog that edits a target and return its answer; begin with `texts`, or a draft of the same."""
        kept = next((draft for draft in self.drafts if (draft.act, draft.records) == (act, target.ids)), None)
        if kept is not None:
            self.drafts.remove(kept)
        dialog.begin_draft(act, target.ids, texts or (kept.texts if kept else {}))
        return await self.ask(dialog)

    def being_typed(self, screens: Sequence[Screen[object]]) -> tuple[Draft, ...]:
        """Return the drafts that are left, and what would be lost of these screens if the program ended now."""
        written = (getattr(screen, "draft", None) for screen in screens)
        return (*self.drafts, *(draft for draft in written if isinstance(draft, Draft)))

    def _tell_of_many(self, target: EditTarget) -> None:
        """Say beforehand of an edit that is not done at a glance that it goes on."""
        if len(target.ids) >= MANY:
            self.show_message(self.translate("edited.many-begun", count=len(target.ids)))

    async def _is_sure(self, target: EditTarget) -> bool:
        hidden = self.out_of_sight(target)
        if not hidden:
            return True
        from ngkt_tui.tui.dialogs.confirm import ChoiceDialog  # dialogs are loaded when first opened

        question = ChoiceDialog(
            self.language,
            title=self.translate("marks.sure.title", what=target.subject),
            text=self.translate("marks.sure.text", what=target.subject, hidden=hidden),
            yes="marks.sure.yes",
            no="marks.sure.no",
        )
        return await self.ask(question) is True

    def action_tick(self) -> None:
        """Tick the directive under the cursor, or all that are marked."""
        target = self.target()
        if target is None or target.kind is not RecordKind.DIRECTIVE:
            return
        if self.out_of_sight(target):
            self.begin(self._tick_if_sure(target), opens=True)
        else:
            self._start_tick(target)

    async def _tick_if_sure(self, target: EditTarget) -> None:
        if await self._is_sure(target):
            self._start_tick(target)

    def _start_tick(self, target: EditTarget) -> None:
        seen = {record: Status(said) for record, said in _statuses(target) if record not in self._in_edit}
        self._tell_of_many(target)
        self._in_edit.update(target.ids)
        making = self._edit_now(partial(edit.tick, self.context, target.ids, seen))
        self.run_worker(self._finish_tick(making, target), group="edits")

    async def _finish_tick(self, making: "Future[EditMessage]", target: EditTarget) -> None:
        is_done = all(status == Status.DONE for _, status in _statuses(target))
        again = None if is_done else partial(edit.set_status, self.context, target.ids, Status.DONE)
        if await self.finish_edit(making, again):
            self.unmark(target)
        touched = () if making.exception() else making.result().records
        self._in_edit.difference_update(set(target.ids).difference(touched))

    def action_undo(self) -> None:
        """Take back the newest edit."""
        self.run_worker(self.finish_edit(self._edit_now(partial(edit.undo, self.context))), group="edits")

    def action_redo(self) -> None:
        """Take back the newest undo."""
        self.run_worker(self.finish_edit(self._edit_now(partial(edit.redo, self.context))), group="edits")

    def _edit_now(self, job: Callable[[], EditMessage]) -> "Future[EditMessage]":
        return self.start_edit(job)  # at once, so that an edit is made even if the program is left right after

    def on_edit_committed(self, message: messages.EditCommitted) -> None:
        """Read again the rows that an edit touched, and nothing else before they are on their way to the screen."""
        edited = message.edited
        if edited.group is not None:
            self.loader.ignore_own(edited.group)
            for number, pane in enumerate(self.panes):
                if not pane.spec.shows_progress:
                    self.loader.rows(number, pane.generation, edited.records, brings_back=edited.is_return)
        self.loader.post_after(messages.EditRendered(edited))

    def on_rows_reloaded(self, message: messages.RowsReloaded) -> None:
        """Show touched rows as they are now, and read the pane anew where one has come back that it did not show."""
        if not self.panes[message.pane].show_rows(message.rows) and message.brings_back:
            self.open_pane(message.pane, from_top=False)

    def on_edit_rendered(self, message: messages.EditRendered) -> None:
        """Go on once the rows are drawn; from here on another edit of these records is of what is shown."""
        self._in_edit.difference_update(message.edited.records)
        for pane in self.panes:
            self.post_message(Update(pane))  # a pane tells that by itself only once it is idle
        self.call_after_refresh(self._follow_up, message.edited)

    def _follow_up(self, edited: EditMessage) -> None:
        """Tell of an edit, and read again what only counts what it touched.

        A notification is laid out over everything, and who reads takes turns with who draws: the row would have to
        wait for both.
        """
        self.begin(self._tell_edit(edited))
        if edited.group is not None:
            self.loader.header(self.query_scope())
            for number, pane in enumerate(self.panes):
                if pane.spec.shows_progress:
                    self.open_pane(number, from_top=False)
            self._tell_dialog()
        self.end_edit()

    async def _tell_edit(self, edited: EditMessage) -> None:
        """Tell of an edit, naming records by what they say."""
        ids = edited.records[:FIRST_NAMED]
        names = self.names_in_panes(ids)
        if len(names) < len(ids):
            names = await self.read(partial(names_of, ids=ids))
        self.show_message(self.translate(edited.sentence, **edited.values_naming(names)))

    @on(messages.ChangedElsewhere)
    def refresh_dialog(self) -> None:
        """Read again what an open dialog shows."""
        self._tell_dialog()

    def _tell_dialog(self) -> None:
        shown = self.app.screen
        if shown is not self:
            cast("Dialog[object]", shown).store_changed()


def _statuses(target: EditTarget) -> list[tuple[str, str]]:
    """Return the statuses that were seen; a damaged one is left out."""
    seen = ((record, fields.get("status")) for record, fields in target.seen.items())
    return [(record, status) for record, status in seen if status in set(Status)]
