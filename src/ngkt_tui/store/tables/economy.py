"""Agreements with observations, markets and companies with mentions."""

from sqlmodel import Field, Index, SQLModel


class Agreement(SQLModel, table=True):
    """An agreement. `aliases` is a JSON list."""

    id: str = Field(primary_key=True)
    name_vi: str
    name_en: str | None
    aliases: str = "[]"
    kind: str


class Observation(SQLModel, table=True):
    """What a conference reported of an agreement."""

    __table_args__ = (Index("observation_conference", "conference"),)

    agreement: str = Field(primary_key=True)
    ordinal: int = Field(primary_key=True)
    conference: str
    stage: str | None
    next_step_vi: str | None
    next_step_en: str | None
    digest: str
    what_vi: str | None
    what_en: str | None


class Market(SQLModel, table=True):
    """A market. `aliases` is a JSON list; `assessment` belongs to users."""

    id: str = Field(primary_key=True)
    name_vi: str
    name_en: str | None
    aliases: str = "[]"
    kind: str
    assessment: str | None = None


class MarketMention(SQLModel, table=True):
    """How a conference spoke of a market."""

    __tablename__ = "market_mention"
    __table_args__ = (Index("market_mention_conference", "conference"),)

    market: str = Field(primary_key=True)
    ordinal: int = Field(primary_key=True)
    conference: str
    stance: str
    digest: str
    what_vi: str | None
    what_en: str | None


class Company(SQLModel, table=True):
    """A company that a conference names."""

    id: str = Field(primary_key=True)
    name: str
    printed_as: str | None
    country: str | None


class CompanyMention(SQLModel, table=True):
    """What a conference said of a company."""

    __tablename__ = "company_mention"

    company: str = Field(primary_key=True)
    ordinal: int = Field(primary_key=True)
    conference: str
    what_vi: str
    what_en: str | None
    digest: str
