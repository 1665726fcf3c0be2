"""What ties one record to others, and what users entered of it: links from either end, progress, steps, answers."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.readable import Readable
from ngkt_tui.domain.record_kinds import END, FIRST, RANGE, kind_of_position
from ngkt_tui.domain.stored_values import Damaged, stored_date
from ngkt_tui.query.detail.values import Bilingual, DeclinedEntry, Link, LinkList, ProgressEntry, StepEntry
from ngkt_tui.query.names import RecordRef, load_refs
from ngkt_tui.query.responsible import agencies_of
from ngkt_tui.query.sql import NamedRow, named_rows

MAX_TIED = 200

_OUTGOING = """
    SELECT link.relation, link.target, link.how
    FROM link
    WHERE link.record = :id
    ORDER BY link.relation, link.ordinal
"""
_INCOMING = f"""
    SELECT link.relation, link.position / {RANGE} AS series, count(*)
    FROM link
    WHERE link.target = :id AND link.position >= {FIRST} AND link.position < {END}
    GROUP BY link.relation, series
    ORDER BY link.relation, series
"""
"""How many records name this one, by relation and by range of positions."""
_FIRST = """
    SELECT link.record, link.how
    FROM link
    WHERE link.target = :id AND link.relation = :relation
        AND link.position >= :start AND link.position < :end
    ORDER BY link.position
    LIMIT :most
"""


class _Naming(NamedTuple):
    """Those that name a record in one way: how many they are, and the first of them with the manner of each."""

    many: int
    first: tuple[tuple[str, str | None], ...]


_NOBODY = _Naming(0, ())


class DetailLoader:
    """The reading of one record: its rows, its ties, and the names of everything that these mention."""

    def __init__(self, connection: Readable, record: str) -> None:
        self.id = record
        self.connection = connection
        self._names: dict[str, RecordRef] = {}
        self._outgoing = self.rows(_OUTGOING)
        self._incoming = self._naming()
        self.load_refs(row[1] for row in self._outgoing)
        self.load_refs(record for each in self._incoming.values() for record, _ in each.first)

    def rows(self, statement: str, **values: str | int) -> list[NamedRow]:
        """Return the rows of a statement that may name this record as `:id`; columns are read by name or unpacked."""
        return named_rows(self.connection, statement, {"id": self.id, **values})

    def _naming(self) -> dict[tuple[str, RecordKind], _Naming]:
        found: dict[tuple[str, RecordKind], _Naming] = {}
        for relation, series, many in self.rows(_INCOMING):
            start = series * RANGE
            key = (relation, kind_of_position(start))
            before = found.get(key, _NOBODY)  # recommendations stand in a range of their own, after the directives
            bounds = {"start": start, "end": start + RANGE, "most": MAX_TIED - len(before.first)}
            first = ((row["record"], row["how"]) for row in self.rows(_FIRST, relation=relation, **bounds))
            found[key] = _Naming(before.many + many, (*before.first, *first))
        return found

    def row(self, statement: str) -> NamedRow:
        """Return the only row of a statement about this record, to be read by the names of its columns."""
        (row,) = self.rows(statement)
        return row

    def load_refs(self, ids: Iterable[str | None]) -> None:
        """Read the names of those of `ids` that are not known yet, in one statement."""
        missing = {record for record in ids if record} - self._names.keys()
        if missing:
            self._names.update(load_refs(self.connection, sorted(missing)))

    def ref(self, record: str | None) -> RecordRef | None:
        """Return the record with that id, already learnt or not; `None` for none."""
        self.load_refs([record])
        return self._names.get(record) if record else None

    def refs(self, ids: Sequence[str]) -> tuple[RecordRef, ...]:
        """Return the records with these ids, in their order; those that are gone are left out."""
        self.load_refs(ids)
        return tuple(self._names[record] for record in ids if record in self._names)

    def targets(self, relation: str) -> tuple[RecordRef, ...]:
        """Return the records that this one names as `relation`, in the order of the digest."""
        return self.refs([target for name, target, _ in self._outgoing if name == relation])

    def links(self, relation: str) -> tuple[Link, ...]:
        """Return the records that this one names as `relation`, with the manner of each."""
        return _ties(self._names, ((target, how) for name, target, how in self._outgoing if name == relation))

    def backlinks(self, relation: str) -> tuple[Link, ...]:
        """Return the first records that name this one as `relation`, with the manner of each."""
        naming = (each.first for (name, _), each in self._incoming.items() if name == relation)
        return _ties(self._names, (end for ends in naming for end in ends))

    def backlink_list(self, relation: str, kind: RecordKind = RecordKind.DIRECTIVE) -> LinkList:
        """Return how many records of `kind` name this one as `relation`, and the first of them."""
        naming = self._incoming.get((relation, kind), _NOBODY)
        return LinkList(naming.many, self.refs([record for record, _ in naming.first]))

    def assigned(self, relation: str) -> LinkList:
        """Return how many directives this organisation owes as `relation`, a user's agencies before the digests'."""
        owed = agencies_of(relation, targets="= :id")
        return self._first(f"record.position IN (SELECT owed.position FROM {owed} AS owed)")

    def owed_by(self, organisation: str) -> LinkList:
        """Return how many directives an organisation was asked, in whatever part, and the first of them."""
        owed = agencies_of(targets="= :organisation")
        meant = f"record.position IN (SELECT owed.position FROM {owed} AS owed)"
        return self._first(meant, organisation=organisation)

    def in_table(self, table: str) -> LinkList:
        """Return how many rows of `table` belong to this conference, and the first of them."""
        return self._first("it.conference = :id", f"{table} AS it JOIN record ON record.id = it.id")

    def subset(self, ids: str) -> LinkList:
        """Return how many records stand in the subselect `ids`, which may name this one as `:id`, and the first."""
        return self._first(f"record.id IN ({ids})")

    def _first(self, condition: str, tables: str = "record", **values: str) -> LinkList:
        statement = f"""
            SELECT record.id AS id, count(*) OVER () AS total
            FROM {tables}
            WHERE {condition}
            ORDER BY record.position
            LIMIT :most
        """
        rows = self.rows(statement, most=MAX_TIED, **values)
        return LinkList(rows[0]["total"] if rows else 0, self.refs([row["id"] for row in rows]))


def both(vi: str | None, en: str | None) -> Bilingual | None:
    """Return a text in both languages, `None` where there is none."""
    return Bilingual(vi or en or "", en) if vi or en else None


def listed(text: str | None) -> tuple[Any, ...]:
    """Return the texts and numbers of a JSON list; none where it is damaged."""
    try:
        entries = json.loads(text or "[]")
    except ValueError:
        return ()
    return tuple(each for each in entries if isinstance(each, str | int)) if isinstance(entries, list) else ()


def _ties(names: Mapping[str, RecordRef], ends: Iterable[tuple[str, str | None]]) -> tuple[Link, ...]:
    return tuple(Link(names[record], how) for record, how in ends if record in names)


_PROGRESS = (
    "SELECT id, at, actor, made_on, text FROM progress WHERE record = ? ORDER BY made_on DESC NULLS LAST, id DESC"
)
_STEPS = """
    SELECT id, record, at, actor, text, who, due, done_on
    FROM next_step
    WHERE {}
    ORDER BY done_on IS NOT NULL, due IS NULL, due, id
