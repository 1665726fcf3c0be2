"""Directives as a report tells them, read a few hundred at a time."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ngkt_tui.domain.enums import Language, Status, localized
from ngkt_tui.domain.json_values import each_of, load_ids
from ngkt_tui.domain.stored_values import stored_date, stored_member, undamaged
from ngkt_tui.domain.summary_items import DirectiveItem
from ngkt_tui.query.filter.compiler import CompiledFilter
from ngkt_tui.query.responsible import OVERRIDABLE
from ngkt_tui.query.sql import IS_OPEN, TOUCHED

CHUNK = 500

_WAITING = (
    f"CASE WHEN {IS_OPEN} THEN"
    f" max(0, CAST(julianday(:today) - julianday({TOUCHED.format(zone=':zone')}) AS INTEGER)) END"
)
_DIRECTIVES = (
    "SELECT it.position, it.id, it.status, it.kind, it.text_vi, it.text_en, it.conference, conference.date,"
    f" it.due, it.done_on, it.why, it.horizon_vi, it.horizon_en, {_WAITING}, record.withdrawn,"
    " it.importance, it.first_due, it.nature, it.product_vi, it.product_en, it.product, it.lead, it.coordinating"
    " FROM directive AS it JOIN record ON record.position = it.position"
    " LEFT JOIN conference ON conference.id = it.conference"
    " WHERE it.position IN (SELECT value FROM json_each(:positions))"
)
_AMONG = "IN (SELECT value FROM json_each(:ids))"
_TIES = (
    "SELECT link.record, link.relation, link.target FROM link"
    f" WHERE link.record {_AMONG} AND link.relation IN ('issuer', 'lead', 'coordinating', 'addressee', 'theme')"
    " ORDER BY link.record, link.relation, link.ordinal"
)
_NAMES = (
    "SELECT called.value, coalesce(organisation.name_vi, official.name, theme.name_vi, conference.title_vi),"
    " coalesce(organisation.name_en, official.name, theme.name_en, conference.title_en)"
    " FROM json_each(:ids) AS called"
    " LEFT JOIN organisation ON organisation.id = called.value"
    " LEFT JOIN official ON official.id = called.value"
    " LEFT JOIN theme ON theme.id = called.value"
    " LEFT JOIN conference ON conference.id = called.value"
)
_SOURCES = (
    "SELECT source.record, source.article, group_concat(DISTINCT paragraph.value)"
    f" FROM source LEFT JOIN {each_of('source.paragraphs')} AS paragraph"
    " WHERE source.record IN (SELECT value FROM json_each(:ids))"
    " GROUP BY source.record, source.article ORDER BY source.record, min(source.ordinal), source.article"
)
_NOTES = (
    "SELECT note.record, note.text FROM note WHERE note.record IN (SELECT value FROM json_each(:ids)) ORDER BY note.id"
)
_EVIDENCE = f"SELECT evidence.record, evidence.text FROM evidence WHERE evidence.record {_AMONG} ORDER BY evidence.id"
_Ties = defaultdict[str, defaultdict[str, list[str]]]


class DirectiveItems:
    """The directives from the one numbered `first` up to `end`, in their order; read anew each time they are walked."""

    def __init__(self, reading: "DirectiveReader", first: int, end: int) -> None:
        self._reading = reading
        self._first = first
        self._end = end

    def __iter__(self) -> Iterator[DirectiveItem]:
        for index in range(self._first, self._end):
            line = self._reading.item(index)
            if line is not None:
                yield line


class DirectiveReader:
    """Reads the directives at `positions`, several hundred ahead of the one that is asked for.

    What is read ahead is shared by all conferences, each of which has but a few, and so are the names of others.
    """

    def __init__(
        self, connection: sqlite3.Connection, where: CompiledFilter, language: Language, positions: Sequence[int]
    ) -> None:
        self._connection = connection
        self._where = where
        self._language = language
        self._positions = positions
        self._called: dict[str, str] = {}
        self._ahead: list[DirectiveItem | None] = []
        self._start = self._next = 0

    def item(self, index: int) -> DirectiveItem | None:
        """Return the directive numbered `index`, `None` where it is gone; one that was told before is read anew."""
        if not self._next <= index < self._start + len(self._ahead):
            self._ahead = self._chunk(self._positions[index : index + CHUNK])
            self._start = index
        self._next = index + 1
        return self._ahead[index - self._start]

    def _chunk(self, positions: Sequence[int]) -> list[DirectiveItem | None]:
        found = {row[0]: row for row in self._rows(_DIRECTIVES, positions=json.dumps(list(positions)))}
        ids = json.dumps([row[1] for row in found.values()])
        names = self._names(self._ties(found.values(), ids))
        sources = _gathered((row[0], _source(row[1], row[2])) for row in self._rows(_SOURCES, ids=ids))
        notes = _gathered((row[0], row[1]) for row in self._rows(_NOTES, ids=ids))
        evidence = _gathered((row[0], row[1]) for row in self._rows(_EVIDENCE, ids=ids))

        def line(row: tuple[Any, ...]) -> DirectiveItem:
            record = row[1]
            return self._line(row, names[record], notes[record], evidence[record], sources[record])

        return [line(found[position]) if position in found else None for position in positions]

    def _line(
        self,
        row: tuple[Any, ...],
        names: Mapping[str, list[str]],
        notes: list[str],
        evidence: list[str],
        sources: list[str],
    ) -> DirectiveItem:
        _, record, status, kind, vi, en, conference, day, due, done_on, why, *rest = row
        horizon_vi, horizon_en, waiting, gone, importance, first_due, nature, *product, _, _ = rest
        product_vi, product_en, own_product = product
        return DirectiveItem(
            id=record,
            status=undamaged(stored_member(Status, status)),
            kind=kind,
            text=localized(self._language, vi, en),
            conference=conference,
            conference_date=undamaged(stored_date(day)),
            issuers=tuple(names["issuer"]),
            lead=tuple(names["lead"]),
            coordinating=tuple(names["coordinating"]),
            addressees=tuple(names["addressee"]),
            themes=tuple(names["theme"]),
            due=undamaged(stored_date(due)),
            done_on=undamaged(stored_date(done_on)),
            why=why or "",
            notes=tuple(notes),
            evidence=tuple(evidence),
            horizon=localized(self._language, horizon_vi, horizon_en),
            sources=tuple(sources),
            waiting_days=waiting,
            withdrawn=bool(gone),
            importance=importance,
            first_due=undamaged(stored_date(first_due)),
            nature=nature,
            product=own_product or localized(self._language, product_vi, product_en),
        )

    def _ties(self, rows: Iterable[tuple[Any, ...]], ids: str) -> _Ties:
        """Return whom and what directives name, by relation; the agencies of a user in place of the digests'."""
        ties: _Ties = defaultdict(lambda: defaultdict(list))
        for record, relation, target in self._rows(_TIES, ids=ids):
            ties[record][relation].append(target)
        for row in rows:
            for relation, own in zip(OVERRIDABLE, row[-len(OVERRIDABLE) :], strict=True):
                if own is not None:
                    ties[row[1]][relation] = list(load_ids(own))
        return ties

    def _names(self, ties: _Ties) -> Mapping[str, Mapping[str, list[str]]]:
        """Return `links` with the names of what they name."""
        called = self._called
        named = {target for by_relation in ties.values() for targets in by_relation.values() for target in targets}
        if unknown := named - called.keys():
            for target, vi, en in self._rows(_NAMES, ids=json.dumps(list(unknown))):
                called[target] = localized(self._language, vi, en)
        names: _Ties = defaultdict(lambda: defaultdict(list))
        for record, by_relation in ties.items():
            for relation, targets in by_relation.items():
                names[record][relation] = [called[target] for target in targets]
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
