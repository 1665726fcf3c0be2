"""Directives as a report shows them, read a few hundred at a time."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from ngkt_tui.domain.enums import Language, Status
from ngkt_tui.domain.readable import Readable
from ngkt_tui.domain.stored_values import Damaged, StoredDate, each_of, load_ids, stored_date, undamaged
from ngkt_tui.domain.summary_items import DirectiveItem, NextStep, ProgressLine, ReportLine
from ngkt_tui.domain.user_fields import AGENCY_FIELDS
from ngkt_tui.domain.words import localized
from ngkt_tui.query.sql import IS_OPEN, NATURE, TOUCHED, CompiledFilter, read_rows

CHUNK = 500

_COLUMNS = (
    "position id status kind text_vi text_en conference due done_on why horizon_vi horizon_en importance first_due"
    " product_vi product_en transferred_on"
)
_PLAIN = ", ".join(f"it.{name} AS {name}" for name in (*_COLUMNS.split(), *AGENCY_FIELDS))
_DIRECTIVES = f"""
    SELECT
        {_PLAIN},
        coalesce(conference.date, it.issued) AS conference_date,
        CASE
            WHEN {IS_OPEN}
                THEN CAST(julianday(:today) - julianday({TOUCHED.format(zone=":zone")}) AS INTEGER)
        END AS waiting_days,
        record.withdrawn AS withdrawn,
        {NATURE.format(it="it")} AS nature,
        it.product AS own_product,
        record.own AS own
    FROM directive AS it
    JOIN record ON record.position = it.position
    LEFT JOIN conference ON conference.id = it.conference
    WHERE it.position IN (SELECT CAST(value AS BIGINT) FROM json_each(:positions))
"""
_TIES = """
    SELECT link.record, link.relation, link.target
    FROM link
    WHERE link.record IN (SELECT value FROM json_each(:ids))
        AND link.relation IN ('issuer', 'lead', 'coordinating', 'addressee', 'theme')
    ORDER BY link.record, link.relation, link.ordinal
"""
_NAMES = """
    SELECT
        called.value,
        coalesce(organisation.name_vi, official.name, theme.name_vi, conference.title_vi),
        coalesce(organisation.name_en, official.name, theme.name_en, conference.title_en)
    FROM json_each(:ids) AS called
    LEFT JOIN organisation ON organisation.id = called.value
    LEFT JOIN official ON official.id = called.value
    LEFT JOIN theme ON theme.id = called.value
    LEFT JOIN conference ON conference.id = called.value
"""
_SOURCES = f"""
    SELECT
        source.record,
        coalesce(source.article, min(document.number), source.document),
        json_group_array(DISTINCT paragraph.value),
        min(source.point)
    FROM source
    LEFT JOIN {each_of("source.paragraphs")} AS paragraph ON TRUE
    LEFT JOIN document ON document.id = source.document
    WHERE source.record IN (SELECT value FROM json_each(:ids))
    GROUP BY source.record, source.article, source.document
    ORDER BY source.record, min(source.ordinal), source.article NULLS FIRST
"""
_TEXTS = """
    SELECT 'note', note.record, note.text, note.id
    FROM note
    WHERE note.record IN (SELECT value FROM json_each(:ids))
    UNION ALL
    SELECT 'evidence', evidence.record, evidence.text, evidence.id
    FROM evidence
    WHERE evidence.record IN (SELECT value FROM json_each(:ids))
    ORDER BY 4
"""
_PROGRESS = """
    SELECT progress.record, progress.made_on, progress.text
    FROM progress
    WHERE progress.record IN (SELECT value FROM json_each(:ids))
    ORDER BY progress.made_on DESC NULLS LAST, progress.id DESC
"""
_STEPS = """
    SELECT next_step.record, next_step.id, next_step.text, organisation.name_vi, organisation.name_en, next_step.due
    FROM next_step LEFT JOIN organisation ON organisation.id = next_step.who
    WHERE next_step.record IN (SELECT value FROM json_each(:ids)) AND next_step.done_on IS NULL
    ORDER BY next_step.due IS NULL, next_step.due, next_step.id
"""
_REPORTS = """
    SELECT
        it.record, it.made_on, organisation.name_vi, organisation.name_en, it.agency, it.aspect, it.text
    FROM agency_report AS it LEFT JOIN organisation ON organisation.id = it.agency
    WHERE it.record IN (SELECT value FROM json_each(:ids))
    ORDER BY it.record, it.agency, it.id
