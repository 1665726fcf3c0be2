"""What is told of a record of each kind, and the whole detail of a record. Frozen values."""

from typing import NamedTuple

from ngkt_tui.domain.amounts import Amount
from ngkt_tui.domain.kinds import RecordKind
from ngkt_tui.domain.standing import Standing
from ngkt_tui.query.detail.values import (
    ArticleShare,
    Attendance,
    Bilingual,
    EvidenceOf,
    GroupAsked,
    Inference,
    Item,
    Mention,
    MovedTo,
    NoteOf,
    Participant,
    Period,
    PlaceInFamily,
    PostHeld,
    SourceOf,
    Tie,
    Tied,
)
from ngkt_tui.query.history import ChangeGroup
from ngkt_tui.query.names import Named


class DirectiveBody(NamedTuple):
    """What is told of a directive alone."""

    conference: Named | None
    kind: str
    nature: str
    product: Bilingual | None
    """What it asks to be produced."""
    paragraph: int
    status: str
    due: str | None
    done_on: str | None
    why: str | None
    horizon: Period
    issuers: tuple[Named, ...]
    lead: tuple[Named, ...]
    coordinating: tuple[Named, ...]
    addressees: tuple[Named, ...]
    themes: tuple[Named, ...]
    markets: tuple[Named, ...]
    agreements: tuple[Named, ...]
    documents: tuple[Named, ...]
    figures: tuple[Named, ...]
    repeats: tuple[Tie, ...]
    """Earlier directives that this one takes up."""
    repeated_by: tuple[Tie, ...]
    """Later directives that take this one up."""
    related: tuple[Named, ...]
    """Directives that ask for something near, of the same conference or another, named from either end."""
    families: tuple[PlaceInFamily, ...]
    results: tuple[Named, ...]
    """What may answer it."""
    importance: int | None
    first_due: str | None
    """The due date that was set first, where it was moved since."""
    evidence: tuple[EvidenceOf, ...]
    digest_lead: tuple[Named, ...]
    """Whom the digests name as lead, where a user gave other agencies; these are then in `lead`."""
    digest_coordinating: tuple[Named, ...]
    own_lead: tuple[str, ...] | None
    """Ids of the agencies that a user gave in place of the digests'; `None` where those of the digests count."""
    own_coordinating: tuple[str, ...] | None


class ConferenceBody(NamedTuple):
    """What is told of a conference alone."""

    kind: str
    date: str | None
    time_of_day: Bilingual | None
    format: str | None
    place: Bilingual | None
    participants: tuple[Participant, ...]
    related: tuple[Named, ...]
    """Conferences that it names, and that name it."""
    points: tuple[Named, ...]
    """Organisations in whose places people took part by video link."""
    families: tuple[Named, ...]
    agreements: tuple[Mention, ...]
    markets: tuple[Mention, ...]
    companies: tuple[Mention, ...]
    figures: Tied
    results: Tied
    directives: Tied
    """Recommendations among them."""
    documents: Tied
    """Those that its directives name."""
    articles: tuple[ArticleShare, ...]


class AgreementBody(NamedTuple):
    """What is told of an agreement alone. Observations come oldest first."""

    kind: str
    aliases: tuple[str, ...]
    partners: tuple[Named, ...]
    observations: tuple[Mention, ...]
    directives: Tied
    standing: Standing
    moves: tuple[MovedTo, ...]
    """The stages that users dated, oldest first."""


class MarketBody(NamedTuple):
    """What is told of a market alone. Mentions come oldest first."""

    kind: str
    aliases: tuple[str, ...]
    mentions: tuple[Mention, ...]
    agreements: Tied
    companies: tuple[Named, ...]
    directives: Tied
    assessment: str | None


class OfficialBody(NamedTuple):
    """What is told of a person alone."""

    aliases: tuple[str, ...]
    printed_as: str | None
    posts: tuple[PostHeld, ...]
    attended: tuple[Attendance, ...]
    directives: Tied
    """Those that this person gave."""
    said: Tied
    """Figures and results."""


class OrganisationBody(NamedTuple):
    """What is told of an organisation alone."""

    kind: str
    short: Bilingual | None
    aliases: tuple[str, ...]
    parent: Named | None
    parts: tuple[Named, ...]
    member_of: tuple[Named, ...]
    """The groups that it belongs to."""
    members: Tied
    groups: tuple[GroupAsked, ...]
    """Every group to which it belongs, also through another one, that was asked something."""
    posts: tuple[PostHeld, ...]
    attended: tuple[Attendance, ...]
    lead: Tied
    coordinating: Tied
    addressed: Tied
    issued: Tied
    documents: Tied
    results: Tied
    """Those that it brought about."""
    said: Tied
    """Figures and results."""


class DocumentBody(NamedTuple):
    """What is told of a document alone."""

    kind: str
    number: str | None
    issuer: Named | None
    issued: str | None
    period: Period
    printed_as: str | None
    implements: tuple[Named, ...]
    implemented_by: Tied
    articles: tuple[Named, ...]
    directives: Tied


class ThemeBody(NamedTuple):
    """What is told of a theme alone."""

    directives: Tied
    results: Tied


class FamilyBody(NamedTuple):
    """What is told of an enumeration alone."""

    conference: Named | None
    printed_count: int | None
    items: tuple[Item, ...]


class CompanyBody(NamedTuple):
    """What is told of a company alone."""

    printed_as: str | None
    country: Named | None
    mentions: tuple[Mention, ...]


class FigureBody(NamedTuple):
    """What is told of a figure alone."""

    conference: Named | None
    kind: str
    printed_as: str
    amount: Amount
    period: Bilingual | None
    said_by: Named | None
    directives: Tied
    results: Tied


class ResultBody(NamedTuple):
    """What is told of a result alone."""

    kind: str
    conference: Named | None
    said_by: Named | None
    actors: tuple[Named, ...]
    themes: tuple[Named, ...]
    figures: tuple[Named, ...]
    answers: tuple[Named, ...]


class ArticleBody(NamedTuple):
    """What is told of an article alone."""

    title: str | None
    outlet: str | None
    author: str | None
    published: str | None
    language: str
    url: str | None
    is_complete: bool
    document: Named | None
    paragraphs: int
    sha256: str
    records: int
    """How many records rest on it."""
    by_kind: tuple[tuple[RecordKind, Tied], ...]
    """These records, kind by kind."""


Body = (
    DirectiveBody
    | ConferenceBody
    | AgreementBody
    | MarketBody
    | OfficialBody
    | OrganisationBody
    | DocumentBody
    | ThemeBody
    | FamilyBody
    | CompanyBody
    | FigureBody
    | ResultBody
    | ArticleBody
)


class RecordDetail(NamedTuple):
    """Everything about one record: what is told of records of every kind, and in `body` what of its own alone."""

    id: str
    kind: RecordKind
    position: int
    is_withdrawn: bool
    name: Bilingual
    """Its text, title or name."""
    remark: Bilingual | None
    """The notes of its digest."""
    inferred: tuple[Inference, ...]
    sources: tuple[SourceOf, ...]
    notes: tuple[NoteOf, ...]
    digests: tuple[str, ...]
    """The digests that speak of it, in the order in which they were taken in."""
    history: tuple[ChangeGroup, ...]
    """The newest groups that changed it."""
    body: Body
