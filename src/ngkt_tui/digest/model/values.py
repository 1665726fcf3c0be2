"""The plain values of a digest: ids, references, dates, words, bilingual text."""

import re
from datetime import date
from typing import Annotated, NamedTuple, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetJsonSchemaHandler, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from ngkt_tui.domain.kinds import RecordKind

T = TypeVar("T")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class DigestModel(BaseModel):
    """A mapping of a digest: closed, strict and frozen."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class RefersTo(NamedTuple):
    """Marks a field as a reference: the kinds of record that its id may name."""

    kinds: tuple[RecordKind, ...]

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Tell editors what kind of record the id belongs to."""
        return {**handler(schema), "description": f"The id of: {' or '.join(self.kinds)}."}


TupleOf = Annotated[tuple[T, ...], Field(strict=False)]
"""A list of the file, kept as a tuple."""

NonEmptyTuple = Annotated[tuple[T, ...], Field(strict=False, min_length=1)]
"""A list of the file that has at least one entry."""

EnumField = Annotated[T, Field(strict=False)]
"""One of a closed vocabulary, written as its text."""

VISIBLE = r"[^\s\u00ad\u034f\u200b-\u200f\u2060-\u206f\ufe00-\ufe0f]"
"""The pattern of a text in which something is to be seen; what else is unseen or unsafe, a digest cannot hold."""

NonBlankStr = Annotated[str, Field(pattern=VISIBLE, max_length=20_000)]
"""Text with at least one visible character."""

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=100)]
"""An id: lowercase letters and digits, joined by single hyphens."""


def _parse_day(value: object) -> object:
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise PydanticCustomError("day_impossible", "no such day") from None
    if value is None:
        return None
    raise PydanticCustomError("day_format", "a date is written YYYY-MM-DD")


IsoDate = Annotated[date, BeforeValidator(_parse_day), WithJsonSchema({"type": "string", "format": "date"})]
"""A date, written YYYY-MM-DD."""

ArticleRef = Annotated[Slug, RefersTo((RecordKind.ARTICLE,))]
DocumentRef = Annotated[Slug, RefersTo((RecordKind.DOCUMENT,))]
OrganisationRef = Annotated[Slug, RefersTo((RecordKind.ORGANISATION,))]
ThemeRef = Annotated[Slug, RefersTo((RecordKind.THEME,))]
ConferenceRef = Annotated[Slug, RefersTo((RecordKind.CONFERENCE,))]
OfficialRef = Annotated[Slug, RefersTo((RecordKind.OFFICIAL,))]
DirectiveRef = Annotated[Slug, RefersTo((RecordKind.DIRECTIVE,))]
AgreementRef = Annotated[Slug, RefersTo((RecordKind.AGREEMENT,))]
MarketRef = Annotated[Slug, RefersTo((RecordKind.MARKET,))]
FigureRef = Annotated[Slug, RefersTo((RecordKind.FIGURE,))]
SpeakerRef = Annotated[Slug, RefersTo((RecordKind.OFFICIAL, RecordKind.ORGANISATION))]
IssuerRef = Annotated[Slug, RefersTo((RecordKind.OFFICIAL, RecordKind.ORGANISATION, RecordKind.CONFERENCE))]
PartnerRef = Annotated[Slug, RefersTo((RecordKind.MARKET, RecordKind.ORGANISATION))]


class Text(DigestModel):
    """Bilingual text. Vietnamese always stands; English may be missing."""

    vi: NonBlankStr
    en: NonBlankStr | None = None


class Period(DigestModel):
    """A stretch of time in words, with its days where they follow from the words."""

    text: Text
    start: IsoDate | None = None
    end: IsoDate | None = None
