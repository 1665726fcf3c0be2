"""The parts of the dashboard that draw nothing work without a screen: workers, watcher, edits, navigator, keys."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from ngkt_tui.domain.enums import Language, RecordKind, Status
from ngkt_tui.domain.errors import EditConflictError, EditRefusedError, NgktError
from ngkt_tui.services import edit
from ngkt_tui.services.reader import Reader
from ngkt_tui.tui.dashboard.edit_controller import EditController
from ngkt_tui.tui.dashboard.navigator import Navigator
from ngkt_tui.tui.dashboard.notifier import Notifier
from ngkt_tui.tui.dashboard.pane_controller import SelectedRecord
from ngkt_tui.tui.dashboard.selection import EditTarget
from ngkt_tui.tui.dashboard.store_watcher import StoreWatcher
from ngkt_tui.tui.messages import (
    ChangedElsewhere,
    Crashed,
    EditCommitted,
    EditRendered,
    Failed,
    Report,
    StoreBack,
    StoreLost,
    StoreProblem,
)
from ngkt_tui.tui.pane_loader import PaneLoader
from ngkt_tui.tui.view_state import LabelledScope, SharedContext, ViewState
from ngkt_tui.tui.workers import WorkerHost
from tests.tui.running import context_of

FIRST = "hn-2032-02-20-00"


class Begun:
    """Stands where Textual's worker does."""

    def __init__(self, act: Callable[[], Awaitable[None]]) -> None:
        self.task = asyncio.ensure_future(act())


class Bench:
    """Workers over a store; `reports` holds what they told."""

    def __init__(self, store: Path) -> None:
        self.reader = Reader(context_of(store))
        self.reports: list[Report] = []
        self.begun: list[Begun] = []
        self.workers = WorkerHost(self.reader, lambda: None, self._start, self.reports.append)
        self.workers.stop_waiting()
        self.watcher = StoreWatcher(self.workers)
        self.shared = SharedContext(context_of(store))

    def _start(self, act: Callable[[], Awaitable[None]], *, group: str) -> Begun:
        self.begun.append(Begun(act))
        return self.begun[-1]

    def rest(self) -> list[type[Report]]:
        """Wait for both threads; return what kinds of reports came."""
        self.workers.editing.run(lambda: None).result(10)
        self.workers.reading.run(lambda: None).result(10)
        told = [type(report) for report in self.reports]
        self.reports.clear()
        return told


@pytest.fixture
def bench(store: Path) -> Iterator[Bench]:
    made = Bench(store)
    yield made
    made.workers.close()
    made.reader.close()


def block(store: Path) -> None:
    edit.set_status(context_of(store, actor="hoa"), [FIRST], Status.BLOCKED, why="chờ")


# The workers


def test_what_is_posted_before_anybody_listens_is_kept(store: Path) -> None:
    with Reader(context_of(store)) as reader:
        delivered: list[Report] = []
        workers = WorkerHost(reader, lambda: None, lambda *_, **__: None, delivered.append)
        early, late = StoreBack(), StoreBack()
        workers.post(early)
        assert workers.stop_waiting() == [early]
        workers.post(late)
        assert delivered == [late]
        workers.close()


async def test_an_act_that_opens_a_dialog_is_on_its_way_until_it_has(bench: Bench) -> None:
    go, opened = asyncio.Event(), asyncio.Event()

    async def act() -> None:
        await go.wait()
        bench.workers.has_opened()
        opened.set()
        await asyncio.sleep(0)

    bench.workers.begin(act(), opens=True)
    assert bench.workers.is_opening
    go.set()
    await opened.wait()
    assert not bench.workers.is_opening
    await bench.begun[0].task


async def test_what_an_act_is_refused_is_reported(bench: Bench) -> None:
    async def act() -> None:
        raise NgktError

    bench.workers.begin(act(), opens=True)
    await bench.begun[0].task
    assert [type(report) for report in bench.reports] == [Failed]
    assert not bench.workers.is_opening


