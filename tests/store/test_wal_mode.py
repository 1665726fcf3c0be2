"""A store that another tool left in WAL mode is read, edited, and brought back where nobody else has it open."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from ngkt_tui.domain.enums import Language, Status
from ngkt_tui.domain.store_errors import StoreError
from ngkt_tui.services.edit import set_status
from ngkt_tui.services.maintenance import check_store
from ngkt_tui.services.reader import Reader
from ngkt_tui.store.sqlite.backups import back_up, backups_of
from ngkt_tui.store.sqlite.opening import open_for_writing, verify
from tests.fixtures.stores import context_of
from tests.store.stores import rows, standing

ONE = "hn-2031-03-05-01"
WAL = b"\x02\x02"


@pytest.fixture
def in_wal(store: Path) -> Path:
    connection = sqlite3.connect(store)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    assert mode_of(store) == WAL
    return store


def mode_of(path: Path) -> bytes:
    return path.read_bytes()[18:20]


@contextmanager
def dashboard_over(path: Path) -> Iterator[Reader]:
    """Read as a dashboard does, which keeps the store open all day."""
    with Reader(context_of(path)) as reader, reader.connection() as connection:
        connection.execute("SELECT count(*) FROM directive").fetchone()
        yield reader


def test_an_edit_is_made_while_a_dashboard_is_open_and_is_seen_there(in_wal: Path) -> None:
    with dashboard_over(in_wal) as reader:
        edited = set_status(context_of(in_wal), [ONE], Status.DOING)
        assert edited.records == (ONE,)
        with reader.connection() as connection:
            wanted = "SELECT status FROM directive WHERE id = ?"
            assert connection.execute(wanted, (ONE,)).fetchall() == [("doing",)]
    assert standing(in_wal, ONE)[0] == "doing"


def test_an_edit_that_was_made_meanwhile_is_durable(in_wal: Path) -> None:
    with dashboard_over(in_wal):
        connection = open_for_writing(in_wal)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA synchronous").fetchone()[0] >= 2
        assert connection.execute("PRAGMA busy_timeout").fetchone()[0] > 1000
        connection.close()


def test_the_next_edit_without_a_dashboard_brings_the_store_back(in_wal: Path) -> None:
    with dashboard_over(in_wal):
        set_status(context_of(in_wal), [ONE], Status.DOING)
        assert mode_of(in_wal) == WAL
    set_status(context_of(in_wal), [ONE], Status.DONE)
    assert mode_of(in_wal) == b"\x01\x01"
    assert sorted(each.name for each in in_wal.parent.iterdir()) == [in_wal.name]
    assert rows(in_wal, "SELECT count(*) FROM change_group WHERE kind = 'edit'") == [(2,)]


def test_a_backup_holds_what_only_the_log_has(in_wal: Path) -> None:
    with dashboard_over(in_wal):
        set_status(context_of(in_wal), [ONE], Status.DOING)
        back_up(in_wal, context_of(in_wal).clock)
    assert standing(backups_of(in_wal)[0], ONE)[0] == "doing"


def test_the_doctor_tells_it_and_brings_it_back(in_wal: Path) -> None:
    context = context_of(in_wal)
    with dashboard_over(in_wal):
        assert [each.check for each in check_store(context).findings if each.problems] == ["journal"]
        assert [each.check for each in check_store(context, repair=True).findings if not each.is_ok] == ["journal"]
    assert check_store(context, repair=True).problems == 0
    assert mode_of(in_wal) == b"\x01\x01"


@pytest.mark.parametrize("language", Language)
def test_reading_only_makes_no_file_beside_it(in_wal: Path, language: Language) -> None:
    with pytest.raises(StoreError) as refusal:
        Reader(replace(context_of(in_wal), readonly=True))
    assert "--readonly" in refusal.value.explain(language).cause
    assert [each.name for each in in_wal.parent.iterdir()] == [in_wal.name]


def test_reading_only_works_beside_whoever_has_it_open(in_wal: Path) -> None:
    with dashboard_over(in_wal):
        set_status(context_of(in_wal), [ONE], Status.DOING)
        before = sorted(in_wal.parent.iterdir())
        with Reader(replace(context_of(in_wal), readonly=True)) as reader, reader.connection() as connection:
            wanted = "SELECT status FROM directive WHERE id = ?"
            assert connection.execute(wanted, (ONE,)).fetchall() == [("doing",)]
        assert sorted(in_wal.parent.iterdir()) == before
    verify(in_wal)
