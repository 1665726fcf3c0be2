"""Edits: ticks, undo and redo, what a dialog asks for, and showing what an edit touched.

An edit is made in the editing thread, at once, so that it is made even if the program is left right after. It carries
what its user saw; where somebody has changed that since, its user is asked.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from ngkt_tui.domain.enums import RecordKind, Status
from ngkt_tui.domain.errors import EditConflictError, NgktError, TooManyRecordsError
from ngkt_tui.domain.user_fields import ExpectedValues, FieldUpdates
from ngkt_tui.services import edit
from ngkt_tui.services.change_text import FIRST_NAMED, names_of
from ngkt_tui.services.edit import EditMessage
from ngkt_tui.services.session_state import Draft, DraftKind
from ngkt_tui.tui.dashboard.notifier import MANY, Notifier
from ngkt_tui.tui.dashboard.pane_controller import PaneController
from ngkt_tui.tui.dashboard.selection import EditTarget, MarkController
from ngkt_tui.tui.dashboard.store_watcher import StoreWatcher
from ngkt_tui.tui.messages import EditRendered, Failed
from ngkt_tui.tui.pane_loader import PaneLoader
from ngkt_tui.tui.view_state import SharedContext
from ngkt_tui.tui.workers import WorkerHost

if TYPE_CHECKING:
    from ngkt_tui.tui.dialogs.dialog import UnsavedGuardDialog

T = TypeVar("T")


class EditController:
    """Edits records of the panes. `resolve` asks whether an edit of what somebody has changed is made after all."""

    def __init__(
        self,
        shared: SharedContext,
        workers: WorkerHost,
        loader: PaneLoader,
        watcher: StoreWatcher,
        panes: PaneController,
        marks: MarkController,
        notifier: Notifier,
        resolve: Callable[[EditConflictError, bool], Awaitable[bool]],
    ) -> None:
        self._shared, self._workers, self._loader, self._watcher = shared, workers, loader, watcher
        self._panes, self._marks, self._notifier, self._resolve = panes, marks, notifier, resolve
        self.drafts: list[Draft] = []
        """What was being typed when the dashboard ended before, until it is gone on with or thrown away."""
        self.is_prepared = not shared.present.may_edit
        """Whether what an edit needs is loaded, or will never be needed."""
        self._in_edit: set[str] = set()
        """Records that were ticked here, until their rows are read again: what is shown of them is known to be old."""
        self._all_shown = asyncio.Event()
        self._all_shown.set()

    def prepare(self) -> None:
        """Load what an edit needs, in the editing thread; who may only read needs none of it."""
        if not self.is_prepared:
            self.is_prepared = True
            self._workers.editing.run(edit.prepare)

    async def current_target(self) -> EditTarget | None:
        """Return what an edit is made of, as edits before left it: what is marked, else the record under the cursor.

        `None` where there is nothing, or where more are marked than can be seen and its user says no.
        """
        self.prepare()  # while its user chooses and types
        await self.edits_rendered()
        target = self._marks.target()
        if target is None or self._is_too_many(target):
            return None
        return target if await self._is_sure(target) else None

    async def ask_and_update(
        self,
        target: EditTarget,
        act: DraftKind,
        make: "Callable[[], UnsavedGuardDialog[T]]",
        updates_of: Callable[[T], FieldUpdates],
    ) -> None:
        """Ask with a dialog and make the edit that is answered; see `ask_and_do`."""

        async def do(answer: T) -> bool:
            return (updates := updates_of(answer)).is_empty or await self.update(target, updates)

        await self.ask_and_do(target.ids, act, make, do)

    async def ask_and_do(
        self,
        records: tuple[str, ...],
        act: DraftKind,
        make: "Callable[[], UnsavedGuardDialog[T]]",
        do: Callable[[T], Awaitable[bool]],
        typed: Mapping[str, str] = {},
    ) -> None:
        """Ask with a dialog and do what is answered; where it could not be done, what was typed is there to try again.

        It begins with a draft of the same act on the same records, else with what was `typed` elsewhere.
        """
        texts = self._take_draft(act, records) or typed
        while True:
            dialog = make()
            dialog.begin_draft(act, records, texts)
            answer = await self._workers.ask(dialog)
            if answer is None or await do(answer):
                return
            texts = dialog.typed_texts() if dialog.written() else {}
            if not texts:
                return

    async def update(self, target: EditTarget, updates: FieldUpdates) -> bool:
        """Edit the fields of a target, given what was seen of it; return whether it was edited."""

        def make(seen: ExpectedValues | None) -> EditMessage:
            return edit.edit_fields(self._shared.present, target.ids, updates, seen)

        self._notify_of_many(target)
        return await self.do(target, partial(make, target.seen), partial(make, None))

    async def do(
        self, target: EditTarget, job: Callable[[], EditMessage], again: Callable[[], EditMessage] | None = None
    ) -> bool:
        """Make an edit of a target, as `edit` does; return whether it was made."""
        if is_made := await self.edit(job, again):
            self._marks.unmark(target)
        return is_made

    async def tick_record(self, target: EditTarget) -> None:
        """Make the directives of a target done, or what they were before."""
        seen = edit.statuses_in(target.seen)
        await self.edit(partial(edit.tick, self._shared.present, target.ids, seen), self._done_anyway(target))

    async def edit(self, job: Callable[[], EditMessage], again: Callable[[], EditMessage] | None = None) -> bool:
        """Make an edit in the editing thread, notify of it and show it; return whether it was made.

        Where somebody has changed the value since it was seen, its user chooses; `again` makes the edit all the same.
        """
        self._workers.has_opened()
        return await self.finish(self.start(job), again)

    async def edits_rendered(self) -> None:
        """Wait until every edit that was begun has been refused, or is seen in its rows."""
        await self._all_shown.wait()

    def drafts_with(self, screens: Iterable[object]) -> tuple[Draft, ...]:
        """Return the drafts that are left, and what would be lost of these screens if the program ended now."""
        written = (getattr(screen, "draft", None) for screen in screens)
        return (*self.drafts, *(draft for draft in written if isinstance(draft, Draft)))

    def _take_draft(self, act: DraftKind, records: tuple[str, ...]) -> Mapping[str, str]:
        kept = next((draft for draft in self.drafts if (draft.act, draft.records) == (act, records)), None)
        if kept is None:
            return {}
        self.drafts.remove(kept)
        return kept.texts

    def _notify_of_many(self, target: EditTarget) -> None:
        """Notify beforehand of an edit that takes long that it goes on."""
        if len(target.ids) >= MANY:
            self._notifier.show_message(self._shared.present.translate("edited.many-begun", count=len(target.ids)))

    def _is_too_many(self, target: EditTarget) -> bool:
        """Return whether a target has more records than an edit may have, and say so."""
        try:
            edit.require_not_too_many(target.ids)
        except TooManyRecordsError as error:
            self._notifier.report(error)
            return True
        return False

    async def _is_sure(self, target: EditTarget) -> bool:
        hidden = self._marks.out_of_sight(target)
        if not hidden:
            return True
        from ngkt_tui.tui.dialogs.dialog import ChoiceDialog  # dialogs are loaded when first opened

        question = ChoiceDialog(
            self._shared.present.language,
            title=self._shared.present.translate("marks.sure.title", what=target.subject),
            text=self._shared.present.translate("marks.sure.text", what=target.subject, hidden=hidden),
            yes="marks.sure.yes",
            no="marks.sure.no",
        )
        return await self._workers.ask(question) is True

    def tick(self, target: EditTarget | None) -> None:
        """Tick directives; those that are marked out of sight only when its user is sure."""
        if target is None or target.kind is not RecordKind.DIRECTIVE or self._is_too_many(target):
            return
        if self._marks.out_of_sight(target):
            self._workers.begin(self._tick_if_sure(target), opens=True)
        else:
            self._start_tick(target)

    def undo(self) -> None:
        self._workers.begin(self._finish(self.start(partial(edit.undo, self._shared.present))))

    def redo(self) -> None:
        self._workers.begin(self._finish(self.start(partial(edit.redo, self._shared.present))))

    async def _tick_if_sure(self, target: EditTarget) -> None:
        if await self._is_sure(target):
            self._start_tick(target)

    def _start_tick(self, target: EditTarget) -> None:
        self._notify_of_many(target)
        seen = {key: each for key, each in edit.statuses_in(target.seen).items() if key not in self._in_edit}
        self._in_edit.update(target.ids)
        self._workers.begin(
            self._finish_tick(self.start(partial(edit.tick, self._shared.present, target.ids, seen)), target)
        )

    async def _finish_tick(self, making: "Future[EditMessage]", target: EditTarget) -> None:
        if await self.finish(making, self._done_anyway(target)):
            self._marks.unmark(target)
        touched = () if making.exception() else making.result().records
        self._in_edit.difference_update(set(target.ids).difference(touched))

    def _done_anyway(self, target: EditTarget) -> Callable[[], EditMessage] | None:
        """Return what ticks a target whatever somebody has made of it; `None` where all of it was done."""
        if all(status is Status.DONE for status in edit.statuses_in(target.seen).values()):
            return None
        return partial(edit.set_status, self._shared.present, target.ids, Status.DONE)

    def start(self, job: Callable[[], EditMessage]) -> "Future[EditMessage]":
        """Make an edit in the editing thread, at once; nothing that only counts is read meanwhile."""
        self._workers.reading.pause_low_priority()
        self._workers.own_edits += 1
        self._all_shown.clear()
        making = self._workers.editing.run(job)
        making.add_done_callback(lambda _: self._workers.reading.resume_low_priority())
        return making

    async def finish(self, making: "Future[EditMessage]", again: Callable[[], EditMessage] | None = None) -> bool:
        """Await an edit that is being made, and go on as `edit` does."""
        try:
            edited = await asyncio.shield(asyncio.wrap_future(making))
        except EditConflictError as error:
            self._end()
            self._watcher.check()
            is_wanted = await self._resolve(error, again is not None)
            return is_wanted and again is not None and await self.edit(again)
        except NgktError as error:
            self._end()
            self._workers.post(Failed(error))
            return False
        self._reload(edited)
        return True

    async def _finish(self, making: "Future[EditMessage]") -> None:
        await self.finish(making)

    def _reload(self, edited: EditMessage) -> None:
        """Read again the rows that an edit touched, and nothing else before they are on their way to the screen."""
        if edited.group is not None:
            self._workers.own_groups |= {edited.group}
            if edited.is_of_records:
                self._panes.forget_counts()
                self._panes.open_all(from_top=False)
            else:
                self._panes.reload_rows(edited.records, brings_back=edited.is_return)
        self._loader.post_after(EditRendered(edited))

    def end_reload(self, edited: EditMessage) -> None:
        """Learn that the rows are drawn: from here on another edit of these records is of what is shown."""
        self._in_edit.difference_update(edited.records)

    def follow_up(self, edited: EditMessage) -> None:
        """Notify of an edit, and read again what only counts what it touched.

        A notification is laid out over everything, and who reads takes turns with who draws: the row would have to
        wait for both.
        """
        self._workers.begin(self._notify(edited))
        if edited.group is not None:
            self._panes.reload_progress(edited)
        self._end()

    async def _notify(self, edited: EditMessage) -> None:
        """Notify of an edit, naming records by what they say."""
        ids = edited.records[:FIRST_NAMED]
        names = self._panes.names_of(ids)
        if len(names) < len(ids):
            names = await self._workers.read(partial(names_of, ids=ids))
        self._notifier.show_message(self._shared.present.translate(edited.sentence, **edited.values_naming(names)))

    def _end(self) -> None:
        """Learn that an edit was refused, or that what it touched has been read again."""
        self._workers.own_edits -= 1
        if not self._workers.own_edits:
            self._all_shown.set()
            if self._watcher.has_to_look:
                self._watcher.check()
