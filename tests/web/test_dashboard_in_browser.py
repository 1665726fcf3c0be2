"""The dashboard itself, in a session of the server: what is typed, kept and downloaded there."""

import asyncio
import re
import sys
from pathlib import Path

import aiohttp
import pytest

from ngkt_tui.domain.place import ServerAddress
from ngkt_tui.services.session_state import load_session
from ngkt_tui.web.session_parent import ForkedProcess
from ngkt_tui.web.sign_in import ProxySignIn
from tests.fixtures.postgres import Cluster
from tests.fixtures.stores import make_sample_store
from tests.web.conftest import Serve, Served
from tests.web.test_server import LOOPBACK

TYPED = "kinh tế " * 3
STYLES = re.compile(rb"\x1b\[[0-9;?]*[a-zA-Z]")


class Screen:
    """What a session has drawn, and typing into it."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.keys: list[str] = []
        self._drawn = b""

    async def type(self, text: str) -> None:
        await self.socket.send_json(["stdin", text])

    async def until(self, wanted: str) -> None:
        """Read on until something has been drawn, or announced, since this was last asked."""
        while wanted.encode() not in STYLES.sub(b"", self._drawn):
            message = await asyncio.wait_for(self.socket.receive(), 60)
            assert message.type in (aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT), message
            if message.type is aiohttp.WSMsgType.TEXT:
                self.keys.append(message.json()[1])
            self._drawn += message.data if isinstance(message.data, bytes) else message.data.encode()
        self._drawn = b""


@pytest.fixture
async def served(serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Served:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("HOME", str(tmp_path))
    store = tmp_path / "store.sqlite"
    make_sample_store(store)
    command = [sys.executable, "-m", "ngkt_tui", "--db", str(store), "--lang", "en"]
    return await serve(ProxySignIn("X-Remote-User", LOOPBACK, None), command)


async def opened(served: Served, name: str, width: int = 90) -> Screen:
    screen = Screen(await served.open(width=width, headers={"X-Remote-User": name}))
    await screen.until("NGKT")
    return screen


async def left(served: Served, screen: Screen, others: int = 0) -> None:
    """Close the tab."""
    await screen.socket.close()
    while served.server.sessions > others:
        await asyncio.sleep(0.01)


async def test_a_closed_tab_keeps_what_was_typed_for_its_own_user_alone(served: Served, tmp_path: Path) -> None:
    lan = await opened(served, "lan")
    await lan.type("/")
    await lan.type(TYPED)
    await left(served, lan)  # before all of it is shown
    binh = await opened(served, "binh")
    await left(served, binh)
    states = {
        name: load_session(next((tmp_path / "state" / "ngkt-tui").glob(f"*-{name}-*")), tmp_path / "store.sqlite")
        for name in ("lan", "binh")
    }
    assert list(states["lan"].filters.values()) == [TYPED.strip()]
    assert not states["binh"].filters


async def test_the_dashboard_is_as_wide_as_the_browser(served: Served) -> None:
    screen = await opened(served, "lan", width=180)
    await screen.until("i Directive")
    await left(served, screen)


async def test_what_sessions_load_is_loaded_once_and_by_each_alone_where_that_process_has_gone(served: Served) -> None:
    sessions = served.server._sessions
    parent = sessions._parent
    assert parent is not None
    lan = await opened(served, "lan")
    parent._process.kill()
    parent._process.wait()
    hung = await opened(served, "hung")
    assert [isinstance(each._process, ForkedProcess) for each in sessions._open] == [True, False]
    await lan.type("/")
    await lan.type("kinh")  # whoever came before goes on
    await lan.until("kinh")
    await left(served, hung, 1)
    await left(served, lan)


async def test_an_export_is_downloaded_under_its_name_and_by_its_user_alone(served: Served, tmp_path: Path) -> None:
    screen = await opened(served, "lan")
    await screen.type("x")
    await screen.until("Markdown")
    await screen.type("\x13")
    await screen.until("deliver_file_start")
    address = f"/download/{screen.keys[-1]}"
    assert await served.status(address, headers={"X-Remote-User": "binh"}) == 404
    async with served.browser.get(served.url + address, headers={"X-Remote-User": "lan"}) as download:
        assert re.search(r"UTF-8''ngkt[-\w]+\.md$", download.headers["Content-Disposition"])
        assert (await download.text()).startswith("# ")
    await left(served, screen)


async def test_on_a_database_too_each_officer_edits_under_their_own_name(
    serve: Serve, cluster: Cluster, server_store: ServerAddress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("NGKT_DB", server_store.address)
    command = [sys.executable, "-m", "ngkt_tui", "--lang", "en"]
    served = await serve(ProxySignIn("X-Remote-User", LOOPBACK, None), command)
    statement = "SELECT actor, kind FROM main.change_group WHERE kind <> 'import' ORDER BY id"
    lan, binh = await opened(served, "lan"), await opened(served, "binh")
    await lan.type(" ")
    while cluster.run(statement, server_store.name) != [("lan", "edit")]:
        await asyncio.sleep(0.05)
    await binh.type("u")
    await binh.until("binh has no edit")
    await lan.type("u")
    while cluster.run(statement, server_store.name) != [("lan", "edit"), ("lan", "undo")]:
        await asyncio.sleep(0.05)
    await asyncio.gather(lan.socket.close(), binh.socket.close())
    await served.empty()
