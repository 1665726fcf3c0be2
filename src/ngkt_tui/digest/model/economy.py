"""The economic side: agreements with their stages, markets with their stances, companies."""

from ngkt_tui.digest.model.record import Citation, Record
from ngkt_tui.digest.model.values import (
    ConferenceRef,
    DigestModel,
    EnumField,
    MarketRef,
    NonBlankStr,
    NonEmptyTuple,
    PartnerRef,
    Text,
    TupleOf,
)
from ngkt_tui.domain.kinds import AgreementKind, MarketKind, RecordKind, Stage, Stance


class Observation(DigestModel):
    """What a conference reported of an agreement. `stage` is `None` where none was reported.

    `what` is what was reported beside the stage.
    """

    conference: ConferenceRef
    stage: EnumField[Stage] | None = None
    what: Text | None = None
    next_step: Text | None = None
    sources: NonEmptyTuple[Citation]


class Agreement(Record):
    """An agreement, a pillar, or a set or network of agreements, followed through stages."""

    kind_of_record = RecordKind.AGREEMENT
    required = ("name", "kind", "observations")

    name: Text | None = None
    aliases: TupleOf[NonBlankStr] = ()
    kind: EnumField[AgreementKind] | None = None
    partners: TupleOf[PartnerRef] = ()
    observations: TupleOf[Observation] = ()


class MarketMention(DigestModel):
    """How a conference spoke of a market."""

    conference: ConferenceRef
    stance: EnumField[Stance]
    what: Text | None = None
    sources: NonEmptyTuple[Citation]


class Market(Record):
    """A country, bloc, region or product market."""

    kind_of_record = RecordKind.MARKET
    required = ("name", "kind", "mentions")

    name: Text | None = None
    aliases: TupleOf[NonBlankStr] = ()
    kind: EnumField[MarketKind] | None = None
    mentions: TupleOf[MarketMention] = ()


class CompanyMention(DigestModel):
    """What a conference said of a company."""

    conference: ConferenceRef
    what: Text
    sources: NonEmptyTuple[Citation]


class Company(Record):
    """A company that a conference names. `printed_as` keeps a misspelling beside the right form."""

    kind_of_record = RecordKind.COMPANY
    required = ("name", "mentions")

    name: NonBlankStr | None = None
    printed_as: NonBlankStr | None = None
    country: MarketRef | None = None
    mentions: TupleOf[CompanyMention] = ()
