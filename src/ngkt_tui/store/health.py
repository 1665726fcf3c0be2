"""Health checks of a store: integrity, permissions, the search index, and the history against the present state."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ngkt_tui.domain.enums import OWN_DIGEST, RecordKind
from ngkt_tui.domain.field_values import entry_text
from ngkt_tui.domain.place import Place
from ngkt_tui.domain.readable import Readable
from ngkt_tui.domain.stored_values import dump_record
from ngkt_tui.domain.user_fields import COLUMN_FIELDS, ENTRY_FIELDS, USER_FIELDS, UserField
from ngkt_tui.domain.words import LazyText
from ngkt_tui.store import engine_of
from ngkt_tui.store.assigned_agencies import ASSIGNED_OTHERWISE
from ngkt_tui.store.engine import Engine
from ngkt_tui.store.search_texts import IndexWords, chunks, index_rows
from ngkt_tui.store.sqlite.connection import connect_for_writing, translate_errors
from ngkt_tui.store.sqlite.permissions import permission_problems, repair_permissions


class Finding(NamedTuple):
    """What was looked at, and what is wrong with it; `is_repaired` means that it is so no longer."""

    check: str
    problems: tuple[LazyText, ...] = ()
    is_repaired: bool = False

    @property
    def is_ok(self) -> bool:
        return self.is_repaired or not self.problems


class HealthReport(NamedTuple):
    """How a store is: its schema version, the findings in their order, how much it holds; and which SQLite told it, or
    which `server`."""

    version: int
    findings: tuple[Finding, ...]
    totals: LazyText
    sqlite: str = sqlite3.sqlite_version
    server: str = ""

    @property
    def problems(self) -> int:
        """Return how many findings are not well."""
        return sum(not finding.is_ok for finding in self.findings)


def check_store(path: Place, repair: bool = False, readonly: bool = False) -> HealthReport:
    """Examine the store at `path`.

    `repair` builds a wrong index anew, takes others' permissions away and leaves WAL mode, then looks again: what is
    still wrong is told. Raises what `open_for_reading` raises for a store that cannot be read at all.
    """
    before = _look(path, readonly)
    wrong = [finding.check for finding in before.findings if finding.problems and finding.check in _REPAIRS]
    if not repair or not wrong:
        return before
    for check in wrong:
        if check == "index":
            _index_anew(path)
        elif isinstance(path, Path):
            _FILE_REPAIRS[check](path)
    after = _look(path, readonly)
    return after._replace(findings=tuple(map(_compared, before.findings, after.findings)))


def _look(path: Place, readonly: bool) -> HealthReport:
    engine = engine_of(path)
    with engine.explained():
        version = engine.version(readonly=readonly)
        connection = engine.open_for_reading(readonly=readonly)
        try:
            report = HealthReport(version or 0, tuple(_findings(connection, engine)), _totals(connection))
            if isinstance(path, Path):
                return report
            return report._replace(server=str(connection.execute("SHOW server_version").fetchone()[0]))
        finally:
            connection.close()


def _compared(before: Finding, after: Finding) -> Finding:
    if before.problems and not after.problems:
        return before._replace(is_repaired=True)
    if before.problems and after.check in _REPAIRS:
        return after._replace(problems=(*after.problems, LazyText(f"doctor.unrepaired-{after.check}")))
    return after


def _findings(connection: Readable, engine: Engine) -> Iterator[Finding]:
    path = engine.place
    if isinstance(path, Path):
        yield Finding("integrity", tuple(_integrity(connection)))
        yield Finding("references", tuple(_references(connection)))
    yield Finding("counts", tuple(_counts(connection)))
    yield Finding("history", tuple(_history(connection)))
    yield Finding("index", tuple(_index(connection, engine)))
    if isinstance(path, Path):
        yield Finding("private", tuple(permission_problems(path)))
        yield Finding("journal", tuple(_journal(connection)))


def _integrity(connection: Readable) -> Iterator[LazyText]:
    for (found,) in connection.execute("PRAGMA integrity_check(10)").fetchall():
        if found != "ok":
            yield LazyText("store.not-whole", {"detail": found})


def _references(connection: Readable) -> Iterator[LazyText]:
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        yield LazyText("doctor.rows", {"count": len(broken)})


def _counts(connection: Readable) -> Iterator[LazyText]:
    """Yield a complaint where a record lacks the row of its kind, or a directive or a link stands elsewhere."""
    lost = [
        f"""
            SELECT record.id
            FROM record
            LEFT JOIN {kind} AS own ON own.id = record.id
            WHERE record.kind = '{kind}' AND own.id IS NULL
        """
        for kind in RecordKind
    ]
    lost.append(
        """
            SELECT directive.id
            FROM directive
            LEFT JOIN record ON record.position = directive.position AND record.id = directive.id
            WHERE record.id IS NULL
        """
    )
    lost.append(
        "SELECT link.record FROM link JOIN record ON record.id = link.record WHERE link.position <> record.position"
    )
    found = [record for (record,) in connection.execute(" UNION ".join(lost)).fetchall()]
    if found:
        yield LazyText("doctor.uncounted", {"count": len(found), "example": found[0]})
    unlike = [directive for (directive,) in connection.execute(ASSIGNED_OTHERWISE).fetchall()]
    if unlike:
        yield LazyText("doctor.assigned", {"count": len(unlike), "example": unlike[0]})


def _history(connection: Readable) -> Iterator[LazyText]:
    found = find_inconsistencies(connection)
    if found:
        yield LazyText("doctor.unexplained", {"count": len(found), "example": " ".join(found[0])})


def _index(connection: Readable, engine: Engine) -> Iterator[LazyText]:
    words = IndexWords()
    wanted = {row: engine.index_entry(*spelt) for row, *spelt in _wanted_rows(connection, words)}
    stored = dict(engine.indexed(connection))
    unlike = sorted(each for each in wanted.keys() | stored.keys() if wanted.get(each) != stored.get(each))
    if unlike:
        yield LazyText("doctor.unlike", {"count": len(unlike), "example": _id_at(connection, unlike[0])})
    missing = words.met.difference(word for (word,) in connection.execute("SELECT word FROM search_word").fetchall())
    if missing:
        yield LazyText("doctor.words", {"count": len(missing)})


def _wanted_rows(connection: Readable, words: IndexWords) -> Iterator[tuple[int, str, str]]:
    positions = [row[0] for row in connection.execute("SELECT position FROM record ORDER BY position").fetchall()]
    for chunk in chunks(positions):
        yield from index_rows(connection, chunk, words)


def _id_at(connection: Readable, position: int) -> str:
    found = connection.execute("SELECT id FROM record WHERE position = :position", {"position": position}).fetchone()
    return str(found[0] if found else position)


def _journal(connection: Readable) -> Iterator[LazyText]:
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "delete":
        yield LazyText("doctor.in-wal")


def _totals(connection: Readable) -> LazyText:
    tables = {"directives": "directive", "changes": "change", "evidence": "evidence", "notes": "note"}
    counts = {name: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for name, table in tables.items()}
    return LazyText("doctor.totals", counts)


def _index_anew(path: Place) -> None:
    from ngkt_tui.store.search_index import SearchIndex  # these load SQLModel, which looking does not need
    from ngkt_tui.store.unit_of_work import UnitOfWork

    with UnitOfWork(path) as unit:
        for statement in ("DELETE FROM search", "DELETE FROM search_word"):
            unit.connection.exec_driver_sql(statement)
        positions = unit.connection.exec_driver_sql("SELECT position FROM record").scalars().all()
        SearchIndex(unit.connection).put(list(positions))
        unit.commit()


def _leave_other_modes(path: Path) -> None:
    with translate_errors(path):
        connect_for_writing(path).close()


_FILE_REPAIRS = {"private": repair_permissions, "journal": _leave_other_modes}
_REPAIRS = ("index", *_FILE_REPAIRS)
"""The kinds of findings that something can be done about."""


class FieldKey(NamedTuple):
    """A field of a record."""

    record: str
    field: str


Values = dict[FieldKey, str | Counter[str]]


def find_inconsistencies(connection: Readable) -> list[FieldKey]:
    """Return the fields of which the history says something else than what is there, or than what it said before."""
    torn: set[FieldKey] = set()
    replayed, present = _replay(connection, torn), _present(connection)
    records = {row[0] for row in connection.execute("SELECT id FROM record").fetchall()}
    places = sorted(place for place in replayed.keys() | present.keys() | torn if place.record in records)
    return [place for place in places if place in torn or replayed.get(place) != present.get(place)]


_OWN_RECORDS = "SELECT record, kind, body FROM contribution WHERE digest = :own"


def _present(connection: Readable) -> Values:
    """Return every column that is not at rest, and the entries of every list."""
    values: Values = {}
    for field in COLUMN_FIELDS:
        values |= _column(connection, field)
    for field in ENTRY_FIELDS:
        rows = connection.execute(f"SELECT record, {', '.join(field.column_names)} FROM {field.table}").fetchall()
        for record, *entry in rows:
            text = entry_text(field, dict(zip(field.column_names, entry, strict=True)))
            _entries(values, FieldKey(record, field.name))[text] += 1
    for record, kind, body in connection.execute(_OWN_RECORDS, {"own": OWN_DIGEST}).fetchall():
        values[FieldKey(record, "record")] = dump_record(RecordKind(kind), body)
    return values


def _column(connection: Readable, field: UserField) -> Values:
    name = field.name
    rows = connection.execute(f"SELECT id, {name} FROM {field.kind} WHERE {name} IS NOT NULL").fetchall()
    return {FieldKey(record, name): str(value) for record, value in rows if value != field.default}


def _replay(connection: Readable, torn: set[FieldKey]) -> Values:
    """Return what the lines come to; `torn` gets the columns of which a line does not go on from the one before."""
    values: Values = {}
    given_away: set[str] = set()  # ids that may have come back since, for a record that began at rest
    lines = connection.execute("SELECT record, field, before, after FROM change ORDER BY id").fetchall()
    for record, name, before, after in lines:
        field = USER_FIELDS.get(name)
        if name == "id" and before == record:
            _rename(values, before, after)
            given_away.add(record)
        elif field is None:
            continue
        elif not field.has_entries:
            place, at_rest = FieldKey(record, name), field.default
            if before != values.get(place, at_rest) and not (record in given_away and before == at_rest):
                torn.add(place)
            values[place] = after
        else:
            entries = _entries(values, FieldKey(record, name))
            entries.update({text: 1 for text in (after,) if text is not None})
            entries.subtract({text: 1 for text in (before,) if text is not None})
    return {place: each for place, value in values.items() if (each := _non_default(place, value))}


def _rename(values: Values, old: str, new: str) -> None:
    """Carry the entries over: what became of the columns, the history says itself."""
    for place in [each for each in values if each.record == old and USER_FIELDS[each.field].has_entries]:
        _entries(values, FieldKey(new, place.field)).update(_entries(values, place))
        del values[place]


def _entries(values: Values, place: FieldKey) -> Counter[str]:
    entries = values.setdefault(place, Counter())
    if not isinstance(entries, Counter):
        raise TypeError(place)
    return entries


def _non_default(place: FieldKey, value: str | Counter[str] | None) -> str | Counter[str] | None:
    """Return a value that is not the one at rest."""
    if isinstance(value, Counter):
        return Counter({text: count for text, count in value.items() if count})
    return None if value == USER_FIELDS[place.field].default else value
