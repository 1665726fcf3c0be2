"""Stores as earlier versions of the program left them: of an older schema, full of data and of users' edits."""

import random
import shutil
import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

from ngkt_tui.domain.enums import Assessment, Stage, Status
from ngkt_tui.domain.user_fields import FieldUpdates
from ngkt_tui.store import edits, undo
from ngkt_tui.store.field_updates import apply_updates
from ngkt_tui.store.sqlite.migrations import run_steps, steps
from ngkt_tui.store.unit_of_work import UnitOfWork
from tests.store.stores import HUNG, LAN, SECOND, TODAY, done, taken_in

ONE, TWO = "hn-2031-03-05-01", "hn-2031-03-05-02"
Contents = dict[str, list[tuple[Any, ...]]]


def sample_of_versions(newest: int) -> list[int]:
    """Return the schemas that each run tries: the first, the last before `newest`, and one between them by chance."""
    return [1, random.Random(newest).randrange(2, newest - 1), newest - 1]


def older_store(template: Path, number: int, folder: Path) -> Path:
    """Make a store of schema `number`, with what users could do to one of that version, from a present one."""
    present = Path(shutil.copy(template, folder / f"present-{number}.sqlite"))
    _work_on(present, number)
    path = folder / f"older-{number}.sqlite"
    connection = sqlite3.connect(path, isolation_level=None)
    run_steps(connection, steps()[:number])
    connection.execute("ATTACH ? AS present", (str(present),))
    connection.execute("BEGIN")
    for table in tables(connection):
        columns = (*columns_of(connection, table), *(["rowid"] if table == "search" else []))
        lines = [_renamed(table, column, number) for column in columns]
        connection.execute(f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(lines)} FROM present.{table}")
    connection.execute("COMMIT")
    connection.close()
    path.chmod(0o600)
    present.unlink()
    return path


def _renamed(table: str, column: str, number: int) -> str:
    """Return what a column of a store of schema `number` is called at present."""
    return "digest_nature" if (table, column) == ("directive", "nature") and number < 9 else column


def _work_on(path: Path, number: int) -> None:
    done(path, lambda unit: edits.set_status(unit, (ONE, TWO), Status.BLOCKED, LAN, TODAY, why="thiếu vốn"))
    done(path, lambda unit: edits.set_status(unit, (TWO,), Status.DONE, HUNG, TODAY))
    done(
        path,
        lambda unit: apply_updates(unit, [ONE, TWO], FieldUpdates(due=date(2032, 12, 31), note="gọi lại"), LAN, TODAY),
    )
    done(path, lambda unit: edits.add_note(unit, "fta-mercosur", "chờ ý kiến", HUNG))
    done(path, lambda unit: undo.undo(unit, HUNG))
    taken_in(path, SECOND)
    if number >= 2:
        updates = FieldUpdates(
            due=date(2033, 1, 31), importance=3, lead=("bnn",), coordinating=("bng",), evidence=("77",)
        )
        done(path, lambda unit: apply_updates(unit, [ONE, TWO], updates, LAN, TODAY))
        done(
            path,
            lambda unit: apply_updates(
                unit, ["fta-mercosur"], FieldUpdates(stage=Stage.SIGNED, next_step="x"), LAN, TODAY
            ),
        )
        done(
            path,
            lambda unit: apply_updates(unit, ["tt-bac-au"], FieldUpdates(assessment=Assessment.STABLE), LAN, TODAY),
        )
    if number >= 8:
        done(path, lambda unit: apply_updates(unit, [ONE], FieldUpdates(product="Kế hoạch"), LAN, TODAY))
    if number >= 9:
        entries = (
            ("progress", '{"made_on":"2031-04-01","text":"đã họp"}'),
            ("step", '{"text":"gửi công văn","who":"bng"}'),
        )
        updates = FieldUpdates(nature="spirit", confirms=("bng",), entries=entries)
        done(path, lambda unit: apply_updates(unit, [ONE], updates, LAN, TODAY))
    if number >= 12:
        report = '{"sent_on":"2032-08-01","level":"1","agency":"bct","reply_by":"2032-08-20"}'
        updates = FieldUpdates(entries=(("reminder", report),))
        done(path, lambda unit: apply_updates(unit, [ONE], updates, LAN, TODAY))
    if number >= 15:
        report = '{"made_on":"2032-08-01","agency":"bct","aspect":"result","text":"đã trình"}'
        updates = FieldUpdates(entries=(("agency_report", report),))
        done(path, lambda unit: apply_updates(unit, [ONE], updates, LAN, TODAY))
    if number >= 17:
        updates = FieldUpdates(entries=(("review", '{"period":"2032-08","progress":"đã trình"}'),))
        done(path, lambda unit: apply_updates(unit, [ONE], updates, LAN, TODAY))
    if number >= 18:
        done(path, lambda unit: apply_updates(unit, [ONE], FieldUpdates(transfer=("bct",)), LAN, TODAY))
    if number >= 3:
        _save_a_view(path)


def _save_a_view(path: Path) -> None:
    with UnitOfWork(path) as unit:
        unit.connection.exec_driver_sql(
            "INSERT INTO saved_view VALUES ('của tôi', 'directive', 'is:late', '[]', 1, ?, 'lan')", (LAN.at,)
        )
        unit.commit()


def tables(connection: sqlite3.Connection) -> list[str]:
    """Return the tables of a store, the search index as one."""
    names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return [name for (name,) in names.fetchall() if not name.startswith("search_") or name == "search_word"]


def columns_of(connection: sqlite3.Connection, table: str) -> list[str]:
    """Return the columns of a table."""
    return [row[1] for row in connection.execute(f"PRAGMA main.table_info({table})").fetchall()]


def contents(path: Path, like: Path | None = None) -> Contents:
    """Return all rows of all tables; of those tables and columns alone that the store `like` has, where given."""
    connection, model = sqlite3.connect(path), sqlite3.connect(like or path)
    try:
        found = {}
        for table in tables(model):
            columns = (*columns_of(model, table), *(["rowid"] if table == "search" else []))
            is_split = ["digest_nature" in columns_of(each, "directive") for each in (model, connection)]
            number = 8 if is_split == [False, True] else 9
            renamed = (_renamed(table, column, number) for column in columns)
            found[table] = sorted(connection.execute(f"SELECT {', '.join(renamed)} FROM {table}"), key=repr)
        return found
    finally:
        connection.close()
        model.close()


def require_kept(path: Path, like: Path) -> None:
    """Assert that `path` holds all that the older `like` held; words that nothing holds any more may be gone."""
    kept, held = contents(path, like), contents(like)
    assert set(kept.pop("search_word")) <= set(held.pop("search_word"))
    assert kept == held
