"""A lane: one thread that runs jobs one after the other, so that the screen never waits for the store."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import NamedTuple, TypeVar, cast

T = TypeVar("T")
Wanted = Callable[[], bool]


class _Running(NamedTuple):
    wanted: Wanted


def _always() -> bool:
    return True


class Lane:
    """Runs jobs in the order of asking. A job that nobody wants any more is skipped, or stopped by `interrupt`.

    `interrupt` makes the running job raise `interrupted`; a job that is stopped so although it is wanted (the stop was
    meant for the one before) is run again.
    """

    def __init__(
        self, name: str, interrupt: Callable[[], None] | None = None, interrupted: type[Exception] | None = None
    ) -> None:
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._interrupt = interrupt
        self.interrupted = interrupted or _NeverRaised
        self._running: _Running | None = None
        self._waiting: set[Future[object]] = set()
        self._is_closed = False

    @property
    def is_busy(self) -> bool:
        """Tell whether a job runs or waits."""
        return any(not future.done() for future in tuple(self._waiting))

    def submit(self, job: Callable[[], T], wanted: Wanted = _always) -> "Future[T | None]":
        """Run `job` when its turn comes, and return what it will return; `None` where it was not wanted by then."""
        future: Future[T | None] = self._executor.submit(self._run, job, wanted)
        waiting = cast("Future[object]", future)
        self._waiting.add(waiting)
        waiting.add_done_callback(self._waiting.discard)
        return future

    def run(self, job: Callable[[], T]) -> "Future[T]":
        """Run `job` when its turn comes, whatever happens meanwhile."""
        return cast("Future[T]", self.submit(job))

    def drop_unwanted(self) -> None:
        """Stop the running job where nobody wants it any more."""
        running = self._running
        if running is not None and self._interrupt is not None and not running.wanted():
            self._interrupt()

    def close(self, *, finish: bool) -> None:
        """Take no more jobs; `finish` those that wait, or drop them."""
        self._is_closed = not finish
        if not finish and self._interrupt is not None:
            self._interrupt()
        self._executor.shutdown(wait=finish, cancel_futures=not finish)

    def _run(self, job: Callable[[], T], wanted: Wanted) -> T | None:
        while wanted() and not self._is_closed:
            self._running = _Running(wanted)
            try:
                return job()
            except self.interrupted:
                continue
            finally:
                self._running = None
        return None


class _NeverRaised(Exception):
    """Stands where a lane has no interruption."""
