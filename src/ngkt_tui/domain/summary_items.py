"""The summary: everything that a report shows, computed once and fed to every format.

Texts are in the summary's one language already; dates stay `date` so that each format writes them its own way.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from ngkt_tui.domain.counting_form import CountingForm
from ngkt_tui.domain.enums import (
    UNJUDGED,
    Assessment,
    FigureKind,
    Language,
    ReportAspect,
    ResultKind,
    Stage,
    Stance,
    Status,
)
from ngkt_tui.domain.overview_items import AgeTally, FigureSeries, MarketMatrix, MonthTally, StageCount, ThemeResults
from ngkt_tui.domain.standing import Standing
from ngkt_tui.domain.stored_values import Damaged


class ProgressLine(NamedTuple):
    """A line on how a directive goes on."""

    made_on: date | None
    text: str


class NextStep(NamedTuple):
    """What is to be done next on a directive and is not done yet; `who` is a name, empty for nobody."""

    number: int
    text: str
    who: str
    due: date | None


class ReportLine(NamedTuple):
    """What an agency reported of a directive: `aspect` is one of `ReportAspect`."""

    made_on: date | None
    agency: str
    aspect: str
    text: str
    agency_id: str


class DirectiveItem(NamedTuple):
    """One directive as a report shows it."""

    id: str
    status: Status | None
    """`None` where the store holds a damaged one."""
    kind: str
    text: str
    conference: str | None
    """`None` for one of no conference; `conference_date` is the day on which it was asked then."""
    conference_date: date | None
    issuers: tuple[str, ...]
    lead: tuple[str, ...]
    coordinating: tuple[str, ...]
    addressees: tuple[str, ...]
    themes: tuple[str, ...]
    due: date | None
    done_on: date | None
    why: str
    notes: tuple[str, ...]
    evidence: tuple[str, ...]
    horizon: str
    sources: tuple[str, ...]
    """Each as `article ¶ 3, 5`."""
    waiting_days: int | None
    """Days since a user last touched it, else since the conference; `None` where neither is known or it is closed."""
    withdrawn: bool
    importance: int | None = None  # 1 to 3, the most important
    first_due: date | None = None
    """The due date that was set first, where it was moved since."""
    nature: str = UNJUDGED
    product: str = ""
    """What it asks to be produced."""
    confirms: tuple[str, ...] = ()
    """Who says whether it is done."""
    progress: tuple[ProgressLine, ...] = ()
    """The newest day first."""
    steps: tuple[NextStep, ...] = ()
    """What is still open."""
    is_own: bool = False
    """Whether a unit made it, and neither an article nor a document stands for it."""
    reports: tuple[ReportLine, ...] = ()
    """What agencies reported of it, by agency."""
    transfer: tuple[str, ...] = ()  # who should take it over, since when
    transferred_on: date | None = None

    def reported(self, aspect: ReportAspect) -> str:
        """Return what agencies reported under one aspect, an agency a line."""
        return "\n".join(f"{each.agency}: {each.text}" for each in self.reports if each.aspect == aspect)


class Progress(NamedTuple):
    """How far a conference, an agency or a theme has come."""

    id: str
    label: str
    form: CountingForm
    statuses: tuple[int, ...] = ()
    """Of those that can be followed, how many have each status, in the order of `Status`."""


class GroupShare(NamedTuple):
    """An agency, and how many directives groups were asked to which it belongs, and not it by name."""

    id: str
    label: str
    directives: int


class ConferenceReport(NamedTuple):
    """A conference with its counting form and its directives in order (empty in a brief summary).

    The directives of no conference come last, under an empty id.
    """

    id: str
    title: str
    date: date | None
    date_inferred: bool
    place: str
    chairs: tuple[str, ...]
    form: CountingForm
    recommendations: int
    directives: Iterable[DirectiveItem]
    """Directives and recommendations; iterated once, in order, so that any number can be streamed."""
    statuses: tuple[int, ...] = ()
    """Of those that can be followed, how many have each status, in the order of `Status`."""


class AgreementItem(NamedTuple):
    """An agreement and where it stands."""

    id: str
    name: str
    stage: Stage | None
    on: date | None
    """The day itself where a user gave it, else of the conference by which it was reported."""
    next_step: str  # from the same source as the stage
    is_own: bool = False  # whether a user dated the stage
    what: str = ""  # said by the newest report
    other_stage: Stage | None = None
    """What the other of the two last said, articles or users, where both said something."""
    other_on: date | None = None
    is_made_here: bool = False  # by a unit, and neither an article nor a document stands for it; so below

    @property
    def standing(self) -> Standing:
        return Standing(self.stage, self.on, self.is_own, self.other_stage, self.other_on)


class MarketItem(NamedTuple):
    """A market and the stance taken on it on the newest day; `beside` are the others of that day."""

    id: str
    name: str
    stance: Stance
    on: date | None
    assessment: Assessment | None = None
    beside: tuple[Stance, ...] = ()
    is_made_here: bool = False


class OfficialItem(NamedTuple):
    """A leader with each post as reported, and the number of directives given."""

    id: str
    name: str
    posts: tuple[str, ...]
    issued: int
    is_made_here: bool = False


class DirectivePart(NamedTuple):
    """Directives that a report shows under one title, which is in its language."""

    title: str
    directives: tuple[DirectiveItem, ...]
    total: int
    """How many there are, of which the first are shown."""


class FigureItem(NamedTuple):
    """A figure; `amount` is its value with the unit, in the summary's language."""

    id: str
    label: str
    printed_as: str
    kind: FigureKind | Damaged
    said_by: str
    amount: str = ""
    is_made_here: bool = False