"""
_DECLINED = "SELECT id, at, actor, result, why FROM declined_answer WHERE record = ? ORDER BY id"


def progress_of(connection: Readable, record: str) -> tuple[ProgressEntry, ...]:
    """Return the progress lines of a record, the newest day first."""
    rows = connection.execute(_PROGRESS, (record,)).fetchall()
    return tuple(
        ProgressEntry(id, at, actor, stored_date(day) or Damaged(""), text) for id, at, actor, day, text in rows
    )


def steps_of(connection: Readable, record: str) -> tuple[StepEntry, ...]:
    """Return the next steps of a record: the open ones first, by their days."""
    return _steps(connection, "record = :record", {"record": record})


def step_numbered(connection: Readable, number: int) -> StepEntry | None:
    """Return the step of a number; `None` where there is none."""
    return next(iter(_steps(connection, "id = :number", {"number": number})), None)


def open_steps(connection: Readable, with_done: bool = False) -> tuple[StepEntry, ...]:
    """Return the open steps of all records, or all steps, by their days."""
    return _steps(connection, "done_on IS NULL OR :with_done = 1", {"with_done": with_done})


def overdue_steps(connection: Readable, today: date, directives: Iterable[str]) -> tuple[StepEntry, ...]:
    """Return the steps that should have been done before `today`: of some directives, and of what is no directive."""
    condition = """
        done_on IS NULL AND due < :today AND record IN (
            SELECT value FROM json_each(:directives)
            UNION ALL
            SELECT record.id
            FROM next_step AS left_open JOIN record ON record.id = left_open.record
            WHERE left_open.done_on IS NULL AND left_open.due < :today AND record.kind <> 'directive'
        )
    """
    values = {"today": today.isoformat(), "directives": json.dumps(list(directives))}
    return _steps(connection, condition, values)


def owed_steps(connection: Readable, today: date, bodies: Iterable[str]) -> tuple[StepEntry, ...]:
    """Return the steps of organisations that should have been done before `today`, whatever they are steps of."""
    condition = "done_on IS NULL AND due < :today AND who IN (SELECT value FROM json_each(:bodies))"
    return _steps(connection, condition, {"today": today.isoformat(), "bodies": json.dumps(list(bodies))})


def declined_of(connection: Readable, record: str) -> tuple[DeclinedEntry, ...]:
    """Return the results that were declined as answers to a directive, in the order in which they were."""
    return tuple(DeclinedEntry(*row) for row in connection.execute(_DECLINED, (record,)).fetchall())


def _steps(connection: Readable, condition: str, values: Mapping[str, str | int]) -> tuple[StepEntry, ...]:
    rows = connection.execute(_STEPS.format(condition), values).fetchall()
    agencies = load_refs(connection, sorted({row[5] for row in rows if row[5]}))
    return tuple(
        StepEntry(
            number, record, at, actor, text, agencies.get(who), due and stored_date(due), done and stored_date(done)
        )
        for number, record, at, actor, text, who, due, done in rows
    )
