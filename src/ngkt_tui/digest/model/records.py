"""The models of records: organisations, officials, conferences, families, themes, directives, agreements, markets
and companies.
"""

from typing import Annotated

from pydantic import Field

from ngkt_tui.digest.model.base_models import (
    AgreementRef,
    Citation,
    ConferenceRef,
    DigestModel,
    DirectiveRef,
    DocumentRef,
    EnumField,
    FigureRef,
    IsoDate,
    IssuerRef,
    MarketRef,
    NonBlankStr,
    NonEmptyTuple,
    OfficialRef,
    OrganisationRef,
    PartnerRef,
    Period,
    Record,
    Sourced,
    Text,
    ThemeRef,
    TupleOf,
)
from ngkt_tui.domain.enums import (
    AgreementKind,
    ConferenceFormat,
    ConferenceKind,
    DirectiveKind,
    MarketKind,
    Nature,
    OrganisationKind,
    RecordKind,
    Repetition,
    Role,
    Stage,
    Stance,
)


class Organisation(Record):
    """A body, or a group of bodies, that acts or is addressed. What a group was asked, its members were asked."""

    kind_of_record = RecordKind.ORGANISATION
    required = ("name", "kind")

    name: Text | None = None
    short: Text | None = None
    aliases: TupleOf[NonBlankStr] = ()
    kind: EnumField[OrganisationKind] | None = None
    parent: OrganisationRef | None = None
    member_of: TupleOf[OrganisationRef] = ()


class Post(DigestModel):
    """A post that an official held, as printed, and the conferences at which it was so."""

    must_be_cited = True

    title: Text
    conferences: NonEmptyTuple[ConferenceRef]
    sources: TupleOf[Citation] = ()
    organisation: OrganisationRef | None = None


class Official(Record):
    """A named person. `printed_as` keeps a misspelling beside the right form."""

    kind_of_record = RecordKind.OFFICIAL
    required = ("name", "posts")
    article_only = ("posts",)

    name: NonBlankStr | None = None
    aliases: TupleOf[NonBlankStr] = ()
    printed_as: NonBlankStr | None = None
    posts: TupleOf[Post] = ()


class Theme(Record):
    """A subject that directives and results are sorted by."""

    kind_of_record = RecordKind.THEME
    required = ("name",)

    name: Text | None = None


class Repeat(DigestModel):
    """Another directive that this one takes up again, or is related to, and how."""

    directive: DirectiveRef
    how: EnumField[Repetition]


class Directive(Sourced):
    """One separate thing that somebody was asked to do; `kind` is how it was asked.

    `nature` is `None` where nobody has judged it; `product` is what the text asks to be produced. `issued` is the day
    on which it was asked, where no conference dates it.
    """

    kind_of_record = RecordKind.DIRECTIVE
    required = ("conference", "kind", "issuers", "text", "sources")
    article_only = ("conference", "issuers", "sources")

    conference: ConferenceRef | None = None
    issued: IsoDate | None = None
    kind: EnumField[DirectiveKind] | None = None
    issuers: TupleOf[IssuerRef] = ()
    addressees: TupleOf[OrganisationRef] = ()
    lead: TupleOf[OrganisationRef] = ()
    coordinating: TupleOf[OrganisationRef] = ()
    text: Text | None = None
    themes: TupleOf[ThemeRef] = ()
    markets: TupleOf[MarketRef] = ()
    agreements: TupleOf[AgreementRef] = ()
    documents: TupleOf[DocumentRef] = ()
    figures: TupleOf[FigureRef] = ()
    nature: EnumField[Nature] | None = None
    product: Text | None = None
    horizon: Period | None = None
    repeats: TupleOf[Repeat] = ()


class Observation(DigestModel):
    """What a conference reported of an agreement. `stage` is `None` where none was reported.

    `what` is what was reported beside the stage.
    """

    must_be_cited = True

    conference: ConferenceRef
    stage: EnumField[Stage] | None = None
    what: Text | None = None
    next_step: Text | None = None
    sources: TupleOf[Citation] = ()


