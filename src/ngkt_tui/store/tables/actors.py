"""Organisations, and officials with their posts."""

from sqlmodel import Field, Index, SQLModel


class Organisation(SQLModel, table=True):
    """An organisation. `aliases` is a JSON list."""

    __table_args__ = (Index("organisation_parent", "parent"),)

    id: str = Field(primary_key=True)
    name_vi: str
    name_en: str | None
    short_vi: str | None
    short_en: str | None
    aliases: str = "[]"
    kind: str
    parent: str | None


class Official(SQLModel, table=True):
    """A named person. `aliases` is a JSON list."""

    id: str = Field(primary_key=True)
    name: str
    aliases: str = "[]"
    printed_as: str | None


class Post(SQLModel, table=True):
    """A post of an official. `conferences` is a JSON list, `digest` the digest that the entry comes from."""

    official: str = Field(primary_key=True)
    ordinal: int = Field(primary_key=True)
    title_vi: str
    title_en: str | None
    organisation: str | None
    conferences: str
    digest: str
