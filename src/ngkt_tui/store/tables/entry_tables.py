"""SQLModel tables of what users write about records, and of saved views."""

from sqlmodel import Field, Index, SQLModel, text

from ngkt_tui.store.tables.user_owned import EntryOfRecord


class NoteTable(EntryOfRecord, table=True):
    """What a user wrote about a record."""

    __tablename__ = "note"
    __table_args__ = (Index("note_record", "record"),)

    text: str


class EvidenceTable(EntryOfRecord, table=True):
    """What shows that a directive was carried out: a paragraph, the number of a document, an address."""

    __tablename__ = "evidence"
    __table_args__ = (Index("evidence_record", "record"),)

    text: str


class StageChangeTable(EntryOfRecord, table=True):
    """A stage that a user dated."""

    __tablename__ = "stage_move"
    __table_args__ = (Index("stage_move_record", "record"),)

    stage: str
    moved_on: str
    next_step: str | None


class ProgressTable(EntryOfRecord, table=True):
    """A line on how something goes on, with the day that it is about."""

    __tablename__ = "progress"
    __table_args__ = (Index("progress_record", "record"),)

    made_on: str
    text: str


class NextStepTable(EntryOfRecord, table=True):
    """What is to be done next, by which organisation and by when; open until `done_on`."""

    __tablename__ = "next_step"
    __table_args__ = (
        Index("next_step_record", "record"),
        Index("next_step_open", "due", "record", sqlite_where=text("done_on IS NULL")),
    )

    text: str
    who: str | None
    due: str | None
    done_on: str | None


class DeclinedAnswerTable(EntryOfRecord, table=True):
    """A result that may answer a directive and, as a user says, does not."""

    __tablename__ = "declined_answer"
    __table_args__ = (Index("declined_answer_record", "record"),)

    result: str
    why: str


class SavedViewTable(SQLModel, table=True):
    """A filter and a scope under a name. `scope` is a JSON list of pairs of kind and id."""

    __tablename__ = "saved_view"

    name: str = Field(primary_key=True)
    kind: str
    filter: str
    scope: str = "[]"
    position: int
    at: str
    actor: str