class Agreement(Record):
    """An agreement, a pillar, or a set or network of agreements, followed through stages.

    `within` names the sets and networks that contain it.
    """

    kind_of_record = RecordKind.AGREEMENT
    required = ("name", "kind", "observations")
    article_only = ("observations",)

    name: Text | None = None
    aliases: TupleOf[NonBlankStr] = ()
    kind: EnumField[AgreementKind] | None = None
    partners: TupleOf[PartnerRef] = ()
    within: TupleOf[AgreementRef] = ()
    observations: TupleOf[Observation] = ()


class MarketMention(DigestModel):
    """How a conference spoke of a market."""

    must_be_cited = True

    conference: ConferenceRef
    stance: EnumField[Stance]
    what: Text | None = None
    sources: TupleOf[Citation] = ()


class Market(Record):
    """A country, bloc, region or product market. `within` names the regions and blocs that it lies in or belongs to."""

    kind_of_record = RecordKind.MARKET
    required = ("name", "kind", "mentions")
    article_only = ("mentions",)

    name: Text | None = None
    aliases: TupleOf[NonBlankStr] = ()
    kind: EnumField[MarketKind] | None = None
    within: TupleOf[MarketRef] = ()
    mentions: TupleOf[MarketMention] = ()


class CompanyMention(DigestModel):
    """What a conference said of a company."""

    must_be_cited = True

    conference: ConferenceRef
    what: Text
    sources: TupleOf[Citation] = ()


class Company(Record):
    """A company that a conference names. `printed_as` keeps a misspelling beside the right form."""

    kind_of_record = RecordKind.COMPANY
    required = ("name", "mentions")
    article_only = ("mentions",)

    name: NonBlankStr | None = None
    printed_as: NonBlankStr | None = None
    country: MarketRef | None = None
    mentions: TupleOf[CompanyMention] = ()


class Participant(DigestModel):
    """Who took part and how: an official, an organisation, or somebody named in words only (one of the three).

    `point` is where they took part, `said` what they said.
    """

    official: OfficialRef | None = None
    organisation: OrganisationRef | None = None
    who: Text | None = None
    roles: NonEmptyTuple[EnumField[Role]]
    point: Text | None = None
    said: Text | None = None
    sources: TupleOf[Citation] = ()


class Conference(Sourced):
    """A conference or meeting. `date` is `None` where no source gives one.

    `points` are the organisations in whose places people took part by video link.
    """

    kind_of_record = RecordKind.CONFERENCE
    required = ("kind", "title", "sources")
    article_only = ("sources",)

    kind: EnumField[ConferenceKind] | None = None
    date: IsoDate | None = None
    time_of_day: Text | None = None
    title: Text | None = None
    format: EnumField[ConferenceFormat] | None = None
    place: Text | None = None
    related: TupleOf[ConferenceRef] = ()
    points: TupleOf[OrganisationRef] = ()
    participants: TupleOf[Participant] = ()


class FamilyItem(DigestModel):
    """One item of an enumeration: its words, the directives that it covers, or both.

    `directive` is how schema 1 names a single one; `covered` holds either.
    """

    text: Text | None = None
    directives: TupleOf[DirectiveRef] = ()
    directive: DirectiveRef | None = None

    @property
    def covered(self) -> tuple[str, ...]:
        return self.directives or ((self.directive,) if self.directive else ())


class Family(Sourced):
    """An enumeration that a source names ("three priorities"). `printed_count` is the number it prints."""

    kind_of_record = RecordKind.FAMILY
    required = ("conference", "name", "sources")
    article_only = ("conference", "sources")

    conference: ConferenceRef | None = None
    name: Text | None = None
    printed_count: Annotated[int, Field(ge=1, le=1000)] | None = None
    items: TupleOf[FamilyItem] = ()
