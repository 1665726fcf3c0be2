"""What conferences said of agreements, markets and companies, told from either end."""

from ngkt_tui.query.detail.ties import Reading, both
from ngkt_tui.query.detail.values import Mention

_STATES = {
    "observation": ("stage", "next_step_vi", "next_step_en"),
    "market_mention": ("stance", "NULL", "NULL"),
    "company_mention": ("NULL", "what_vi", "what_en"),
}


def mentions(reading: Reading, table: str, owner: str) -> tuple[Mention, ...]:
    """Return what each conference said of the record that is read, oldest first."""
    state, vi, en = _STATES[table]
    return _mentions(
        reading,
        f"SELECT it.conference, {state}, {vi}, {en} FROM {table} AS it"
        f" LEFT JOIN conference ON conference.id = it.conference WHERE it.{owner} = :id"
        " ORDER BY conference.date, it.ordinal",
    )


def mentioned(reading: Reading, table: str, owner: str) -> tuple[Mention, ...]:
    """Return what the conference that is read said of records of one kind, in their default order."""
    state, vi, en = _STATES[table]
    return _mentions(
        reading,
        f"SELECT it.{owner}, {state}, {vi}, {en} FROM {table} AS it JOIN record ON record.id = it.{owner}"
        " WHERE it.conference = :id ORDER BY record.position, it.ordinal",
    )


def _mentions(reading: Reading, statement: str) -> tuple[Mention, ...]:
    rows = reading.rows(statement)
    reading.learn(row[0] for row in rows)
    told = ((reading.one(record), state, both(vi, en)) for record, state, vi, en in rows)
    return tuple(Mention(record, state, text) for record, state, text in told if record)
