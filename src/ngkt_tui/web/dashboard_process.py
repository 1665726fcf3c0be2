"""One dashboard in a process of its own, for one session of a browser."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from textual_serve.app_service import AppService

MAX_SIZE = 1000
"""Columns or lines of a screen."""


class DashboardProcess(AppService):
    """textual-serve's process, started without a shell, and ended in time whatever it does."""

    quit_seconds = 10.0
    """How long it may take to keep what it looked at and what was being typed."""

    def __init__(self, command: Sequence[str], **connections: Any) -> None:
        super().__init__(command[0], **connections)
        self._command = command

    async def _open_app_process(self, width: int = 80, height: int = 24) -> asyncio.subprocess.Process:
        self._process = process = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=self._build_environment(width, height),
        )
        self._stdin = process.stdin
        return process

    async def run(self) -> None:
        """Pass on what the dashboard draws until it ends, and close the connection then, whatever has ended it."""
        try:
            await super().run()
        finally:
            with suppress(ConnectionError, RuntimeError):
                await self.remote_close()

    async def stop(self) -> None:
        """Ask the dashboard to end; make it where it does not."""
        if self._task is None or self._process is None:
            return
        task, self._task = self._task, None
        await self._download_manager.cancel_app_downloads(app_service_id=self.app_service_id)
        await self.send_meta({"type": "quit"})
        if not await self._has_ended():
            self._process.terminate()
            if not await self._has_ended():
                self._process.kill()
        await task

    async def _has_ended(self) -> bool:
        """Wait a while, and tell whether the dashboard has ended."""
        assert self._process is not None
        with suppress(TimeoutError):
            await asyncio.wait_for(self._process.wait(), self.quit_seconds)
        return self._process.returncode is not None

    async def take(self, envelope: object) -> bool:
        """Pass on what a browser sends; tell whether it was typed. Raises `ValueError` for what no browser sends."""
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


def clamp_size(size: int) -> int:
    """Return a number of columns or lines that a screen can have."""
    return max(1, min(size, MAX_SIZE))
