"""What was reported: figures, and results that may answer a directive."""

from typing import Annotated

from pydantic import Field

from ngkt_tui.digest.model.base_models import (
    ConferenceRef,
    DirectiveRef,
    EnumField,
    FigureRef,
    NonBlankStr,
    OrganisationRef,
    Sourced,
    SpeakerRef,
    Text,
    ThemeRef,
    TupleOf,
)
from ngkt_tui.domain.enums import Bound, FigureKind, RecordKind, ResultKind

Amount = Annotated[float, Field(allow_inf_nan=False)]
"""A number as printed: whole or decimal."""


class Figure(Sourced):
    """A number that a conference reported, aimed at or expected, with its words as printed.

    `value_max` is the upper end of a printed range; `bound` is how exact the number is meant.
    """

    kind_of_record = RecordKind.FIGURE
    required = ("conference", "label", "printed_as", "kind", "sources")
    article_only = ("conference", "sources")

    conference: ConferenceRef | None = None
    label: Text | None = None
    value: Amount | None = None
    value_max: Amount | None = None
    bound: EnumField[Bound] | None = None
    unit: Text | None = None
    printed_as: NonBlankStr | None = None
    kind: EnumField[FigureKind] | None = None
    period: Text | None = None
    said_by: SpeakerRef | None = None


class Result(Sourced):
    """What was reported as done, judged, expected or agreed; `kind` is `None` for what was done.

    `answers` names directives that it may answer.
    """

    kind_of_record = RecordKind.RESULT
    required = ("conference", "text", "sources")
    article_only = ("conference", "sources")

    conference: ConferenceRef | None = None
    kind: EnumField[ResultKind] | None = None
    text: Text | None = None
    said_by: SpeakerRef | None = None
    actors: TupleOf[OrganisationRef] = ()
    themes: TupleOf[ThemeRef] = ()
    figures: TupleOf[FigureRef] = ()
    answers: TupleOf[DirectiveRef] = ()
