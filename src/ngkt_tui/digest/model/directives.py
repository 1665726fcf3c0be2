"""What was asked: directives and recommendations, and the themes they fall under."""

from ngkt_tui.digest.model.record import Record, Sourced
from ngkt_tui.digest.model.values import (
    AgreementRef,
    ConferenceRef,
    DigestModel,
    DirectiveRef,
    DocumentRef,
    EnumField,
    FigureRef,
    IssuerRef,
    MarketRef,
    OrganisationRef,
    Period,
    Text,
    ThemeRef,
    TupleOf,
)
from ngkt_tui.domain.kinds import DirectiveKind, Nature, RecordKind, Repetition


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
    """One separate thing that somebody was asked to do; `kind` tells how it was asked.

    `nature` is `None` where nobody has judged it; `product` is what the text asks to be produced.
    """

    kind_of_record = RecordKind.DIRECTIVE
    required = ("conference", "kind", "issuers", "text", "sources")

    conference: ConferenceRef | None = None
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
