"""The browser that the dashboard is drawn in, which may go away without a word.

It is apart from the driver for terminals, so that a start in one does not load what browsers need.
"""

from textual.drivers.web_driver import WebDriver
from textual.messages import ExitApp


class HangupAwareWebDriver(WebDriver):
    """Ends the dashboard where the server that started it is gone: Textual's own would wait for ever."""

    def run_input_thread(self) -> None:
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._app.post_message(ExitApp())