def test_a_job_that_raises_what_nobody_expects_reports_it(bench: Bench) -> None:
    def job() -> None:
        raise ZeroDivisionError

    bench.workers.reading.run(bench.workers.guard(job)).result(10)
    (report,) = bench.reports
    assert isinstance(report, Crashed)
    assert isinstance(report.error, ZeroDivisionError)


# The watcher


def test_what_somebody_else_changes_is_reported_once(bench: Bench, store: Path) -> None:
    bench.watcher.check()
    assert bench.rest() == []
    block(store)
    for expected in ([ChangedElsewhere], []):
        bench.watcher.check()
        assert bench.rest() == expected


def test_nobody_looks_during_an_own_edit_but_right_after_it(bench: Bench, store: Path) -> None:
    bench.watcher.check()
    bench.rest()
    bench.watcher.pause()
    block(store)
    bench.watcher.check()
    assert bench.rest() == []
    bench.watcher.resume()
    assert bench.rest() == [ChangedElsewhere]


def test_a_store_that_is_gone_is_reported_until_it_is_back(bench: Bench, store: Path, tmp_path: Path) -> None:
    bench.watcher.check()
    bench.rest()
    kept = store.rename(tmp_path / "kept")
    bench.watcher.check()
    assert bench.rest() == [Failed, StoreLost]
    assert bench.watcher.is_lost
    bench.watcher.check()
    assert bench.rest() == []
    kept.rename(store)
    bench.watcher.check()
    assert bench.rest()[0] is StoreBack
    assert not bench.watcher.is_lost


def test_a_store_in_the_place_of_another_is_told_from_one_that_is_gone(bench: Bench, store: Path) -> None:
    bench.watcher.check()
    bench.rest()
    store.rename(store.with_name("old"))
    sqlite3.connect(store).close()
    store.write_bytes(store.with_name("old").read_bytes())
    bench.watcher.check()
    bench.workers.reading.run(lambda: None).result(10)
    assert [report.trouble for report in bench.reports if isinstance(report, StoreLost)] == [StoreProblem.REPLACED]


# Edits


