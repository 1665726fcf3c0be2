"""Edits of thousands of records: how far they are, leaving meanwhile, stopping them, and the most that one may have."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event

import pytest

from ngkt_tui.domain.progress import Phase
from ngkt_tui.services import edit
from ngkt_tui.tui.dashboard.notifier import LongWork
from tests.tui.running import Running, dashboard, linger


@pytest.fixture(autouse=True)
def _a_few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have fourteen directives be told of as thousands are, and written in several portions."""
    monkeypatch.setattr("ngkt_tui.tui.dashboard.notifier.MANY", 10)
    monkeypatch.setattr("ngkt_tui.domain.progress.MIN_REPORTED", 10)
    monkeypatch.setattr("ngkt_tui.store.row_cache.MAX_ROWS", 4)


class Gate:
    """Holds the editing thread at its first report of writing that is half done."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.reached, self.opened = Event(), Event()
        self.words = ""
        report = LongWork.take_report

        def held(work: LongWork, phase: Phase, done: int, total: int) -> None:
            report(work, phase, done, total)
            if phase is Phase.WRITING and 0 < done < total:
                self.words = f"Đang ghi: {done}/{total}"
                self.reached.set()
                self.opened.wait(30)
                report(work, phase, done, total)

        monkeypatch.setattr(LongWork, "take_report", held)


@asynccontextmanager
async def ticking_all(store: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[tuple[Running, Gate]]:
    """Run the dashboard while all directives are being ticked."""
    gate = Gate(monkeypatch)
    async with dashboard(store) as running:
        try:
            await running.press("asterisk")
            running.send("space")
            await asyncio.to_thread(gate.reached.wait, 30)
            await linger()
            yield running, gate
        finally:
            gate.opened.set()


def done_in(store: Path) -> int:
    connection = sqlite3.connect(store)
    count = connection.execute("SELECT count(*) FROM directive WHERE status = 'done'").fetchone()[0]
    connection.close()
    return int(count)


async def until(running: Running, what: Callable[[], bool]) -> None:
    for _ in range(300):
        if what():
            return
        await linger()
    raise AssertionError(running.text)


async def until_shown(running: Running, words: str) -> None:
    await until(running, lambda: words in " ".join(running.text.split()))


async def until_left(running: Running) -> None:
    await until(running, lambda: running.app.return_code is not None)


async def test_the_head_says_how_far_it_is_and_then_counts_again(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with ticking_all(store, monkeypatch) as (running, gate):
        await until_shown(running, f"NGKT {gate.words}")
        gate.opened.set()
        await running.settle()
        assert "✓ 14" in running.lines[0]
    assert done_in(store) == 14


@pytest.mark.parametrize(("keys", "code"), [(("q",), 0), (("ctrl+c", "ctrl+c"), 130)])
async def test_leaving_says_what_is_written_and_leaves_when_it_is(
    store: Path, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...], code: int
) -> None:
    async with ticking_all(store, monkeypatch) as (running, gate):
        running.send(*keys)
        await until_shown(running, f"{gate.words}. Ghi xong, chương trình tự thoát")
        left = running.app.return_code
        assert left is None
        gate.opened.set()
        await until_left(running)
        assert running.app.return_code == code
    assert done_in(store) == 14


@pytest.mark.parametrize("again", ["q", "ctrl+c"])
async def test_asked_again_it_stops_with_nothing_written(
    store: Path, monkeypatch: pytest.MonkeyPatch, again: str
) -> None:
    before = store.read_bytes()
    async with ticking_all(store, monkeypatch) as (running, gate):
        running.send("q")
        await until_shown(running, f"{gate.words}. Ghi xong")
        running.send(again)
        await until(running, lambda: running.app.dashboard.work.is_stopping)
        gate.opened.set()
        await until_left(running)
        assert running.app.return_code == 0
    assert store.read_bytes() == before


@pytest.mark.parametrize("key", ["space", "e"])
async def test_too_many_are_refused_before_anything_is_asked(
    store: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    before = store.read_bytes()
    monkeypatch.setattr(edit, "MAX_RECORDS", 13)
    async with dashboard(store) as running:
        await running.press("asterisk", key)
        assert "nhiều nhất 13 mục; đã chọn 14 mục" in " ".join(running.text.split())
        assert len(running.app.screen_stack) == 1
    assert store.read_bytes() == before
