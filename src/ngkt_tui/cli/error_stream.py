"""The stream for messages: errors, digest diagnostics, the outcome of an edit, and how far long work has come."""

from collections.abc import Iterable
from contextlib import suppress
from copy import copy
from typing import TYPE_CHECKING

from ngkt_tui.cli.invocation import Invocation
from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.errors import EditConflictError, EditRefusedError, InvalidDigestError, NgktError, UsageError
from ngkt_tui.domain.text import sanitize_line

if TYPE_CHECKING:
    from ngkt_tui.digest.faults import Diagnostic
    from ngkt_tui.services.edit import EditMessage

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from ngkt_tui.cli.streams import TERMINALS_WITHOUT_A_SCREEN
from ngkt_tui.domain.progress import Phase, ProgressReport, report_nothing

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


MAX_NAME_LENGTH = 60
"""Characters of a text by which its reader knows a record again."""


def print_error(call: Invocation, error: NgktError) -> int:
    """Print `error` and return the exit code."""
    if isinstance(error, InvalidDigestError):
        print_diagnostics(call, error)
    if isinstance(error, (UsageError, EditRefusedError)):
        error.values["command"] = call.command_path
    step = error.explain(call.language).next_step  # may be a command, with the id of its record
    title, cause, _ = _named(call, error).explain(call.language)
    call.print_message_line(f"ngkt-tui: {title}")
    for line in (*cause.splitlines(), *step.splitlines()):
        call.print_message_indented(line)
    return error.exit_code


def _named(call: Invocation, error: NgktError) -> NgktError:
    """Return an error of an edit with what its record says beside the id."""
    record = error.values.get("id")
    if not isinstance(error, (EditRefusedError, EditConflictError)) or not isinstance(record, str):
        return error
    from ngkt_tui.services.change_text import names_of
    from ngkt_tui.services.reader import Reader  # only for a mistake, as is what is asked of it

    name = ""
    with suppress(NgktError), Reader(call.context) as reader:
        name = names_of(reader, [record]).get(record, "")
    if not name:
        return error
    named = copy(error)
    named.values = error.values | {"id": f"{record} (“{sanitize_line(name, limit=MAX_NAME_LENGTH)}”)"}
    return named


def print_edit(call: Invocation, edited: "EditMessage") -> None:
    """Print what was changed and how to take it back."""
    call.print(sanitize_line(call.translate(edited.sentence, **edited.values)))
    if edited.group is not None:
        hint = "edited.group-undone" if edited.sentence == "edited.undone" else "edited.group"
        call.print_message(hint, group=edited.group)


def print_diagnostics(call: Invocation, error: InvalidDigestError) -> None:
    """Write every fault of a digest, in file order."""
    from ngkt_tui.digest.faults import Diagnostic  # only for a digest

    for fault in error.faults:
        if isinstance(fault, Diagnostic):
            print_diagnostic(call, fault)


def print_diagnostic(call: Invocation, fault: "Diagnostic") -> None:
    """Write one fault with its place and its line."""
    first, *rest = fault.render(call.language).splitlines()
    call.print_message_line(first)
    for line in rest:
        call.print_message_indented(line.strip())


def in_file_order(faults: "Iterable[Diagnostic]") -> "tuple[Diagnostic, ...]":
    """Return faults as they follow one another in the file, those without a place at the end."""
    return tuple(sorted(faults, key=lambda each: (each.line is None, each.line or 0, each.column or 0)))


def exact_fault(fault: "Diagnostic", language: Language) -> dict[str, object]:
    """Return a fault as what JSON can hold."""
    return {
        "file": fault.path,
        "line": fault.line,
        "column": fault.column,
        "key": fault.key,
        "message": fault.message(language),
        "excerpt": fault.excerpt,
    }


MIN_SECONDS = 0.5
"""Work that takes less is done before its user could read the bar."""
REFRESHES_PER_SECOND = 5


@contextmanager
def progress_bar(
    call: Invocation, *, beside_output: bool = False, clock: Callable[[], float] = monotonic
) -> Iterator[ProgressReport]:
    """Give a report that draws a bar, or draws nothing where messages do not go to a terminal.

    The bar is erased at the end. `beside_output` says that data are written meanwhile: no bar is drawn among them.
    """
    terminal = call.terminal
    can_draw = call.environ.get("TERM", "") not in TERMINALS_WITHOUT_A_SCREEN and terminal.err.isatty()
    if not can_draw or (beside_output and terminal.out.isatty()):
        yield report_nothing
        return
    bar = _Bar(call, clock)
    try:
        yield bar.report
    finally:
        bar.erase()


class _Bar:
    def __init__(self, call: Invocation, clock: Callable[[], float]) -> None:
        self._call = call
        self._clock = clock
        self._started = clock()
        self._drawn: Progress | None = None
        self._task: TaskID | None = None
        self._phase: Phase | None = None

    def report(self, phase: Phase, done: int, total: int) -> None:
        """Show how far a phase has come, once the work has gone on for a while."""
        if self._drawn is None:
            if self._clock() - self._started < MIN_SECONDS:
                return
            self._drawn = _begin_drawing(self._call)
        if phase is not self._phase or self._task is None:
            if self._task is not None:
                self._drawn.remove_task(self._task)
            words = self._call.translate(f"progress.{phase}")
            self._task = self._drawn.add_task(words, total=total or None)
            self._phase = phase
        self._drawn.update(self._task, completed=done)

    def erase(self) -> None:
        if self._drawn is not None:
            self._drawn.stop()


def _begin_drawing(call: Invocation) -> "Progress":
    from rich.console import Console  # only for work that takes long
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    bar = () if call.context.ascii else (BarColumn(),)
    drawn = Progress(
        TextColumn("{task.description}", markup=False),
        *bar,
        TaskProgressColumn(),
        TimeElapsedColumn(),
        console=Console(
            file=call.terminal.err,  # type: ignore[arg-type]  # as much of a file as Rich asks for
            no_color="NO_COLOR" in call.environ,
            legacy_windows=False,
        ),
        transient=True,
        refresh_per_second=REFRESHES_PER_SECOND,
        redirect_stdout=False,
        redirect_stderr=False,
    )
    drawn.start()
    return drawn
