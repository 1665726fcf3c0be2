"""Work beside the screen: threads that run one job after the other, and the acts of dialogs in Textual's workers."""

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import ContextVar
from functools import partial
from threading import Lock
from typing import Any, NamedTuple, Protocol, TypeVar, cast, runtime_checkable
from weakref import finalize

from textual.app import App
from textual.screen import Screen
from textual.worker import Worker

from ngkt_tui.domain.errors import NgktError
from ngkt_tui.services.reader import Reader
from ngkt_tui.store.engine import ReadInterruptedError
from ngkt_tui.tui.messages import Crashed, Failed, Report

T = TypeVar("T")
IsCurrent = Callable[[], bool]
Act = Coroutine[Any, Any, None]

_ACT: ContextVar[Act | None] = ContextVar("act", default=None)
"""The act that runs, as it was begun."""


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
        self.interrupted = interrupted or _NeverRaisedError
        self._lock = Lock()
        self._next: deque[_Job] = deque()
        self._patient: deque[_Job] = deque()
        self._running: _Job | None = None
        self._holds = 0
        self._turns_held = 0
        self._is_closed = False

    @property
    def is_busy(self) -> bool:
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
        """Run the job whose turn it is, and return whether it came to its end; else its turn comes again."""
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


class _NeverRaisedError(Exception):
    """Stands where a thread has no interruption."""


class StartWorker(Protocol):
    """Starts a worker of Textual."""

    def __call__(self, work: Callable[[], Act], /, *, group: str) -> Worker[None]: ...


@runtime_checkable
class StoreView(Protocol):
    """A screen that may show records."""

    def store_changed(self) -> None:
        """Learn that the store has been changed."""


class WorkerHost:
    """Reads and edits in a thread each, and runs acts beside the screen of `app()`. `deliver` takes reports."""

    def __init__(
        self,
        reader: Reader,
        app: Callable[[], App[object]],
        start: StartWorker,
        deliver: Callable[[Report], object],
    ) -> None:
        self.reader = reader
        self.reading = SerialWorker("reading", reader.interrupt, ReadInterruptedError)
        self.editing = SerialWorker("editing")
        self._app = app
        self._start = start
        self._deliver = deliver
        self._early: list[Report] | None = []
        self._delivering = Lock()
        self._opening: set[Act] = set()
        self.own_edits = 0
        """Edits that are made, or not yet shown: their commits look like others' until their numbers are known."""
        self.own_groups: frozenset[int] = frozenset()
        """The groups of changes that were made here."""

    def post(self, message: Report) -> None:
        """Deliver a message, from any thread; until `drain_early` it is kept."""
        with self._delivering:
            if self._early is not None:
                self._early.append(message)
                return
        self._deliver(message)

    def drain_early(self) -> list[Report]:
        """Return what has been posted before anybody could take messages; from now on they are delivered."""
        with self._delivering:
            early, self._early = self._early or [], None
        return early

    def guard(self, read: Callable[[], None], failed: Callable[[NgktError], Report] = Failed) -> Callable[[], None]:
        """Return a job of the reading thread that posts why it could not be done."""
        return partial(self._run_guarded, read, failed)

    async def read(self, job: Callable[[Reader], T]) -> T:
        """Return what `job` reads, in the reading thread."""
        return await asyncio.wrap_future(self.reading.run(partial(job, self.reader)))

    async def look_up(self, job: Callable[[Reader], T], wanted: IsCurrent) -> T | None:
        """Return what `job` reads, in the reading thread; it is stopped, and `None`, once it is not wanted any more."""
        self.reading.cancel_stale()
        return await asyncio.wrap_future(self.reading.submit(partial(job, self.reader), wanted))

    async def work(self, job: Callable[[], T]) -> T:
        """Return what another slow service returns, run in the editing thread."""
        return await asyncio.wrap_future(self.editing.run(job))

    @property
    def is_opening(self) -> bool:
        """Return whether a dialog is on its way, or what leads to one."""
        return bool(self._opening)

    def begin(self, act: Act, *, opens: bool = False) -> None:
        """Run an act in a worker; a failure in it is posted.

        Where the act `opens` a dialog, or another record, what is typed until that is there is kept for it.
        """
        if opens:
            self._opening.add(act)
        worker = self._start(partial(self._act, act), group="acts")
        finalize(worker, act.close)  # of a worker that is cancelled before it began, nobody awaits the act

    def has_opened(self) -> None:
        """Learn that the act that runs has opened its dialog, or opens none."""
        if (act := _ACT.get()) is not None:
            self._opening.discard(act)

    async def ask(self, dialog: Screen[T | None]) -> T | None:
        """Show a dialog and return its answer, `None` where it was left; called in an act."""
        app = self._app()
        await app._flush_next_callbacks()  # as `push_screen_wait` does, which tells nobody when the dialog is there
        answer = app.push_screen(dialog, wait_for_dismiss=True)
        self.has_opened()
        return await asyncio.shield(answer)

    def refresh_screens(self) -> None:
        """Have the dashboard, and an open dialog, read again what they show of the store."""
        for screen in dict.fromkeys((self._app().screen_stack[0], self._app().screen)):
            if isinstance(screen, StoreView):
                screen.store_changed()

    def close(self) -> None:
        """Drop what is still to be read, and finish what is still to be written."""
        self.reading.close(finish=False)
        self.editing.close(finish=True)

    async def _act(self, act: Act) -> None:
        _ACT.set(act)
        try:
            await act
        except NgktError as error:
            self.post(Failed(error))
        finally:
            self._opening.discard(act)

    def _run_guarded(self, read: Callable[[], None], failed: Callable[[NgktError], Report]) -> None:
        try:
            read()
        except NgktError as error:
            self.post(failed(error))
        except ReadInterruptedError:
            raise
        except Exception as error:  # noqa: BLE001 - a thread has no one above it: the screen ends the program
            self.post(Crashed(error))
