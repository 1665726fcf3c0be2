"""Draw docs/screenshot.svg from the packaged digest: `python docs/make_screenshot.py`, no web font in it."""

import asyncio
import re
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from ngkt_tui.domain.enums import Language, Status
from ngkt_tui.services.context import Context
from ngkt_tui.services.edit import set_status, tick
from ngkt_tui.services.first_run import ensure_store
from ngkt_tui.services.reader import Reader
from ngkt_tui.tui.app import NgktApp

TARGET = Path(__file__).with_name("screenshot.svg")
WEB_FONT = re.compile(r"@font-face\s*\{.*?\}", re.DOTALL)


async def draw(context: Context) -> str:
    """Return the dashboard of `context` as SVG."""
    with Reader(context) as reader:
        app = NgktApp(context, reader)
        async with app.run_test(size=(120, 36)) as pilot:
            await pilot.pause(2)
            return app.export_screenshot(title="ngkt-tui")


def main() -> None:
    """Make a store, follow up a few directives, and draw it."""
    with tempfile.TemporaryDirectory() as folder:
        clock = lambda: datetime(2024, 9, 2, 2, 0, tzinfo=UTC)  # noqa: E731
        context = Context(Path(folder) / "ngkt.sqlite", "an", Language.VI, clock=clock)
        ensure_store(context)
        tick(context, [f"hn-2024-07-18-{number:02}" for number in (17, 20, 22, 3)])
        tick(context, [f"hn-2022-09-19-{number}" for number in range(17, 29)])
        tick(context, [f"hn-2024-04-02-{number:02}" for number in (1, 5, 6, 7, 8)])
        set_status(context, ["hn-2024-07-18-18", "hn-2024-07-18-21", "hn-2024-02-22-03"], Status.DOING)
        set_status(context, ["hn-2024-07-18-23"], Status.BLOCKED, why="chờ ý kiến các bộ")
        TARGET.write_text(WEB_FONT.sub("", asyncio.run(draw(context))), encoding="utf-8")


if __name__ == "__main__":
    main()
