"""A day's work grows the dashboard by little: thousands of acts, and the memory of the process before and after.

The acts are drawn by a fixed seed from what an officer does: moving, ticking, undoing, filtering, marking, dialogs
opened and left, changes of size, and reading everything anew as after what others changed.
"""

import asyncio
import gc
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tui.running import NORMAL, SMALL, Running, dashboard
from tests.tui.test_memory import OPENED, SPARE, SPARE_OF, objects

pytestmark = pytest.mark.drawn

DIALOGS = tuple((key, "escape", "escape") for key in OPENED.values())
ACTS: tuple[tuple[str, ...], ...] = (
    *DIALOGS,
    ("down",), ("up",), ("pagedown",), ("G",), ("g",), ("1",), ("2",), ("3",), ("4",), ("tab",),
    ("space", "u"), ("v", "v"), ("z", "z"), ("L", "L"), ("T", "T"), ("2", "W", "W"),
    ("slash", *"is:open", "escape", "escape"), ("slash", *"gao", "escape", "escape"),
)  # fmt: skip
SIZES = (NORMAL, SMALL, (200, 50))
WARM_UP, DAY = 600, 5000
"""Acts: those that load what each of them needs, and those of a day."""
MAX_GROWTH = 0.2
"""What a day's work may add to the memory that there is after a warm-up."""


async def work(running: Running, count: int, chance: random.Random) -> None:
    """Do so many acts; come back to the dashboard at the first size."""
    for number in range(count):
        await running.press(*chance.choice(ACTS))
        while running.app.screen is not running.app.dashboard:
            await running.press("escape")
        if number % 50 == 49:
            await running.resize(*chance.choice(SIZES))
            running.app.dashboard.panes.open_all(from_top=False)
            await running.settle()
    running.app.clear_notifications()
    await running.resize(*NORMAL)


def megabytes() -> float:
    """Return how much memory the process holds now, in MiB; 0 where the system does not tell: objects tell then."""
    gc.collect()
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)


async def day(store: Path) -> None:
    """Print how much memory there is before a day's work and after it, in MiB, and what objects it has left behind."""
    chance = random.Random(8)
    async with dashboard(store) as running:
        await work(running, WARM_UP, chance)
        before, counted = megabytes(), objects()
        await work(running, DAY, chance)
        after, now = megabytes(), objects()
    more = {kind: count for kind, count in (now - counted).items() if count > 10 * SPARE_OF.get(kind, SPARE)}
    print(f"{before:.1f} {after:.1f} {more}")


@pytest.mark.soak
def test_a_day_s_work_adds_at_most_a_fifth(store: Path) -> None:
    """In a process of its own: what these tests keep of Textual's work, to be quicker, grows with every act."""
    command = [sys.executable, "-m", "tests.tui.test_open_all_day", str(store)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    before, after, more = answer.split(maxsplit=2)
    print(f"{DAY} acts: {before} MiB before, {after} after; {more.strip()} objects left behind")
    assert more.strip() == "{}"
    assert float(after) <= float(before) * (1 + MAX_GROWTH)


if __name__ == "__main__":
    asyncio.run(day(Path(sys.argv[1])))
