"""The rows that panes and lists show: one frozen type per kind, values as the store holds them.

Dates, statuses, stages and stances that the store holds damaged are `Damaged` texts, shown and marked, not raised.
`own` is 1 where a unit made the record and neither an article nor a document stands for it, `corrected` where users put
something in place of what digests say.
"""

from datetime import date
from typing import NamedTuple

from ngkt_tui.domain.enums import UNJUDGED, Assessment, ClearAspect, Stage, Status
from ngkt_tui.domain.standing import DatedStance, Standing
from ngkt_tui.domain.stored_values import Damaged, StoredDate

BETWEEN_AGENCIES = "; "
"""Stands between the names of agencies: a name may hold a comma of its own."""
BETWEEN_POSTS = "; "
"""Stands between the posts of one person: a title may hold a comma of its own."""


class DirectiveRow(NamedTuple):
    """A line of the checklist. `repeats` counts the directives of other conferences it is tied to by repetition."""

    position: int
    id: str
    conference: str | None
    """`None` for one of no conference; `conference_date` is the day on which it was asked then."""
    conference_date: StoredDate | None
    kind: str
    text_vi: str
    text_en: str | None
    status: Status | Damaged
    due: StoredDate | None
    done_on: StoredDate | None
    why: str | None
    agencies_vi: str
    """Short names of the lead agencies that count, else of the addressees, `BETWEEN_AGENCIES`; empty for none."""
    agencies_en: str
    leads: int
    """How many lead agencies there are, a user's or else the digests'; 0 means that `agencies_*` are addressees."""
    repeats: int
    notes: int
    withdrawn: int
    importance: int | None = None
    """1 to 3, the most important; `None` where nobody has said so."""
    evidence: int = 0
    """How many pieces of evidence users have named."""
    first_due: StoredDate | None = None
    """The due date that was set first, where it was moved since."""
    own_lead: tuple[str, ...] | Damaged | None = None
    """The agencies that a user gave in place of the digests'; `None` where those of the digests count."""
    own_coordinating: tuple[str, ...] | Damaged | None = None
    own_product: str | None = None
    """What a user says it is to produce, in place of `product_*`."""
    own_nature: str | None = None
    """The nature that a user gave in place of the digests'."""
    nature: str = UNJUDGED
    """The one that counts."""
    product_vi: str | None = None
    product_en: str | None = None
    confirms: tuple[str, ...] | Damaged | None = None
    """Ids of the organisations that say whether it is done."""
    transfer: tuple[str, ...] | Damaged | None = None
    """Ids of the organisations that it should go to instead, as users propose since `transferred_on`."""
    transferred_on: StoredDate | None = None
    lacks: tuple[str, ...] | Damaged | None = None
    """Which of the six things (`ClearAspect`) are not clear; `None` where all are."""
    own: int = 0
    corrected: int = 0
    next_step: str | None = None
    """What is planned next, of several the one that is due first."""

    @property
    def clear(self) -> int:
        """Return how many of the six things are clear."""
        return len(ClearAspect) - len(self.lacks or ())


class ConferenceRow(NamedTuple):
    """A point of the timeline with the progress of its directives (recommendations counted apart).

    `directives` are all of them; the counts by status are those of what can be followed, which `spirit` is not.
    """

    position: int
    id: str
    kind: str
    date: StoredDate | None
    date_inferred: int
    title_vi: str
    title_en: str | None
    format: str | None
    chair_vi: str
    """Post of the chair, short (`Thủ tướng`), else the chair's name; empty where unknown."""
    chair_en: str
    articles: int
    directives: int
    done: int
    doing: int
    blocked: int
    dropped: int
    recommendations: int
    withdrawn: int
    spirit: int = 0
    reported: int = 0
    own: int = 0
    corrected: int = 0
    overdue: int = 0
    place_vi: str | None = None
    place_en: str | None = None
    chair_body: str | None = None
    """The kind of organisation in which the chair holds that post."""
    named_on: StoredDate | None = None
    """The day of the newest conference that names it as related."""
    is_mentioned: int = 0
    """1 where others only speak of it: nobody is known to have chaired it or to have been asked anything."""

    @property
    def followed(self) -> int:
        return self.directives - self.spirit


class AgreementRow(NamedTuple):
    """An agreement with the stage that it reached last, as reported or as dated by a user."""

    position: int
    id: str
    name_vi: str
    name_en: str | None
    kind: str
    stage: Stage | Damaged | None = None
    stage_on: StoredDate | None = None
    """The day that a user gave, or of the conference by which it was reported; of the newest report where no stage is
    known."""
    stages: tuple[tuple[Stage | Damaged, StoredDate], ...] = ()
    """Stage and date of every dated observation and of every move by a user, as they happened."""
    next_step_vi: str | None = None
    """From the same source as the stage."""
    next_step_en: str | None = None
    directives: int = 0
    withdrawn: int = 0
    stage_is_own: int = 0
    """1 where a user dated the stage."""
    other_stage: Stage | Damaged | None = None
    """What the other of the two last said, articles or users, where both said something."""
    other_stage_on: StoredDate | None = None
    reported_on: StoredDate | None = None
    """Date of the conference that last reported anything of it."""
    what_vi: str | None = None
    """What was reported there."""
    what_en: str | None = None
    own: int = 0
    corrected: int = 0
    within: tuple[str, ...] | Damaged | None = None
    """The sets and networks that contain it."""

    @property
    def standing(self) -> Standing:
        return Standing(self.stage, self.stage_on, bool(self.stage_is_own), self.other_stage, self.other_stage_on)


class MarketRow(NamedTuple):
    """A market with how each conference spoke of it; `days` are those on which any market was, the newest last."""

    position: int
    id: str
    name_vi: str
    name_en: str | None
    kind: str
    stances: tuple[DatedStance, ...] = ()
    """Conference date and stance, oldest first; of one day, the one that counts most comes last."""
    directives: int = 0
    withdrawn: int = 0
    assessment: Assessment | Damaged | None = None
    """How users see it."""
    own: int = 0
    corrected: int = 0
    days: tuple[date, ...] = ()
    within: tuple[str, ...] | Damaged | None = None
    """The regions and blocs that it lies in or belongs to."""


class OfficialRow(NamedTuple):
    """A named person with the posts held at the newest conference."""

    position: int
    id: str
    name: str
    post_vi: str = ""
    """The one that comes first: an office of state before a seat in a Party body; empty where none is known."""
    post_en: str = ""
    issued: int = 0
    """How many directives this person gave."""
    withdrawn: int = 0
    posts_vi: str = ""
    """All of them, `BETWEEN_POSTS`."""
    posts_en: str = ""
    own: int = 0
    corrected: int = 0


class AgencyRow(NamedTuple):
    """An organisation with what it owes itself, its parts not counted."""

    position: int
    id: str
    name_vi: str
    name_en: str | None
    short_vi: str | None
    short_en: str | None
    lead: int
    coordinating: int
    addressed: int
    """Directives addressed to it where it is not already lead or coordinating."""
    open: int
    """Of all these that can be followed, not yet done or dropped; `blocked` and `overdue` are of these."""
    blocked: int
    overdue: int
    withdrawn: int
    spirit: int = 0
    """Of all these, what cannot be followed."""
    through_groups: int = 0
    """Directives that groups to which it belongs were asked, and not it by name; no other count holds them."""
    own: int = 0
    corrected: int = 0
    done: int = 0
    doing: int = 0
    reported: int = 0
    dropped: int = 0
    level: int = 0
    """How far below the top of the tree of agencies it stands, 2 at most."""

    @property
    def followed(self) -> int:
        return self.open + self.done + self.dropped
