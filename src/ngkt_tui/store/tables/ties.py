"""What ties records together: references, sources, and the words that they are found by."""

from sqlmodel import Field, Index, SQLModel, text


class Link(SQLModel, table=True):
    """A reference of a record to another one, by the name of the relation; `position` is the record's."""

    __table_args__ = (
        Index("link_target", "target", "relation", "position", "record"),
        Index("link_repeats", "position", "target", sqlite_where=text("relation = 'repeats'")),
    )

    record: str = Field(primary_key=True)
    relation: str = Field(primary_key=True)
    ordinal: int
    target: str = Field(primary_key=True)
    how: str | None
    position: int = Field(default=0, sa_column_kwargs={"server_default": "0"})


class Source(SQLModel, table=True):
    """Where a record, or one entry of its lists (`path`, as in 'posts/0'), comes from. Lists are JSON."""

    __table_args__ = (Index("source_article", "article"),)

    record: str = Field(primary_key=True)
    path: str = Field(primary_key=True)
    ordinal: int = Field(primary_key=True)
    article: str
    paragraphs: str
    terms: str
    fields: str
    digest: str


class SearchWord(SQLModel, table=True):
    """A word of the search index, as written."""

    __tablename__ = "search_word"

    word: str = Field(primary_key=True)
