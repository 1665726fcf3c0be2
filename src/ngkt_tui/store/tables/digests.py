"""The digests taken in, and what each of them says of each record."""

from sqlmodel import Field, Index, SQLModel


class Digest(SQLModel, table=True):
    """A digest. `ordinal` tells the order of first taking in, in which what several digests say is joined."""

    id: str = Field(primary_key=True)
    ordinal: int = Field(unique=True)
    title_vi: str
    title_en: str | None
    uses: str
    sha256: str
    taken_in_at: str


class Contribution(SQLModel, table=True):
    """What one digest says of one record, as canonical JSON. `ordinal` is its place in the digest."""

    __table_args__ = (Index("contribution_record", "record"),)

    digest: str = Field(primary_key=True, foreign_key="digest.id")
    record: str = Field(primary_key=True)
    kind: str
    ordinal: int
    body: str
