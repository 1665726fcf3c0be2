"""Draw docs/screens/ from a real run over the packaged digest: `python -m docs.make_screens`, from the project's root.

Each screen is written as PNG, some as SVG too, without a web font. `texts.json` keeps a hash of what each shows as
text, by which `tests/tui/test_screens.py` tells when the pictures are old, without drawing any.
"""

import asyncio
import hashlib
import json
import re
import tempfile
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from tests.tui.running import Running, dashboard
from textual.strip import Strip

from ngkt_tui.domain.enums import Language, Status
from ngkt_tui.domain.user_fields import FieldUpdates
from ngkt_tui.services.context import Context
from ngkt_tui.services.edit import edit_fields, set_status, tick
from ngkt_tui.services.first_run import ensure_store

FOLDER = Path(__file__).with_name("screens")
HASHES = FOLDER / "texts.json"
WEB_FONT = re.compile(r"@font-face\s*\{.*?\}", re.DOTALL)
TODAY = date(2024, 9, 2)
CLOCK: dict[str, object] = {
    "clock": lambda: datetime(2024, 9, 2, 2, 0, tzinfo=UTC),
    "fixed_today": TODAY,
    "actor": "an",
}
RECORDING = "recording.gif"
RECORDED = (
    ("slash", 600), *((letter, 180) for letter in "doanh"), ("enter", 1200), ("down", 500), ("space", 1500),
    ("u", 1500), ("escape", 800), ("O", 2500), ("escape", 600), ("3", 700), ("m", 2000), ("2", 700), ("enter", 2500),
    ("escape", 800),
)  # fmt: skip
"""Keys that are pressed for the recording, each with the milliseconds for which what it does is seen."""
SMALL, NORMAL, LARGE = (80, 24), (120, 36), (200, 50)


class Screen(NamedTuple):
    """A picture: its name, the size of the terminal, the keys that lead there and those that lead back."""

    name: str
    size: tuple[int, int]
    keys: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    is_svg: bool = False


SCREENS = (
    Screen("dashboard", NORMAL, is_svg=True),
    Screen("dashboard-small", SMALL),
    Screen("dashboard-large", LARGE),
    Screen("today", NORMAL, ("0",), ("escape",)),
    Screen("overview", NORMAL, ("O",), ("escape",), is_svg=True),
    Screen("overview-large", LARGE, ("O",), ("escape",)),
    Screen("figures", NORMAL, ("S",), ("escape",)),
    Screen("counting", NORMAL, ("c",), ("escape",)),
    Screen("detail", NORMAL, ("enter",), ("escape",), is_svg=True),
    Screen("thread", NORMAL, ("t",), ("escape",)),
    Screen("facets", NORMAL, ("f",), ("escape",)),
    Screen("help", NORMAL, ("question_mark",), ("escape",)),
    Screen("agreements", NORMAL, ("3", "z"), ("z", "2"), is_svg=True),
    Screen("markets", NORMAL, ("3", "m", "z"), ("z", "m", "2")),
    Screen("agencies", NORMAL, ("4", "z"), ("z", "2")),
    Screen("dashboard-paper", NORMAL, ("T",), ("T",)),
    Screen("dashboard-english", NORMAL, ("L",), ("L",)),
    Screen("overview-paper-english", NORMAL, ("T", "L", "O"), ("escape", "L", "T")),
)


def make_store(path: Path) -> Path:
    """Make a store of the packaged digest, and follow up some of its directives."""
    context = Context(path, "an", Language.VI, clock=lambda: datetime(2024, 9, 2, 2, 0, tzinfo=UTC), fixed_today=TODAY)
    ensure_store(context)
    tick(context, [f"hn-2024-07-18-{number:02}" for number in (17, 20, 22, 3)])
    tick(context, [f"hn-2022-09-19-{number}" for number in range(17, 29)])
    tick(context, [f"hn-2024-04-02-{number:02}" for number in (1, 5, 6, 7, 8)])
    set_status(context, ["hn-2024-07-18-18", "hn-2024-07-18-21", "hn-2024-02-22-03"], Status.DOING)
    set_status(context, ["hn-2024-07-18-23", "hn-2024-04-02-10"], Status.BLOCKED, why="chờ ý kiến các bộ")
    edit_fields(context, ["hn-2024-07-18-18", "hn-2024-04-02-12"], FieldUpdates(due=date(2024, 8, 15)))
    edit_fields(context, ["hn-2024-07-18-21", "hn-2024-07-18-24"], FieldUpdates(due=date(2024, 9, 10)))
    return path


async def shown(store: Path) -> AsyncIterator[tuple[Screen, Running]]:
    """Yield each screen while the dashboard shows it."""
    async with dashboard(store, NORMAL, **CLOCK) as running:
        size = NORMAL
        for screen in SCREENS:
            if screen.size != size:
                await running.resize(*screen.size)
                size = screen.size
            await running.press(*screen.keys)
            if running.app.dashboard.dock.is_shown:
                running.app.dashboard.dock.read_now()  # not only once the cursor has rested
                await running.settle()
            yield screen, running
            await running.press(*screen.back)


def hash_of(running: Running) -> str:
    """Return the hash of what a dashboard shows as text."""
    return hashlib.sha256("\n".join(line.rstrip() for line in running.lines).encode()).hexdigest()


async def read_hashes(store: Path) -> dict[str, str]:
    """Return the hash of each screen, by its name."""
    return {screen.name: hash_of(running) async for screen, running in shown(store)}


async def draw(store: Path) -> None:
    """Write every picture, and the hashes of their texts."""
    from docs.cell_picture import draw_cells, save_picture  # needs Pillow, which who only reads the hashes does without

    hashes = {}
    for old in (*FOLDER.glob("*.svg"), *FOLDER.glob("*.png"), *FOLDER.glob("*.gif")):
        old.unlink()
    async for screen, running in shown(store):
        hashes[screen.name] = hash_of(running)
        save_picture(draw_cells(*_cells(running)), FOLDER / f"{screen.name}.png")
        if screen.is_svg:
            svg = WEB_FONT.sub("", running.app.export_screenshot(title="ngkt-tui"))
            (FOLDER / f"{screen.name}.svg").write_text(svg, encoding="utf-8")
    HASHES.write_text(json.dumps(hashes, indent=1) + "\n", encoding="utf-8")
    await record(store)


async def record(store: Path) -> None:
    """Write the recording: what is shown after each key of an hour's usual work."""
    from docs.cell_picture import draw_cells, save_recording  # as above

    async with dashboard(store, NORMAL, **CLOCK) as running:
        frames, times = [draw_cells(*_cells(running))], [1500]
        for key, milliseconds in RECORDED:
            await running.press(key)
            frames.append(draw_cells(*_cells(running)))
            times.append(milliseconds)
    save_recording(frames, times, FOLDER / RECORDING)


def _cells(running: Running) -> tuple[list[Strip], tuple[int, int], str]:
    screen = running.app.screen
    return screen._compositor.render_strips(), tuple(screen.size), screen.styles.background.hex


def main() -> None:
    """Draw docs/screens/ anew."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(draw(make_store(Path(folder) / "ngkt.sqlite")))


if __name__ == "__main__":
    main()
