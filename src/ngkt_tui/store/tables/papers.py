"""Articles and documents."""

from sqlmodel import Field, SQLModel


class Article(SQLModel, table=True):
    """A news article, or a document read as one."""

    id: str = Field(primary_key=True)
    title: str | None
    outlet: str | None
    author: str | None
    published: str | None
    language: str
    url: str | None
    complete: int
    document: str | None
    paragraphs: int
    sha256: str


class Document(SQLModel, table=True):
    """A resolution, programme or other paper."""

    id: str = Field(primary_key=True)
    number: str | None
    kind: str
    title_vi: str
    title_en: str | None
    issuer: str | None
    issued: str | None
    period_vi: str | None
    period_en: str | None
    period_start: str | None
    period_end: str | None
    printed_as: str | None
