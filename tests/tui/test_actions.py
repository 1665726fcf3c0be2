"""What a dialog does runs in a worker, and leaves nothing behind where the program ends before it began."""

import gc
import inspect
from pathlib import Path

from tests.tui.running import dashboard


async def test_an_act_that_never_began_is_dropped_in_silence(store: Path) -> None:
    begun = []

    async def act() -> None:
        begun.append(True)

    async with dashboard(store) as running:
        dropped = act()
        running.app.dashboard.host.workers.begin(dropped)
        running.app.workers.cancel_all()
        await running.settle()
    gc.collect()
    assert not begun
    assert inspect.getcoroutinestate(dropped) == inspect.CORO_CLOSED
