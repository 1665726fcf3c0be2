"""Stores of every older schema, full of data and of users' edits: brought up to date, whatever happens meanwhile.

RELIABILITY row 13.
"""

import random
import shutil
import sqlite3
import time
from functools import partial
from pathlib import Path

import pytest

from ngkt_tui.domain.enums import RecordKind, Status
from ngkt_tui.domain.store_errors import StoreDamagedError
from ngkt_tui.services.context import Context
from ngkt_tui.services.edit import set_status, undo
from ngkt_tui.services.first_run import StoreState, ensure_store
from ngkt_tui.services.reader import Reader
from ngkt_tui.store.backups import KEPT, backups_of
from ngkt_tui.store.opening import verify
from ngkt_tui.store.schema import SCHEMA_VERSION
from tests.faults.forking import Acknowledge, Child
from tests.fixtures.stores import context_of
from tests.store.older import ONE, TWO, contents, older_store, require_kept
from tests.store.stores import require_sound, rows

OLDER = range(1, SCHEMA_VERSION)


@pytest.fixture(scope="session")
def older_templates(sample_template: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    folder = tmp_path_factory.mktemp("older")
    return {number: older_store(sample_template, number, folder) for number in OLDER}


@pytest.fixture
def older(older_templates: dict[int, Path], tmp_path: Path) -> dict[int, Path]:
    """A store of each older schema, of the test's own."""
    folder = tmp_path / "older"
    folder.mkdir()
    return {number: Path(shutil.copy(path, folder / path.name)) for number, path in older_templates.items()}


def brought_up(path: Path, like: Path) -> None:
    """Assert that `path` is of the present schema and holds all that `like` held, and that one can go on with it."""
    assert verify(path) == SCHEMA_VERSION
    require_kept(path, like)
    assert rows(path, "SELECT count(*) FROM link JOIN record ON record.id = link.record") > [(0,)]
    assert rows(path, "SELECT link.record FROM link JOIN record USING (position) WHERE record.id <> link.record") == []
    assert rows(path, "SELECT record FROM link WHERE position NOT IN (SELECT position FROM record)") == []
    require_sound(path)


def kept_whole(path: Path, like: Path) -> None:
    """Assert that the newest backup of `path` is what `like` is."""
    newest = backups_of(path)[-1]
    assert contents(newest) == contents(like)
    assert newest.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("number", OLDER)
def test_an_older_store_is_brought_up_to_date_and_nothing_is_lost(older: dict[int, Path], number: int) -> None:
    path = Path(shutil.copy(older[number], older[number].with_name("ngkt.sqlite")))
    assert verify(path) == number
    assert ensure_store(context_of(path)) is StoreState.MIGRATED
    brought_up(path, older[number])
    kept_whole(path, older[number])
    assert ensure_store(context_of(path)) is StoreState.READY
    assert len(backups_of(path)) == 1


@pytest.mark.parametrize("number", OLDER)
def test_an_older_store_that_lacks_a_table_is_refused_and_left_byte_for_byte(
    older: dict[int, Path], number: int
) -> None:
    path = older[number]
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE participant")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreDamagedError):
        ensure_store(context_of(path))
    assert path.read_bytes() == before
    assert backups_of(path) == []


@pytest.mark.parametrize("number", OLDER)
def test_work_goes_on_where_the_older_version_left_it(older: dict[int, Path], number: int) -> None:
    path = older[number]
    context = context_of(path)
    ensure_store(context)
    before = rows(path, "SELECT id, status, done_on, due, why FROM directive ORDER BY id")
    set_status(context, [ONE, TWO], Status.DOING)
    undo(context)
    assert rows(path, "SELECT id, status, done_on, due, why FROM directive ORDER BY id") == before
    undo(context)  # what was done under the older version
    require_sound(path)


def start_untold(path: Path, _acknowledge: Acknowledge) -> None:
    start(path)


def start(path: Path) -> int:
    """Start as a command does, and return how many directives are read."""
    context: Context = context_of(path)
    ensure_store(context)
    with Reader(context) as reader:
        return reader.count(reader.compile_filter(RecordKind.DIRECTIVE)).records


def killed_in_migrating(older: dict[int, Path], times: int) -> None:
    chance = random.Random(13)
    takes: dict[int, float] = {}
    for number, like in older.items():
        tried, begun = Path(shutil.copy(like, like.with_name("timed.sqlite"))), time.monotonic()
        start(tried)
        takes[number] = time.monotonic() - begun
    found = {"older": 0, "between": 0, "present": 0}
    for attempt in range(times):
        number = OLDER[attempt % len(OLDER)]
        folder = older[number].parent / str(attempt)
        folder.mkdir()
        path = Path(shutil.copy(older[number], folder / "ngkt.sqlite"))
        Child(partial(start_untold, path)).kill_after(chance.uniform(0.0, 1.2 * takes[number]))
        version = verify(path)
        found["older" if version == number else "present" if version == SCHEMA_VERSION else "between"] += 1
        require_kept(path, older[number])
        start(path)
        brought_up(path, older[number])
        assert [each for each in backups_of(path) if contents(each, older[number]) == contents(older[number])]
        shutil.rmtree(folder)
    print(f"kill -9 in migrating: {times} tried, found {found} after it, 0 lost")


def test_a_kill_in_the_middle_of_a_migration_loses_nothing(older: dict[int, Path]) -> None:
    killed_in_migrating(older, 5)


@pytest.mark.soak
def test_100_kills_in_migrating_lose_nothing(older: dict[int, Path]) -> None:
    killed_in_migrating(older, 100)


def started_at_once(older: dict[int, Path], times: int) -> None:
    for attempt in range(times):
        number = OLDER[attempt % len(OLDER)]
        folder = older[number].parent / f"at-once-{attempt}"
        folder.mkdir()
        path = Path(shutil.copy(older[number], folder / "ngkt.sqlite"))

        def read(acknowledge: Acknowledge, path: Path = path) -> None:
            acknowledge(start(path))

        children = [Child(read) for _ in range(3)]
        results = [child.wait() for child in children]
        assert [code for code, _ in results] == [0, 0, 0]
        assert len({told[0] for _, told in results}) == 1
        brought_up(path, older[number])
        assert contents(backups_of(path)[0], older[number]) == contents(older[number])
        shutil.rmtree(folder)
    print(f"three starts at once on an older store: {times} tried, 0 failed, 0 lost")


def test_several_starts_at_once_bring_an_older_store_up_to_date(older: dict[int, Path]) -> None:
    started_at_once(older, 6)


@pytest.mark.soak
def test_many_starts_at_once_bring_older_stores_up_to_date(older: dict[int, Path]) -> None:
    started_at_once(older, 100)


def test_migrating_keeps_the_last_ten_backups(older: dict[int, Path]) -> None:
    like = older[OLDER[-1]]
    path = like.with_name("ngkt.sqlite")
    for _ in range(KEPT + 2):
        shutil.copy(like, path)
        ensure_store(context_of(path))
    assert [each.name.split("-")[-2] for each in backups_of(path)] == [f"{n:04}" for n in range(3, KEPT + 3)]
