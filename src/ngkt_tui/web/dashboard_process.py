"""One dashboard in a process of its own, for one session of a browser."""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import suppress
from types import SimpleNamespace
from typing import Any

from textual_serve.app_service import AppService
from textual_serve.download_manager import DOWNLOAD_CHUNK_SIZE, Download, DownloadManager

from ngkt_tui.web.session_parent import ForkedProcess, SessionParent

PROGRAM = (sys.executable, "-m", "ngkt_tui")
MAX_SIZE = 1000
"""Columns or lines of a screen."""
CHUNK_SECONDS = 30.0
"""How long a busy dashboard may take for the next piece of a file."""


class DashboardProcess(AppService):
    """textual-serve's process, started without a shell, and ended in time whatever it does or its browser does."""

    quit_seconds = 30.0
    """How long it may take to keep what it looked at and what was being typed: sixty may do so at once."""

    def __init__(self, command: Sequence[str], parent: SessionParent | None = None, **connections: Any) -> None:
        super().__init__(command[0], **connections)
        self._command, self._parent = command, parent
        self._is_left = False
        self.has_drawn = asyncio.Event()
        """Set once it has drawn something, or has ended."""
        self._end: asyncio.Task[None] | None = None

    async def _open_app_process(self, width: int = 80, height: int = 24) -> asyncio.subprocess.Process:
        process: Any = await self._fork(width, height) or await asyncio.create_subprocess_exec(
            *self._command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=self._build_environment(width, height),
        )
        self._process, self._stdin = process, process.stdin
        return process  # type: ignore[no-any-return]

    async def _fork(self, width: int, height: int) -> ForkedProcess | None:
        """Return what the parent of sessions makes of itself; `None` where there is none, or it is gone."""
        if self._parent is not None:
            with suppress(OSError):
                return await self._parent.start(self._command[len(PROGRAM) :], self._build_environment(width, height))
        return None

    async def run(self) -> None:
        """Pass on what the dashboard draws until it ends, and close the connection then, whatever has ended it."""
        try:
            await super().run()
        finally:
            self.has_drawn.set()
            with suppress(ConnectionError, RuntimeError):
                await self.remote_close()

    async def on_data(self, payload: bytes) -> None:
        """Pass on what is drawn; throw it away once nobody looks, so that the dashboard never waits for them to end."""
        self.has_drawn.set()
        if not self._is_left:
            await self._send(self.remote_write_bytes, payload)

    async def on_meta(self, data: bytes) -> None:
        """Pass on what the dashboard asks of the browser, while there is one."""
        if not self._is_left:
            await self._send(super().on_meta, data)

    async def _send(self, send: Callable[[bytes], Awaitable[None]], data: bytes) -> None:
        try:
            await send(data)
        except (ConnectionError, RuntimeError):  # the browser has gone; the dashboard is told by `stop`
            self._is_left = True

    async def stop(self) -> None:
        """Ask the dashboard to end, make it where it does not, and wait until it has; whoever asks again waits too."""
        self._is_left = True
        if self._task is None or self._process is None:
            return
        if self._end is None:
            self._end = asyncio.create_task(self._stop_in_time(self._process, self._task))
        await asyncio.shield(self._end)

    async def _stop_in_time(self, process: asyncio.subprocess.Process, drawing: asyncio.Task[None]) -> None:
        await self._download_manager.cancel_app_downloads(app_service_id=self.app_service_id)
        with suppress(TimeoutError):
            await asyncio.wait_for(self.send_meta({"type": "quit"}), self.quit_seconds)
        for make_it_end in (process.terminate, process.kill):
            with suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), self.quit_seconds)
                break
            make_it_end()
        await process.wait()
        await drawing

    async def take(self, envelope: object) -> bool:
        """Pass on what a browser sends; return whether it was typed.

        Raises `ValueError` for what no browser sends, and `TimeoutError` where the dashboard takes nothing any more.
        """
        async with asyncio.timeout(self.quit_seconds):
            match envelope:
                case ["stdin", str(typed)]:
                    await self.send_bytes(typed.encode("utf-8", "replace"))
                    return True
                case ["resize", {"width": int(width), "height": int(height)}]:
                    await self.set_terminal_size(clamp_size(width), clamp_size(height))
                case ["focus", *_]:
                    await self.focus()
                case ["blur", *_]:
                    await self.blur()
                case _:
                    raise ValueError(envelope)
        return False


def make_parent(command: Sequence[str]) -> SessionParent | None:
    """Return the parent of sessions that run `command`; `None` where it is another program, or none can be."""
    if tuple(command[: len(PROGRAM)]) != PROGRAM:
        return None
    about: Any = SimpleNamespace(debug=False)  # all that the surroundings of a process are made of
    with suppress(OSError):
        return SessionParent(AppService._build_environment(about))
    return None


class FileDownloads(DownloadManager):
    """The files that dashboards give out; one that does not come whole is reported as broken, never as whole."""

    def find(self, key: str) -> Download | None:
        """Return a file that waits to be fetched."""
        return self._active_downloads.get(key)

    async def download(self, delivery_key: str) -> AsyncIterator[bytes]:  # type: ignore[override]
        """Yield a file piece by piece. Raises `TimeoutError` or `ConnectionResetError` where its rest does not come."""
        found = self._active_downloads[delivery_key]
        request: dict[str, str | int | None] = {"type": "deliver_chunk_request", "size": DOWNLOAD_CHUNK_SIZE}
        request |= {"key": delivery_key, "name": found.name}
        try:
            while True:
                await found.app_service.send_meta(request)
                piece = await asyncio.wait_for(found.incoming_chunks.get(), CHUNK_SECONDS)
                if piece is None:
                    raise ConnectionResetError(delivery_key)
                if not piece:
                    return
                yield piece
        finally:
            self._active_downloads.pop(delivery_key, None)


def clamp_size(size: int) -> int:
    """Return a number of columns or lines that a screen can have."""
    return max(1, min(size, MAX_SIZE))