class Panes:
    """Panes that note what they are asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def names_of(self, records: tuple[str, ...]) -> dict[str, str]:
        return {record: f"«{record}»" for record in records}

    def reload_rows(self, records: tuple[str, ...], *, brings_back: bool) -> None:
        self.asked += [f"rows {' '.join(records)} {brings_back}"]

    def reload_progress(self) -> None:
        self.asked += ["progress"]


class Marks:
    def out_of_sight(self, _target: EditTarget) -> int:
        return 0

    def unmark(self, _target: EditTarget) -> None:
        pass


class Toasts:
    """An app that notes what it is to notify of."""

    screen_stack = ()

    def __init__(self) -> None:
        self.texts: list[str] = []

    def notify(self, text: str, **_: object) -> None:
        self.texts.append(text)


class Editing:
    """Edits over a bench; `answers` says whether an edit of what somebody has changed is made all the same."""

    def __init__(self, bench: Bench, answer: bool = False) -> None:
        self.bench, self.panes, self.app, self.asked = bench, Panes(), Toasts(), 0
        notifier = Notifier(bench.shared, lambda: self.app, self.panes.names_of, bench.workers.post)
        loader = PaneLoader(bench.workers)

        async def resolve(_error: EditConflictError, _can_be_made: bool) -> bool:
            self.asked += 1
            return answer

        self.edits = EditController(
            bench.shared, bench.workers, loader, bench.watcher, self.panes, Marks(), notifier, resolve
        )


def target(status: str = "unrated") -> EditTarget:
    return EditTarget(RecordKind.DIRECTIVE, {FIRST: {"status": status}}, "chỉ đạo")


def status_of(store: Path) -> str:
    with sqlite3.connect(store) as connection:
        return str(connection.execute("SELECT status FROM directive WHERE id = ?", (FIRST,)).fetchone()[0])


async def test_a_tick_is_durable_then_reread_then_told_then_counted(bench: Bench, store: Path) -> None:
    editing = Editing(bench)
    editing.edits.tick(target())
    await bench.begun[0].task
    (committed,) = bench.reports
    assert isinstance(committed, EditCommitted)
    assert status_of(store) == "done"
    editing.edits.reload(committed.edited)
    assert editing.panes.asked == [f"rows {FIRST} False"]
    assert bench.rest() == [EditCommitted, EditRendered]
    editing.edits.end_reload(committed.edited)
    editing.edits.follow_up(committed.edited)
    assert editing.panes.asked[1:] == ["progress"]
    await asyncio.wait_for(editing.edits.settled(), 10)
    await bench.begun[1].task
    assert len(editing.app.texts) == 1
    assert f"«{FIRST}»" in editing.app.texts[0]


async def test_a_tick_of_what_somebody_changed_asks_and_leaves_theirs(bench: Bench, store: Path) -> None:
    editing = Editing(bench)
    block(store)
    editing.edits.tick(target())
    await bench.begun[0].task
    assert editing.asked == 1
    assert status_of(store) == "blocked"
    await asyncio.wait_for(editing.edits.settled(), 10)


async def test_a_tick_of_what_somebody_changed_is_made_all_the_same_where_its_user_says_so(
    bench: Bench, store: Path
) -> None:
    editing = Editing(bench, answer=True)
    block(store)
    editing.edits.tick(target())
    await bench.begun[0].task
    assert status_of(store) == "done"


async def test_nothing_but_directives_is_ticked(bench: Bench) -> None:
    editing = Editing(bench)
    for other in (None, EditTarget(RecordKind.MARKET, {"tt-la": {}}, "thị trường")):
        editing.edits.tick(other)
    assert bench.begun == []


async def test_an_edit_that_is_refused_is_reported_and_over(bench: Bench) -> None:
    def refuse() -> None:
        raise EditRefusedError(id=FIRST, detail="")

    editing = Editing(bench)
    assert await editing.edits.edit(refuse) is False
    assert bench.rest() == [Failed]
    await asyncio.wait_for(editing.edits.settled(), 10)


# The navigator


class Views:
    """Panes that have a view and a record under the cursor."""

    def __init__(self, record: SelectedRecord | None = None) -> None:
        self.view, self.number, self.record, self.is_at_unled = ViewState((), ("",) * 4), 3, record, False

    def __len__(self) -> int:
        return 4

    def pane_of(self, kind: RecordKind) -> int:
        return 1 if kind is RecordKind.DIRECTIVE else 3

    def seat(self, number: int) -> None:
        self.number = number

    def look_at(self, view: ViewState) -> None:
        self.view = view

    def filter(self, number: int, text: str) -> None:
        self.view = self.view.with_filter(number, text)


class Agency:
    id = "bct"


def test_a_chip_is_put_on_and_taken_off(bench: Bench) -> None:
    views = Views()
    navigator = Navigator(bench.shared, views)
    navigator.narrow(RecordKind.MARKET, "tt-la", "Lào", "Laos")
    assert views.view.scope == (LabelledScope(RecordKind.MARKET, "tt-la", "Lào", "Laos"),)
    navigator.widen()
    assert views.view.scope == ()


def test_the_work_of_an_agency_leads_back_to_where_one_was(bench: Bench) -> None:
    views = Views(SelectedRecord(RecordKind.ORGANISATION, "bct", Agency()))
    before = views.view = views.view.with_filter(3, "bộ")
    navigator = Navigator(bench.shared, views)
    navigator.open_work()
    assert (views.number, views.view.filters[1]) == (1, 'la:"chưa xong" dichdanh:bct')
    assert navigator.is_at_work
    navigator.open_work()
    assert (views.number, views.view) == (3, before)
    assert not navigator.is_at_work


def test_a_filter_of_directives_is_written_in_the_language_that_is_spoken(bench: Bench) -> None:
    views = Views()
    bench.shared.present = context_of(bench.reader.context.store, language=Language.EN)
    Navigator(bench.shared, views).filter_directives("is:open")
    assert (views.number, views.view.filters[1]) == (1, "is:open")
