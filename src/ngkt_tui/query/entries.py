"""Entries that users made of records: progress lines, next steps, declined answers."""

import sqlite3

from ngkt_tui.domain.stored_values import Damaged, stored_date
from ngkt_tui.query.detail.values import DeclinedEntry, ProgressEntry, StepEntry
from ngkt_tui.query.names import load_refs

_PROGRESS = "SELECT id, at, actor, made_on, text FROM progress WHERE record = ? ORDER BY made_on DESC, id DESC"
_STEPS = """
    SELECT id, record, at, actor, text, who, due, done_on
    FROM next_step
    WHERE {}
    ORDER BY done_on IS NOT NULL, due IS NULL, due, id
"""
_DECLINED = "SELECT id, at, actor, result, why FROM declined_answer WHERE record = ? ORDER BY id"


def progress_of(connection: sqlite3.Connection, record: str) -> tuple[ProgressEntry, ...]:
    """Return the progress lines of a record, the newest day first."""
    rows = connection.execute(_PROGRESS, (record,)).fetchall()
    return tuple(
        ProgressEntry(id, at, actor, stored_date(day) or Damaged(""), text) for id, at, actor, day, text in rows
    )


def steps_of(connection: sqlite3.Connection, record: str) -> tuple[StepEntry, ...]:
    """Return the next steps of a record: the open ones first, by their days."""
    return _steps(connection, "record = :value", record)


def step_numbered(connection: sqlite3.Connection, number: int) -> StepEntry | None:
    """Return the step of a number; `None` where there is none."""
    return next(iter(_steps(connection, "id = :value", number)), None)


def open_steps(connection: sqlite3.Connection, with_done: bool = False) -> tuple[StepEntry, ...]:
    """Return the open steps of all records, or all steps, by their days."""
    return _steps(connection, "done_on IS NULL OR :value", int(with_done))


def declined_of(connection: sqlite3.Connection, record: str) -> tuple[DeclinedEntry, ...]:
    """Return the results that were declined as answers to a directive, in the order in which they were."""
    return tuple(DeclinedEntry(*row) for row in connection.execute(_DECLINED, (record,)).fetchall())


def _steps(connection: sqlite3.Connection, condition: str, value: str | int) -> tuple[StepEntry, ...]:
    rows = connection.execute(_STEPS.format(condition), {"value": value}).fetchall()
    agencies = load_refs(connection, sorted({row[5] for row in rows if row[5]}))
    return tuple(
        StepEntry(
            number, record, at, actor, text, agencies.get(who), due and stored_date(due), done and stored_date(done)
        )
        for number, record, at, actor, text, who, due, done in rows
    )
