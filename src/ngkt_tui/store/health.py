"""Health checks of a store: integrity, permissions, the search index, and the history against the present state."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ngkt_tui.domain.enums import OWN_DIGEST, RecordKind
from ngkt_tui.domain.field_values import entry_text
from ngkt_tui.domain.stored_values import dump_record
from ngkt_tui.domain.user_fields import COLUMN_FIELDS, ENTRY_FIELDS, USER_FIELDS, UserField
from ngkt_tui.domain.words import LazyText
from ngkt_tui.store.connection import connect_for_writing, journal_mode, translate_errors
from ngkt_tui.store.opening import open_for_reading
from ngkt_tui.store.permissions import permission_problems, repair_permissions
from ngkt_tui.store.search_texts import chunks, index_rows


class Finding(NamedTuple):
    """What was looked at, and what is wrong with it; `is_repaired` tells that it is so no longer."""

    check: str
    problems: tuple[LazyText, ...] = ()
    is_repaired: bool = False

    @property
    def is_ok(self) -> bool:
        return self.is_repaired or not self.problems


class HealthReport(NamedTuple):
    """How a store is: its schema version, the findings in their order, how much it holds; and which SQLite told it."""

    version: int
    findings: tuple[Finding, ...]
    totals: LazyText
    sqlite: str = sqlite3.sqlite_version

    @property
    def problems(self) -> int:
        """Return how many findings are not well."""
        return sum(not finding.is_ok for finding in self.findings)


def check_store(path: Path, repair: bool = False, readonly: bool = False) -> HealthReport:
    """Examine the store at `path`.

    `repair` builds a wrong index anew, takes others' permissions away and leaves WAL mode, then looks again: what is
    still wrong is told. Raises what `open_for_reading` raises for a store that cannot be read at all.
    """
    before = _look(path, readonly)
    wrong = [finding.check for finding in before.findings if finding.problems and finding.check in _REPAIRS]
    if not repair or not wrong:
        return before
    for check in wrong:
        _REPAIRS[check](path)
    after = _look(path, readonly)
    return after._replace(findings=tuple(map(_compared, before.findings, after.findings)))


def _look(path: Path, readonly: bool) -> HealthReport:
    connection = open_for_reading(path, readonly)
    try:
        with translate_errors(path):
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
            return HealthReport(version, tuple(_findings(connection, path)), _totals(connection))
    finally:
        connection.close()


def _compared(before: Finding, after: Finding) -> Finding:
    if before.problems and not after.problems:
        return before._replace(is_repaired=True)
    if before.problems and after.check in _REPAIRS:
        return after._replace(problems=(*after.problems, LazyText(f"doctor.unrepaired-{after.check}")))
    return after


def _findings(connection: sqlite3.Connection, path: Path) -> list[Finding]:
    return [
        Finding("integrity", tuple(_integrity(connection))),
        Finding("references", tuple(_references(connection))),
        Finding("counts", tuple(_counts(connection))),
        Finding("history", tuple(_history(connection))),
        Finding("index", tuple(_index(connection))),
        Finding("private", tuple(permission_problems(path))),
        Finding("journal", tuple(_journal(connection))),
    ]


def _integrity(connection: sqlite3.Connection) -> Iterator[LazyText]:
    for (found,) in connection.execute("PRAGMA integrity_check(10)").fetchall():
        if found != "ok":
            yield LazyText("store.not-whole", {"detail": found})


def _references(connection: sqlite3.Connection) -> Iterator[LazyText]:
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        yield LazyText("doctor.rows", {"count": len(broken)})


def _counts(connection: sqlite3.Connection) -> Iterator[LazyText]:
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


def _history(connection: sqlite3.Connection) -> Iterator[LazyText]:
    found = find_inconsistencies(connection)
    if found:
        yield LazyText("doctor.unexplained", {"count": len(found), "example": " ".join(found[0])})


def _index(connection: sqlite3.Connection) -> Iterator[LazyText]:
    wanted = {position: exact_and_folded for position, *exact_and_folded in _wanted_rows(connection)}
    stored = {row[0]: list(row[1:]) for row in connection.execute("SELECT rowid, folded, exact FROM search").fetchall()}
    unlike = sorted(each for each in wanted.keys() | stored.keys() if wanted.get(each) != stored.get(each))
    if unlike:
        yield LazyText("doctor.unlike", {"count": len(unlike), "example": _id_at(connection, unlike[0])})
    words = {word for row in wanted.values() for word in row[1].split()}
    missing = words.difference(word for (word,) in connection.execute("SELECT word FROM search_word").fetchall())
    if missing:
        yield LazyText("doctor.words", {"count": len(missing)})


def _wanted_rows(connection: sqlite3.Connection) -> Iterator[tuple[int, str, str]]:
    positions = [row[0] for row in connection.execute("SELECT position FROM record ORDER BY position").fetchall()]
    for chunk in chunks(positions):
        yield from index_rows(connection.execute, chunk)


def _id_at(connection: sqlite3.Connection, position: int) -> str:
    found = connection.execute("SELECT id FROM record WHERE position = ?", (position,)).fetchone()
    return str(found[0] if found else position)


def _journal(connection: sqlite3.Connection) -> Iterator[LazyText]:
    if journal_mode(connection) != "delete":
        yield LazyText("doctor.in-wal")


def _totals(connection: sqlite3.Connection) -> LazyText:
    tables = {"directives": "directive", "changes": "change", "evidence": "evidence", "notes": "note"}
    counts = {name: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for name, table in tables.items()}
    return LazyText("doctor.totals", counts)


def _index_anew(path: Path) -> None:
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


_REPAIRS = {"index": _index_anew, "private": repair_permissions, "journal": _leave_other_modes}
"""What is done about each kind of finding that something can be done about."""


class FieldKey(NamedTuple):
    """A field of a record."""

    record: str
    field: str


Values = dict[FieldKey, str | Counter[str]]


def find_inconsistencies(connection: sqlite3.Connection) -> list[FieldKey]:
    """Return the fields of which the history says something else than what is there, or than what it said before."""
    torn: set[FieldKey] = set()
    told, present = _replay(connection, torn), _present(connection)
    records = {row[0] for row in connection.execute("SELECT id FROM record").fetchall()}
    places = sorted(place for place in told.keys() | present.keys() | torn if place.record in records)
    return [place for place in places if place in torn or told.get(place) != present.get(place)]


_OWN_RECORDS = "SELECT record, kind, body FROM contribution WHERE digest = :own"


def _present(connection: sqlite3.Connection) -> Values:
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


def _column(connection: sqlite3.Connection, field: UserField) -> Values:
    name = field.name
    rows = connection.execute(f"SELECT id, {name} FROM {field.kind} WHERE {name} IS NOT NULL").fetchall()
    return {FieldKey(record, name): str(value) for record, value in rows if value != field.default}


def _replay(connection: sqlite3.Connection, torn: set[FieldKey]) -> Values:
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
