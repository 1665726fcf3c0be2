"""What the threads report to the dashboard: what has been read, what was edited, what went wrong. All past tense."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from textual.message import Message

from ngkt_tui.domain.errors import FilterError, NgktError
from ngkt_tui.domain.progress import Phase
from ngkt_tui.domain.text import SearchTerms
from ngkt_tui.query.change_groups import ExternalChanges, NewRecords
from ngkt_tui.query.filter.filter_spec import SortKey
from ngkt_tui.query.lists.grouping import RecordGroup
from ngkt_tui.tui.widgets.drawing import Row
from ngkt_tui.tui.widgets.record_cache import FirstPages, RowIndex

if TYPE_CHECKING:
    from ngkt_tui.query.filter.filter_help import FilterCompletion
    from ngkt_tui.query.totals import DashboardTotals
    from ngkt_tui.services.edit import EditMessage

NO_SEARCH_TERMS = SearchTerms()


class Report(Message):
    """Something that a thread reports to the dashboard."""


@dataclass(eq=False)
class PaneMessage(Report):
    """Something was read for one opening of one pane."""

    pane: int
    generation: int


@dataclass(eq=False)
class FirstPagesLoaded(PaneMessage):
    """The first pages of every section of a pane were read, but of those that stay as they are (`None`)."""

    openings: tuple[FirstPages | None, ...]
    search_terms: SearchTerms = NO_SEARCH_TERMS
    order: tuple[SortKey, ...] = ()


@dataclass(eq=False)
class CountLoaded(PaneMessage):
    """The records of a section were counted."""

    section: int
    count: int


@dataclass(eq=False)
class GroupsLoaded(PaneMessage):
    """The groups of a section were counted; `keeps_places` where its rows were not read anew."""

    section: int
    groups: tuple[RecordGroup, ...]
    keeps_places: bool = False


@dataclass(eq=False)
class PageLoaded(PaneMessage):
    """A page of a section was read."""

    section: int
    page: int
    rows: tuple[Row, ...]


@dataclass(eq=False)
class RecordLocated(PaneMessage):
    """The place of a record was looked up; its page was reported before."""

    record: str
    spot: RowIndex


@dataclass(eq=False)
class RowsReloaded(PaneMessage):
    """Rows that were touched by an edit were read again. `brings_back` means that the list may have had others.

    `is_outdated` means that lines were added or taken away that are no records.
    """

    rows: tuple[Row, ...]
    brings_back: bool
    is_outdated: bool


@dataclass(eq=False)
class FilterRefused(PaneMessage):
    """A pane's filter has a mistake; the pane keeps what it shows."""

    error: FilterError


@dataclass(eq=False)
class ReadingFailed(PaneMessage):
    """A pane could not be read."""

    error: NgktError


@dataclass(eq=False)
class CompletionsLoaded(Report):
    """How a half-typed filter may go on was looked up: `text` up to `cursor`."""

    text: str
    cursor: int
    ways: "tuple[FilterCompletion, ...]"


@dataclass(eq=False)
class TotalsLoaded(Report):
    """The directives of the scope were counted."""

    header: "DashboardTotals"


@dataclass(eq=False)
class ChangedElsewhere(Report):
    """Somebody else changed the store."""

    seen: ExternalChanges


@dataclass(eq=False)
class NewRecordsLoaded(Report):
    """What imports have brought was looked up."""

    new: NewRecords


class StoreProblem(StrEnum):
    """Why nothing can be read, and nothing edited; the words are `header.trouble-<value>`."""

    REPLACED = "replaced"
    GONE = "gone"
    UNREADABLE = "unreadable"
    UNREACHABLE = "unreachable"


@dataclass(eq=False)
class StoreLost(Report):
    """The store cannot be read; reported again whenever the reason is another one."""

    trouble: StoreProblem


class StoreBack(Report):
    """The store can be read again, or another one in its place."""


@dataclass(eq=False)
class WorkAdvanced(Report):
    """So much of a phase of long work is done."""

    phase: Phase
    done: int
    total: int


class WorkEnded(Report):
    """Long work was done, refused or stopped."""


@dataclass(eq=False)
class EditRendered(Report):
    """What an edit touched has been read again and is on its way to the screen."""

    edited: "EditMessage"


@dataclass(eq=False)
class Failed(Report):
    """A service could not do what was asked of it; its user is to be notified."""

    error: NgktError


@dataclass(eq=False)
class Crashed(Report):
    """A job raised what nobody expects: the program ends with it."""

    error: BaseException


@dataclass(eq=False)
class TextCut(Message):
    """Text had no room where it was typed or pasted: `left_out` characters beyond the `limit`."""

    limit: int
    left_out: int
