"""Bringing an older store to the present schema: after a backup, step by step, each whole or not at all."""

import sqlite3
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ngkt_tui.domain.store_errors import StoreError
from ngkt_tui.store.schema import SCHEMA_VERSION
from ngkt_tui.store.sqlite import opening
from ngkt_tui.store.sqlite.migrations import Step, migrate, steps
from ngkt_tui.store.sqlite.opening import open_for_reading
from tests.store.older import older_store

SECOND = Step(
    SCHEMA_VERSION + 1,
    "ALTER TABLE theme ADD COLUMN colour TEXT;\n"
    "CREATE INDEX theme_colour ON theme (colour) WHERE colour <> 'no;\nno';\n",
)
THIRD = Step(SCHEMA_VERSION + 2, "UPDATE theme SET colour = 'sơn';\n")


def now() -> datetime:
    return datetime(2024, 7, 18, 1, 2, 3, tzinfo=UTC)


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "SCHEMA_VERSION", THIRD.number)


@pytest.fixture
def old_store(empty_store: Path) -> Path:
    connection = sqlite3.connect(empty_store)
    connection.execute("INSERT INTO theme (id, name_vi) VALUES ('cd-fta', 'FTA')")
    connection.commit()
    connection.close()
    return empty_store


def _rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    rows = connection.execute(sql).fetchall()
    connection.close()
    return rows


def test_the_steps_are_numbered_from_one_up_to_the_present_version() -> None:
    assert [step.number for step in steps()] == list(range(1, SCHEMA_VERSION + 1))


def test_a_present_store_is_not_touched(old_store: Path) -> None:
    before = old_store.read_bytes()
    assert migrate(old_store, now) is None
    assert old_store.read_bytes() == before
    assert [each.name for each in old_store.parent.iterdir()] == [old_store.name]


def test_an_older_store_gets_every_step_after_a_backup(old_store: Path, known: None) -> None:
    backup = migrate(old_store, now, [*steps(), SECOND, THIRD])
    assert _rows(old_store, "SELECT id, colour FROM theme") == [("cd-fta", "sơn")]
    assert _rows(old_store, "PRAGMA user_version") == [(THIRD.number,)]
    assert backup == old_store.parent / "backups" / "empty.sqlite-0001-20240718T010203Z.sqlite"
    assert _rows(backup, "SELECT * FROM theme") == [("cd-fta", "FTA", None)]
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert stat.S_IMODE(backup.parent.stat().st_mode) == 0o700


def test_an_older_store_is_not_read_before(old_store: Path, known: None) -> None:
    with pytest.raises(StoreError):
        open_for_reading(old_store)


def test_a_failing_step_leaves_the_store_as_the_last_whole_one_made_it(old_store: Path, known: None) -> None:
    broken = Step(THIRD.number, "UPDATE theme SET colour = 'x';\nINSERT INTO nowhere VALUES (1);\n")
    with pytest.raises(StoreError):
        migrate(old_store, now, [*steps(), SECOND, broken])
    assert _rows(old_store, "SELECT colour FROM theme") == [(None,)]
    assert _rows(old_store, "PRAGMA user_version") == [(SECOND.number,)]
    migrate(old_store, now, [*steps(), SECOND, THIRD])
    assert _rows(old_store, "SELECT colour FROM theme") == [("sơn",)]


def test_a_step_that_breaks_a_reference_is_refused(old_store: Path, known: None) -> None:
    broken = Step(
        THIRD.number,
        "INSERT INTO note (record, at, actor, text) VALUES ('nobody', '', '', '');\n",
    )
    with pytest.raises(StoreError):
        migrate(old_store, now, [*steps(), SECOND, broken])
    assert _rows(old_store, "SELECT * FROM note") == []


def test_without_a_backup_nothing_is_changed(old_store: Path, known: None) -> None:
    (old_store.parent / "backups").write_text("a file in the way")
    before = old_store.read_bytes()
    with pytest.raises(StoreError):
        migrate(old_store, now, [*steps(), SECOND, THIRD])
    assert old_store.read_bytes() == before


def test_the_changes_of_an_older_history_are_given_the_entries_that_they_are_about(
    sample_template: Path, tmp_path: Path
) -> None:
    path = older_store(sample_template, 6, tmp_path)
    migrate(path, now)
    changes = _rows(path, "SELECT field, entry FROM change WHERE field IN ('note', 'evidence', 'stage') ORDER BY id")
    assert changes
    assert all(entry is not None for _, entry in changes)
    for field, table in (("note", "note"), ("evidence", "evidence"), ("stage", "stage_move")):
        left = f"SELECT entry FROM change WHERE field = '{field}' GROUP BY entry HAVING sum(after IS NULL) = 0"
        assert sorted(_rows(path, left)) == sorted(_rows(path, f"SELECT id FROM {table}"))
    gone = "SELECT entry FROM change WHERE field = 'note' AND after IS NULL"
    assert _rows(path, f"SELECT count(*) FROM change WHERE field = 'note' AND entry IN ({gone})") == [(2,)]


def test_whom_an_older_store_asks_is_written_as_an_import_writes_it(sample_template: Path, tmp_path: Path) -> None:
    path = older_store(sample_template, 21, tmp_path)
    migrate(path, now)
    asked = "SELECT id, assigned, first_agency FROM directive ORDER BY id"
    imported = set(_rows(sample_template, asked))
    assert {row[1:] for row in imported} > {(None, None)}
    assert imported < set(_rows(path, asked))  # beside what users of that version made
