"""What a dialog may use of the dashboard, and which dialog a key opens: a function of that host for each.

The module of a dialog is imported when it is first opened, so that neither a start nor another dialog loads it. The
function asks, then has a service do what was answered.
"""

from collections.abc import Awaitable, Callable
from importlib import import_module
from typing import Any, TypeVar, cast

from textual.screen import Screen

from ngkt_tui.services.context import Context
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.session_state import DraftKind
from ngkt_tui.tui.dashboard.edit_controller import EditController
from ngkt_tui.tui.dashboard.filter_controller import FilterController, Navigator
from ngkt_tui.tui.dashboard.key_controller import KeyController
from ngkt_tui.tui.dashboard.notifier import Notifier
from ngkt_tui.tui.dashboard.pane_controller import PaneController
from ngkt_tui.tui.dashboard.selection import EditTarget
from ngkt_tui.tui.view_state import SharedContext
from ngkt_tui.tui.workers import WorkerHost

T = TypeVar("T")


class DialogHost:
    """The dashboard as its dialogs see it. Openers ask services in the threads of `workers`, never here."""

    def __init__(
        self,
        shared: SharedContext,
        workers: WorkerHost,
        notifier: Notifier,
        panes: PaneController,
        filters: FilterController,
        navigator: Navigator,
        edits: EditController,
        keys: KeyController,
    ) -> None:
        self._shared = shared
        self.workers, self.notifier = workers, notifier
        self.panes, self.filters, self.navigator = panes, filters, navigator
        self.edits, self.keys = edits, keys

    @property
    def context(self) -> Context:
        """Return the present context, with the language that is spoken."""
        return self._shared.present

    def translate(self, key: str, /, **values: object) -> str:
        return self._shared.present.translate(key, **values)

    async def ask(self, dialog: Screen[T | None]) -> T | None:
        """Show a dialog and return its answer, `None` where it was left."""
        return await self.workers.ask(dialog)


OPENERS = {
    "detail": "detail_dialog:open_detail",
    "page": "record_page:open_page",
    "sources": "detail_dialog:open_sources",
    "history": "history_dialog:open_history",
    "record-history": "history_dialog:open_record_history",
    "timeline": "timeline_dialog:open_timeline",
    "due-today": "openers:open_due_today",
    "today": "today_dialog:open_today",
    "overview": "overview_dialog:open_overview",
    "figures": "overview_dialog:open_figures",
    "thread": "thread_dialog:open_thread",
    "counting": "counting_dialog:open_counting",
    "standing": "edit_dialogs:open_standing",
    "edit": "edit_dialogs:open_edit",
    "add": "record_dialogs:open_add",
    "correct": "record_dialogs:open_correct",
    "confirm": "status_dialog:open_confirm",
    "remind": "follow_up_dialogs:open_remind",
    "answer": "follow_up_dialogs:open_answer",
    "watch": "watch_dialogs:open_watch",
    "review": "review_dialogs:open_review",
    "watched": "watch_dialogs:open_watched",
    "note": "form_dialog:open_note",
    "progress": "progress_dialogs:open_progress",
    "step": "progress_dialogs:open_step",
    "export": "export_dialog:export_report",
    "import": "sheet_dialog:open_import",
    "export-folder": "export_files:open_folder",
    "views": "views_dialog:open_views",
    "columns": "columns_dialog:open_columns",
    "facets": "facets_dialog:pick",
    "help": "help_dialog:open_help",
    "palette": "palette_dialog:open_palette",
    "next-article": "drafting_dialog:open_next_article",
    "drafts": "conflict_dialog:offer_drafts",
}
"""By the names that the table of keys uses."""
EDITORS = {
    DraftKind.NOTE: "form_dialog:write_note",
    DraftKind.STATUS: "status_dialog:change_status",
    DraftKind.EDIT: "edit_dialogs:edit_record",
    DraftKind.PROGRESS: "progress_dialogs:write_progress",
    DraftKind.STEP: "progress_dialogs:plan_step",
    DraftKind.REMIND: "follow_up_dialogs:remind_of",
    DraftKind.ANSWER: "follow_up_dialogs:answer_about",
    DraftKind.CORRECT: "record_dialogs:correct_record",
}
"""What edits a target that is known already."""
RECORD = "detail_dialog:show_record"
"""What shows a record that is known already."""


async def open_dialog(name: str, host: DialogHost) -> None:
    """Open a dialog by its name, on the record under the cursor or on what is marked."""
    await load(OPENERS[name])(host)


async def open_due_today(host: DialogHost) -> None:
    """Open what needs somebody where anything is due: else a start loads nothing of it."""
    if await host.workers.read(_is_anything_due):
        await load("today_dialog:open_due_today")(host)


def _is_anything_due(reader: Reader) -> bool:
    from ngkt_tui.query.reminders import is_anything_due  # after the first rows

    with reader.connection() as connection:
        return is_anything_due(connection, reader.context.today())


async def edit_target(kind: DraftKind, host: DialogHost, target: EditTarget) -> None:
    """Open the dialog that edits a target in one way."""
    await load(EDITORS[kind])(host, target)


def load(place: str) -> Callable[..., Awaitable[Any]]:
    """Return a function by its module and name."""
    module, _, function = place.partition(":")
    return cast("Callable[..., Awaitable[Any]]", getattr(import_module(f"ngkt_tui.tui.dialogs.{module}"), function))
