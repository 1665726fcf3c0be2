"""Running the dashboard: what the command line calls. Importing this module loads no Textual."""

import gc
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from ngkt_tui.services.context import Context
from ngkt_tui.services.last_state import NOTHING, LastState
from ngkt_tui.services.reader import Reader
from ngkt_tui.tui.keyboard import STANDARD, Keyboard

if TYPE_CHECKING:
    from ngkt_tui.services.views import NamedView

FAULT = 1
"""The exit code after an error that nobody expects."""
CACHE = 512
"""KiB of the store that SQLite keeps for a dashboard, which is open all day: the system keeps the rest of the file."""


def run(
    context: Context,
    filter_text: str = "",
    view: "NamedView | None" = None,
    state: LastState = NOTHING,
    keep: Callable[[LastState], None] | None = None,
    keyboard: Keyboard = STANDARD,
) -> int:
    """Show the dashboard over the store of `context` until its user leaves; return the exit code.

    It begins with what was looked at last, with `filter_text` in the directives, or with a view in its place. What is
    looked at in the end is given to `keep`, unless the program ends with a fault: it could lie in that.

    Raises what opening the store raises, before anything is shown.
    """
    gc.disable()  # nothing of what a start loads is ever garbage: looking for it costs a tenth of the start
    with Reader(context, CACHE) as reader:
        from ngkt_tui.tui.app import NgktApp  # Textual is loaded only when the dashboard is shown

        app = NgktApp(
            replace(context, file=reader.file),
            reader,
            filter_text,
            view=view,
            state=state,
            keyboard=keyboard,
            on_first_rows=_settle_memory,
        )
        app.run()
    _settle_memory()
    code = app.return_code or 0
    if keep is not None and code != FAULT:
        keep(app.last_state())
    return code


def _settle_memory() -> None:
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
