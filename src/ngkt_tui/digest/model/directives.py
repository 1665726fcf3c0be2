"""What was asked: directives and recommendations, and the themes they fall under."""

from ngkt_tui.digest.model.record import Record, Sourced
from ngkt_tui.digest.model.values import (
    AgreementRef,
    ConferenceRef,
    DirectiveRef,
    DocumentRef,
    Enumerated,
    FigureRef,
    IssuerRef,
    Many,
    MarketRef,
    OrganisationRef,
    Part,
    Period,
    Text,
    ThemeRef,
)
from ngkt_tui.domain.kinds import DirectiveKind, Nature, RecordKind, Repetition


class Theme(Record):
    """A subject that directives and results are sorted by."""

    kind_of_record = RecordKind.THEME
    required = ("name",)

    name: Text | None = None


class Repeat(Part):
    """Another directive that this one takes up again, or is related to, and how."""

    directive: DirectiveRef
    how: Enumerated[Repetition]


class Directive(Sourced):
    """One separate thing that somebody was asked to do; `kind` tells how it was asked.

    `nature` is `None` where nobody has judged it; `product` is what the text asks to be produced.
    """

    kind_of_record = RecordKind.DIRECTIVE
    required = ("conference", "kind", "issuers", "text", "sources")

    conference: ConferenceRef | None = None
    kind: Enumerated[DirectiveKind] | None = None
    issuers: Many[IssuerRef] = ()
    addressees: Many[OrganisationRef] = ()
    lead: Many[OrganisationRef] = ()
    coordinating: Many[OrganisationRef] = ()
    text: Text | None = None
    themes: Many[ThemeRef] = ()
    markets: Many[MarketRef] = ()
    agreements: Many[AgreementRef] = ()
    documents: Many[DocumentRef] = ()
    figures: Many[FigureRef] = ()
    nature: Enumerated[Nature] | None = None
    product: Text | None = None
    horizon: Period | None = None
    repeats: Many[Repeat] = ()
