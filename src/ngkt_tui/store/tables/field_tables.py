"""In which tables the fields that users own stand: columns of the tables of records, or tables of entries."""

from functools import cache
from importlib import import_module
from typing import cast

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.store.tables.user_owned import AgreementTable, DirectiveTable, EntryOfRecord, MarketTable, RecordTable

OwnerTable = RecordTable | DirectiveTable | AgreementTable | MarketTable
"""A row of a record in a table in which fields of users can stand."""

OWNER_TABLES: dict[str, type[OwnerTable]] = {
    "record": RecordTable,
    RecordKind.DIRECTIVE: DirectiveTable,
    RecordKind.AGREEMENT: AgreementTable,
    RecordKind.MARKET: MarketTable,
}
"""The tables with columns of users, by kind of record; `record` is that of every kind."""
_ENTRY_TABLES = {
    "note": "entry_tables.NoteTable",
    "evidence": "entry_tables.EvidenceTable",
    "stage_move": "entry_tables.StageChangeTable",
    "progress": "entry_tables.ProgressTable",
    "next_step": "entry_tables.NextStepTable",
    "declined_answer": "entry_tables.DeclinedAnswerTable",
    "reminder": "reminder_tables.ReminderTable",
    "reply": "reminder_tables.ReplyTable",
    "agency_report": "reminder_tables.AgencyReportTable",
    "thread_link": "reminder_tables.ThreadLinkTable",
    "watch_item": "reminder_tables.WatchItemTable",
    "review_line": "reminder_tables.ReviewLineTable",
}


@cache
def entry_table(name: str) -> type[EntryOfRecord]:
    """Return the table of that name, whose rows users make about records; loaded by the first edit of such rows."""
    module, _, table = _ENTRY_TABLES[name].partition(".")
    return cast("type[EntryOfRecord]", getattr(import_module(f"{__package__}.{module}"), table))
