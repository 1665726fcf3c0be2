"""A process that has loaded what a dashboard needs, and becomes the dashboard of each session by forking itself.

A session that loads by itself costs a second of the processor and twice the memory. Where a system cannot do this (it
takes handles of processes, which Linux has), or where it fails, each session is a process from scratch.
"""

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Any

MAX_MESSAGE = 1 << 18
ANSWER_SECONDS = 60.0
"""How long the parent may take to load and to answer."""
PROGRAM = "ngkt_tui.cli.session_fork"
STREAMS = 3
"""What goes in, what comes out, what goes wrong."""


class ForkedProcess:
    """The process of a session, as asyncio's own are: streams, its end, and how it is made to end."""

    def __init__(
        self, handle: int, stdin: asyncio.StreamWriter, stdout: asyncio.StreamReader, stderr: asyncio.StreamReader
    ) -> None:
        self.stdin, self.stdout, self.stderr = stdin, stdout, stderr
        self._handle = handle
        self._ended = asyncio.Event()
        asyncio.get_running_loop().add_reader(handle, self._end)

    def _end(self) -> None:
        asyncio.get_running_loop().remove_reader(self._handle)
        os.close(self._handle)
        self._ended.set()
        self.stdin.close()

    async def wait(self) -> None:
        """Wait until it has ended."""
        await self._ended.wait()

    def terminate(self) -> None:
        """Ask it to end."""
        self._send(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self._send(signal.SIGKILL)

    def _send(self, number: signal.Signals) -> None:
        if not self._ended.is_set():
            signal.pidfd_send_signal(self._handle, number)


class SessionParent:
    """The parent, as the server sees it. It ends with the server; sessions end by themselves."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        """Start it; raises `OSError` where that cannot be done."""
        if not hasattr(os, "pidfd_open"):
            raise OSError
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control.settimeout(ANSWER_SECONDS)
        self._turn = asyncio.Lock()
        with theirs:
            number = theirs.fileno()
            self._process = subprocess.Popen(
                (sys.executable, "-m", PROGRAM, str(number)),
                pass_fds=[number],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env=dict(environment),
            )

    async def start(self, arguments: Sequence[str], environment: Mapping[str, str]) -> ForkedProcess:
        """Return the process of a new session. Raises `OSError` where there is no parent any more."""
        starting = asyncio.create_task(self._start(arguments, environment))
        try:
            return await asyncio.shield(starting)
        except asyncio.CancelledError:
            starting.add_done_callback(_end_unwanted)
            raise

    async def _start(self, arguments: Sequence[str], environment: Mapping[str, str]) -> ForkedProcess:
        pipes = [os.pipe() for _ in range(STREAMS)]
        (stdin, ours), (stdout_end, stdout), (stderr_end, stderr) = pipes
        kept = [ours, stdout_end, stderr_end]
        try:
            async with self._turn:
                settings = (f"{name}={value}" for name, value in environment.items())
                message = os.fsencode("\0".join((str(len(arguments)), *arguments, *settings)))
                handle = await asyncio.to_thread(self._ask, message, [stdin, stdout, stderr])
        except BaseException:
            _close_all(kept)
            raise
        finally:
            _close_all([stdin, stdout, stderr])
        return ForkedProcess(handle, await _writer(ours), await _reader(stdout_end), await _reader(stderr_end))

    def close(self) -> None:
        """Let the parent end, and wait until it has."""
        self._control.close()
        self._process.wait()

    def _ask(self, message: bytes, streams: list[int]) -> int:
        try:
            socket.send_fds(self._control, [message], streams)
            answer, handles, _, _ = socket.recv_fds(self._control, MAX_MESSAGE, 1)
        except OSError:
            self._control.close()  # an answer that came later would be taken for that of another session
            raise
        if not answer or not handles:
            raise ConnectionResetError
        return handles[0]


def _end_unwanted(started: "asyncio.Task[ForkedProcess]") -> None:
    if not started.cancelled() and started.exception() is None:
        started.result().kill()


def _close_all(numbers: Sequence[int]) -> None:
    for each in numbers:
        os.close(each)


async def _writer(number: int) -> asyncio.StreamWriter:
    loop = asyncio.get_running_loop()
    file: Any = os.fdopen(number, "wb", 0)
    transport, protocol = await loop.connect_write_pipe(
        lambda: asyncio.StreamReaderProtocol(asyncio.StreamReader()), file
    )
    return asyncio.StreamWriter(transport, protocol, None, loop)


async def _reader(number: int) -> asyncio.StreamReader:
    reader = asyncio.StreamReader()
    file: Any = os.fdopen(number, "rb", 0)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), file)
    return reader
