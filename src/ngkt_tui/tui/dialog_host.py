"""The desk: what a dialog's opener may use of the dashboard. Openers ask services in the desk's threads, never here."""

from collections.abc import Callable, Coroutine, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from textual.notifications import SeverityLevel

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.errors import NgktError
from ngkt_tui.domain.highlighting import SearchTerms
from ngkt_tui.domain.user_fields import ExpectedValues
from ngkt_tui.services.context import Context
from ngkt_tui.services.drafts import Draft, DraftKind
from ngkt_tui.services.edit import EditMessage
from ngkt_tui.services.reader import Reader
from ngkt_tui.tui.keymap import Key, Keymap
from ngkt_tui.tui.selection import EditTarget
from ngkt_tui.tui.view_state import LabelledScope, ViewState
from ngkt_tui.tui.widgets.sections import Row

if TYPE_CHECKING:
    from ngkt_tui.tui.dialogs.base import Dialog
    from ngkt_tui.tui.dialogs.form import UnsavedGuardDialog

T = TypeVar("T")


class SelectedRecord(NamedTuple):
    """The record under the cursor, with its row as the pane shows it."""

    kind: RecordKind
    id: str
    row: Row


class DialogHost(Protocol):
    """The dashboard as its dialogs see it."""

    context: Context
    view: ViewState
    drafts: list[Draft]
    """What was being typed when the dashboard ended before, until it is gone on with or thrown away."""

    @property
    def language(self) -> Language:
        """Return the language that is spoken."""

    @property
    def keymap(self) -> Keymap:
        """Return which keys are bound."""

    @property
    def pane_filter(self) -> tuple[RecordKind, str]:
        """Return the kind of the focused pane's first section, and the pane's filter."""

    @property
    def pane_kinds(self) -> tuple[RecordKind, ...]:
        """Return the kinds of records of the focused pane, first that of the record under the cursor."""

    @property
    def search_terms(self) -> SearchTerms:
        """Return what the focused pane's filter looks for."""

    def translate(self, key: str, /, **values: object) -> str:
        """Return words in the language that is spoken."""

    def chosen(self) -> tuple[SelectedRecord, ...]:
        """Return the record under the cursor; empty where there is none."""

    def commands(self) -> tuple[Key, ...]:
        """Return the commands that work now, for the palette."""

    async def perform(self, action: str) -> None:
        """Do what a key with this action does."""

    def begin(self, act: Coroutine[Any, Any, None], *, opens: bool = False) -> None:
        """Run what an open dialog does beside itself; a failure in it is told.

        Where it `opens` another dialog, or another record, what is typed until that is there is kept for it.
        """

    async def read(self, job: Callable[[Reader], T]) -> T:
        """Return what `job` reads, in the reading thread."""

    async def look_up(self, job: Callable[[Reader], T], wanted: Callable[[], bool]) -> T | None:
        """Return what `job` reads, in the reading thread; it is stopped, and `None`, once it is not wanted any more."""

    async def aim(self) -> EditTarget | None:
        """Return what an edit is made of, as edits before left it: what is marked, else the record under the cursor.

        `None` where there is nothing, or where more are marked than can be seen and its user says no.
        """

    async def ask_about(
        self, target: EditTarget, act: DraftKind, dialog: "UnsavedGuardDialog[T]", texts: Mapping[str, str]
    ) -> T | None:
        """Show a dialog that edits a target and return its answer; what is typed outlives the end of the program.

        It begins with `texts`, by field, else with a draft of the same act on the same records.
        """

    async def change(self, target: EditTarget, act: Callable[[ExpectedValues | None], EditMessage]) -> bool:
        """Make an edit of a target as `edit` does; `act` is given what was seen, `None` to make it all the same."""

    async def edit(self, job: Callable[[], EditMessage], again: Callable[[], EditMessage] | None = None) -> bool:
        """Make an edit in the editing thread, tell of it and show it; return whether it was made.

        Where somebody has changed the value since it was seen, its user chooses; `again` makes the edit all the same.
        """

    async def settled(self) -> None:
        """Wait until every edit that was begun has been refused, or is seen in its rows."""

    async def work(self, job: Callable[[], T]) -> T:
        """Return what another slow service returns, run in the editing thread."""

    async def ask(self, dialog: "Dialog[T]") -> T | None:
        """Show a dialog and return its answer, `None` where it was left."""

    def copy(self, text: str) -> None:
        """Hand a text to the clipboard of the terminal, and tell of it."""

    def open_address(self, address: str) -> None:
        """Open a web address in a browser; where there is none here, copy and say it."""

    def type_filter(self, texts: Mapping[str, str]) -> None:
        """Put filters into the boxes of panes, by their ids, and go to the box of the last one."""

    def show_message(self, text: str, *, severity: SeverityLevel = "information") -> None:
        """Show a notification; the text is literal."""

    def show_failure(self, error: NgktError) -> None:
        """Show what went wrong, why, and what to do next."""

    def narrow(self, kind: RecordKind, record: str, label_vi: str, label_en: str | None) -> None:
        """Narrow the whole dashboard to a record."""

    def filter_with(self, text: str) -> None:
        """Narrow the focused pane to another filter."""

    def keep_filter(self) -> None:
        """Remember the focused pane's filter among those that were used."""

    def filter_directives(self, text: str) -> None:
        """Put a filter on the pane of the directives, and go there."""

    def look_at(self, kind: RecordKind, text: str, scope: tuple[LabelledScope, ...]) -> None:
        """Filter the pane of a kind of record with `text`, and narrow the dashboard to `scope` alone."""
