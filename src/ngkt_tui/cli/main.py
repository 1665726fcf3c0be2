"""Running the command line: arguments in, exit code out, and nothing ever ends in a traceback.

Exit codes: 0 ok, 1 failed, 2 usage, 3 invalid digest, 4 store busy, newer or unusable, 130 interrupted.
"""

import os
import signal
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import monotonic
from types import FrameType, TracebackType

from ngkt_tui.cli.arguments import decode_argument
from ngkt_tui.cli.invocation import Flags, Invocation, Terminal
from ngkt_tui.cli.streams import Output, OutputError, ReaderGoneError, occupy_closed_descriptors
from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.errors import NgktError, system_problem
from ngkt_tui.domain.text import sanitize_line
from ngkt_tui.domain.words import render
from ngkt_tui.services.context import Clock, utc_now

FAILED = 1
INTERRUPTED = 130
DEAF_SECONDS = 2.0
"""How long after Ctrl+C another one is not heard: what is half done is being taken back."""
DEBUG = "--debug"
COMPLETING = "_NGKT_TUI_COMPLETE"
"""Where a shell sets this, click is asked what may be typed."""


def run() -> None:
    """Run the process's command line and leave with its exit code."""
    occupy_closed_descriptors()
    terminal = Terminal(
        out=Output(sys.stdout),
        err=Output(sys.stderr, is_vital=False),
        has_keys=sys.stdin is not None and sys.stdin.isatty(),
        input=getattr(sys.stdin, "buffer", None),
    )
    _take_interrupts()
    faults = _take_faults(terminal)
    code = answer(sys.argv[1:], os.environ, terminal)
    sys.exit(code or (FAILED if faults else 0))


def _take_faults(terminal: Terminal) -> list[BaseException]:
    """Report faults that nothing catches, in whichever thread; return the list of those of other threads."""
    elsewhere: list[BaseException] = []

    def report_thread_fault(ended: threading.ExceptHookArgs) -> None:
        if ended.exc_value is not None:
            elsewhere.append(ended.exc_value)
            _report_fault(terminal, ended.exc_value, ended.exc_traceback)

    def report_unraisable(met: "sys.UnraisableHookArgs") -> None:
        if met.exc_value is not None and not isinstance(met.exc_value, KeyboardInterrupt):
            _report_fault(terminal, met.exc_value, met.exc_traceback)

    sys.excepthook = lambda kind, error, trace: _report_fault(terminal, error, trace)
    threading.excepthook = report_thread_fault
    sys.unraisablehook = report_unraisable
    return elsewhere


def _take_interrupts() -> None:
    """Raise `KeyboardInterrupt` for Ctrl+C, but not again while the first one takes back what is half done."""
    last = -DEAF_SECONDS

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        nonlocal last
        earlier, last = last, monotonic()
        if last - earlier >= DEAF_SECONDS:
            raise KeyboardInterrupt

    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # else whoever started the program wants none
        signal.signal(signal.SIGINT, interrupt)


def answer(arguments: Sequence[str], environ: Mapping[str, str], terminal: Terminal, clock: Clock = utc_now) -> int:
    """Do what `arguments` ask for and return the exit code."""
    typed = [decode_argument(argument) for argument in arguments]
    call = Invocation(environ, terminal, clock, Flags(lang=_language_in(typed)))
    try:
        code = _run(call, typed)
        terminal.out.flush()
    except ReaderGoneError:
        terminal.out.discard()
        return 0
    except OutputError as error:
        terminal.out.discard()
        call.print_message("failed.output", detail=error.problem)
        return 1
    finally:
        terminal.err.flush()
    return code


def _run(call: Invocation, typed: list[str]) -> int:
    try:
        returned = _begin(call, typed)
    except NgktError as error:
        from ngkt_tui.cli.error_stream import print_error  # only for an error

        return print_error(call, error)
    except KeyboardInterrupt:
        call.print_message("failed.interrupted")
        return INTERRUPTED
    except OSError as error:
        call.print_message("failed.system", detail=_system_detail(call, error))
        return 1
    return returned if isinstance(returned, int) else 0


def _begin(call: Invocation, typed: list[str]) -> object:
    if not typed and COMPLETING not in call.environ:
        from ngkt_tui.cli.dashboard_start import (
            open_dashboard,  # a plain start needs no click, a tenth of what it loads
        )

        return open_dashboard(call)
    if COMPLETING in call.environ:
        from click.shell_completion import add_completion_class  # asked for by the shell alone

        from ngkt_tui.cli.bash_completion import BashCompletion  # as above

        add_completion_class(BashCompletion)
    from ngkt_tui.cli.dispatch import run_arguments  # as the dashboard

    return run_arguments(call, typed)


def _system_detail(call: Invocation, error: OSError) -> str:
    problem = render(call.language, system_problem(error))
    return f"{problem}: {error.filename}" if error.filename else problem


def _language_in(typed: Sequence[str]) -> Language | None:
    """Return the language that the arguments ask for, before they are read in earnest: help speaks it already."""
    for place, word in enumerate(typed):
        if word == "--":
            break
        named = typed[place + 1 : place + 2] if word == "--lang" else [word.removeprefix("--lang=")]
        if word.startswith("--lang") and named and named[0] in tuple(Language):
            return Language(named[0])
    return None


def _report_fault(terminal: Terminal, error: BaseException, trace: TracebackType | None) -> None:
    """Report a fault in the program itself in one line that a report can quote, instead of a traceback.

    What the exception says stays unsaid: it may be a text of the user.
    """
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    code = trace.tb_frame.f_code.co_filename if trace else "?"
    place = f"{Path(code).name}:{trace.tb_lineno if trace else 0}"
    terminal.err.write(f"ngkt-tui: {sanitize_line(f'{type(error).__name__} ({place})')}\n")
    call = Invocation(os.environ, terminal, flags=Flags(lang=_language_in(sys.argv[1:])))
    if DEBUG in sys.argv[1:]:
        _write_crash(call, error)
    else:
        call.print_message("debug.hint")
    terminal.err.flush()


def _write_crash(call: Invocation, error: BaseException) -> None:
    from ngkt_tui.cli.crash_report import write_crash_report  # only where it is asked for

    state = call.state_path
    try:
        path = write_crash_report(error, state.parent if state else None)
    except OSError as failed:
        call.print_message("failed.system", detail=_system_detail(call, failed))
    else:
        call.print_message("debug.written", path=sanitize_line(str(path)))
