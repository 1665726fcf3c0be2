"""A reader whose server goes away, comes back, or holds another store; and reads that are stopped."""

import threading
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from select import select
from typing import Any

import psycopg
import pytest
from bench.servers import Distance

from ngkt_tui.domain.errors import NothingToRedoError
from ngkt_tui.domain.place import ServerAddress
from ngkt_tui.domain.store_errors import StoreConflictError, StoreGoneError, StoreUnreachableError
from ngkt_tui.services import edit
from ngkt_tui.services.first_run import ensure_store
from ngkt_tui.services.reader import Reader
from ngkt_tui.store.engine import ReadInterruptedError
from ngkt_tui.store.postgres.server_connection import ServerWriter, connect
from ngkt_tui.store.postgres.server_reader import QUIET_LOOKS, ServerReader
from ngkt_tui.store.unit_of_work import Author, UnitOfWork, run_unit
from tests.fixtures.postgres import Server
from tests.fixtures.stores import SAMPLE, context_of

RECORD = "hn-2031-03-05-01"


def test_a_lost_connection_is_made_again_without_a_word(server: Server) -> None:
    with Reader(server.context) as reader:
        server.lose_connections()
        assert reader.find(RECORD).id == RECORD


def test_a_server_that_was_there_is_asked_anew_within_seconds_and_the_address_has_the_last_word(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[str] = []

    def counted(place: ServerAddress, kind: Any, **settings: Any) -> Any:
        connection = connect(place, kind, **settings)
        waits.append(connection.info.get_parameters()["connect_timeout"])
        return connection

    monkeypatch.setattr("ngkt_tui.store.postgres.postgres_engine.connect", counted)
    own = replace(server.context, store=ServerAddress(f"{server.context.store}&connect_timeout=7"))
    for context in (server.context, own):
        with Reader(context) as reader:
            server.lose_connections()
            assert reader.external_changes() is None
    assert waits == ["10", "4", "7", "7"]


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


def test_who_waits_for_a_silent_network_is_told_before_it_is_tried_again(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[ServerAddress] = []

    def counted(place: ServerAddress, *given: Any, **more: Any) -> Any:
        made.append(place)
        return connect(place, *given, **more)

    monkeypatch.setattr("ngkt_tui.store.postgres.server_connection._NETWORK", {"tcp_user_timeout": 200})
    monkeypatch.setattr("ngkt_tui.store.postgres.server_reader.IN_VAIN_SECONDS", 0.1)
    monkeypatch.setattr("ngkt_tui.store.postgres.postgres_engine.connect", counted)
    way = Distance(Path(server.cluster.folder) / ".s.PGSQL.5432", 0.0)
    near = f"postgresql://postgres@127.0.0.1:{way.port}/{server.context.store.name}?sslmode=disable"
    with Reader(replace(server.context, store=ServerAddress(near))) as reader:
        way.fall_silent()
        with pytest.raises(StoreUnreachableError):
            reader.find(RECORD)
        assert len(made) == 1
        way.mend()
        assert reader.find(RECORD).id == RECORD


@pytest.mark.parametrize("act", ["begin", "pipeline", "commit"])
def test_an_edit_whose_connection_is_lost_is_told_by_its_error_alone(
    server: Server, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], act: str
) -> None:
    go_on = getattr(ServerWriter, act)

    def lose_and_go_on(connection: ServerWriter) -> Any:
        server.lose_connections()
        return go_on(connection)

    monkeypatch.setattr(ServerWriter, act, lose_and_go_on)
    with pytest.raises(StoreUnreachableError):
        edit.add_note(server.context, RECORD, "Ghi chú")
    assert capsys.readouterr().err == ""  # it would be written over the screen


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


def connections(server: Server) -> dict[str, str]:
    """Return the state of each connection to the store that an edit has used last, by its number."""
    writing = "query NOT LIKE '%pg_stat_activity%' AND application_name = 'ngkt-tui'"
    listed = f"SELECT pid, state FROM pg_stat_activity WHERE datname = '{server.database}' AND {writing}"
    return dict(server.cluster.run(listed))


def test_one_connection_serves_all_edits_and_is_left_idle(server: Server) -> None:
    edit.add_note(server.context, RECORD, "một")
    first = connections(server)
    edit.add_note(server.context, RECORD, "hai")
    with pytest.raises(NothingToRedoError):
        edit.redo(server.context)
    assert connections(server) == first
    assert list(first.values()) == ["idle"]


def test_an_edit_on_a_connection_that_was_lost_meanwhile_is_made_on_another_one(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit.add_note(server.context, RECORD, "một")
    for is_seen in (True, False):  # the end of a connection is not always seen before it is used
        if not is_seen:
            monkeypatch.setattr(ServerWriter, "has_ended", ServerWriter.closed)
        before = connections(server)
        server.lose_connections()
        edit.add_note(server.context, RECORD, "hai")
        assert not before.keys() & connections(server).keys()
    with Reader(server.context) as reader:
        assert len(reader.detail(RECORD).notes) == 3


def wait_for_word(reader: Reader) -> None:
    """Wait until something has come from the server that nobody has asked for."""
    assert isinstance(reader._connection, ServerReader)
    assert select([reader._connection._connection], [], [], 30)[0]


def wait_for_loss(reader: Reader) -> None:
    """Wait until the connection of a reader is known to be lost: a server ends it after it was asked to."""
    assert isinstance(reader._connection, ServerReader)
    connection = reader._connection._connection
    while not connection.closed:
        wait_for_word(reader)
        with suppress(psycopg.OperationalError):
            connection.pgconn.consume_input()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a server is asked, from the first look on."""
    statements: list[str] = []
    execute = psycopg.Cursor.execute

    def counted(cursor: Any, statement: Any, *rest: Any, **more: Any) -> Any:
        statements.append(str(statement))
        return execute(cursor, statement, *rest, **more)

    monkeypatch.setattr(psycopg.Cursor, "execute", counted)
    return statements


def looks(reader: Reader, asked: list[str], count: int) -> int:
    """Look so many times, at each of which nobody has written, and return how much was asked."""
    asked.clear()
    for _ in range(count):
        assert reader.external_changes() is None
    return len(asked)


def test_a_server_tells_of_commits_and_is_not_asked_while_it_is_silent(server: Server, asked: list[str]) -> None:
    with Reader(server.context) as reader:
        looks(reader, asked, 1)
        assert looks(reader, asked, 5) == 0
        for is_lost in (False, True):
            run_unit(server.context.store, lambda unit: _note(unit, Author("2032-03-01T10:00:00Z", "hùng")))
            wait_for_word(reader)
            seen = reader.external_changes()
            assert seen is not None
            assert seen.records == (RECORD,)
            if is_lost:
                server.lose_connections()
                wait_for_loss(reader)
            looks(reader, asked, QUIET_LOOKS + 2)  # also on another connection it is listened to in the end
            assert looks(reader, asked, 5) == 0


def test_of_many_commits_a_desk_is_told_but_once(server: Server, asked: list[str]) -> None:
    with Reader(server.context) as reader:
        looks(reader, asked, 2)
        for number in range(5):
            run_unit(server.context.store, lambda unit: _note(unit, Author("2032-03-01T10:00:00Z", "hùng")))
            if not number:
                wait_for_word(reader)
            asked.clear()
            assert reader.external_changes() is not None
            assert len(asked) == 2 + (not number)  # whether somebody has written, and what; first to be told no more
        assert isinstance(reader._connection, ServerReader)
        assert not select([reader._connection._connection], [], [], 0)[0]


def test_a_commit_that_nobody_told_of_is_seen_all_the_same(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ngkt_tui.store.postgres.server_reader.MAX_SILENCE_SECONDS", 0.0)
    with Reader(server.context) as reader:
        assert reader.external_changes() is None
        reader._connection.execute("UNLISTEN *")
        run_unit(server.context.store, lambda unit: _note(unit, Author("2032-03-01T10:00:00Z", "hùng")))
        assert reader.external_changes() is not None