"""


class _DirectiveValues(NamedTuple):
    """What a directive says itself."""

    position: int
    id: str
    status: Status | Damaged
    kind: str
    text_vi: str
    text_en: str | None
    conference: str | None
    conference_date: StoredDate | None
    due: StoredDate | None
    done_on: StoredDate | None
    why: str | None
    horizon_vi: str | None
    horizon_en: str | None
    waiting_days: int | None
    withdrawn: int
    importance: int | None
    first_due: StoredDate | None
    nature: str
    product_vi: str | None
    product_en: str | None
    own_product: str | None
    lead: str | None
    coordinating: str | None
    confirms: str | None
    transfer: str | None
    transferred_on: StoredDate | None
    own: int


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
        self, connection: Readable, where: CompiledFilter, language: Language, positions: Sequence[int]
    ) -> None:
        self._connection = connection
        self._where = where
        self._language = language
        self._positions = positions
        self._called: dict[str, str] = {}
        self._ahead: list[DirectiveItem | None] = []
        self._start = self._next = 0

    def item(self, index: int) -> DirectiveItem | None:
        """Return the directive numbered `index`, `None` where it is gone; one that was read before is read anew."""
        if not self._next <= index < self._start + len(self._ahead):
            self._ahead = self._chunk(self._positions[index : index + CHUNK])
            self._start = index
        self._next = index + 1
        return self._ahead[index - self._start]

    def _chunk(self, positions: Sequence[int]) -> list[DirectiveItem | None]:
        values = {**self._where.parameters, "positions": json.dumps(list(positions))}
        statement = f"{self._where.with_tables} {_DIRECTIVES}"
        rows = read_rows(self._connection, statement, values, _DirectiveValues)
        ids = json.dumps([row.id for row in rows])
        names = self._names(self._ties(rows, ids))
        sources = _gathered((record, _source(*named)) for record, *named in self._rows(_SOURCES, ids))
        texts = _gathered(((field, record), text) for field, record, text, _ in self._rows(_TEXTS, ids))
        progress = _gathered((record, ProgressLine(_day(on), text)) for record, on, text in self._rows(_PROGRESS, ids))
        steps = _gathered((record, self._step(*step)) for record, *step in self._rows(_STEPS, ids))
        reports = _gathered((record, self._report(*columns)) for record, *columns in self._rows(_REPORTS, ids))
        items = {
            row.position: self._line(row, names[row.id], texts, sources[row.id])._replace(
                progress=tuple(progress[row.id]), steps=tuple(steps[row.id]), reports=tuple(reports[row.id])
            )
            for row in rows
        }
        return [items.get(position) for position in positions]

    def _line(
        self,
        row: _DirectiveValues,
        names: Mapping[str, list[str]],
        texts: Mapping[tuple[str, str], list[str]],
        sources: list[str],
    ) -> DirectiveItem:
        language = self._language
        return DirectiveItem(
            id=row.id,
            status=undamaged(row.status),
            kind=row.kind,
            text=localized(language, row.text_vi, row.text_en),
            conference=row.conference,
            conference_date=undamaged(row.conference_date),
            issuers=tuple(names["issuer"]),
            lead=tuple(names["lead"]),
            coordinating=tuple(names["coordinating"]),
            addressees=tuple(names["addressee"]),
            themes=tuple(names["theme"]),
            due=undamaged(row.due),
            done_on=undamaged(row.done_on),
            why=row.why or "",
            notes=tuple(texts["note", row.id]),
            evidence=tuple(texts["evidence", row.id]),
            horizon=localized(language, row.horizon_vi, row.horizon_en),
            sources=tuple(sources),
            waiting_days=None if row.waiting_days is None else max(0, row.waiting_days),
            withdrawn=bool(row.withdrawn),
            importance=row.importance,
            first_due=undamaged(row.first_due),
            nature=row.nature,
            product=row.own_product or localized(language, row.product_vi, row.product_en),
            confirms=tuple(names["confirms"]),
            transfer=tuple(names["transfer"]),
            transferred_on=undamaged(row.transferred_on),
            is_own=bool(row.own),
        )

    def _step(self, number: int, text: str, vi: str | None, en: str | None, due: str | None) -> NextStep:
        return NextStep(number, text, localized(self._language, vi, en) or "", _day(due))

    def _report(
        self, on: str | None, vi: str | None, en: str | None, agency: str, aspect: str, text: str
    ) -> ReportLine:
        return ReportLine(_day(on), localized(self._language, vi, en) or agency, aspect, text, agency)

    def _ties(self, rows: Iterable[_DirectiveValues], ids: str) -> _Ties:
        """Return whom and what directives name, by relation; the agencies of a user in place of the digests'."""
        ties: _Ties = defaultdict(lambda: defaultdict(list))
        for record, relation, target in self._rows(_TIES, ids):
            ties[record][relation].append(target)
        for row in rows:
            for relation in AGENCY_FIELDS:
                own: str | None = getattr(row, relation)
                if own is not None:
                    ties[row.id][relation] = list(load_ids(own))
        return ties

    def _names(self, ties: _Ties) -> Mapping[str, Mapping[str, list[str]]]:
        """Return `links` with the names of what they name."""
        called = self._called
        named = {target for by_relation in ties.values() for targets in by_relation.values() for target in targets}
        if unknown := named - called.keys():
            for target, vi, en in self._rows(_NAMES, json.dumps(list(unknown))):
                called[target] = localized(self._language, vi, en)
        names: _Ties = defaultdict(lambda: defaultdict(list))
        for record, by_relation in ties.items():
            for relation, targets in by_relation.items():
                names[record][relation] = [called[target] for target in targets]
        return names

    def _rows(self, statement: str, ids: str) -> list[tuple[Any, ...]]:
        whole = f"{self._where.with_tables} {statement}"
        return self._connection.execute(whole, {**self._where.parameters, "ids": ids}).fetchall()


def _gathered(pairs: Iterable[tuple[Any, ...]]) -> Mapping[Any, list[Any]]:
    gathered: defaultdict[Any, list[Any]] = defaultdict(list)
    for record, value in pairs:
        gathered[record].append(value)
    return gathered


def _day(text: str | None) -> date | None:
    return undamaged(stored_date(text)) if text else None


def _source(name: str, paragraphs: str | None, point: str | None) -> str:
    numbers = sorted({int(number) for number in json.loads(paragraphs or "[]") if str(number).isdecimal()})
    if not numbers:
        return f"{name}, {point}" if point else name
    return f"{name} ¶ {', '.join(str(number) for number in numbers)}"
