"""Directives as a report tells them, read a few hundred at a time."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ngkt_tui.domain.dates import parse_date
from ngkt_tui.domain.language import Language, pick
from ngkt_tui.domain.status import Status
from ngkt_tui.domain.summary import DirectiveLine
from ngkt_tui.query.json_lists import entries
from ngkt_tui.query.narrowing import Where
from ngkt_tui.query.owing import owed
from ngkt_tui.query.touched import IS_OPEN, TOUCHED

CHUNK = 500

_WAITING = (
    f"CASE WHEN {IS_OPEN} THEN"
    f" max(0, CAST(julianday(:today) - julianday({TOUCHED.format(zone=':zone')}) AS INTEGER)) END"
)
_DIRECTIVES = (
    "SELECT it.position, it.id, it.status, it.kind, it.text_vi, it.text_en, it.conference, conference.date,"
    f" it.due, it.done_on, it.why, it.horizon_vi, it.horizon_en, {_WAITING}, record.withdrawn,"
    " it.importance, it.first_due"
    " FROM directive AS it JOIN record ON record.position = it.position"
    " LEFT JOIN conference ON conference.id = it.conference"
    " WHERE it.position IN (SELECT value FROM json_each(:positions))"
)
_AMONG = "IN (SELECT value FROM json_each(:ids))"
_NAMED = (
    "SELECT link.record, link.relation, link.ordinal, link.target FROM link"
    f" WHERE link.record {_AMONG} AND link.relation IN ('issuer', 'theme')"
)
_NAMES = (
    "SELECT named.record, named.relation,"
    " coalesce(organisation.name_vi, official.name, theme.name_vi, conference.title_vi),"
    " coalesce(organisation.name_en, official.name, theme.name_en, conference.title_en)"
    f" FROM ({_NAMED} UNION ALL SELECT * FROM {owed(records=_AMONG)}) AS named"
    " LEFT JOIN organisation ON organisation.id = named.target"
    " LEFT JOIN official ON official.id = named.target"
    " LEFT JOIN theme ON theme.id = named.target"
    " LEFT JOIN conference ON conference.id = named.target"
    " ORDER BY named.record, named.relation, named.ordinal"
)
_SOURCES = (
    "SELECT source.record, source.article, group_concat(DISTINCT paragraph.value)"
    f" FROM source LEFT JOIN {entries('source.paragraphs')} AS paragraph"
    " WHERE source.record IN (SELECT value FROM json_each(:ids))"
    " GROUP BY source.record, source.article ORDER BY source.record, min(source.ordinal), source.article"
)
_NOTES = (
    "SELECT note.record, note.text FROM note WHERE note.record IN (SELECT value FROM json_each(:ids)) ORDER BY note.id"
)
_EVIDENCE = f"SELECT evidence.record, evidence.text FROM evidence WHERE evidence.record {_AMONG} ORDER BY evidence.id"


class DirectiveLines:
    """The directives at `positions`, in that order; each time it is walked, they are read anew."""

    def __init__(
        self, connection: sqlite3.Connection, where: Where, language: Language, positions: Sequence[int]
    ) -> None:
        self._connection = connection
        self._where = where
        self._language = language
        self._positions = positions

    def __iter__(self) -> Iterator[DirectiveLine]:
        for start in range(0, len(self._positions), CHUNK):
            yield from self._chunk(self._positions[start : start + CHUNK])

    def _chunk(self, positions: Sequence[int]) -> Iterator[DirectiveLine]:
        found = {row[0]: row for row in self._rows(_DIRECTIVES, positions=json.dumps(list(positions)))}
        ids = json.dumps([row[1] for row in found.values()])
        names = self._names(ids)
        sources = _gathered((row[0], _source(row[1], row[2])) for row in self._rows(_SOURCES, ids=ids))
        notes = _gathered((row[0], row[1]) for row in self._rows(_NOTES, ids=ids))
        evidence = _gathered((row[0], row[1]) for row in self._rows(_EVIDENCE, ids=ids))
        for position in positions:
            if position in found:
                row = found[position]
                yield self._line(row, names[row[1]], notes[row[1]], evidence[row[1]], sources[row[1]])

    def _line(
        self,
        row: tuple[Any, ...],
        names: Mapping[str, list[str]],
        notes: list[str],
        evidence: list[str],
        sources: list[str],
    ) -> DirectiveLine:
        _, record, status, kind, vi, en, conference, day, due, done_on, why, *rest = row
        horizon_vi, horizon_en, waiting, gone, importance, first_due = rest
        return DirectiveLine(
            id=record,
            status=Status(status),
            kind=kind,
            text=pick(self._language, vi, en),
            conference=conference,
            conference_date=parse_date(day),
            issuers=tuple(names["issuer"]),
            lead=tuple(names["lead"]),
            coordinating=tuple(names["coordinating"]),
            addressees=tuple(names["addressee"]),
            themes=tuple(names["theme"]),
            due=parse_date(due),
            done_on=parse_date(done_on),
            why=why or "",
            notes=tuple(notes),
            evidence=tuple(evidence),
            horizon=pick(self._language, horizon_vi, horizon_en),
            sources=tuple(sources),
            waiting_days=waiting,
            withdrawn=bool(gone),
            importance=importance,
            first_due=parse_date(first_due),
        )

    def _names(self, ids: str) -> Mapping[str, Mapping[str, list[str]]]:
        names: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for record, relation, vi, en in self._rows(_NAMES, ids=ids):
            names[record][relation].append(pick(self._language, vi, en))
        return names

    def _rows(self, statement: str, **values: str) -> list[tuple[Any, ...]]:
        whole = f"{self._where.with_tables} {statement}"
        return self._connection.execute(whole, {**self._where.parameters, **values}).fetchall()


def _gathered(pairs: Iterator[tuple[str, str]]) -> Mapping[str, list[str]]:
    gathered: defaultdict[str, list[str]] = defaultdict(list)
    for record, text in pairs:
        gathered[record].append(text)
    return gathered


def _source(article: str, paragraphs: str | None) -> str:
    if not paragraphs:
        return article
    numbers = sorted({int(number) for number in paragraphs.split(",") if number.isdecimal()})
    return f"{article} ¶ {', '.join(str(number) for number in numbers)}"
