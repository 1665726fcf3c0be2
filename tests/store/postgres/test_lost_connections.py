"""A reader whose server goes away, comes back, or holds another store; and reads that are stopped."""

import threading
from pathlib import Path
from typing import NamedTuple

import psycopg
import pytest

from ngkt_tui.domain.place import ServerAddress
from ngkt_tui.domain.store_errors import StoreConflictError, StoreGoneError, StoreUnreachableError
from ngkt_tui.services import edit
from ngkt_tui.services.context import Context
from ngkt_tui.services.first_run import ensure_store
from ngkt_tui.services.reader import Reader
from ngkt_tui.store.engine import ReadInterruptedError
from ngkt_tui.store.unit_of_work import Author, UnitOfWork, run_unit
from tests.fixtures.postgres import Cluster
from tests.fixtures.stores import SAMPLE, context_of

RECORD = "hn-2031-03-05-01"


class Server(NamedTuple):
    """A store that is reached by a link to the socket of its server."""

    cluster: Cluster
    database: str
    link: Path

    @property
    def context(self) -> Context:
        return context_of(ServerAddress(f"postgresql://postgres@/{self.database}?host={self.link}"))

    def lose_connections(self) -> None:
        self.cluster.run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{self.database}'")

    def leave(self) -> None:
        self.link.unlink()
        self.lose_connections()

    def come_back(self) -> None:
        self.link.symlink_to(self.cluster.folder)


@pytest.fixture
def server(cluster: Cluster, server_store: ServerAddress, tmp_path: Path) -> Server:
    made = Server(cluster, server_store.name, tmp_path / "s")
    made.come_back()
    return made


def test_a_lost_connection_is_made_again_without_a_word(server: Server) -> None:
    with Reader(server.context) as reader:
        server.lose_connections()
        assert reader.find(RECORD).id == RECORD


def test_a_server_that_is_away_is_told_until_it_is_back(server: Server) -> None:
    with Reader(server.context) as reader:
        server.leave()
        for _ in range(2):
            with pytest.raises(StoreUnreachableError):
                reader.find(RECORD)
        with pytest.raises(StoreUnreachableError):
            edit.add_note(server.context, RECORD, "Ghi chú")
        server.come_back()
        assert reader.find(RECORD).id == RECORD
        assert reader.external_changes() is None


def test_what_others_did_meanwhile_is_told_when_the_server_is_back(server: Server) -> None:
    with Reader(server.context) as reader:
        server.leave()
        with pytest.raises(StoreUnreachableError):
            reader.external_changes()
        server.come_back()
        author = Author("2032-03-01T10:00:00Z", "hùng")
        run_unit(server.context.store, lambda unit: _note(unit, author))
        seen = reader.external_changes()
        assert seen is not None
        assert len(seen.groups) == 1


def _note(unit: UnitOfWork, author: Author) -> None:
    from ngkt_tui.store.edits import add_note

    add_note(unit, RECORD, "Của người khác", author)


def test_another_store_in_the_same_place_is_told_and_opened_only_when_asked(server: Server) -> None:
    with Reader(server.context) as reader:
        old = reader.file
        server.cluster.run("DROP SCHEMA main CASCADE", server.database)
        with pytest.raises(StoreGoneError):
            reader.external_changes()
        ensure_store(server.context, seed=SAMPLE)
        with pytest.raises(StoreGoneError):
            reader.external_changes()
        assert reader.is_replaced
        assert reader.reopen() not in (None, old)
        assert reader.find(RECORD).id == RECORD


def test_a_read_of_another_thread_can_be_stopped(server_store: ServerAddress) -> None:
    with Reader(context_of(server_store)) as reader:
        stopped: list[BaseException] = []

        def read() -> None:
            try:
                with reader.connection() as connection:
                    connection.execute("SELECT pg_sleep(60)")
            except ReadInterruptedError as error:
                stopped.append(error)

        thread = threading.Thread(target=read)
        thread.start()
        while thread.is_alive():
            reader.interrupt()
            thread.join(0.02)
        assert len(stopped) == 1
        assert reader.find(RECORD).id == RECORD


def test_a_read_that_takes_longer_than_it_may_is_stopped(server_store: ServerAddress) -> None:
    with Reader(context_of(server_store)) as reader:
        assert reader._soon(lambda: reader.find(RECORD), 1_000_000) is not None

        def read() -> int:
            with reader.connection() as connection:
                return len(connection.execute("SELECT pg_sleep(60)").fetchall())

        assert reader._soon(read, 10) is None
        assert reader.find(RECORD).id == RECORD


def test_what_the_server_took_back_for_another_transaction_is_done_again(server_store: ServerAddress) -> None:
    tries: list[int] = []

    def act(unit: UnitOfWork) -> int:
        tries.append(1)
        if len(tries) < 3:
            raise psycopg.errors.SerializationFailure("could not serialize access")
        return len(tries)

    assert run_unit(server_store, act) == 3
    with pytest.raises(StoreConflictError):
        run_unit(server_store, act_always)


def act_always(_: UnitOfWork) -> None:
    raise psycopg.errors.DeadlockDetected("deadlock detected")
