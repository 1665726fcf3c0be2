"""In which tables the fields that users own stand: columns of the tables of records, or tables of entries."""

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.store.tables.reminder_tables import (
    AgencyReportTable,
    ReminderTable,
    ReplyTable,
    ReviewLineTable,
    ThreadLinkTable,
    WatchItemTable,
)
from ngkt_tui.store.tables.user_owned import (
    AgreementTable,
    DeclinedAnswerTable,
    DirectiveTable,
    EvidenceTable,
    MarketTable,
    NextStepTable,
    NoteTable,
    ProgressTable,
    RecordTable,
    StageChangeTable,
)

OwnerTable = RecordTable | DirectiveTable | AgreementTable | MarketTable
"""A row of a record in a table in which fields of users can stand."""
Entry = (
    NoteTable
    | EvidenceTable
    | StageChangeTable
    | ProgressTable
    | NextStepTable
    | DeclinedAnswerTable
    | ReminderTable
    | ReplyTable
    | AgencyReportTable
    | ThreadLinkTable
    | WatchItemTable
    | ReviewLineTable
)
"""A row of its own that users make about a record."""

OWNER_TABLES: dict[str, type[OwnerTable]] = {
    "record": RecordTable,
    RecordKind.DIRECTIVE: DirectiveTable,
    RecordKind.AGREEMENT: AgreementTable,
    RecordKind.MARKET: MarketTable,
}
"""The tables with columns of users, by kind of record; `record` is that of every kind."""
ENTRY_TABLES: dict[str, type[Entry]] = {
    "note": NoteTable,
    "evidence": EvidenceTable,
    "stage_move": StageChangeTable,
    "progress": ProgressTable,
    "next_step": NextStepTable,
    "declined_answer": DeclinedAnswerTable,
    "reminder": ReminderTable,
    "reply": ReplyTable,
    "agency_report": AgencyReportTable,
    "thread_link": ThreadLinkTable,
    "watch_item": WatchItemTable,
    "review_line": ReviewLineTable,
}
