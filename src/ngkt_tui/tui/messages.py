"""What the threads tell the dashboard: what has been read, what was edited, what went wrong. All past tense."""

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
    from ngkt_tui.query.filter.completion import FilterCompletion
    from ngkt_tui.query.totals import DashboardTotals
    from ngkt_tui.services.edit import EditMessage

NO_SEARCH_TERMS = SearchTerms()


class Report(Message):
    """Something that a thread of the dashboard tells it."""


class PaneMessage(Report):
    """Something was read for one opening of one pane."""

    def __init__(self, pane: int, generation: int) -> None:
        super().__init__()
        self.pane, self.generation = pane, generation


class FirstPagesLoaded(PaneMessage):
    """The first pages of every section of a pane were read."""

    def __init__(
        self,
        pane: int,
        generation: int,
        openings: tuple[FirstPages, ...],
        search_terms: SearchTerms = NO_SEARCH_TERMS,
        order: tuple[SortKey, ...] = (),
    ) -> None:
        super().__init__(pane, generation)
        self.openings, self.search_terms, self.order = openings, search_terms, order


class CountLoaded(PaneMessage):
    """The records of a section were counted."""

    def __init__(self, pane: int, generation: int, section: int, count: int) -> None:
        super().__init__(pane, generation)
        self.section, self.count = section, count


class GroupsLoaded(PaneMessage):
    """The groups of a section were counted; `keeps_places` where its rows were not read anew."""

    def __init__(
        self, pane: int, generation: int, section: int, groups: tuple[RecordGroup, ...], *, keeps_places: bool = False
    ) -> None:
        super().__init__(pane, generation)
        self.section, self.groups, self.keeps_places = section, groups, keeps_places


class PageLoaded(PaneMessage):
    """A page of a section was read."""

    def __init__(self, pane: int, generation: int, section: int, page: int, rows: tuple[Row, ...]) -> None:
        super().__init__(pane, generation)
        self.section, self.page, self.rows = section, page, rows


class RecordLocated(PaneMessage):
    """The place of a record was looked up; its page was told of before."""

    def __init__(self, pane: int, generation: int, record: str, spot: RowIndex) -> None:
        super().__init__(pane, generation)
        self.record, self.spot = record, spot


class RowsReloaded(PaneMessage):
    """Rows that were touched by an edit were read again. `brings_back` tells that the list may have had others.

    `is_outdated` tells that lines were added or taken away that are no records.
    """

    def __init__(
        self, pane: int, generation: int, rows: tuple[Row, ...], *, brings_back: bool, is_outdated: bool
    ) -> None:
        super().__init__(pane, generation)
        self.rows = rows
        self.brings_back, self.is_outdated = brings_back, is_outdated


class FilterRefused(PaneMessage):
    """A pane's filter has a mistake; the pane keeps what it shows."""

    def __init__(self, pane: int, generation: int, error: FilterError) -> None:
        super().__init__(pane, generation)
        self.error = error


class ReadingFailed(PaneMessage):
    """A pane could not be read."""

    def __init__(self, pane: int, generation: int, error: NgktError) -> None:
        super().__init__(pane, generation)
        self.error = error


class CompletionsLoaded(Report):
    """How a half-typed filter may go on was looked up: `text` up to `cursor`."""

    def __init__(self, text: str, cursor: int, ways: "tuple[FilterCompletion, ...]") -> None:
        super().__init__()
        self.text, self.cursor, self.ways = text, cursor, ways


class TotalsLoaded(Report):
    """The directives of the scope were counted."""

    def __init__(self, header: "DashboardTotals") -> None:
        super().__init__()
        self.header = header


class ChangedElsewhere(Report):
    """Somebody else changed the store."""

    def __init__(self, seen: ExternalChanges) -> None:
        super().__init__()
        self.seen = seen


class NewRecordsLoaded(Report):
    """What imports have brought was looked up."""

    def __init__(self, new: NewRecords) -> None:
        super().__init__()
        self.new = new


class StoreProblem(StrEnum):
    """Why nothing can be read, and nothing edited; the words are `header.trouble-<value>`."""

    REPLACED = "replaced"
    GONE = "gone"
    UNREADABLE = "unreadable"
    UNREACHABLE = "unreachable"


class StoreLost(Report):
    """The store cannot be read; it is told whenever the reason is another one."""

    def __init__(self, trouble: StoreProblem) -> None:
        super().__init__()
        self.trouble = trouble


class StoreBack(Report):
    """The store can be read again, or another one in its place."""


class WorkAdvanced(Report):
    """So much of a phase of long work is done."""

    def __init__(self, phase: Phase, done: int, total: int) -> None:
        super().__init__()
        self.phase, self.done, self.total = phase, done, total


class WorkEnded(Report):
    """Long work was done, refused or stopped."""


class EditCommitted(Report):
    """An edit was made and is durable."""

    def __init__(self, edited: "EditMessage") -> None:
        super().__init__()
        self.edited = edited


class EditRendered(Report):
    """What an edit touched has been read again and is on its way to the screen."""

    def __init__(self, edited: "EditMessage") -> None:
        super().__init__()
        self.edited = edited


class Failed(Report):
    """A service could not do what was asked of it; its user is to be told."""

    def __init__(self, error: NgktError) -> None:
        super().__init__()
        self.error = error


class Crashed(Report):
    """A job raised what nobody expects: the program ends with it."""

    def __init__(self, error: BaseException) -> None:
        super().__init__()
        self.error = error


class TextCut(Message):
    """Text had no room where it was typed or pasted: `left_out` characters beyond the `limit`."""

    def __init__(self, limit: int, left_out: int) -> None:
        super().__init__()
        self.limit, self.left_out = limit, left_out
