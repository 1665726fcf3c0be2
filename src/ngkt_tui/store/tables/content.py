"""SQLModel tables of digest content: articles, documents, organisations, officials, conferences, families, figures,
results, links and sources.
"""

from sqlmodel import Field, Index, SQLModel, text

from ngkt_tui.domain.enums import ResultKind


class OrganisationTable(SQLModel, table=True):
    """An organisation. `aliases` is a JSON list."""

    __tablename__ = "organisation"
    __table_args__ = (Index("organisation_parent", "parent"),)

    id: str = Field(primary_key=True)
    name_vi: str
    name_en: str | None
    short_vi: str | None
    short_en: str | None
    aliases: str = "[]"
    kind: str
    parent: str | None


class OfficialTable(SQLModel, table=True):
    """A named person. `aliases` is a JSON list."""

    __tablename__ = "official"

    id: str = Field(primary_key=True)
    name: str
    aliases: str = "[]"
    printed_as: str | None


class PostTable(SQLModel, table=True):
    """A post of an official. `conferences` is a JSON list, `digest` the digest that the entry comes from."""

    __tablename__ = "post"

    official: str = Field(primary_key=True)
    ordinal: int = Field(primary_key=True)
    title_vi: str
    title_en: str | None
    organisation: str | None
    conferences: str
    digest: str


class DigestTable(SQLModel, table=True):
    """A digest. `ordinal` is the order of first taking in, in which what several digests say is joined."""

    __tablename__ = "digest"

    id: str = Field(primary_key=True)
    ordinal: int = Field(unique=True)
    title_vi: str
    title_en: str | None
    uses: str
    sha256: str
    taken_in_at: str
    own: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    """1 where it holds what a unit made itself."""


class ContributionTable(SQLModel, table=True):
    """What one digest says of one record, as canonical JSON. `ordinal` is its place in the digest."""

    __tablename__ = "contribution"
    __table_args__ = (Index("contribution_record", "record"),)

    digest: str = Field(primary_key=True, foreign_key="digest.id")
    record: str = Field(primary_key=True)
    kind: str
    ordinal: int
    body: str


class ConferenceTable(SQLModel, table=True):
    """A conference or meeting. `date` is `None` where no source gives one."""

    __tablename__ = "conference"

    id: str = Field(primary_key=True)
    kind: str
    date: str | None
    time_of_day_vi: str | None
    time_of_day_en: str | None
    title_vi: str
    title_en: str | None
    format: str | None
    place_vi: str | None
    place_en: str | None


class ParticipantTable(SQLModel, table=True):
    """Who took part: an official, an organisation, or somebody in words only. `roles` is a JSON list."""

    __tablename__ = "participant"
    __table_args__ = (Index("participant_official", "official"), Index("participant_organisation", "organisation"))

    conference: str = Field(primary_key=True)
    ordinal: int = Field(primary_key=True)
    official: str | None
    organisation: str | None
    who_vi: str | None
    who_en: str | None
    roles: str
    point_vi: str | None
    point_en: str | None
    digest: str
    said_vi: str | None
    said_en: str | None


class FamilyTable(SQLModel, table=True):
    """An enumeration that a source names."""

    __tablename__ = "family"
    __table_args__ = (Index("family_conference", "conference"),)

    id: str = Field(primary_key=True)
    name_vi: str
    name_en: str | None
    printed_count: int | None
    conference: str | None


class FamilyItemTable(SQLModel, table=True):
    """An item of a family: words, a directive, or both. One that covers several has a row for each, of one `item`."""

    __tablename__ = "family_item"
    __table_args__ = (Index("family_item_directive", "directive"),)

    family: str = Field(primary_key=True)
    ordinal: int = Field(primary_key=True)
    text_vi: str | None
    text_en: str | None
    directive: str | None
    digest: str
    item: int = 0


class ThemeTable(SQLModel, table=True):
    """A subject."""

    __tablename__ = "theme"

    id: str = Field(primary_key=True)
    name_vi: str
    name_en: str | None


class FigureTable(SQLModel, table=True):
    """A number with its words as printed."""

    __tablename__ = "figure"

    id: str = Field(primary_key=True)
    label_vi: str
    label_en: str | None
    value: float | None
    value_max: float | None
    bound: str | None
    unit_vi: str | None
    unit_en: str | None
    printed_as: str
    kind: str
    period_vi: str | None
    period_en: str | None
    said_by: str | None
    conference: str | None


class ResultTable(SQLModel, table=True):
    """What was reported as done, judged, expected or agreed."""

    __tablename__ = "result"

    id: str = Field(primary_key=True)
    text_vi: str
    text_en: str | None
    said_by: str | None
    kind: str = ResultKind.RESULT.value
    conference: str | None


class ArticleTable(SQLModel, table=True):
    """A news article, or a document read as one."""

    __tablename__ = "article"

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


class DocumentTable(SQLModel, table=True):
    """A resolution, programme or other paper."""

    __tablename__ = "document"

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


class LinkTable(SQLModel, table=True):
    """A reference of a record to another one, by the name of the relation; `position` is the record's."""

    __tablename__ = "link"
    __table_args__ = (
        Index("link_target", "target", "relation", "position", "record"),
        Index("link_repeats", "position", "target", sqlite_where=text("relation = 'repeats'")),
        Index("link_theme", "position", sqlite_where=text("relation = 'theme'")),
        Index("link_issuer", "position", sqlite_where=text("relation = 'issuer'")),
    )

    record: str = Field(primary_key=True)
    relation: str = Field(primary_key=True)
    ordinal: int
    target: str = Field(primary_key=True)
    how: str | None
    position: int = Field(default=0, sa_column_kwargs={"server_default": "0"})


class SourceTable(SQLModel, table=True):
    """Where a record, or one entry of its lists (`path`, as in 'posts/0'), comes from: an article, or a document.

    Lists are JSON.
    """

    __tablename__ = "source"
    __table_args__ = (Index("source_article", "article"),)

    record: str = Field(primary_key=True)
    path: str = Field(primary_key=True)
    ordinal: int = Field(primary_key=True)
    paragraphs: str
    terms: str
    fields: str
    digest: str
    article: str | None
    document: str | None
    point: str | None


class SearchWordTable(SQLModel, table=True):
    """A word of the search index, as written."""

    __tablename__ = "search_word"

    word: str = Field(primary_key=True)
