"""The chain of one ask across conferences: all directives that repeat it, or that it repeats, through any number."""

import datetime
import json
import sqlite3
from typing import NamedTuple

from ngkt_tui.domain.enums import Status
from ngkt_tui.domain.stored_values import Damaged, StoredDate
from ngkt_tui.query.sql import IS_NOT_DECLINED, read_rows

_CHAIN = """
    WITH RECURSIVE chain (id) AS (
        SELECT :id
        UNION
        SELECT CASE WHEN link.record = chain.id THEN link.target ELSE link.record END
        FROM chain
        JOIN link ON link.relation = 'repeats' AND (link.record = chain.id OR link.target = chain.id)
    )
    SELECT
        it.id AS id,
        it.conference AS conference,
        coalesce(conference.date, it.issued) AS date,
        it.kind AS kind,
        it.status AS status,
        it.due AS due,
        it.text_vi AS text_vi,
        it.text_en AS text_en
    FROM chain
    JOIN directive AS it ON it.id = chain.id
    LEFT JOIN conference ON conference.id = it.conference
    ORDER BY date NULLS LAST, it.conference, it.position
"""
_REPEATS = """
    SELECT link.record, link.target, link.how
    FROM link
    WHERE link.relation = 'repeats' AND link.record IN (SELECT value FROM json_each(:ids))
    ORDER BY link.record, link.ordinal
"""


class Ask(NamedTuple):
    """One directive of a thread. `repeats` are the ids of the earlier ones with the manner of each."""

    id: str
    conference: str | None
    date: StoredDate | None
    kind: str
    status: Status | Damaged
    due: StoredDate | None
    text_vi: str | None
    text_en: str | None
    repeats: tuple[tuple[str, str | None], ...] = ()


def load_thread(connection: sqlite3.Connection, record: str) -> tuple[Ask, ...]:
    """Return the thread of a directive, the oldest ask first; itself alone where it has none."""
    asks = read_rows(connection, _CHAIN, {"id": record}, Ask)
    repeats: dict[str, list[tuple[str, str | None]]] = {}
    for later, earlier, how in connection.execute(_REPEATS, {"ids": json.dumps([ask.id for ask in asks])}):
        repeats.setdefault(later, []).append((earlier, how))
    return tuple(ask._replace(repeats=tuple(repeats.get(ask.id, ()))) for ask in asks)


def repeat_pairs(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Return every directive that repeats another with the one that it repeats."""
    return connection.execute("SELECT record, target FROM link WHERE relation = 'repeats'").fetchall()


_ANSWERS = f"""
    SELECT
        link.target AS directive,
        conference.date AS date,
        result.text_vi AS text_vi,
        result.text_en AS text_en
    FROM link
    JOIN result ON result.id = link.record
    JOIN conference ON conference.id = result.conference
    WHERE link.relation = 'answers' AND conference.date <= :until AND {IS_NOT_DECLINED}
    ORDER BY link.target, conference.date, result.id
"""


class Answer(NamedTuple):
    """A result that may answer a directive, with the day of the conference that told it."""

    directive: str
    date: StoredDate | None
    text_vi: str
    text_en: str | None


def answers(connection: sqlite3.Connection, until: datetime.date) -> list[Answer]:
    """Return what may answer directives, as far as it was told by a day."""
    return read_rows(connection, _ANSWERS, {"until": until.isoformat()}, Answer)
