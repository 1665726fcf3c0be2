"""Conferences with their participants, families with their items, themes."""

from sqlmodel import Field, Index, SQLModel


class Conference(SQLModel, table=True):
    """A conference or meeting. `date` is `None` where no source gives one."""

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


class Participant(SQLModel, table=True):
    """Who took part: an official, an organisation, or somebody in words only. `roles` is a JSON list."""

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


class Family(SQLModel, table=True):
    """An enumeration that a source names."""

    __table_args__ = (Index("family_conference", "conference"),)

    id: str = Field(primary_key=True)
    conference: str
    name_vi: str
    name_en: str | None
    printed_count: int | None


class FamilyItem(SQLModel, table=True):
    """An item of a family: words, a directive, or both. One that covers several has a row for each, of one
    `checklist_item`."""

    __tablename__ = "family_item"
    __table_args__ = (Index("family_item_directive", "directive"),)

    family: str = Field(primary_key=True)
    ordinal: int = Field(primary_key=True)
    text_vi: str | None
    text_en: str | None
    directive: str | None
    digest: str
    item: int = 0


class Theme(SQLModel, table=True):
    """A subject."""

    id: str = Field(primary_key=True)
    name_vi: str
    name_en: str | None
