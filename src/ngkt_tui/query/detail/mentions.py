"""What conferences said of agreements, markets and companies, told from either end."""

from ngkt_tui.query.detail.ties import DetailLoader, both
from ngkt_tui.query.detail.values import Mention

_STATES = {
    "observation": "it.stage, it.what_vi, it.what_en, it.next_step_vi, it.next_step_en",
    "market_mention": "it.stance, it.what_vi, it.what_en, NULL, NULL",
    "company_mention": "NULL, it.what_vi, it.what_en, NULL, NULL",
}


def mentions(reading: DetailLoader, table: str, owner: str) -> tuple[Mention, ...]:
    """Return what each conference said of the record that is read, oldest first."""
    return _mentions(
        reading,
        f"SELECT it.conference, {_STATES[table]} FROM {table} AS it"
        f" LEFT JOIN conference ON conference.id = it.conference WHERE it.{owner} = :id"
        " ORDER BY conference.date, it.ordinal",
    )


def mentioned(reading: DetailLoader, table: str, owner: str) -> tuple[Mention, ...]:
    """Return what the conference that is read said of records of one kind, in their default order."""
    return _mentions(
        reading,
        f"SELECT it.{owner}, {_STATES[table]} FROM {table} AS it JOIN record ON record.id = it.{owner}"
        " WHERE it.conference = :id ORDER BY record.position, it.ordinal",
    )


def _mentions(reading: DetailLoader, statement: str) -> tuple[Mention, ...]:
    rows = reading.rows(statement)
    reading.load_refs(row[0] for row in rows)
    told = (
        (reading.ref(record), state, both(what_vi, what_en), both(step_vi, step_en))
        for record, state, what_vi, what_en, step_vi, step_en in rows
    )
    return tuple(Mention(record, state, what, step) for record, state, what, step in told if record)
