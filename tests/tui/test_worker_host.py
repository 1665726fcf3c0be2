"""Threads and acts report what they do, and the store is watched, without a screen."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from textual.app import App
from textual.screen import Screen
from textual.worker import Worker

from ngkt_tui.domain.errors import NgktError
from ngkt_tui.services.reader import Reader
from ngkt_tui.store.engine import ReadInterruptedError
from ngkt_tui.tui.messages import (
    ChangedElsewhere,
    Crashed,
    Failed,
    Report,
    StoreBack,
    StoreLost,
    StoreProblem,
)
from ngkt_tui.tui.workers import Act, WorkerHost
from tests.fixtures.stores import sqlite_of
from tests.tui.benches import Bench, block
from tests.tui.running import context_of

FIRST = "hn-2032-02-20-00"


def start_none(_work: Callable[[], Act], /, *, group: str) -> Worker[None]:
    raise AssertionError(group)


def test_what_is_posted_before_anybody_listens_is_kept(store: Path) -> None:
    with Reader(context_of(store)) as reader:
        delivered: list[Report] = []
        workers = WorkerHost(reader, App, start_none, delivered.append)
        early, late = StoreBack(), StoreBack()
        workers.post(early)
        assert workers.drain_early() == [early]
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
    before = bench.workers.is_opening
    go.set()
    await opened.wait()
    assert (before, bench.workers.is_opening) == (True, False)
    await bench.begun[0].task


class Screens(App[None]):
    """An app that notes whether a dialog is on its way while it does what comes before the dialog is there."""

    host: WorkerHost
    was_opening = False

    async def _flush_next_callbacks(self) -> None:
        await asyncio.sleep(0)
        self.was_opening = self.host.is_opening

    def push_screen(self, *_: Any, **__: Any) -> Any:
        return asyncio.get_running_loop().create_future()


async def test_a_dialog_is_on_its_way_until_it_is_there(bench: Bench) -> None:
    app = bench.app = Screens()
    app.host = bench.workers

    async def act() -> None:
        await bench.workers.ask(Screen())

    bench.workers.begin(act(), opens=True)
    for _ in range(5):
        await asyncio.sleep(0)
    assert app.was_opening
    assert not bench.workers.is_opening
    bench.begun[0].task.cancel()


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


def test_looking_stops_no_read_that_is_on_its_way(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a slow machine each look stopped the panes that are not focused, which began anew and never ended."""
    started, go, stopped = Event(), Event(), []

    def read() -> None:
        started.set()
        assert go.wait(5)

    monkeypatch.setattr(bench.workers.reading, "_interrupt", lambda: stopped.append(1))
    bench.workers.reading.submit(read, is_patient=True)
    assert started.wait(5)
    bench.watcher.check()
    go.set()
    bench.rest()
    assert stopped == []


def test_a_look_that_is_stopped_has_seen_nothing(bench: Bench, store: Path) -> None:
    block(store)
    with bench.reader.connection() as connection:
        for steps in range(10, 10_000, 500):  # SQLite counts the steps of a statement on from where it was stopped
            sqlite_of(connection).set_progress_handler(lambda: True, steps)
            with suppress(ReadInterruptedError):
                seen = bench.reader.external_changes()
                break
        sqlite_of(connection).set_progress_handler(None, 0)
    assert steps > 10
    assert seen is not None
    assert seen.records == (FIRST,)


def test_nobody_looks_during_an_own_edit_but_right_after_it(bench: Bench, store: Path) -> None:
    bench.watcher.check()
    bench.rest()
    bench.workers.own_edits += 1
    block(store)
    bench.watcher.check()
    assert bench.rest() == []
    bench.workers.own_edits -= 1
    assert bench.watcher.has_to_look
    bench.watcher.check()
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
    bench.workers.reading.submit(lambda: None, is_patient=True).result(10)  # after the look, which is as patient
    assert [report.trouble for report in bench.reports if isinstance(report, StoreLost)] == [StoreProblem.REPLACED]
