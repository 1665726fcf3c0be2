"""What a report is asked to be, and what the reports on a period, on reminders and on agreements hold.

Texts are in the report's one language already; days stay `date`. A summary has its own module.
"""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ngkt_tui.domain.enums import Language, Status
from ngkt_tui.domain.errors import NgktError
from ngkt_tui.domain.summary_items import AgreementItem, DirectiveItem, DirectivePart, NextStep


class TemplateError(NgktError):
    """A template of an office that cannot be used. Values: `path`, `problem` (a `LazyText`)."""

    key = "template"


class ReportKind(StrEnum):
    """What a report is for."""

    STATUS = "status"
    AGENCY = "agency"
    CONFERENCE = "conference"
    BRIEF = "brief"
    PERIOD = "period"
    FOLLOW_UP = "follow-up"
    REGISTER = "register"

    @property
    def is_summary(self) -> bool:
        """Return whether it is a summary, of all directives or some of them, which every format can tell."""
        return self in (ReportKind.STATUS, ReportKind.AGENCY, ReportKind.CONFERENCE)


NAMING = (ReportKind.AGENCY, ReportKind.CONFERENCE)
"""The reports that are on one record, which has to be named."""
ON_SOMETHING = (*NAMING, ReportKind.BRIEF)
"""The reports that may be on one record."""
PERIODIC = (ReportKind.PERIOD, ReportKind.FOLLOW_UP)
"""The reports that may be on a period."""


class ReportRequest(NamedTuple):
    """A report that is asked for. `subject` is the agency or conference that it is on, by id or name.

    A period without `start` or `end` is the month of the last day that counts.
    """

    kind: ReportKind = ReportKind.STATUS
    subject: str = ""
    start: date | None = None
    end: date | None = None


class Span(NamedTuple):
    """Days from the first to the last."""

    start: date
    end: date


class PeriodCounts(NamedTuple):
    """How many directives that can be followed there were at the end of a span, and how many came under each heading.

    Days count as they are known now: what was done in March is, even where that was written down in April.
    """

    span: Span
    followed: int
    finished: int
    spirit: int
    counts: tuple[int, ...]
    """In the order of `PERIOD_PARTS`."""


PERIOD_PARTS = ("new", "done", "late", "carried", "reminded", "confirmed")
"""What a report on a period holds: asked in it, done in it, overdue at its end, asked before and still open, reminded
in it, confirmed in it."""


class ForecastChange(NamedTuple):
    """A record whose next milestone is another than the review before foresaw."""

    name: str
    before: str
    now: str
    confidence: str
    """Whether it will be reached, and why, in words; empty where that is not said."""


class ReviewIndicator(NamedTuple):
    """How far an agency, or the agreements with a partner, have come: each count with what it is a share of."""

    name: str
    is_partner: bool
    reviewed: str
    planned: str
    started: str
    on_time: str
    blocked: str
    silent: str


class ReviewSection(NamedTuple):
    """What a report on a period holds of the review of its last month: coverage, and what differs from `before`."""

    period: str
    before: str
    """The review before, a month as `2024-06`; empty where there is none, and then nothing is compared."""
    reviewed: int
    total: int
    new: int
    done: int
    carried: int
    changed: tuple[ForecastChange, ...]
    indicators: tuple[ReviewIndicator, ...] = ()


class PeriodReport(NamedTuple):
    """What happened in a span, beside the one before it."""

    language: Language
    filter_sentence: str
    now: PeriodCounts
    before: PeriodCounts
    parts: tuple[DirectivePart, ...]
    """In the order of `PERIOD_PARTS`."""
    recommendations: int
    """Asked in the span, beside the directives."""
    own: int
    """Of what was asked in the span, what no article or document stands for."""
    review: ReviewSection | None = None
    """`None` where its last month was not reviewed."""


class ReminderItem(NamedTuple):
    """A reminder about one directive, and what was answered; `answered_on` is `None` where nothing was."""

    directive: DirectiveItem
    agency: str
    level: int
    number: str
    channel: str
    sent_on: date | None
    reply_by: date | None
    answered_on: date | None
    answer: str

    def is_overdue(self, today: date) -> bool:
        """Return whether an answer should have come before `today`."""
        return self.answered_on is None and self.reply_by is not None and self.reply_by < today


class FollowUpReport(NamedTuple):
    """The reminders of a span, `None` for all of them."""

    language: Language
    as_of: date
    filter_sentence: str
    span: Span | None
    reminders: tuple[ReminderItem, ...]
    """The newest first."""


class ReminderLetter(NamedTuple):
    """A letter that reminds one agency of directives. `level` is 1 to 3."""

    language: Language
    agency: str
    level: int
    number: str
    day: date
    reply_by: date | None
    items: tuple[DirectiveItem, ...]


class ReviewedState(NamedTuple):
    """How something goes, as its newest review says."""

    period: str
    confidence: str | None
    why: str | None
    difficulty: str | None
    proposal: str | None


class RegisterEntry(NamedTuple):
    """An agreement with its partners and the open next steps of the unit itself."""

    agreement: AgreementItem
    partners: tuple[str, ...]
    steps: tuple[NextStep, ...]
    directives: int
    """How many directives speak of it."""
    review: ReviewedState | None = None
    """`None` where it was never reviewed."""


class RegisterReport(NamedTuple):
    """The agreements by stage."""

    language: Language
    as_of: date
    filter_sentence: str
    entries: tuple[RegisterEntry, ...]


CLOSED = (Status.DONE, Status.DROPPED)


class BriefThread(NamedTuple):
    """Directives that ask the same, the oldest first, and what may answer them.

    `days` lie between the first and the last; `results` come with the day of their conference.
    """

    asks: tuple[DirectiveItem, ...]
    days: int
    conferences: int
    results: tuple[str, ...]

    @property
    def open(self) -> int:
        """Return how many of the asks are neither done nor dropped."""
        return sum(ask.status not in CLOSED for ask in self.asks)


class Brief(NamedTuple):
    """The paper for a conference. `until` is the last day that counts; `conference` its name, where it has one."""

    language: Language
    until: date
    conference: str
    filter_sentence: str
    threads: tuple[BriefThread, ...]
    """What was asked more than once, the most often first."""
    single: tuple[BriefThread, ...]
    """What was asked once and is open."""
    closed: int
    """How many were asked once and are done or dropped."""
