"""The base classes and value types of the digest models: ids, references, dates, bilingual text, citations.

What is cited stands here too: articles, from which a digest is written, and the documents that they speak of.
"""

import re
from datetime import date
from typing import Annotated, ClassVar, NamedTuple, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetJsonSchemaHandler, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from ngkt_tui.domain.enums import DocumentKind, RecordKind


def _as_list(value: object) -> object:
    return (value,) if type(value) is int else value


_Number = Annotated[int, Field(ge=1, le=1_000_000)]

T = TypeVar("T")

NonEmptyTuple = Annotated[tuple[T, ...], Field(strict=False, min_length=1)]
"""A list of the file that has at least one entry."""
Paragraphs = Annotated[
    NonEmptyTuple[_Number],
    BeforeValidator(_as_list),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 1},
                {"type": "array", "items": {"type": "integer", "minimum": 1}, "minItems": 1},
            ]
        }
    ),
]
"""One paragraph number or a list of them (not a range), kept as a tuple; paragraphs count from 1."""

VISIBLE = r"[^\s\u00ad\u034f\u200b-\u200f\u2060-\u206f\ufe00-\ufe0f]"
"""The pattern of a text in which something is to be seen; what else is unseen or unsafe, a digest cannot hold."""

Term = Annotated[str, Field(pattern=VISIBLE, max_length=40)]
FieldName = Annotated[str, Field(pattern=r"^[a-z_]+$", max_length=40)]


class DigestModel(BaseModel):
    """A mapping of a digest: closed, strict and frozen."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)
    must_be_cited: ClassVar[bool] = False
    """Whether it stands in a list of a record and needs sources of its own, but in a digest of one's own."""


TupleOf = Annotated[tuple[T, ...], Field(strict=False)]
"""A list of the file, kept as a tuple."""


class RefersTo(NamedTuple):
    """Marks a field as a reference: the kinds of record that its id may name."""

    kinds: tuple[RecordKind, ...]

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(schema), "description": f"The id of: {' or '.join(self.kinds)}."}


Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=100)]
"""An id: lowercase letters and digits, joined by single hyphens."""

ArticleRef = Annotated[Slug, RefersTo((RecordKind.ARTICLE,))]


NonBlankStr = Annotated[str, Field(pattern=VISIBLE, max_length=20_000)]
"""Text with at least one visible character."""
DocumentRef = Annotated[Slug, RefersTo((RecordKind.DOCUMENT,))]


class Citation(DigestModel):
    """Where something stands: an article with its paragraphs and key terms that stand in them, or a document.

    `of` narrows it to the fields that only this source reports; empty means the whole record or entry.
    A document, and the `point` of it, is a source in a digest of one's own alone.
    """

    model_config = ConfigDict(
        json_schema_extra={"anyOf": [{"required": ["article", "para", "terms"]}, {"required": ["document"]}]}
    )

    article: ArticleRef | None = None
    para: Paragraphs = ()
    terms: Annotated[tuple[Term, ...], Field(strict=False, min_length=1, max_length=4)] = ()
    document: DocumentRef | None = None
    point: Annotated[str, Field(pattern=VISIBLE, max_length=100)] | None = None
    of: TupleOf[FieldName] = ()


class Text(DigestModel):
    """Bilingual text. Vietnamese always stands; English may be missing."""

    vi: NonBlankStr
    en: NonBlankStr | None = None


class Record(DigestModel):
    """One record as one digest gives it: all but `id` may be left to another digest.

    `inferred` holds, for a field that is not printed but follows from the text, what it follows from.
    `was` lists the ids under which the record stood before. In a digest of one's own, `corrects` lists the fields that
    stand in place of what other digests say of it.
    """

    kind_of_record: ClassVar[RecordKind]
    required: ClassVar[tuple[str, ...]]
    """The fields that the record must have once all digests are joined."""
    article_only: ClassVar[tuple[str, ...]] = ()
    """Those of them that only what an article tells must have: who makes a record may leave them out."""

    id: Slug
    notes: Text | None = None
    inferred: dict[FieldName, Text] = Field(default_factory=dict)
    was: TupleOf[Slug] = ()
    corrects: TupleOf[FieldName] = ()


class Sourced(Record):
    """A record that carries its own sources."""

    sources: TupleOf[Citation] = ()


_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

EnumField = Annotated[T, Field(strict=False)]
"""One of a closed vocabulary, written as its text."""


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


class Period(DigestModel):
    """A stretch of time in words, with its days where they follow from the words."""

    text: Text
    start: IsoDate | None = None
    end: IsoDate | None = None


Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
LanguageCode = Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
Count = Annotated[int, Field(ge=1, le=1_000_000)]


class Article(Record):
    """A news article, or a document read as one. `paragraphs` and `sha256` bind it to a text kept elsewhere."""

    kind_of_record = RecordKind.ARTICLE
    required = ("paragraphs", "sha256")

    title: NonBlankStr | None = None
    outlet: NonBlankStr | None = None
    author: NonBlankStr | None = None
    published: IsoDate | None = None
    language: LanguageCode = "vi"
    url: NonBlankStr | None = None
    complete: bool = True
    document: DocumentRef | None = None
    paragraphs: Count | None = None
    sha256: Sha256 | None = None


class Document(Sourced):
    """A resolution, programme or other paper that a conference speaks of."""

    kind_of_record = RecordKind.DOCUMENT
    required = ("kind", "title", "sources")
    article_only = ("sources",)

    number: NonBlankStr | None = None
    kind: EnumField[DocumentKind] | None = None
    title: Text | None = None
    issuer: OrganisationRef | None = None
    issued: IsoDate | None = None
    implements: TupleOf[DocumentRef] = ()
    period: Period | None = None
    printed_as: NonBlankStr | None = None