class ResultLine(NamedTuple):
    """A result, an assessment, a forecast or what was agreed, by its `kind`."""

    id: str
    kind: ResultKind | Damaged
    text: str
    on: date | None
    said_by: str
    answers: int  # how many directives it may answer
    is_made_here: bool = False


class SourceItem(NamedTuple):
    """An article that the digests were written from."""

    id: str
    title: str
    outlet: str
    published: date | None
    url: str = ""


class CalendarDay(NamedTuple):
    """A day to come: of a due date, of an answer awaited, of a next step or of what is watched, by its `kind`."""

    kind: str
    uid: str
    day: date
    record: str
    text: str
    what: str
    """The next step, or what is noted of what is watched."""
    who: str


class ActionItems(NamedTuple):
    """What asks for a decision: each list is short, newest need first."""

    blocked: tuple[DirectiveItem, ...]
    overdue: tuple[DirectiveItem, ...]
    due_soon: tuple[DirectiveItem, ...]
    silent: tuple[DirectiveItem, ...]
    """The open directives that nobody has touched for the longest time, at most ten."""
    reported: tuple[DirectiveItem, ...] = ()
    """Those that are reported as done and wait to be confirmed, the longest wait first."""


class Summary(NamedTuple):
    """A report on the store, or on the part of it that a filter leaves."""

    language: Language
    as_of: date
    store: str
    """The store's name, for the heading."""
    filter_sentence: str
    """What scope and filter say in words; empty where nothing is left out."""
    form: CountingForm
    evidenced: int
    """Of the finished directives that can be followed, those with evidence."""
    recommendations: int
    brief: bool
    conferences: tuple[ConferenceReport, ...]
    by_agency: tuple[Progress, ...]
    by_theme: tuple[Progress, ...]
    attention: ActionItems
    agreements: tuple[AgreementItem, ...]
    markets: tuple[MarketItem, ...]
    officials: tuple[OfficialItem, ...]
    figures: tuple[FigureItem, ...]
    results: tuple[ResultLine, ...]
    sources: tuple[SourceItem, ...]
    through_groups: tuple[GroupShare, ...] = ()
    reported: int = 0
    """Of the directives that can be followed, those reported as done and not confirmed, with a due date or not."""
    months: tuple[MonthTally, ...] = ()
    ages: tuple[AgeTally, ...] = ()
    stages: tuple[StageCount, ...] = ()
    matrix: MarketMatrix = MarketMatrix((), ())
    series: tuple[FigureSeries, ...] = ()
    theme_results: tuple[ThemeResults, ...] = ()
    own: int = 0
    """Of the directives and recommendations, those for which neither an article nor a document stands."""
    calendar: Iterable[CalendarDay] = ()
    """The days to come; iterated once."""
    blocked: int = 0
    late: int = 0
    """How many are overdue, blocked, or both."""
    without_lead: int = 0
    """Of the open directives that can be followed, those that no agency is in charge of."""
    unanswered: int = 0
    """Of those, the ones about which an agency should have answered a reminder by now."""
    subject: str = ""
    """The agency or conference that the report is on; empty for one on all."""
    parts: tuple[DirectivePart, ...] = ()
    """In a report on an agency its directives, by what it has to do with them."""
