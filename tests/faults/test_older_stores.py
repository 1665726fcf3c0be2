"""Stores of every older schema, full of data and of users' edits: brought up to date, whatever happens meanwhile.

RELIABILITY row 13.
"""

import random
import shutil
import sqlite3
import time
from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path

import pytest

from ngkt_tui.domain.enums import RecordKind, Status
from ngkt_tui.domain.store_errors import StoreDamagedError
from ngkt_tui.services.context import Context
from ngkt_tui.services.edit import set_status, undo
from ngkt_tui.services.first_run import StoreState, ensure_store
from ngkt_tui.services.reader import Reader
from ngkt_tui.store.schema import SCHEMA_VERSION
from ngkt_tui.store.sqlite.backups import KEPT, back_up, backups_of
from ngkt_tui.store.sqlite.opening import verify
from tests.faults.forking import Acknowledge, Child
from tests.fixtures.stores import context_of
from tests.store.older import ONE, TWO, contents, older_store, require_kept, sample_of_versions
from tests.store.stores import require_sound, rows

OLDER = range(1, SCHEMA_VERSION)
SAMPLE = sample_of_versions(SCHEMA_VERSION)
EACH = [number if number in SAMPLE else pytest.param(number, marks=pytest.mark.soak) for number in OLDER]

Older = Callable[[int], Path]


@pytest.fixture(scope="session")
def older_template(sample_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Older:
    folder = tmp_path_factory.mktemp("older")
    return cache(lambda number: older_store(sample_template, number, folder))


@pytest.fixture
def older(older_template: Older, tmp_path: Path) -> Older:
    """Return a function that gives a store of an older schema, the same one whenever it is asked for."""
    folder = tmp_path / "older"
    folder.mkdir()
    return cache(lambda number: Path(shutil.copy(older_template(number), folder / f"older-{number}.sqlite")))


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


@pytest.mark.parametrize("number", EACH)
def test_an_older_store_is_brought_up_to_date_and_nothing_is_lost(older: Older, number: int) -> None:
    like = older(number)
    path = Path(shutil.copy(like, like.with_name("ngkt.sqlite")))
    assert verify(path) == number
    assert ensure_store(context_of(path)) is StoreState.MIGRATED
    brought_up(path, like)
    kept_whole(path, like)
    assert ensure_store(context_of(path)) is StoreState.READY
    assert len(backups_of(path)) == 1


@pytest.mark.parametrize("number", EACH)
def test_an_older_store_that_lacks_a_table_is_refused_and_left_byte_for_byte(older: Older, number: int) -> None:
    path = older(number)
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE participant")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreDamagedError):
        ensure_store(context_of(path))
    assert path.read_bytes() == before
    assert backups_of(path) == []


@pytest.mark.parametrize("number", EACH)
def test_work_goes_on_where_the_older_version_left_it(older: Older, number: int) -> None:
    path = older(number)
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


def killed_in_migrating(older: Older, numbers: Sequence[int], times: int) -> None:
    chance = random.Random(13)
    takes: dict[int, float] = {}
    for number in numbers:
        tried, begun = Path(shutil.copy(older(number), older(number).with_name("timed.sqlite"))), time.monotonic()
        start(tried)
        takes[number] = time.monotonic() - begun
    found = {"older": 0, "between": 0, "present": 0}
    for attempt in range(times):
        number = numbers[attempt % len(numbers)]
        like = older(number)
        folder = like.parent / str(attempt)
        folder.mkdir()
        path = Path(shutil.copy(like, folder / "ngkt.sqlite"))
        Child(partial(start_untold, path)).kill_after(chance.uniform(0.0, 1.2 * takes[number]))
        version = verify(path)
        found["older" if version == number else "present" if version == SCHEMA_VERSION else "between"] += 1
        require_kept(path, like)
        start(path)
        brought_up(path, like)
        assert [each for each in backups_of(path) if contents(each, like) == contents(like)]
        shutil.rmtree(folder)
    print(f"kill -9 in migrating: {times} tried, found {found} after it, 0 lost")


def test_a_kill_in_the_middle_of_a_migration_loses_nothing(older: Older) -> None:
    killed_in_migrating(older, SAMPLE[:1], 3)


@pytest.mark.soak
def test_100_kills_in_migrating_lose_nothing(older: Older) -> None:
    killed_in_migrating(older, OLDER, 100)


def started_at_once(older: Older, numbers: Sequence[int], times: int) -> None:
    for attempt in range(times):
        like = older(numbers[attempt % len(numbers)])
        folder = like.parent / f"at-once-{attempt}"
        folder.mkdir()
        path = Path(shutil.copy(like, folder / "ngkt.sqlite"))

        def read(acknowledge: Acknowledge, path: Path = path) -> None:
            acknowledge(start(path))

        children = [Child(read) for _ in range(3)]
        results = [child.wait() for child in children]
        assert [code for code, _ in results] == [0, 0, 0]
        assert len({lines[0] for _, lines in results}) == 1
        brought_up(path, like)
        assert contents(backups_of(path)[0], like) == contents(like)
        shutil.rmtree(folder)
    print(f"three starts at once on an older store: {times} tried, 0 failed, 0 lost")


def test_several_starts_at_once_bring_an_older_store_up_to_date(older: Older) -> None:
    started_at_once(older, SAMPLE[:1], 2)


@pytest.mark.soak
def test_many_starts_at_once_bring_older_stores_up_to_date(older: Older) -> None:
    started_at_once(older, OLDER, 100)


def test_migrating_keeps_the_last_ten_backups(older: Older) -> None:
    like = older(OLDER[-1])
    path = Path(shutil.copy(like, like.with_name("ngkt.sqlite")))
    for _ in range(KEPT):
        back_up(path, context_of(path).clock)
    for _ in range(2):
        shutil.copy(like, path)
        assert ensure_store(context_of(path)) is StoreState.MIGRATED
    assert [each.name.split("-")[-2] for each in backups_of(path)] == [f"{n:04}" for n in range(3, KEPT + 3)]
