"""Doing something to a store in a process of its own, which can be killed or kept from writing."""

import os
import resource
import signal
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

from ngkt_tui.domain.errors import NgktError
from ngkt_tui.domain.user_fields import FieldUpdates
from ngkt_tui.services.context import Context
from ngkt_tui.services.edit import edit_fields

Acknowledge = Callable[[int], None]


class Child:
    """A process that runs `work`, which acknowledges numbers to this one. It ends with 1 for an error that is told."""

    def __init__(self, work: Callable[[Acknowledge], None]) -> None:
        self._read, write = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            self._run(work, write)
        os.close(write)

    def _run(self, work: Callable[[Acknowledge], None], write: int) -> None:
        code = 70
        try:
            work(lambda number: _acknowledge(write, number))
            code = 0
        except NgktError:
            code = 1
        finally:
            os._exit(code)

    def kill_after(self, seconds: float) -> list[int]:
        """Kill the process at once when the time is over, and return what it acknowledged until then."""
        time.sleep(seconds)
        os.kill(self.pid, signal.SIGKILL)
        return self.wait()[1]

    def wait(self) -> tuple[int, list[int]]:
        """Return the exit code and all that the process acknowledged."""
        acknowledged = bytearray()
        while part := os.read(self._read, 65536):
            acknowledged += part
        os.close(self._read)
        _, status = os.waitpid(self.pid, 0)
        return os.waitstatus_to_exitcode(status), [int(line) for line in acknowledged.decode().split()]


def _acknowledge(descriptor: int, number: int) -> None:
    os.write(descriptor, f"{number}\n".encode())


def forbid_files_over(size: int) -> None:
    """Let every write of this process beyond `size` bytes of a file fail, as on a full disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def add_evidence(context: Context, records: list[str], text: str) -> None:
    """Make an edit of several records: evidence for each, one group."""
    edit_fields(context, records, FieldUpdates(evidence=(text,)))


def evidence(path: Path) -> dict[str, list[str]]:
    """Return for each text of evidence the records that have it."""
    connection = sqlite3.connect(path)
    found: dict[str, list[str]] = {}
    for record, text in connection.execute("SELECT record, text FROM evidence ORDER BY record").fetchall():
        found.setdefault(text, []).append(record)
    connection.close()
    return found
