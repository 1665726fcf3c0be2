"""SQLModel tables of what users keep of reminders, answers, reports, threads, watched measures and reviews."""

from sqlmodel import Index

from ngkt_tui.store.tables.user_owned import EntryOfRecord


class ReminderTable(EntryOfRecord, table=True):
    """A letter by which an agency was reminded of a directive."""

    __tablename__ = "reminder"
    __table_args__ = (Index("reminder_record", "record"),)

    sent_on: str
    level: str
    agency: str
    number: str | None
    channel: str | None
    reply_by: str | None


class ReplyTable(EntryOfRecord, table=True):
    """What was answered to the reminders of a directive up to the number `reminder`, to those to `agency` if given."""

    __tablename__ = "reply"
    __table_args__ = (Index("reply_record", "record"),)

    replied_on: str
    text: str
    reminder: str
    agency: str | None


class AgencyReportTable(EntryOfRecord, table=True):
    """What an agency reports of a directive: its result, what is difficult, or what it proposes."""

    __tablename__ = "agency_report"
    __table_args__ = (Index("agency_report_record", "record"),)

    made_on: str
    agency: str
    aspect: str
    text: str


class ThreadLinkTable(EntryOfRecord, table=True):
    """Another directive that asks the same, or that does not though a digest says so."""

    __tablename__ = "thread_link"
    __table_args__ = (Index("thread_link_record", "record"), Index("thread_link_directive", "directive"))

    directive: str
    kind: str


class WatchItemTable(EntryOfRecord, table=True):
    """A trade-defence measure or a barrier of a market that is watched."""

    __tablename__ = "watch_item"
    __table_args__ = (Index("watch_item_record", "record"),)

    product: str
    measure: str
    stage: str | None
    next_on: str | None
    note: str | None
    directive: str | None


class ReviewLineTable(EntryOfRecord, table=True):
    """What the review of a period says of a record; when it is closed, also what the record stood at."""

    __tablename__ = "review_line"
    __table_args__ = (Index("review_line_record", "record", "period"), Index("review_line_period", "period"))

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
