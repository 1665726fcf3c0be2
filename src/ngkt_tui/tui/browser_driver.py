"""The browser that the dashboard is drawn in, which may go away without a word.

It is apart from the driver for terminals, so that a start in one does not load what browsers need.
"""

import asyncio
import time
from functools import partial

from textual.drivers.web_driver import WebDriver
from textual.events import Callback
from textual.messages import ExitApp

from ngkt_tui.tui.textual_fixes import GLANCE, OrderedApp

PATIENCE = 20.0
"""Seconds for what was typed before the browser has gone; the server waits longer than that."""


class HangupAwareWebDriver(WebDriver):
    """Ends the dashboard where its browser, or the server that started it, is gone: after all that was typed."""

    def run_input_thread(self) -> None:
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._leave()

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        if packet_type == "quit":
            self._leave()
        else:
            super().on_meta(packet_type, payload)

    def _leave(self) -> None:
        """Ask for the end by the way that keys take, so that it comes behind them."""
        until = time.monotonic() + PATIENCE
        self.send_message(Callback(callback=partial(self._leave_at_rest, until)))

    def _leave_at_rest(self, until: float) -> None:
        """End once every key has been given and has come to rest: Textual's own end would overtake them."""
        app = self._app
        if isinstance(app, OrderedApp) and not app.typing.is_empty and time.monotonic() < until:
            asyncio.get_running_loop().call_later(GLANCE, app.call_later, self._leave_at_rest, until)
        else:
            app.post_message(ExitApp())
