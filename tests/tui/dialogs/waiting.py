"""Waiting for what a dialog brings about, over the real dashboard."""

from collections.abc import Callable

from ngkt_tui.tui.dialogs.detail_dialog import DetailDialog
from tests.tui.running import Running


async def until(running: Running, what: Callable[[], bool]) -> None:
    """Wait for what a worker of a dialog brings about; it may begin only after the screen has come to rest."""
    for _ in range(100):
        if what():
            return
        await running.settle()
    raise AssertionError(running.text)


async def shows(running: Running, text: str) -> None:
    await until(running, lambda: text in running.text)


async def shows_record(running: Running, record: str) -> None:
    await until(running, lambda: isinstance(screen := running.app.screen, DetailDialog) and screen.subtitle() == record)


async def opens(running: Running, dialog: type[object]) -> None:
    await until(running, lambda: isinstance(running.app.screen, dialog))


async def is_left(running: Running) -> None:
    await until(running, lambda: running.app.screen is running.app.dashboard)
