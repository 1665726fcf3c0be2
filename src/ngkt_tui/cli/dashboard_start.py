"""`ngkt-tui` without a command: the dashboard, or the summary where there is no terminal for one."""

import gc
import os
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ngkt_tui.cli.invocation import Invocation
from ngkt_tui.cli.streams import TERMINALS_WITHOUT_A_SCREEN, correct_environment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ngkt_tui.services.article_draft import NextArticle
    from ngkt_tui.services.context import Context
    from ngkt_tui.services.session_state import Draft, SessionState
    from ngkt_tui.services.views import NamedView

FAILED = 1
"""The exit code after an error that nobody expects."""
PYTHONS_OWN = (700, 10, 10)


def open_dashboard(call: Invocation, article: "NextArticle | None" = None) -> int:
    """Open the dashboard and return its exit code; without a terminal, print the summary and how to get one."""
    if not has_screen(call):
        from ngkt_tui.cli.render_rows import print_summary  # loads Rich, which the dashboard loads its own way

        print_summary(call)
        call.print_message("dashboard.no-terminal")
        return 0
    keymap = call.config.keymap()
    if not is_served(call):
        correct_environment(os.environ)
    context = _ready(call)
    view = call.view() if call.flags.view is not None else None
    if call.flags.filter:
        _require_right_filter(call, view)
    state = _last_state(call)
    if state.language is not None and not call.names_language:
        context = replace(context, language=state.language)
    from ngkt_tui.tui.run import DashboardError, run  # the one command that needs a screen

    gc.set_threshold(*PYTHONS_OWN)  # a dashboard runs for hours
    keep = partial(_keep, call, state.drafts) if call.state_path else None
    if call.config.theme is not None:
        state = state._replace(theme=call.config.theme.checked())
    state = state if state.columns else state._replace(columns=call.config.columns)
    try:
        is_plain = call.flags.filter is None and view is None and article is None
        opens = _first_screen(call) if is_plain else ""
        return run(context, call.flags.filter or "", view, state, keep, keymap, opens=opens, article=article)
    except DashboardError as ended:
        _report_fault(call, ended.__cause__ or ended)
        call.print_message("dashboard.crashed-typing" if ended.has_draft and keep else "dashboard.crashed")
        return FAILED


def _ready(call: Invocation) -> "Context":
    """Return the surroundings; while a server far away is waited for, the dashboard is loaded."""
    if isinstance(call.store, Path):
        return call.ready()
    from threading import Thread  # a file is never waited for

    from ngkt_tui.tui.run import load  # as below

    loading = Thread(target=load)
    loading.start()
    try:
        return call.ready()
    finally:
        loading.join()


def _first_screen(call: Invocation) -> str:
    """Return what a plain start opens: at the first one of its user a welcome, where its keys can be used."""
    from ngkt_tui.tui.keymap import WELCOME  # loaded with the dashboard

    is_first = call.state_path is not None and not call.state_path.exists()
    if is_first and not call.context.readonly and not is_served(call):
        return WELCOME
    return "due-today" if call.config.first_screen != "panes" else ""


def _keep(call: Invocation, known: "Sequence[Draft]", state: "SessionState") -> None:
    """Keep what is looked at for the next start; of columns only those that are not the configuration's."""
    from ngkt_tui.services.session_state import save_session  # loaded with the dashboard

    columns = state.columns if state.columns != call.config.columns else ()
    if call.state_path is not None:
        save_session(call.state_path, call.context.store, state._replace(columns=columns), known)


def _report_fault(call: Invocation, fault: BaseException) -> None:
    """Report a fault as any that nobody expects is reported."""
    sys.excepthook(type(fault), fault, fault.__traceback__)


def _require_right_filter(call: Invocation, view: "NamedView | None") -> None:
    """Refuse a wrong filter as every command does, before the screen is taken; raises `FilterError`."""
    from ngkt_tui.domain.enums import RecordKind
    from ngkt_tui.services.browse import validate_filter  # only where a filter is given

    kind, text = (view.kind, view.filter) if view else (RecordKind.DIRECTIVE, call.flags.filter or "")
    with call.reader() as reader:
        validate_filter(reader, kind, text)


def _last_state(call: Invocation) -> "SessionState":
    """Return what is to be resumed: nothing where a fresh start is asked for, no view where another one is."""
    from ngkt_tui.services.session_state import NOTHING, load_session  # loaded like the dashboard

    path = call.state_path
    if path is None:
        return NOTHING
    state = load_session(path, call.context.store)
    if call.flags.fresh:
        return NOTHING._replace(drafts=state.drafts, seen=state.seen)
    return state if call.flags.filter is None and call.flags.view is None else state.without_view()


def has_screen(call: Invocation) -> bool:
    """Return whether a person types on the input and sees both outputs in a terminal that can draw.

    Textual draws on the stream for messages, so that this one counts too.
    """
    if is_served(call):
        return True
    can_draw = os.name == "nt" or call.environ.get("TERM", "") not in TERMINALS_WITHOUT_A_SCREEN
    terminal = call.terminal
    return can_draw and terminal.has_keys and terminal.out.isatty() and terminal.err.isatty()


def is_served(call: Invocation) -> bool:
    """Return whether a server has started the dashboard, passes on what it draws, and says how large the screen is."""
    return call.environ.get("TEXTUAL_DRIVER", "").endswith(":WebDriver")
