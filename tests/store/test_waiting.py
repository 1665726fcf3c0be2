"""Waiting for a lock: readers get into the gaps between commits and can be stopped, writers take turns by age."""

import random
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from ngkt_tui.domain.store_errors import StoreBusyError
from ngkt_tui.services.reader import Reader
from ngkt_tui.store.engine import ReadInterruptedError
from ngkt_tui.store.sqlite import connection as connecting
from ngkt_tui.store.sqlite.connection import WritingConnection
from ngkt_tui.store.sqlite.opening import open_for_reading, open_for_writing
from ngkt_tui.store.unit_of_work import UnitOfWork
from tests.fixtures.stores import context_of

COUNT = "SELECT count(*) FROM theme"
MAX_READ_DELAY = 0.003


@dataclass
class Clock:
    """A clock that only sleeping moves on. `happening` is called before each sleep, with its number from 1 on."""

    happening: Callable[[int], object] = lambda _: None
    now: float = 0.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
        self.happening(len(self.slept))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(connecting, "sleep", clock.sleep)
    monkeypatch.setattr(connecting, "monotonic", lambda: clock.now)
    return clock


@pytest.fixture
def holder(empty_store: Path) -> Iterator[sqlite3.Connection]:
    """Another connection; give it the lock with `BEGIN EXCLUSIVE`."""
    connection = sqlite3.connect(empty_store, isolation_level=None, timeout=0, check_same_thread=False)
    yield connection
    connection.close()


def _at(number: int, act: Callable[[], object]) -> Callable[[int], object]:
    return lambda count: act() if count == number else None


def test_a_reader_asks_every_few_milliseconds_and_goes_on_at_once(
    empty_store: Path, holder: sqlite3.Connection, clock: Clock
) -> None:
    reader = open_for_reading(empty_store)
    holder.execute("BEGIN EXCLUSIVE")
    clock.happening = _at(200, holder.rollback)
    assert reader.execute(COUNT).fetchall() == [(0,)]
    assert len(clock.slept) == 200
    assert max(clock.slept) <= MAX_READ_DELAY
    reader.close()


def test_a_reader_gives_up_in_the_end(empty_store: Path, holder: sqlite3.Connection, clock: Clock) -> None:
    with Reader(context_of(empty_store)) as reader:
        holder.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreBusyError), reader.connection() as connection:
            connection.execute(COUNT)
    assert len(clock.slept) >= connecting.BUSY_SECONDS / MAX_READ_DELAY


@pytest.mark.parametrize("number", [1, 2, 7])
def test_a_reader_that_is_stopped_while_it_waits_does_not_ask_again(
    empty_store: Path, holder: sqlite3.Connection, clock: Clock, number: int
) -> None:
    with Reader(context_of(empty_store)) as reader:
        holder.execute("BEGIN EXCLUSIVE")
        clock.happening = _at(number, reader.interrupt)
        with pytest.raises(ReadInterruptedError), reader.connection() as connection:
            connection.execute(COUNT)
        assert len(clock.slept) in (number, number + 1)
        holder.rollback()
        with reader.connection() as connection:
            assert connection.execute(COUNT).fetchall() == [(0,)]


def test_a_reader_that_waits_ends_whenever_it_is_stopped(empty_store: Path, holder: sqlite3.Connection) -> None:
    chance, ended = random.Random(9), 0
    with Reader(context_of(empty_store)) as reader:
        for _ in range(60):
            holder.execute("BEGIN EXCLUSIVE")
            ended += _is_stopped(reader, chance.uniform(0.0, 0.005))
            holder.rollback()
            with reader.connection() as connection:
                assert connection.execute(COUNT).fetchall() == [(0,)]
    assert ended == 60


def _is_stopped(reader: Reader, after: float) -> bool:
    """Stop a read that waits, some moment after it has begun, and return whether it ended as a stopped one."""
    reading, ends = _begin_to_read(reader)
    threading.Event().wait(after)
    while reading.is_alive():  # one that comes before the statement has begun stops nothing, as with SQLite's own
        reader.interrupt()
        reading.join(timeout=0.02)
    return bool(ends)


def _begin_to_read(reader: Reader) -> tuple[threading.Thread, list[bool]]:
    """Read in another thread, which adds to the list when it is stopped."""
    begun = threading.Event()
    ends: list[bool] = []

    def read() -> None:
        try:
            with reader.connection() as connection:
                begun.set()
                connection.execute(COUNT)
        except ReadInterruptedError:
            ends.append(True)

    reading = threading.Thread(target=read)
    reading.start()
    begun.wait()
    return reading, ends


def test_closing_a_reader_that_waits_ends_it(empty_store: Path, holder: sqlite3.Connection) -> None:
    reader = Reader(context_of(empty_store))
    holder.execute("BEGIN EXCLUSIVE")
    reading, ends = _begin_to_read(reader)
    reader.close()
    reading.join(timeout=5)
    assert ends == [True]


def test_a_writer_asks_more_often_the_longer_it_waits(
    empty_store: Path, holder: sqlite3.Connection, clock: Clock
) -> None:
    holder.execute("BEGIN IMMEDIATE")
    clock.happening = _at(500, holder.rollback)
    with UnitOfWork(empty_store) as unit:
        assert unit.connection.exec_driver_sql(COUNT).fetchall() == [(0,)]
    assert clock.slept == sorted(clock.slept, reverse=True)
    assert (clock.slept[0], clock.slept[-1]) == (connecting.MAX_RETRY_SECONDS, connecting.MIN_RETRY_SECONDS)


def test_a_commit_goes_on_as_soon_as_nobody_reads(empty_store: Path, holder: sqlite3.Connection, clock: Clock) -> None:
    holder.execute("BEGIN")
    holder.execute(COUNT).fetchall()
    clock.happening = _at(100, holder.rollback)
    writer = open_for_writing(empty_store)
    writer.begin()
    writer.execute("DELETE FROM theme")
    writer.commit()
    assert not writer.in_transaction
    assert set(clock.slept) == {connecting.MIN_RETRY_SECONDS}
    assert len(clock.slept) == 100
    assert writer.execute("PRAGMA busy_timeout").fetchone() == (connecting.BUSY_SECONDS * 1000,)
    writer.close()


def test_a_statement_that_was_interrupted_keeps_neither_lock_nor_journal(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    connection = sqlite3.connect(path, isolation_level=None, factory=WritingConnection)
    connection.execute("CREATE TABLE sheep (name)")
    connection.begin()

    def names() -> Iterator[tuple[str]]:
        yield ("Dolly",)
        raise KeyboardInterrupt

    cursor = connection.cursor()  # held on to, as by a traceback
    with pytest.raises(KeyboardInterrupt):
        cursor.executemany("INSERT INTO sheep VALUES (?)", names())
    connection.close()
    assert list(tmp_path.iterdir()) == [path]
    with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert other.execute("SELECT * FROM sheep").fetchall() == []
