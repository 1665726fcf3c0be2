"""What the tests of the store do with a store: take in digests, edit, look at everything that stands in it."""

import json
import sqlite3
from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ngkt_tui.digest.load import load
from ngkt_tui.digest.model.whole_digest import Digest
from ngkt_tui.store.health import find_inconsistencies
from ngkt_tui.store.importing import ImportReport, import_digest
from ngkt_tui.store.unit_of_work import Author, EditResult, UnitOfWork
from tests.digest.reading import load_text

FIXTURES = Path(__file__).parents[1] / "fixtures"
SAMPLE = load(FIXTURES / "sample.yaml").digest
SECOND = load(FIXTURES / "second.yaml").digest
SCHEMA_TWO = load(FIXTURES / "schema2.yaml").digest
TODAY = date(2032, 9, 1)
AT = "2032-09-01T08:00:00Z"
LAN = Author(AT, "lan")
HUNG = Author("2032-09-02T08:00:00Z", "hùng")


def sample() -> dict[str, Any]:
    """Return the sample digest as plain values, to be changed and taken in."""
    return deepcopy(_sample())


@cache
def _sample() -> dict[str, Any]:
    values = yaml.load((FIXTURES / "sample.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    return dict(values)


def record_of(values: Mapping[str, Any], key: str, id_: str) -> dict[str, Any]:
    """Return a record of a digest of plain values."""
    return next(each for each in values[key] if each["id"] == id_)


def digest_of(values: Mapping[str, Any]) -> Digest:
    """Return the digest of plain values."""
    return load_text(_written(values)).digest


def _written(values: Any) -> str:
    if isinstance(values, Mapping):
        return "{" + ", ".join(f"{key}: {_written(value)}" for key, value in values.items()) + "}"
    if isinstance(values, list):
        return "[" + ", ".join(map(_written, values)) + "]"
    return str(values) if isinstance(values, date) else json.dumps(values, ensure_ascii=False)


def taken_in(path: Path, digest: Digest, *, at: str = AT, actor: str = "lan", dry_run: bool = False) -> ImportReport:
    """Take in `digest` in a unit of work of its own."""
    with UnitOfWork(path) as unit:
        report = import_digest(unit, digest, at, actor, dry_run)
        unit.commit()
    return report


def done(path: Path, action: Callable[[UnitOfWork], EditResult]) -> EditResult:
    """Do one action in a unit of work of its own."""
    with UnitOfWork(path) as unit:
        edited = action(unit)
        unit.commit()
    return edited


def rows(path: Path, sql: str, *values: object) -> list[tuple[Any, ...]]:
    """Return the rows of a query."""
    connection = sqlite3.connect(path)
    try:
        return connection.execute(sql, values).fetchall()
    finally:
        connection.close()


def damage(path: Path, sql: str, *values: object) -> None:
    """Change a store as no program of ours would."""
    connection = sqlite3.connect(path)
    try:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(sql, values)
        connection.commit()
    finally:
        connection.close()


def standing(path: Path, record: str) -> tuple[Any, ...]:
    """Return status, done_on, due and why of a directive."""
    return rows(path, "SELECT status, done_on, due, why FROM directive WHERE id = ?", record)[0]


def everything(path: Path, *without: str) -> dict[str, list[tuple[Any, ...]]]:
    """Return all rows of all tables but those derived and those named, sorted; the search index by its words."""
    connection = sqlite3.connect(path)
    try:
        names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        wanted = [name for (name,) in names if not name.startswith("search_") and name not in without]
        contents = {name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for name in wanted}
        index = connection.execute("SELECT rowid, folded, exact FROM search ORDER BY rowid").fetchall()
        return contents | {"search": index}
    finally:
        connection.close()


def found(path: Path, word: str) -> list[str]:
    """Return the ids of the records that have a word beginning with `word`, as the index has it."""
    sql = "SELECT id FROM search JOIN record ON position = search.rowid WHERE search MATCH ? ORDER BY position"
    return [record for (record,) in rows(path, sql, f'"{word}" *')]


def require_sound(path: Path) -> None:
    """Assert that nothing is broken, and that the history explains what is there, line by line."""
    odd = (
        "SELECT id, status, done_on, why FROM directive WHERE (status = 'done') <> (done_on IS NOT NULL)"
        " OR (status IN ('blocked', 'dropped')) <> (why IS NOT NULL)"
    )
    astray = (
        "SELECT link.record FROM link JOIN record ON record.id = link.record WHERE link.position <> record.position"
    )
    connection = sqlite3.connect(path)
    try:
        assert connection.execute(astray).fetchall() == []
        assert find_inconsistencies(connection) == []
        assert connection.execute(odd).fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    finally:
        connection.close()
