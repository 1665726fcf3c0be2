"""The dashboard over a store on a server: what others do is seen as it happens, and a server that goes away and comes
back takes nothing of what is being typed."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from bench.servers import Distance

from ngkt_tui.domain.enums import Status
from ngkt_tui.domain.place import ServerAddress
from ngkt_tui.services import edit
from ngkt_tui.services.reader import Reader
from ngkt_tui.tui.dashboard.pane_controller import PaneController
from ngkt_tui.tui.dialogs.form_dialog import NoteDialog
from tests.fixtures.postgres import Cluster, Server, make_cluster
from tests.fixtures.stores import context_of
from tests.tui.dialogs.waiting import is_left, opens, shows
from tests.tui.running import Running, dashboard


async def comes_about(running: Running, what: Callable[[], bool]) -> None:
    """Wait for what the dashboard sees when it looks at the store, as it does each second."""
    async with asyncio.timeout(60):
        while not what():
            running.app.dashboard.watcher.check()
            await running.settle()


async def test_a_dashboard_edits_takes_back_and_shows_what_others_do(server_store: ServerAddress) -> None:
    async with dashboard(server_store) as running:
        record = running.app.dashboard.panes.record
        assert record is not None
        await running.press("space")
        await shows(running, "✓ 1")
        await running.press("u")
        await shows(running, "Đã hoàn tác")
        edit.set_status(replace(context_of(server_store), actor="hoa"), [record.id], Status.DOING)
        await comes_about(running, lambda: "◐ 1" in running.text)


async def test_before_the_first_rows_a_server_is_asked_few_times(
    cluster: Cluster, server_store: ServerAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    way = Distance(cluster.folder / ".s.PGSQL.5432", 0.0)
    trips: list[int] = []
    open_others = PaneController.open_others

    def opened(panes: PaneController) -> None:
        trips.append(way.round_trips)
        open_others(panes)

    monkeypatch.setattr(PaneController, "open_others", opened)
    async with dashboard(ServerAddress(f"postgresql://postgres@127.0.0.1:{way.port}/{server_store.name}")):
        assert trips[0] <= 9  # four of them to sign in and to know the store, five for two lists with their groups


async def lives_through(running: Running, leave: Callable[[], Any], come_back: Callable[[], Any]) -> None:
    """Let the server go away and come back while a note is being typed, and write it then."""
    header = running.app.dashboard.header
    await running.press("n")
    await opens(running, NoteDialog)
    await running.type("Hẹn tuần sau")
    leave()
    await comes_about(running, lambda: header._trouble is not None)
    assert "đang kết nối lại" in "".join(part.text for part in header.line(120))
    come_back()
    await comes_about(running, lambda: header._trouble is None)
    assert "Hẹn tuần sau" in running.text
    await running.press("ctrl+s")
    await is_left(running)
    with Reader(running.app.dashboard.shared.present) as reader:
        assert reader.history(limit=1)[0].changes[0].after == "Hẹn tuần sau"


async def test_a_server_that_goes_away_and_comes_back_takes_nothing_of_what_is_typed(server: Server) -> None:
    async with dashboard(server.context.store) as running:
        await lives_through(running, server.leave, server.come_back)


@pytest.fixture
def own_cluster(cluster: Cluster) -> Iterator[Cluster]:
    """A cluster that a test may stop; the others go on with theirs."""
    made = make_cluster()
    yield made
    made.throw_away()


@pytest.mark.soak
async def test_a_restart_of_the_server_is_lived_through(own_cluster: Cluster) -> None:
    async with dashboard(own_cluster.address("sample")) as running:
        await lives_through(running, own_cluster.stop, own_cluster.start)
