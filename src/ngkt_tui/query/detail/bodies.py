"""The body of the detail of each kind of record, and the whole detail of a record. Frozen values."""

from typing import NamedTuple

from ngkt_tui.domain.enums import Assessment, RecordKind
from ngkt_tui.domain.standing import Standing
from ngkt_tui.domain.stored_values import Damaged, StoredDate
from ngkt_tui.query.change_groups import ChangeGroupRow
from ngkt_tui.query.detail.directive import DirectiveDetail
from ngkt_tui.query.detail.document_tree import DocumentNode
from ngkt_tui.query.detail.values import (
    ArticleContribution,
    ArticleRemark,
    ArticleVersion,
    Attendance,
    Bilingual,
    CitationRow,
    Correction,
    FamilyEntry,
    GroupAsked,
    HeldPost,
    Inference,
    Item,
    LinkList,
    Mention,
    NoteEntry,
    ParticipantEntry,
    PeriodEntry,
    ProgressEntry,
    StageChangeEntry,
    StepEntry,
)
from ngkt_tui.query.names import Amount, RecordRef
from ngkt_tui.query.review_lines import ReviewLine
from ngkt_tui.query.watch_items import WatchItem


class ConferenceDetail(NamedTuple):
    """What only the detail of a conference holds."""

    kind: str
    date: StoredDate | None
    time_of_day: Bilingual | None
    format: str | None
    place: Bilingual | None
    participants: tuple[ParticipantEntry, ...]
    related: tuple[RecordRef, ...]
    """Conferences that it names, and that name it."""
    points: tuple[RecordRef, ...]
    """Organisations in whose places people took part by video link."""
    families: tuple[FamilyEntry, ...]
    agreements: tuple[Mention, ...]
    markets: tuple[Mention, ...]
    companies: tuple[Mention, ...]
    figures: LinkList
    results: LinkList
    directives: LinkList
    """Recommendations among them."""
    documents: LinkList
    """Those that its directives name."""
    articles: tuple[ArticleContribution, ...]
    versions: tuple[tuple[ArticleVersion, ArticleVersion], ...] = ()
    """Directives that are tied to each other, and that different articles tell."""
    remarks: tuple[ArticleRemark, ...] = ()


class AgreementDetail(NamedTuple):
    """What only the detail of an agreement holds. Observations come oldest first."""

    kind: str
    aliases: tuple[str, ...]
    partners: tuple[RecordRef, ...]
    observations: tuple[Mention, ...]
    directives: LinkList
    standing: Standing
    moves: tuple[StageChangeEntry, ...]
    """The stages that users dated, oldest first."""
    within: tuple[RecordRef, ...]
    contained: LinkList


class MarketDetail(NamedTuple):
    """What only the detail of a market holds. Mentions come oldest first."""

    kind: str
    aliases: tuple[str, ...]
    mentions: tuple[Mention, ...]
    agreements: LinkList
    companies: tuple[RecordRef, ...]
    directives: LinkList
    assessment: Assessment | Damaged | None
    watched: tuple[WatchItem, ...]
    within: tuple[RecordRef, ...]
    contained: LinkList


class OfficialDetail(NamedTuple):
    """What only the detail of a person holds."""

    aliases: tuple[str, ...]
    printed_as: str | None
    posts: tuple[HeldPost, ...]
    attended: tuple[Attendance, ...]
    directives: LinkList
    """Those that this person gave."""
    said: LinkList
    """Figures and results."""


class OrganisationDetail(NamedTuple):
    """What only the detail of an organisation holds."""

    kind: str
    short: Bilingual | None
    aliases: tuple[str, ...]
    parent: RecordRef | None
    parts: tuple[RecordRef, ...]
    member_of: tuple[RecordRef, ...]
    """The groups that it belongs to."""
    members: LinkList
    groups: tuple[GroupAsked, ...]
    """Every group to which it belongs, also through another one, that was asked something."""
    posts: tuple[HeldPost, ...]
    attended: tuple[Attendance, ...]
    lead: LinkList
    coordinating: LinkList
    addressed: LinkList
    issued: LinkList
    documents: LinkList
    results: LinkList
    """Those that it brought about."""
    said: LinkList
    """Figures and results."""


class DocumentDetail(NamedTuple):
    """What only the detail of a document holds."""

    kind: str
    number: str | None
    issuer: RecordRef | None
    issued: StoredDate | None
    period: PeriodEntry
    printed_as: str | None
    implements: tuple[RecordRef, ...]
    implemented_by: LinkList
    articles: tuple[RecordRef, ...]
    directives: LinkList
    tree: tuple[DocumentNode, ...] = ()
    """The tree in which it stands, itself among them."""


class ThemeDetail(NamedTuple):
    """What only the detail of a theme holds."""

    directives: LinkList
    results: LinkList


class FamilyDetail(NamedTuple):
    """What only the detail of an enumeration holds."""

    conference: RecordRef | None
    printed_count: int | None
    items: tuple[Item, ...]


class CompanyDetail(NamedTuple):
    """What only the detail of a company holds."""

    printed_as: str | None
    country: RecordRef | None
    mentions: tuple[Mention, ...]


class FigureDetail(NamedTuple):
    """What only the detail of a figure holds."""

    conference: RecordRef | None
    kind: str
    printed_as: str
    amount: Amount
    period: Bilingual | None
    said_by: RecordRef | None
    directives: LinkList
    results: LinkList


class ResultDetail(NamedTuple):
    """What only the detail of a result holds."""

    kind: str
    conference: RecordRef | None
    said_by: RecordRef | None
    actors: tuple[RecordRef, ...]
    themes: tuple[RecordRef, ...]
    figures: tuple[RecordRef, ...]
    answers: tuple[RecordRef, ...]


class ArticleDetail(NamedTuple):
    """What only the detail of an article holds."""

    title: str | None
    outlet: str | None
    author: str | None
    published: StoredDate | None
    language: str
    url: str | None
    is_complete: bool
    document: RecordRef | None
    paragraphs: int
    sha256: str
    records: int
    """How many records rest on it."""
    by_kind: tuple[tuple[RecordKind, LinkList], ...]
    """These records, kind by kind."""


KindDetail = (
    DirectiveDetail
    | ConferenceDetail
    | AgreementDetail
    | MarketDetail
    | OfficialDetail
    | OrganisationDetail
    | DocumentDetail
    | ThemeDetail
    | FamilyDetail
    | CompanyDetail
    | FigureDetail
    | ResultDetail
    | ArticleDetail
)


class RecordDetail(NamedTuple):
    """Everything about one record: what records of every kind have, and in `body` what of its own alone."""

    id: str
    kind: RecordKind
    position: int
    is_withdrawn: bool
    name: Bilingual
    """Its text, title or name."""
    remark: Bilingual | None
    """The notes of its digest."""
    inferred: tuple[Inference, ...]
    sources: tuple[CitationRow, ...]
    progress: tuple[ProgressEntry, ...]
    """The newest day first."""
    steps: tuple[StepEntry, ...]
    """The open ones first."""
    notes: tuple[NoteEntry, ...]
    digests: tuple[str, ...]
    """The digests that speak of it, in the order in which they were taken in."""
    history: tuple[ChangeGroupRow, ...]
    """The newest groups that changed it."""
    body: KindDetail
    is_own: bool = False
    """Whether a unit made it, and neither an article nor a document stands for it."""
    corrections: tuple[Correction, ...] = ()
    """What users put in place of what digests say."""
    reviews: tuple[ReviewLine, ...] = ()
    """What reviews say of it, the newest period first."""
