"""SQLModel tables of what users keep of reminders, answers, reports, threads, watched measures and reviews."""

from sqlmodel import Field, Index, SQLModel


class ReminderTable(SQLModel, table=True):
    """A letter by which an agency was reminded of a directive."""

    __tablename__ = "reminder"
    __table_args__ = (Index("reminder_record", "record"),)

    id: int | None = Field(default=None, primary_key=True)
    record: str = Field(foreign_key="record.id")
    at: str
    actor: str
    sent_on: str
    level: str
    agency: str
    number: str | None
    channel: str | None
    reply_by: str | None


class ReplyTable(SQLModel, table=True):
    """What was answered to the reminders of a directive up to the number `reminder`."""

    __tablename__ = "reply"
    __table_args__ = (Index("reply_record", "record"),)

    id: int | None = Field(default=None, primary_key=True)
    record: str = Field(foreign_key="record.id")
    at: str
    actor: str
    replied_on: str
    text: str
    reminder: str


class AgencyReportTable(SQLModel, table=True):
    """What an agency reports of a directive: its result, what is difficult, or what it proposes."""

    __tablename__ = "agency_report"
    __table_args__ = (Index("agency_report_record", "record"),)

    id: int | None = Field(default=None, primary_key=True)
    record: str = Field(foreign_key="record.id")
    at: str
    actor: str
    made_on: str
    agency: str
    aspect: str
    text: str


class ThreadLinkTable(SQLModel, table=True):
    """Another directive that asks the same, or that does not though a digest says so."""

    __tablename__ = "thread_link"
    __table_args__ = (Index("thread_link_record", "record"), Index("thread_link_directive", "directive"))

    id: int | None = Field(default=None, primary_key=True)
    record: str = Field(foreign_key="record.id")
    at: str
    actor: str
    directive: str
    kind: str


class WatchItemTable(SQLModel, table=True):
    """A trade-defence measure or a barrier of a market that is watched."""

    __tablename__ = "watch_item"
    __table_args__ = (Index("watch_item_record", "record"),)

    id: int | None = Field(default=None, primary_key=True)
    record: str = Field(foreign_key="record.id")
    at: str
    actor: str
    product: str
    measure: str
    stage: str | None
    next_on: str | None
    note: str | None
    directive: str | None


class ReviewLineTable(SQLModel, table=True):
    """What the review of a period says of a record; when it is closed, also what the record stood at."""

    __tablename__ = "review_line"
    __table_args__ = (Index("review_line_record", "record", "period"), Index("review_line_period", "period"))

    id: int | None = Field(default=None, primary_key=True)
    record: str = Field(foreign_key="record.id")
    at: str
    actor: str
    period: str
    progress: str | None
    difficulty: str | None
    proposal: str | None
    milestone: str | None
    confidence: str | None
    why: str | None
    standing: str | None
    due: str | None
    done_on: str | None
    agencies: str | None
    closed_on: str | None
    corrected_on: str | None
    partners: str | None
    plan: str | None
    asked_on: str | None
    started_on: str | None
