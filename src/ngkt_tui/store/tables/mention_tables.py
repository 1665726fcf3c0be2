"""SQLModel tables of what conferences said of agreements, markets and companies, which intake alone writes."""

from sqlmodel import Field, Index, SQLModel


class ObservationTable(SQLModel, table=True):
    """What a conference reported of an agreement."""

    __tablename__ = "observation"
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


class MarketMentionTable(SQLModel, table=True):
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


class CompanyTable(SQLModel, table=True):
    """A company that a conference names."""

    __tablename__ = "company"

    id: str = Field(primary_key=True)
    name: str
    printed_as: str | None
    country: str | None


class CompanyMentionTable(SQLModel, table=True):
    """What a conference said of a company."""

    __tablename__ = "company_mention"

    company: str = Field(primary_key=True)
    ordinal: int = Field(primary_key=True)
    conference: str
    what_vi: str
    what_en: str | None
    digest: str
