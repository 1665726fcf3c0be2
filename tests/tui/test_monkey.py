"""A monkey at keyboard and mouse: whatever is pressed, wherever, nothing breaks, and one can still leave."""

import random
import sqlite3
from pathlib import Path

import pytest

from ngkt_tui.tui.keymap import KEYS
from tests.tui.running import NORMAL, SMALL, Running, dashboard, linger

pytestmark = pytest.mark.drawn

LEAVING = {"q", "ctrl+c"}
TYPED = [*'aeđ19:-"%[]', "space", "backspace", "left", "right", "enter", "escape", "escape", "tab", "down", "up"]
PRESSED = sorted({name for key in KEYS for name in key.keys.split(",") if name} - LEAVING) + TYPED


async def press_at_random(store: Path, seed: int, count: int, folder: Path) -> None:
    chance = random.Random(seed)
    async with dashboard(store, size=chance.choice([NORMAL, SMALL, (200, 50)])) as running:
        for number in range(count):
            act_at_random(running, chance)
            if chance.random() < 0.5:
                await running.settle()
            if number % 40 == 39:
                await running.resize(chance.randint(1, 220), chance.randint(1, 60))
        await running.settle()
        running.send("ctrl+c", "ctrl+c")
        while running.app.return_code is None:
            await linger()
        assert running.app.return_code == 130
    assert_whole(store)


def act_at_random(running: Running, chance: random.Random) -> None:
    """Press a key, or in one of five cases the mouse: somewhere, or on what was told last."""
    if chance.random() < 0.8:
        running.send(chance.choice(PRESSED))
        return
    width, height = running.app.size
    x, y, to_x, to_y = (chance.randrange(max(1, edge)) for edge in (width, height, width, height))
    match chance.randrange(4):
        case 0:
            running.scroll(x, y, chance.choice([-1, 1]))
        case 1:
            running.drag(x, y, to_x, to_y)
        case 2 if toasts := list(running.app.screen.query("Toast")):
            x, y = (round(each) for each in chance.choice(toasts).region.center)
            running.click(x, y)
            running.click(x, y)
        case _:
            running.click(x, y)


def assert_whole(store: Path) -> None:
    connection = sqlite3.connect(store)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    newest = (
        "SELECT directive.id, directive.status, (SELECT after FROM change WHERE record = directive.id"
        " AND field = 'status' ORDER BY id DESC LIMIT 1) AS told FROM directive"
    )
    for record, status, recorded in connection.execute(newest):
        assert recorded in (None, status), record
    connection.close()


@pytest.mark.parametrize("seed", [0, pytest.param(1, marks=pytest.mark.soak)])
async def test_random_keys_break_nothing(
    store: Path, seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    await press_at_random(store, seed, 40, tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 120))
async def test_many_random_keys_break_nothing(
    store: Path, seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    await press_at_random(store, seed, 1500, tmp_path)
    print(f"1500 keys tried, 0 failed (seed {seed})")


DIALOGS = ("f", "s", "n", "x", "question_mark", "colon", "o", "H", "enter")
MORE_DIALOGS = ("0", "O", "S", "c", "h", "t", "K", "A", "E", "e", "d", "D", "p", "b", "M", "R", "N", "F")


@pytest.mark.parametrize("keys", [DIALOGS[::2], pytest.param((*DIALOGS, *MORE_DIALOGS) * 10, marks=pytest.mark.soak)])
async def test_a_dialog_that_is_left_at_once_breaks_nothing(store: Path, keys: tuple[str, ...]) -> None:
    async with dashboard(store) as running:
        for key in keys:
            running.send(key, "escape", "ctrl+s", "enter", "escape", "escape")
            await running.settle()
            assert running.app.is_running, key
            assert running.app._exception is None, key
            while running.app.screen is not running.app.dashboard:
                await running.press("escape")
