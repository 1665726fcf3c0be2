"""A dashboard that is open all day grows by nothing: what was opened and left is let go of.

Counted are the objects of the kinds that drawing makes, after each dialog was opened some times and then many.
"""

import gc
from collections import Counter
from pathlib import Path

import pytest
from rich.segment import Segment
from textual._styles_cache import StylesCache
from textual.cache import FIFOCache
from textual.css.styles import RenderStyles
from textual.strip import Strip
from textual.timer import Timer
from textual.worker import Worker

from ngkt_tui.tui.keymap import KEYS
from ngkt_tui.tui.textual_fixes import fix_textual
from ngkt_tui.tui.widgets.inputs import TypedPage
from tests.tui.running import NORMAL, Running, dashboard

pytestmark = pytest.mark.drawn

WITHOUT_DIALOG = {"export-folder", "confirm"}
"""What a key opens elsewhere, and what it only tells of a record that was not reported as done."""
OPENED = {"detail": "enter"} | {
    name: key.keys.split(",")[0]
    for key in KEYS
    if key.action.startswith("open(") and (name := key.action.split("'")[1]) not in WITHOUT_DIALOG
}
"""The dialogs by the keys that open them: all that a key opens."""
KINDS = {Strip, FIFOCache, RenderStyles, StylesCache, Timer, Worker}
SPARE = 12
"""Objects of a kind that may come and go: those of a notification, a tooltip, a line that is drawn just now."""
SPARE_OF = {"Strip": 100, "FIFOCache": 800}
"""Lines that may be drawn at one time and not at another, each with its caches."""
MAX_LOOKS = 50
"""Looks, a tenth of a second apart, for what a stopped timer still holds."""
TIMES = 4
"""Each dialog has more than three widgets, so that one leak of them is more than may come and go."""


@pytest.fixture(autouse=True)
def _counts_what_is_made_from_now_on() -> None:
    """Set aside what earlier tests hold: to go through that takes most of the time of each count."""
    gc.collect()
    gc.freeze()


def objects() -> Counter[str]:
    gc.collect()
    return Counter(type(each).__name__ for each in gc.get_objects() if type(each) in KINDS)


async def do(running: Running, keys: tuple[str, ...], times: int) -> Counter[str]:
    """Do an act, go back to the dashboard, and count what there is then."""
    for _ in range(times):
        await running.press(*keys)
        while running.app.screen is not running.app.dashboard:
            await running.press("escape")
    running.app.clear_notifications()
    await running.settle()
    return objects()


async def grown(running: Running, keys: tuple[str, ...], times: int) -> dict[str, int]:
    """Return of which objects there are more after an act was done many times than after it was done twice.

    The last dialog may be held a little longer, till a timer of it that was stopped is due.
    """
    before = await do(running, keys, 2)
    now = await do(running, keys, times)
    for _ in range(MAX_LOOKS):
        if not _more(now, before):
            break
        await running.pilot.pause(0.1)
        now = objects()
    return _more(now, before)


def _more(now: Counter[str], before: Counter[str]) -> dict[str, int]:
    return {kind: count for kind, count in (now - before).items() if count > SPARE_OF.get(kind, SPARE)}


@pytest.mark.parametrize("dialogs", [("help", "detail")])
async def test_opening_a_dialog_again_and_again_leaves_nothing_behind(store: Path, dialogs: tuple[str, ...]) -> None:
    async with dashboard(store) as running:
        for dialog in dialogs:
            assert await grown(running, (OPENED[dialog],), TIMES) == {}


async def test_moving_ticking_and_filtering_leave_nothing_behind(store: Path) -> None:
    async with dashboard(store) as running:
        assert (
            await grown(running, ("down", "up", "space", "u", "slash", "x", "escape", "escape", "z", "z"), TIMES) == {}
        )


@pytest.mark.soak
@pytest.mark.parametrize("size", [NORMAL, (200, 50)])
@pytest.mark.parametrize("dialog", OPENED)
async def test_two_hundred_openings_of_each_dialog_leave_nothing_behind(
    store: Path, dialog: str, size: tuple[int, int]
) -> None:
    async with dashboard(store, size=size) as running:
        left = await grown(running, (OPENED[dialog],), 200)
    print(f"{dialog}: 200 openings tried, {sum(left.values())} objects left behind")
    assert left == {}


def test_a_line_makes_no_cache_before_it_is_used() -> None:
    fix_textual()
    line = Strip([Segment("chỉ đạo")])
    assert not [each for each in gc.get_referents(line) if isinstance(each, FIFOCache)]
    assert line.crop(0, 3).text == "chỉ"
    assert len([each for each in gc.get_referents(line) if isinstance(each, FIFOCache)]) == 1
    assert line.crop(0, 3) is line.crop(0, 3)


async def test_a_note_that_was_left_is_let_go_of(store: Path) -> None:
    others = there_are(TypedPage)  # of dashboards of earlier tests
    async with dashboard(store) as running:
        await do(running, ("n",), 3)
        for _ in range(MAX_LOOKS):
            if there_are(TypedPage) <= others:
                break
            await running.pilot.pause(0.1)  # the loop holds a stopped blink, and so its widget, till it is due
        assert there_are(TypedPage) <= others


def there_are(kind: type[object]) -> set[int]:
    """Return which objects of a kind there are, and hold none of them."""
    gc.collect()
    return {id(each) for each in gc.get_objects() if type(each) is kind}
