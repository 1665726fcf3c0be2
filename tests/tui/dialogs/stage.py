"""A bare app to put one dialog on: the themes and styles of the program, and nothing else."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from textual.app import App
from textual.pilot import Pilot

from ngkt_tui.tui.dialogs.dialog import Dialog
from ngkt_tui.tui.themes import THEMES
from tests.tui.running import rest, send_key

NORMAL, SMALL, MIN_COUNT, LARGEST = (120, 36), (80, 24), (40, 10), (200, 50)


class Stage(App[None]):
    """Shows one dialog and keeps its answer."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, dialog: Dialog[Any]) -> None:
        super().__init__()
        self.dialog = dialog
        self.answers: list[object] = []
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = "son-mai"

    def on_mount(self) -> None:
        self.push_screen(self.dialog, self.answers.append)


class StagePilot(Pilot[None]):
    """A pilot that waits until nothing is left to be done, and not, for each key, a time that may be enough for it."""

    async def press(self, *keys: str) -> None:
        for key in keys:
            send_key(self.app, key)
            await self._wait_for_screen()

    async def pause(self, delay: float | None = None) -> None:
        await self._wait_for_screen()

    async def _wait_for_screen(self, timeout: float = 30.0) -> bool:
        await rest()
        await self.app.animator.wait_until_complete()
        self.app.screen._on_timer_update()
        await rest()
        return True


@asynccontextmanager
async def staged(
    dialog: Dialog[Any], size: tuple[int, int] = NORMAL, theme: str = "son-mai"
) -> AsyncIterator[tuple[Stage, Pilot[None]]]:
    """Show `dialog`; gives the app and its pilot."""
    stage = Stage(dialog)
    stage.theme = theme
    async with stage.run_test(size=size):
        pilot = StagePilot(stage)
        await pilot.pause()
        yield stage, pilot


def lines_of(stage: App[Any]) -> list[str]:
    """Return what the screen shows, line by line."""
    screen = stage.screen
    return ["".join(segment.text for segment in strip) for strip in screen._compositor.render_strips()]


def text_of(stage: App[Any]) -> str:
    """Return what the screen shows."""
    return "\n".join(lines_of(stage))
