"""Borders stay in their column, whatever letters stand between them (RELIABILITY row 20)."""

import itertools
import random
import shutil
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from rich.cells import get_character_cell_size

from ngkt_tui.tui.widgets.chart_board import ChartBoard
from ngkt_tui.tui.widgets.drawing import sanitize_cell
from tests.faults.test_hostile_text import run_command
from tests.fixtures.stores import make_sample_store
from tests.store.stores import damage
from tests.tui.running import NORMAL, SMALL, Running, dashboard

RECORD = "hn-2031-03-05-01"
HARD = (
    unicodedata.normalize("NFD", "Thúc đẩy đàm phán, ký kết hiệp định thương mại tự do thế hệ mới"),
    "漢字とかなのまじった長い文章が続いている場合の表示を確かめるための文",
    "👨‍👩‍👧‍👦 gia đình 👍🏽 ❤️ 🇻🇳🇳🇴 ☎️ 1️⃣ 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "không\u200bcó\u200dbề\u2060rộng\ufeff\u00adnào",
    "x\u0302\u0323\u0301y\u0302\u0323\u0301 \u0301\u0301 chồng dấu",
    "한국어 \u1112\u1161\u11ab\u1100\u1173\u11af ｆｕｌｌ ﾊﾝｶｸ",
    "مرحبا עברית ไทยภาษา हिन्दी",
    "a\tb\nc\r\x1b[31m\x9b1m\u202e\u2066",
    "[/x] [red]đỏ[/] ﷽ ｜ ＂",
)
NAMES = (
    ("conference", "title_vi"),
    ("conference", "place_vi"),
    ("directive", "text_vi"),
    ("directive", "horizon_vi"),
    ("agreement", "name_vi"),
    ("market", "name_vi"),
    ("official", "name"),
    ("post", "title_vi"),
    ("organisation", "name_vi"),
    ("organisation", "short_vi"),
    ("theme", "name_vi"),
    ("article", "title"),
    ("observation", "next_step_vi"),
    ("result", "text_vi"),
)
SCREENS = (
    *((str(pane),) for pane in range(1, 5)),
    *((str(pane), "z") for pane in range(1, 5)),
    ("1", "z", "z"),
    *((str(pane), "equals_sign") for pane in (1, 3)),
    *((str(pane), "enter") for pane in (2, 3, 4)),
    *(("2", key) for key in ("s", "e", "n", "H", "x", "question_mark", "v")),
    ("2", "slash", "g", "a"),
)
MORE_SCREENS = (
    ("3", "m"), ("3", "z", "m"), ("3", "m"), ("3", "B"), ("4", "z", "B"), ("2", "B"), ("2", "W"), ("2", "K"),
    *((key,) for key in ("0", "O", "S", "c", "f", "F", "h", "t", "A", "N", "R", "i")),
    *((key, "right") for key in ("S", "c", "f")),
    *(("2", key) for key in ("E", "d", "b", "p", "M", "o", "D")), ("3", "E"), ("4", "down", "E"), ("A", "enter"),
    ("1", "z", "enter"), ("x", "ctrl+o"), ("colon", "h", "i"),
)  # fmt: skip
"""Every other page and dialog: a sample of them in each run, all of them in the long proofs."""
CLOSING = ("╮", "┓", "┐")
CORNERS = {"╭": ("╮", "╰", "│"), "┏": ("┓", "┗", "┃"), "┌": ("┐", "└", "│")}


class Box(NamedTuple):
    left: int
    right: int
    top: int
    bottom: int

    def is_under(self, other: "Box") -> bool:
        """Return whether `other`, which is drawn within the lines of this one, hides some of it."""
        overlaps = other.left < self.right and self.left < other.right
        return overlaps and self.top < other.top <= self.bottom


def cells_of(line: str) -> list[str]:
    """Return what stands in each cell of a line; nothing in the second of a wide letter."""
    cells: list[str] = []
    for letter in line:
        width = get_character_cell_size(letter)
        cells += [letter, *[""] * (width - 1)] if width else []
    return cells


