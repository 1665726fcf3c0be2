"""A bar on the stream for messages that shows how far long work has come; only where a person sees it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from ngkt_tui.cli.invocation import Invocation
from ngkt_tui.cli.streams import TERMINALS_WITHOUT_A_SCREEN
from ngkt_tui.domain.progress import Phase, ProgressReport, report_nothing

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

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
        """Take the bar away."""
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
