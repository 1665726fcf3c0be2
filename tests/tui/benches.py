"""The threads of a dashboard without a screen, over a store."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import cast

from textual.app import App
from textual.worker import Worker

from ngkt_tui.domain.enums import Status
from ngkt_tui.services import edit
from ngkt_tui.services.reader import Reader
from ngkt_tui.tui.dashboard.store_watcher import StoreWatcher
from ngkt_tui.tui.messages import (
    Report,
)
from ngkt_tui.tui.view_state import SharedContext
from ngkt_tui.tui.workers import WorkerHost
from tests.tui.running import context_of

FIRST = "hn-2032-02-20-00"


class Begun:
    """Stands where Textual's worker does."""

    def __init__(self, act: Callable[[], Awaitable[None]]) -> None:
        self.task = asyncio.ensure_future(act())


class Bench:
    """Workers over a store; `reports` holds what they told."""

    def __init__(self, store: Path) -> None:
        self.app: App[None] | None = None
        self.reader = Reader(context_of(store))
        self.reports: list[Report] = []
        self.begun: list[Begun] = []
        self.workers = WorkerHost(self.reader, lambda: cast("App[object]", self.app), self._start, self.reports.append)
        self.workers.drain_early()
        self.watcher = StoreWatcher(self.workers)
        self.shared = SharedContext(context_of(store))

    def _start(self, act: Callable[[], Awaitable[None]], *, group: str) -> Worker[None]:
        self.begun.append(Begun(act))
        return cast("Worker[None]", self.begun[-1])

    def rest(self) -> list[type[Report]]:
        """Wait for both threads; return what kinds of reports came."""
        self.workers.editing.run(lambda: None).result(10)
        self.workers.reading.submit(lambda: None, is_patient=True).result(10)
        lines = [type(report) for report in self.reports]
        self.reports.clear()
        return lines


def block(store: Path) -> None:
    edit.set_status(context_of(store, actor="hoa"), [FIRST], Status.BLOCKED, why="chờ")
