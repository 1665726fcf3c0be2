"""`ngkt-tui` without a command: the dashboard, or the summary where there is no terminal for one."""

import gc
import os

from ngkt_tui.cli.call import Call

PYTHONS_OWN = (700, 10, 10)
TERMINALS_WITHOUT_A_SCREEN = ("", "dumb", "unknown")


def open_dashboard(call: Call) -> int:
    """Open the dashboard and return its exit code; without a terminal, print the summary and how to get one."""
    if not has_screen(call):
        from ngkt_tui.cli.summary_view import print_summary  # loads Rich, which the dashboard loads its own way

        print_summary(call)
        call.tell("dashboard.no-terminal")
        return 0
    context = call.ready()
    view = call.view() if call.flags.view is not None else None
    from ngkt_tui.tui.run import run  # the one command that needs a screen

    gc.set_threshold(*PYTHONS_OWN)  # a dashboard runs for hours
    return run(context, call.flags.filter or "", view)


def has_screen(call: Call) -> bool:
    """Tell whether a person types on the input and sees both outputs in a terminal that can draw.

    Textual draws on the stream for messages, so that this one counts too.
    """
    can_draw = os.name == "nt" or call.environ.get("TERM", "") not in TERMINALS_WITHOUT_A_SCREEN
    terminal = call.terminal
    return can_draw and terminal.has_keys and terminal.out.isatty() and terminal.err.isatty()
