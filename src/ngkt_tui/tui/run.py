"""Running the dashboard: what the command line calls. Importing this module loads no Textual."""

import gc
from dataclasses import replace
from typing import TYPE_CHECKING

from ngkt_tui.services.context import Context
from ngkt_tui.services.reader import Reader

if TYPE_CHECKING:
    from ngkt_tui.services.views import NamedView


def run(context: Context, filter_text: str = "", view: "NamedView | None" = None) -> int:
    """Show the dashboard over the store of `context` until its user leaves; return the exit code.

    It begins with `filter_text` in the directives, or with a view in its place.


    Raises what opening the store raises, before anything is shown.
    """
    gc.disable()  # nothing of what a start loads is ever garbage: looking for it costs a tenth of the start
    with Reader(context) as reader:
        from ngkt_tui.tui.app import NgktApp  # Textual is loaded only when the dashboard is shown

        app = NgktApp(replace(context, file=reader.file), reader, filter_text, view=view, on_first_rows=_settle_memory)
        app.run()
    _settle_memory()
    return app.return_code or 0


def _settle_memory() -> None:
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
