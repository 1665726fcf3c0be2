"""The economic side: agreements with their stages, markets with their stances, companies."""

from ngkt_tui.digest.model.record import Record, Source
from ngkt_tui.digest.model.values import ConferenceRef, Enumerated, Many, MarketRef, Part, PartnerRef, Some, Text, Words
from ngkt_tui.domain.kinds import AgreementKind, MarketKind, RecordKind, Stage, Stance


class Observation(Part):
    """What a conference reported of an agreement. `stage` is `None` where none was reported.

    `what` is what was reported beside the stage.
    """

    conference: ConferenceRef
    stage: Enumerated[Stage] | None = None
    what: Text | None = None
    next_step: Text | None = None
    sources: Some[Source]


class Agreement(Record):
    """An agreement, a pillar, or a set or network of agreements, followed through stages."""

    kind_of_record = RecordKind.AGREEMENT
    required = ("name", "kind", "observations")

    name: Text | None = None
    aliases: Many[Words] = ()
    kind: Enumerated[AgreementKind] | None = None
    partners: Many[PartnerRef] = ()
    observations: Many[Observation] = ()


class MarketMention(Part):
    """How a conference spoke of a market."""

    conference: ConferenceRef
    stance: Enumerated[Stance]
    what: Text | None = None
    sources: Some[Source]


class Market(Record):
    """A country, bloc, region or product market."""

    kind_of_record = RecordKind.MARKET
    required = ("name", "kind", "mentions")

    name: Text | None = None
    aliases: Many[Words] = ()
    kind: Enumerated[MarketKind] | None = None
    mentions: Many[MarketMention] = ()


class CompanyMention(Part):
    """What a conference said of a company."""

    conference: ConferenceRef
    what: Text
    sources: Some[Source]


class Company(Record):
    """A company that a conference names. `printed_as` keeps a misspelling beside the right form."""

    kind_of_record = RecordKind.COMPANY
    required = ("name", "mentions")

    name: Words | None = None
    printed_as: Words | None = None
    country: MarketRef | None = None
    mentions: Many[CompanyMention] = ()
