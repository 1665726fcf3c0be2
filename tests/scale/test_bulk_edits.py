"""An edit of very many records: a number of statements that grows by the thousand, not by the record; few objects."""

import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event

from ngkt_tui.digest.validation_errors import record_or_issue
from ngkt_tui.domain.enums import Language, RecordKind, Status
from ngkt_tui.domain.user_fields import FieldUpdates
from ngkt_tui.query.lookup import find
from ngkt_tui.services.agencies import records_beginning
from ngkt_tui.services.context import Context
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.task_import import import_tasks
from ngkt_tui.store import change_log, edits, record_edits, row_cache, undo
from ngkt_tui.store.field_updates import apply_updates
from ngkt_tui.store.row_cache import MAX_IDS, MAX_ROWS
from ngkt_tui.store.search_index import SearchIndex
from ngkt_tui.store.unit_of_work import Author, EditResult, UnitOfWork
from tests.scale.conftest import FEW

LAN = Author("2032-09-01T08:00:00Z", "lan")
TODAY = date(2032, 9, 1)
PER_EDIT = 13
"""Kinds of statements that an edit may have for each portion of records, one of them for what is fixed."""

SOME = 100
SIX_PAIRS = 6
"""How many different pairs of names stand in the sheet, each of which might be one name with a comma."""

Act = Callable[[UnitOfWork], EditResult]


@pytest.fixture
def store(stores: dict[int, Path], tmp_path: Path) -> Path:
    return Path(shutil.copy(stores[FEW], tmp_path / "few.db"))


@pytest.fixture(params=[SOME, pytest.param(FEW, marks=pytest.mark.soak)])
def ids(request: pytest.FixtureRequest, store: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give all records of the store, or some that are worked at in as many portions."""
    many: int = request.param
    for module in (row_cache, change_log):
        monkeypatch.setattr(module, "MAX_IDS", MAX_IDS * many // FEW)
    monkeypatch.setattr(row_cache, "MAX_ROWS", MAX_ROWS * many // FEW)
    connection = sqlite3.connect(store)
    found = connection.execute("SELECT id FROM directive ORDER BY position LIMIT ?", (many,)).fetchall()
    connection.close()
    return [record for (record,) in found]


def statements_of(store: Path, act: Act, many: int) -> int:
    """Do something in a unit of work, and return how many statements that took; it leaves no mapped objects behind."""
    counted = []
    with UnitOfWork(store) as unit:
        event.listen(unit.connection, "before_cursor_execute", lambda *_: counted.append(1))
        edited = act(unit)
        assert len(edited.records) == many
        assert len(unit.session.identity_map) < 10
        unit.commit()
    return len(counted)


def test_each_way_to_edit_many_records_takes_few_statements(store: Path, ids: list[str]) -> None:
    most = PER_EDIT * (FEW // min(MAX_IDS, MAX_ROWS) + 1)
    ways: list[Act] = [
        lambda unit: edits.set_status(unit, ids, Status.BLOCKED, LAN, TODAY, why="vốn"),
        lambda unit: edits.set_status(unit, ids, Status.DONE, LAN, TODAY),
        lambda unit: edits.tick_directives(unit, ids, LAN, TODAY),
        lambda unit: undo.undo(unit, LAN),
        lambda unit: undo.redo(unit, LAN),
        lambda unit: apply_updates(unit, ids, FieldUpdates(evidence=("5/BC",), importance=2), LAN, TODAY),
        lambda unit: undo.undo(unit, LAN),
        lambda unit: undo.redo(unit, LAN),
    ]
    taken = [statements_of(store, way, len(ids)) for way in ways]
    assert max(taken) <= most < len(ids), taken


def test_making_many_records_takes_few_statements(store: Path) -> None:
    made = [f"viec-{number}" for number in range(FEW)]
    records = [
        (RecordKind.DIRECTIVE, {"id": each, "kind": "task", "text": {"vi": each}, "issued": "2032-01-15"})
        for each in made
    ]
    notes = {each: [("due", "2032-12-31"), ("note", "gọi lại")] for each in made}
    taken = statements_of(store, lambda unit: record_edits.create_records(unit, records, LAN, notes), FEW)
    assert taken <= 3 * PER_EDIT * (FEW // min(MAX_IDS, MAX_ROWS) + 1) < FEW


def test_a_sheet_of_tasks_is_checked_and_indexed_once_a_row(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = Context(store, "lan", Language.VI, fixed_today=TODAY)
    counted: Counter[str] = Counter()
    with Reader(context) as reader:
        names = [each.id for each in records_beginning(reader, "", 3)]
    run, index = Connection.exec_driver_sql, SearchIndex.put

    def running(connection: Connection, *given: Any, **options: Any) -> Any:
        counted["statements"] += 1
        return run(connection, *given, **options)

    def finding(*given: Any) -> tuple[str, ...]:
        counted["names"] += 1
        return find(*given)

    def checking(model: Any, values: Any) -> Any:
        counted["checked"] += 1
        return record_or_issue(model, values)

    def indexing(kept: SearchIndex, positions: Sequence[int]) -> None:
        counted["indexed"] += len(positions)
        index(kept, positions)

    monkeypatch.setattr(Connection, "exec_driver_sql", running)
    monkeypatch.setattr("ngkt_tui.store.own_records.record_or_issue", checking)
    monkeypatch.setattr(SearchIndex, "put", indexing)
    monkeypatch.setattr("ngkt_tui.services.agencies.find", finding)
    taken = []
    for rows in (SOME, 10 * SOME):
        sheet = tmp_path / f"{rows}.csv"
        leads = (f"{names[row % 3]}, {names[row % 2]}" for row in range(rows))
        lines = (f"Việc {rows}-{row};{lead};{row % 28 + 1}/6/2033;ghi chú {row}\n" for row, lead in enumerate(leads))
        sheet.write_text("Nội dung;Chủ trì;Thời hạn;Ghi chú\n" + "".join(lines), "utf-8")
        counted.clear()
        assert len(import_tasks(context, sheet).new) == rows
        assert (counted["checked"], counted["indexed"]) == (rows, rows)
        assert counted["names"] == len(names) + SIX_PAIRS
        taken.append(counted["statements"])
    assert taken[1] <= taken[0] + 5 < SOME
