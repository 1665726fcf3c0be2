"""Every record, whatever its kind, and what users added to it."""

from sqlmodel import Field, Index, SQLModel


class Record(SQLModel, table=True):
    """A record of any kind. `inferred` is a JSON object; `withdrawn` is 1 where no digest holds it any more."""

    position: int = Field(primary_key=True)
    id: str = Field(unique=True)
    kind: str
    notes_vi: str | None
    notes_en: str | None
    inferred: str = "{}"
    withdrawn: int = 0


class Note(SQLModel, table=True):
    """What a user wrote about a record."""

    __table_args__ = (Index("note_record", "record"),)

    id: int | None = Field(default=None, primary_key=True)
    record: str = Field(foreign_key="record.id")
    at: str
    actor: str
    text: str


class Evidence(SQLModel, table=True):
    """What shows that a directive was carried out: a paragraph, the number of a document, an address."""

    __table_args__ = (Index("evidence_record", "record"),)

    id: int | None = Field(default=None, primary_key=True)
    record: str = Field(foreign_key="record.id")
    at: str
    actor: str
    text: str


class StageChange(SQLModel, table=True):
    """A stage that a user dated."""

    __tablename__ = "stage_move"
    __table_args__ = (Index("stage_move_record", "record"),)

    id: int | None = Field(default=None, primary_key=True)
    record: str = Field(foreign_key="record.id")
    at: str
    actor: str
    stage: str
    moved_on: str
    next_step: str | None
