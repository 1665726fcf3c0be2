"""A server on a port of its own, browsers without pictures, and a small program in the place of the dashboard."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from ngkt_tui.domain.enums import Language
from ngkt_tui.web import accounts
from ngkt_tui.web.server import DashboardServer, ServerSettings
from ngkt_tui.web.sign_in import SignIn

STUB = """
import json, os, struct, sys
out = sys.stdout.buffer
def send(kind, data): out.write(kind + len(data).to_bytes(4, "big") + data); out.flush()
out.write(b"__GANGLION__\\n"); send(b"D", json.dumps(sys.argv[1:]).encode())
while head := sys.stdin.buffer.read(5):
    data = sys.stdin.buffer.read(int.from_bytes(head[1:], "big"))
    if head[:1] == b"M" and json.loads(data)["type"] == "quit": break
    if data == b"stay":
        import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); send(b"D", b"staying")
        while True: signal.pause()
    if data == b"end": break
    if data == b"flood":
        for _ in range(20): send(b"D", os.urandom(1 << 20))
    if data == b"give":
        about = {"path": "/tmp/báo cáo “tháng 7”.md", "open_method": "download", "mime_type": "text/markdown"}
        about |= {"type": "deliver_file_start", "key": "key", "encoding": None}
        send(b"M", json.dumps(about).encode())
    send(b"D", head[:1] + data)
with open(__file__ + ".ended", "a") as ended: ended.write(sys.argv[-1] + "\\n")
"""
"""Draws its arguments, and whatever it is sent; ends when told to, by `end`, or with its input, and tells of it in a
file: what is made to end does not."""


class Served:
    """A server that runs, and how a browser sees it."""

    def __init__(self, server: DashboardServer, port: int) -> None:
        self.server, self.port = server, port
        self.url = f"http://127.0.0.1:{port}"
        self.browser = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))

    async def status(self, path: str = "/", **request: Any) -> int:
        """Return how a request is answered."""
        async with self.browser.get(self.url + path, allow_redirects=False, **request) as answer:
            return answer.status

    async def open(
        self, origin: str | None = None, *, width: int = 90, tab: str = "", **request: Any
    ) -> aiohttp.ClientWebSocketResponse:
        """Open a session as a page does."""
        address = f"ws://127.0.0.1:{self.port}/ws{tab and '/'}{tab}?width={width}&height=30"
        opened: aiohttp.ClientWebSocketResponse = await self.browser.ws_connect(
            address, origin=self.url if origin is None else origin, **request
        )
        return opened

    async def sign_in(self, name: str, password: str) -> int:
        """Fill in the form, and return how it is answered."""
        fields = {"name": name, "password": password}
        headers = {"Origin": self.url}
        async with self.browser.post(f"{self.url}/sign-in", data=fields, headers=headers, allow_redirects=False) as got:
            return got.status

    async def empty(self) -> None:
        """Wait until no session is open."""
        while self.server.sessions:
            await asyncio.sleep(0.01)


Serve = Callable[..., Awaitable[Served]]


@pytest.fixture
def _hashes_cheaply(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a new password be hashed in no time, as its line tells."""
    monkeypatch.setattr(accounts, "_NOBODY", accounts._NOBODY._replace(cost=2**4))


@pytest.fixture
def stub(tmp_path: Path) -> list[str]:
    """Return the command of a program that takes the place of the dashboard."""
    file = tmp_path / "stub.py"
    file.write_text(STUB)
    return [sys.executable, "-S", str(file)]


@pytest.fixture
async def serve(stub: list[str]) -> AsyncIterator[Serve]:
    """Return what starts a server with a way to sign in; it is ended after the test."""
    running: list[tuple[web.AppRunner, Served]] = []

    async def start(sign_in: SignIn, command: list[str] | None = None, **settings: Any) -> Served:
        usual = {"origin": None, "max_sessions": 5, "idle_seconds": 60.0, "language": Language.EN} | settings
        server = DashboardServer(ServerSettings("127.0.0.1", 0, **usual), sign_in, command or stub)
        runner = web.AppRunner(await server.application())
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        server.port = runner.addresses[0][1]
        served = Served(server, server.port)
        running.append((runner, served))
        return served

    yield start
    for runner, served in running:
        await served.browser.close()
        await runner.cleanup()


async def drawn(socket: aiohttp.ClientWebSocketResponse) -> bytes:
    """Return what is drawn next."""
    data: bytes = (await asyncio.wait_for(socket.receive(), 30)).data
    return data


async def arguments(socket: aiohttp.ClientWebSocketResponse) -> list[str]:
    """Return what the program of a new session was started with."""
    lines: list[str] = json.loads(await drawn(socket))
    return lines
