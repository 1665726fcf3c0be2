"""A trigger or a view that somebody has put into a store is not obeyed, not copied on, and can be removed."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.store_errors import StoreTamperedError
from ngkt_tui.store.schema import TRIGGERS
from ngkt_tui.store.sqlite.migrations import migrate, run_steps, steps
from ngkt_tui.store.sqlite.opening import objects_of, open_for_reading, open_for_writing, remove_planted, verify
from ngkt_tui.store.sqlite.restore import restore
from tests.store.older import older_store
from tests.store.stores import damage, everything

PLANTED = {
    "trigger": 'CREATE TRIGGER "a ""odd"" one" AFTER INSERT ON note BEGIN DELETE FROM evidence; END',
    "view": "CREATE VIEW mine AS SELECT * FROM note",
    "altered": "CREATE TRIGGER change_stays BEFORE DELETE ON change BEGIN SELECT 1; END",
}


def now() -> datetime:
    return datetime(2032, 3, 1, tzinfo=UTC)


def plant(path: Path, how: str) -> None:
    if how == "altered":
        damage(path, "DROP TRIGGER change_stays")
    damage(path, PLANTED[how])


def test_our_triggers_are_those_that_the_steps_make() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for step in steps():
        run_steps(connection, [step])
        assert objects_of(connection) == {name: ("trigger", sql) for name, sql in TRIGGERS.items()}
    connection.close()


@pytest.mark.parametrize("how", PLANTED)
def test_a_store_with_something_planted_is_refused_untouched(store: Path, how: str) -> None:
    plant(store, how)
    before = store.read_bytes()
    openings: list[Callable[[Path], object]] = [verify, open_for_reading, open_for_writing]
    for opening in openings:
        with pytest.raises(StoreTamperedError) as refusal:
            opening(store)
        assert all(all(refusal.value.explain(language)) for language in Language)
    assert store.read_bytes() == before


@pytest.mark.parametrize("how", PLANTED)
def test_what_is_planted_is_removed_and_nothing_else(store: Path, how: str) -> None:
    before = everything(store)
    plant(store, how)
    remove_planted(store)
    verify(store)
    assert everything(store) == before
    connection = sqlite3.connect(store)
    assert objects_of(connection).keys() == TRIGGERS.keys()
    connection.close()


def test_a_trigger_of_ours_that_is_missing_is_made_anew(store: Path) -> None:
    damage(store, "DROP TRIGGER change_keeps")
    with pytest.raises(StoreTamperedError, match="change_keeps"):
        verify(store)
    remove_planted(store)
    verify(store)


@pytest.mark.parametrize("how", PLANTED)
def test_a_backup_with_something_planted_is_not_restored(store: Path, empty_store: Path, how: str) -> None:
    plant(store, how)
    before = empty_store.read_bytes()
    with pytest.raises(StoreTamperedError) as refusal:
        restore(store, empty_store, now)
    assert refusal.value.values["path"] == store
    assert empty_store.read_bytes() == before


def test_an_older_store_with_something_planted_is_not_migrated(store: Path, tmp_path: Path) -> None:
    older = older_store(store, 1, tmp_path)
    damage(older, PLANTED["view"])
    with pytest.raises(StoreTamperedError):
        migrate(older, now)
