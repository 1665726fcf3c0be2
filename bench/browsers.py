"""Many browsers at once on `ngkt-tui serve`: how long a key waits for its answer, and what a session costs.

A browser is its websocket alone, without pictures; each types as a person does, at its own moments. Nothing else moves
on a dashboard at rest, so that the first bytes after a key are its answer.
"""

import asyncio
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path

import aiohttp

from bench.figures import Figure, p95
from bench.processes import NGKT, processor_seconds, surroundings
from bench.start import first_words

BROWSERS = 60
KEYS = "jjjkj\tjj/xuat\rjjj\x1b2gGjj"
"""What each browser types: lines, panes, a filter letter by letter, jumps."""
SECONDS_BETWEEN_KEYS = 3.0
"""How long a person looks before the next key, on the average."""
MAX_SECONDS = 30.0
REST_SECONDS = 10
MAX_AT_REST = 0.02
"""Which part of a processor a session at rest may use."""
PORT = 8765
HOST = f"127.0.0.1:{PORT}"


class Browser:
    """A session of an officer that types. It reads all the time, as browsers do: else it would seem to have gone."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse, seed: int) -> None:
        self._socket, self._random = socket, random.Random(seed)
        self._shown, self._drawn = b"", asyncio.Event()
        self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        async for message in self._socket:
            if isinstance(message.data, bytes):
                self._shown += message.data
                self._drawn.set()

    async def shown(self, text: str, begun: float) -> float:
        """Wait until the dashboard shows `text`, and return how many seconds after `begun` that is."""
        while text.encode() not in self._shown:
            self._drawn.clear()
            await asyncio.wait_for(self._drawn.wait(), 10 * MAX_SECONDS)
        return time.perf_counter() - begun

    async def type(self, keys: str) -> list[float]:
        """Type keys with pauses, and return how many milliseconds each waited for its answer."""
        waited = []
        for key in keys:
            await asyncio.sleep(self._random.uniform(0.5, 1.5) * SECONDS_BETWEEN_KEYS)
            self._drawn.clear()
            pressed = time.perf_counter()
            await self._socket.send_json(["stdin", key])
            try:
                await asyncio.wait_for(self._drawn.wait(), MAX_SECONDS)
            except TimeoutError:
                continue  # a key that moves nothing, at the end of a list
            waited.append(1000 * (time.perf_counter() - pressed))
        return waited


def measure(store: Path, folder: Path) -> list[Figure]:
    """Return what sessions cost, and how long keys wait, on a copy of a store."""
    copy = folder / "browsers.db"
    shutil.copy(store, copy)
    return asyncio.run(_measure(copy, folder))


async def _measure(store: Path, folder: Path) -> list[Figure]:
    command = (*NGKT, "serve", "--db", str(store), "--port", str(PORT), "--header", "X-Remote-User")
    server = subprocess.Popen(command, env=surroundings(HOME=str(folder), XDG_STATE_HOME=str(folder / "state")))
    try:
        async with AsyncExitStack() as stack:
            begun = time.perf_counter()
            browsers = await asyncio.gather(*(_open(stack, number) for number in range(BROWSERS)))
            starts = await asyncio.gather(*(each.shown(first_words(store), begun) for each in browsers))
            await asyncio.gather(*(each.type("j") for each in browsers))  # the first rest loads what writes
            sessions = [each for child in _children(server.pid) for each in _children(child) or [child]]
            started = await _used_at_rest(sessions)
            await asyncio.sleep(REST_SECONDS)
            rested = _used(sessions)
            waited = await asyncio.gather(*(each.type(KEYS) for each in browsers))
            typed = _used(sessions)
            memory = [_memory(each) for each in sessions]
            served = processor_seconds(server.pid)
            ended = time.perf_counter()
            server.send_signal(signal.SIGTERM)
            server.wait(120)
            ended = time.perf_counter() - ended
            left = sum(Path(f"/proc/{each}").exists() for each in sessions)
    finally:
        server.kill()
    keys = [each for one in waited for each in one]
    count = len(sessions)
    return [
        Figure(f"{count} browsers at once: a key to its answer, p95, beside 2 s", p95(keys), 2000, "ms", 1),
        Figure("the same, median", sorted(keys)[len(keys) // 2], 2000, "ms", None),
        Figure("all sessions shown, opened in one moment", max(starts), 1, "s", None),
        Figure("a session shown, opened in one moment with the others, p95", p95(starts), 2, "s", None),
        Figure("processor time of a session's start", 1000 * started / count, 1, "ms", None),
        Figure("of a session at rest, a second", 1000 * (rested - started) / count / REST_SECONDS, 1, "ms", None),
        Figure("of a key, answers at rest included", 1000 * (typed - rested) / len(keys), 1, "ms", None),
        Figure("of the server, all of it", served, 1, "s", None),
        Figure("memory of a session (PSS), mean", sum(memory) / count / 1024, 1, "MiB", None),
        Figure("from SIGTERM until the server has ended", ended, 1, "s", None),
        Figure("sessions that outlive it", left, 1, "", 0),
    ]


async def _open(stack: AsyncExitStack, number: int) -> Browser:
    session = await stack.enter_async_context(aiohttp.ClientSession(headers={"X-Remote-User": f"officer-{number}"}))
    while True:
        try:
            socket = await session.ws_connect(f"http://{HOST}/ws?width=120&height=36", origin=f"http://{HOST}")
        except aiohttp.ClientConnectorError:  # the server is starting
            await asyncio.sleep(0.1)
            continue
        return Browser(socket, number)


def _children(pid: int) -> list[int]:
    return [
        int(each) for task in Path(f"/proc/{pid}/task").iterdir() for each in (task / "children").read_text().split()
    ]


def _used(processes: Sequence[int]) -> float:
    return sum(map(processor_seconds, processes))


async def _used_at_rest(processes: Sequence[int]) -> float:
    """Return what sessions have used once they use hardly any more."""
    used = _used(processes)
    while True:
        await asyncio.sleep(REST_SECONDS)
        before, used = used, _used(processes)
        if used - before < MAX_AT_REST * REST_SECONDS * len(processes):
            return used


def _memory(pid: int) -> int:
    """Return the memory of a process, its share of what several use, in KiB."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
