"""A lane: one thread that runs jobs one after the other, so that the screen never waits for the store."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from typing import Any, NamedTuple, TypeVar, cast

T = TypeVar("T")
IsCurrent = Callable[[], bool]


class _Job(NamedTuple):
    run: Callable[[], Any]
    is_current: IsCurrent
    is_low_priority: bool
    future: Future[Any]


def _always() -> bool:
    return True


class SerialWorker:
    """Runs jobs in the order of asking; the patient ones when no other waits.

    A job that nobody wants any more is skipped, or stopped by `interrupt`, and so is a patient one in whose way
    another would have to wait. `interrupt` makes the running job raise `interrupted`; a job that is stopped although
    it is wanted is run again in its turn.
    """

    def __init__(
        self, name: str, interrupt: Callable[[], None] | None = None, interrupted: type[Exception] | None = None
    ) -> None:
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._interrupt = interrupt
        self.interrupted = interrupted or _NeverRaised
        self._lock = Lock()
        self._next: deque[_Job] = deque()
        self._patient: deque[_Job] = deque()
        self._running: _Job | None = None
        self._holds = 0
        self._turns_held = 0
        self._is_closed = False

    @property
    def is_busy(self) -> bool:
        """Tell whether a job runs or waits."""
        with self._lock:
            return bool(self._running or self._next or self._patient)

    def submit(
        self, job: Callable[[], T], wanted: IsCurrent = _always, *, is_patient: bool = False
    ) -> "Future[T | None]":
        """Run `job` when its turn comes, and return what it will return; `None` where it was not wanted by then."""
        future: Future[T | None] = Future()
        with self._lock:
            (self._patient if is_patient else self._next).append(_Job(job, wanted, is_patient, future))
            in_the_way = not is_patient and self._running is not None and self._running.is_low_priority
        self._executor.submit(self._run_next)
        if in_the_way and self._interrupt is not None:
            self._interrupt()
        return future

    def run(self, job: Callable[[], T]) -> "Future[T]":
        """Run `job` when its turn comes, whatever happens meanwhile."""
        return cast("Future[T]", self.submit(job))

    def cancel_stale(self) -> None:
        """Stop the running job where nobody wants it any more."""
        running = self._running
        if running is not None and self._interrupt is not None and not running.is_current():
            self._interrupt()

    def pause_low_priority(self) -> None:
        """Stop a patient job and let none run until `resume_low_priority`, as while a writer would have to wait for
        it."""
        with self._lock:
            self._holds += 1
            is_running = self._running is not None and self._running.is_low_priority
        if is_running and self._interrupt is not None:
            self._interrupt()

    def resume_low_priority(self) -> None:
        """Let the patient jobs run again, once everyone who held them has released them."""
        with self._lock:
            self._holds -= 1
            turns = 0 if self._holds else self._turns_held
            self._turns_held -= turns
        for _ in range(0 if self._is_closed else turns):
            self._executor.submit(self._run_next)

    def close(self, *, finish: bool) -> None:
        """Take no more jobs; `finish` those that wait, or drop them."""
        self._is_closed = not finish
        if not finish and self._interrupt is not None and self._running is not None:
            self._interrupt()
        self._executor.shutdown(wait=finish, cancel_futures=not finish)
        if not finish:
            for job in (*self._next, *self._patient):
                job.future.cancel()

    def _run_next(self) -> None:
        while not self._has_run():
            pass

    def _has_run(self) -> bool:
        """Run the job whose turn it is, and tell whether it came to its end; else its turn comes again."""
        with self._lock:
            if self._holds and not self._next:
                self._turns_held += 1
                return True
            self._running = job = (self._next or self._patient).popleft()
        try:
            returned = job.run() if job.is_current() and not self._is_closed else None
        except self.interrupted:
            with self._lock:
                self._running = None
                (self._patient if job.is_low_priority else self._next).appendleft(job)
            return False
        except BaseException as error:  # noqa: BLE001 - whoever asked for the job is told
            self._end()
            job.future.set_exception(error)
        else:
            self._end()
            job.future.set_result(returned)
        return True

    def _end(self) -> None:
        with self._lock:
            self._running = None


class _NeverRaised(Exception):
    """Stands where a lane has no interruption."""
