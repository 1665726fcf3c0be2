"""How often a server is waited for: each time costs whoever is far away, and an edit holds the lock so long."""

import time
from pathlib import Path

import pytest
from bench.servers import Distance

from ngkt_tui.domain.enums import RecordKind, Status
from ngkt_tui.domain.place import ServerAddress
from ngkt_tui.query.lists.grouping import ListGrouping
from ngkt_tui.services import edit
from ngkt_tui.services.context import Context
from ngkt_tui.services.reader import Reader
from tests.fixtures.postgres import Cluster
from tests.fixtures.stores import context_of

RECORD = "hn-2031-03-05-01"


@pytest.fixture
def way(cluster: Cluster) -> Distance:
    """The way to the server, on which every round trip is counted."""
    return Distance(Path(cluster.folder) / ".s.PGSQL.5432", 0.0)


@pytest.fixture
def far(way: Distance, server_store: ServerAddress) -> Context:
    """A store at the end of that way."""
    return context_of(ServerAddress(f"postgresql://postgres@127.0.0.1:{way.port}/{server_store.name}?sslmode=disable"))


def test_a_store_is_opened_and_its_first_rows_are_read_in_few_round_trips(way: Distance, far: Context) -> None:
    with Reader(far) as reader:
        assert way.round_trips == 3  # to sign in, the mark of the store, the newest entry of its history
        where = reader.compile_filter(RecordKind.DIRECTIVE)
        assert reader.page(where, 60)
        assert way.round_trips == 4
        assert reader.groups_soon(where, ListGrouping.CONFERENCE, 10**9, beside=False)
        assert way.round_trips == 5  # how long it may take goes out with what is asked


def test_an_edit_holds_the_lock_for_few_round_trips(way: Distance, far: Context) -> None:
    def trips(text: str) -> int:
        before = way.round_trips
        edit.add_note(far, RECORD, text)
        return way.round_trips - before

    trips("the first one connects")
    assert trips("what is searched: the texts of the record are asked for together") == 4
    before = way.round_trips
    edit.set_status(far, [RECORD], Status.DOING)
    assert way.round_trips - before == 4


def test_what_others_did_is_read_in_few_round_trips(way: Distance, far: Context, server_store: ServerAddress) -> None:
    with Reader(far) as reader:
        for _ in range(2):
            edit.add_note(context_of(server_store), RECORD, "of a colleague")
            before = way.round_trips
            while reader.external_changes() is None:
                time.sleep(0.01)
        assert way.round_trips - before <= 3
