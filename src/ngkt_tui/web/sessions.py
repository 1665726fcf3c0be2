"""The dashboards that are open: how many there may be, how one begins, what its browser sends, and how it ends."""

import asyncio
import json
import os
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NamedTuple

from aiohttp import WSCloseCode, WSMsgType, web
from textual_serve.server import to_int

from ngkt_tui.web.accounts import AccountsError
from ngkt_tui.web.dashboard_process import DashboardProcess, FileDownloads, clamp_size, make_parent
from ngkt_tui.web.session_parent import SessionParent
from ngkt_tui.web.sign_in import SignIn, Visitor

MAX_MESSAGE_BYTES = 1 << 20
HEARTBEAT_SECONDS = 15
START_SECONDS = 30.0
"""How long a dashboard that starts holds up the next one."""
CLOSE_SECONDS = 5.0
"""How long a browser may take to agree that its session ends."""


class BrowserTab(NamedTuple):
    """Where a session is looked at: by whom, and in which tab of a browser."""

    visitor: Visitor
    name: str


class DashboardSessions:
    """The dashboards that are open, each in a process of its own for one visitor.

    As many start at once as there are processors: the first are there soon, and those that are open are not held up.
    """

    check_seconds = 60.0
    """How often it is asked whether a visitor may still be here."""

    def __init__(
        self,
        sign_in: SignIn,
        command_for: Callable[[Visitor], Sequence[str]],
        max_sessions: int,
        idle_seconds: float,
    ) -> None:
        self._sign_in, self._command_for = sign_in, command_for
        self._max_sessions, self._idle_seconds = max_sessions, idle_seconds
        self._open: dict[DashboardProcess, BrowserTab] = {}
        self._starting = asyncio.Semaphore(os.cpu_count() or 1)
        self._is_ending = False
        self._parent: SessionParent | None = None
        self.downloads = FileDownloads()

    def load(self, command: Sequence[str]) -> None:
        """Load once what every session that runs `command` would load."""
        self._parent = make_parent(command)

    def __len__(self) -> int:
        return len(self._open)

    def is_of(self, process: object, visitor: Visitor) -> bool:
        """Return whether a dashboard is open for a visitor."""
        return any(each is process and tab.visitor == visitor for each, tab in self._open.items())

    async def end(self) -> None:
        """End every dashboard in its own time, so that nothing that is being typed is lost; none starts any more."""
        self._is_ending = True
        await asyncio.gather(*(process.stop() for process in self._open))
        if self._parent is not None:
            await asyncio.to_thread(self._parent.close)

    async def run(self, request: web.Request) -> web.WebSocketResponse:
        """Run a dashboard for as long as the browser is there and its user types.

        One that is still open for the same tab, whose browser has lost it, ends first: what was typed there is kept.
        """
        tab = BrowserTab(self._sign_in.visitor(request), request.match_info.get("tab", ""))
        earlier = [process for process, other in self._open.items() if tab.name and other == tab]
        if self._is_ending or len(self) - len(earlier) >= self._max_sessions:
            raise web.HTTPServiceUnavailable
        socket = web.WebSocketResponse(heartbeat=HEARTBEAT_SECONDS, max_msg_size=MAX_MESSAGE_BYTES)
        process = DashboardProcess(
            self._command_for(tab.visitor),
            self._parent,
            write_bytes=socket.send_bytes,
            write_str=socket.send_str,
            close=lambda: self._close(socket),
            download_manager=self.downloads,
        )
        transport = None
        self._open[process] = tab
        try:
            await socket.prepare(request)
            transport = request.transport
            await asyncio.gather(*(each.stop() for each in earlier))
            if await self._start(process, request):
                await self._close(socket, await self._converse(socket, process, request))
        except OSError:  # no process can be started
            await self._close(socket, WSCloseCode.TRY_AGAIN_LATER)
        finally:
            if transport is not None:
                transport.abort()  # else a browser that reads nothing would hold what was to be sent
            try:
                await process.stop()
            finally:
                del self._open[process]
        return socket

    async def _start(self, process: DashboardProcess, request: web.Request) -> bool:
        """Start a dashboard when it is its turn; return whether it still is wanted then."""
        size = [to_int(request.query.get(side, ""), usual) for side, usual in (("width", 80), ("height", 24))]
        async with self._starting:
            if self._is_ending or request.transport is None:  # the browser has left meanwhile
                return False
            await process.start(*map(clamp_size, size))
            with suppress(TimeoutError):
                await asyncio.wait_for(process.has_drawn.wait(), START_SECONDS)
        return not self._is_ending  # it began while the others were ended

    async def _converse(self, socket: web.WebSocketResponse, process: DashboardProcess, request: web.Request) -> int:
        """Pass on what the browser sends, and return why that has come to an end, as a code of WebSocket."""
        typed = checked = time.monotonic()
        while (left := typed + self._idle_seconds - time.monotonic()) > 0:
            try:
                message = await asyncio.wait_for(socket.receive(), min(left, self.check_seconds))
            except TimeoutError:
                message = None
            if time.monotonic() - checked >= self.check_seconds:
                checked = time.monotonic()
                if not self._may_stay(request, process):
                    return WSCloseCode.POLICY_VIOLATION
            if message is None:
                continue
            if message.type is not WSMsgType.TEXT:
                return WSCloseCode.SERVICE_RESTART if self._is_ending else WSCloseCode.OK
            try:
                if await self._take(socket, process, message.data):
                    typed = time.monotonic()
            except TimeoutError:
                return WSCloseCode.INTERNAL_ERROR
            except (ValueError, IndexError, RecursionError):
                return WSCloseCode.POLICY_VIOLATION
        return WSCloseCode.GOING_AWAY

    async def _take(self, socket: web.WebSocketResponse, process: DashboardProcess, text: str) -> bool:
        envelope = json.loads(text)
        if isinstance(envelope, list) and envelope[:1] == ["ping"]:
            await socket.send_json(["pong", envelope[1]])
            return False
        return await process.take(envelope)

    def _may_stay(self, request: web.Request, process: DashboardProcess) -> bool:
        """Return whether the visitor is still let in, to do the same."""
        try:
            return self._sign_in.visitor(request) == self._open[process].visitor
        except AccountsError:  # somebody is writing the file
            return True
        except web.HTTPException:
            return False

    async def _close(self, socket: web.WebSocketResponse, code: int = WSCloseCode.OK) -> None:
        if self._is_ending:
            code = WSCloseCode.SERVICE_RESTART
        with suppress(TimeoutError, ConnectionError, RuntimeError):
            await asyncio.wait_for(socket.close(code=code), CLOSE_SECONDS)
