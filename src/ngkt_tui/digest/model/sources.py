"""What is printed: the articles that a digest is written from, and the documents that they speak of."""

from typing import Annotated

from pydantic import Field

from ngkt_tui.digest.model.base_models import (
    DocumentRef,
    EnumField,
    IsoDate,
    NonBlankStr,
    OrganisationRef,
    Period,
    Record,
    Sourced,
    Text,
    TupleOf,
)
from ngkt_tui.domain.enums import DocumentKind, RecordKind

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