def boxes_in(grid: list[list[str]]) -> Iterator[Box]:
    """Yield the boxes of which the whole upper edge is seen; one without a lower edge goes down to the last line."""
    for top, row in enumerate(grid):
        corners = [(place, cell) for place, cell in enumerate(row) if cell in CORNERS or cell in CLOSING]
        for (left, opening), (right, closing) in itertools.pairwise(corners):
            if opening in CORNERS and closing == CORNERS[opening][0]:
                below = range(top + 1, len(grid))
                bottom = next((line for line in below if grid[line][left] == CORNERS[opening][1]), len(grid) - 1)
                yield Box(left, right, top, bottom)


def crooked(running: Running) -> list[str]:
    """Return the lines in which a side of a box that nothing hides is not in its column."""
    grid = [cells_of(line) for line in running.lines]
    wrong = [f"wide: {line}" for line, row in zip(running.lines, grid, strict=True) if len(row) != len(grid[0])]
    boxes = list(boxes_in(grid))
    if running.app.screen.query(ChartBoard):  # what is scrolled ends with what is seen of it
        sight = running.app.screen.query_one("#body").region
        boxes = [box._replace(bottom=min(box.bottom, sight.bottom)) if box.top >= sight.y else box for box in boxes]
    seen = [box for box in boxes if not any(box.is_under(other) for other in boxes)]
    assert seen or running.app.size.width < 100
    for box in seen:
        side = CORNERS[grid[box.top][box.left]][2]
        for line in range(box.top + 1, box.bottom):
            if grid[line][box.left] != side or grid[line][box.right] != side:
                wrong.append(f"{box}: {running.lines[line]}")
    return wrong


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return make_sample_store(tmp_path / "whole.sqlite")


def written_over(store: Path, text: str) -> Path:
    path = Path(shutil.copy(store, store.with_name("ngkt.sqlite")))
    for table, column in NAMES:
        damage(path, f"UPDATE {table} SET {column} = ? || {column}", text)
    why = sanitize_cell(text)  # it is offered in a field to be typed in, which shows joiners as the terminal does
    assert run_command(path, "--by", "lan", "set", RECORD, "--status", "blocked", f"--why={why}")[0] == 0
    assert run_command(path, "note", RECORD, text)[0] == 0
    return path


async def try_texts(
    store: Path, texts: list[str], sizes: list[tuple[int, int]], share: int = 1, more: Sequence[tuple[str, ...]] = ()
) -> None:
    """Try each text on one of so many screens, the next text on the next of them, and on all that are `more`."""
    wrong: list[tuple[str, tuple[str, ...], tuple[int, int], list[str]]] = []
    tried = 0
    for number, (text, size) in enumerate(zip(texts, itertools.cycle(sizes), strict=False)):
        path = written_over(store, text)
        async with dashboard(path, size=size) as running:
            for keys in (*SCREENS[number % share :: share], *more):
                await running.press(*keys)
                tried += 1
                if found := crooked(running):
                    wrong.append((text, keys, size, found[:3]))
                while running.app.screen is not running.app.dashboard:
                    await running.press("escape")
                await running.press("escape", "escape")
                if running.app.dashboard.layouts.is_zoomed:
                    await running.press("z")
        path.unlink()
    print(f"screens full of odd letters: {tried} tried, {len(wrong)} crooked")
    assert not wrong, "\n".join(map(repr, wrong))


async def test_borders_stay_in_their_column(store: Path) -> None:
    sample = random.Random(7).sample(MORE_SCREENS, 3)
    await try_texts(store, ["".join(HARD), HARD[2]], [NORMAL, SMALL], share=2, more=sample)


@pytest.mark.soak
@pytest.mark.parametrize("text", HARD)
async def test_borders_stay_in_their_column_for_each_text_and_size(store: Path, text: str) -> None:
    chance = random.Random(text)
    mixed = "".join(chance.choices("".join(HARD), k=40))
    await try_texts(store, [text, text, text, mixed], [NORMAL, SMALL, (200, 50), (100, 30)], more=MORE_SCREENS)
