"""English: what agencies are asked, answer and report: reminders, answers, confirmations."""

AGENCY_REPORTS: dict[str, str] = {
    "command.confirm": "Confirm that what agencies reported as done is done.",
    "command.confirm.more": "Takes only directives with the status “reported done”. They are done as of the day of the report unless --on is given. Who reported and who confirmed, and when, both stay in the history. Several ids are one change; - reads them from the standard input.",
    "command.confirm.examples": 'ngkt-tui set hn-2024-07-18-07 --status reported\nngkt-tui confirm hn-2024-07-18-07 --evidence "1121/TB-VPCP"',
    "confirm.no-evidence": "No evidence is named; to add it: ngkt-tui set ID --evidence REF",
    "edit.not-reported": "Only what was reported as done can be confirmed; to record it as done: set --status done.",
    "filter.is.reported": "reported done, not confirmed",
    "filter.is.confirmed": "confirmed",
    "detail.reported": "Reported",
    "detail.confirmed": "Confirmed",
    "detail.by": "{at} · {actor}",
    "summary.reported-count": "{count} reported as done, not confirmed yet (counted as not done)",
    "summary.to-confirm": "Reported done, to be confirmed",
    "today.reported": "Reported done, to be confirmed",
    "dialog.status.reported-day": "empty: the day of the report",
    "dialog.status.confirms": "confirms it, as of the day of the report",
    "key.confirm": "confirm",
    "key.confirm.help": "Confirm that what an agency reported as done is done (asks for evidence and day)",
}
