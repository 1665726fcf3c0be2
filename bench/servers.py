"""Servers of one's own for what is proven about them: made, killed, started again, with a standby that takes over.

Root runs them as the user postgres, as PostgreSQL refuses to run as root.
"""

import os
import shutil
import signal
import socket
import struct
import subprocess
import tempfile
import threading
import time
from contextlib import suppress
from ctypes import addressof, create_string_buffer
from pathlib import Path
from statistics import median
from typing import Self

from bench.processes import NGKT
from bench.start import start_once

SO_ATTACH_FILTER, SO_DETACH_FILTER = 26, 27
LOSE_ALL = create_string_buffer(struct.pack("HBBI", 0x06, 0, 0, 0))
"""A filter of sockets on Linux, https://www.kernel.org/doc/html/latest/networking/filter.html: `ret #0`."""
USER = "postgres"
LISTENERS = "127.0.0.1"
ROUND_TRIP_SECONDS = 0.05
STARTS = 5


class Server:
    """A running server in a folder of its own, which syncs to the disk as any; use as a context manager."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
        self.data = folder / f"data-{port}"

    @classmethod
    def make(cls) -> Self:
        """Make a server and start it."""
        made = cls(Path(tempfile.mkdtemp(prefix="ngkt-bench-", dir="/tmp")), free_port())
        if os.getuid() == 0:
            shutil.chown(made.folder, USER)
        _run("initdb", "-D", str(made.data), "--locale=C", "--encoding=UTF8", "--auth=trust", f"--username={USER}")
        made.start()
        return made

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(ChildProcessError):
            self.control("stop", "-m", "immediate")
        shutil.rmtree(self.data, ignore_errors=True)
        Path(f"{self.data}.log").unlink(missing_ok=True)
        with suppress(OSError):
            self.folder.rmdir()

    def address(self, database: str = "ngkt", port: int | None = None) -> str:
        """Return the address of a database, by way of the proxy on `port` where one is given."""
        return f"postgresql://{USER}@{LISTENERS}:{port or self.port}/{database}?connect_timeout=2"

    def control(self, act: str, *words: str) -> None:
        """Start, stop or promote the server."""
        _run("pg_ctl", "-D", str(self.data), "-w", "-s", act, *words)

    def start(self) -> None:
        """Start the server."""
        options = f"-c listen_addresses={LISTENERS} -c port={self.port} -c unix_socket_directories={self.folder}"
        more = (
            "-c max_connections=300 -c recovery_init_sync_method=syncfs"  # else each file is synced before it answers
        )
        self.control("start", "-l", f"{self.data}.log", "-o", f"{options} {more}")

    def run(self, statement: str, database: str = USER) -> list[tuple[object, ...]]:
        """Run a statement as the keeper of the server, and return its rows."""
        import psycopg

        with psycopg.connect(self.address(database), autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def make_standby(self) -> "Server":
        """Make a standby that has each commit before it is acknowledged."""
        made = Server(self.folder, free_port())
        source = ("-h", LISTENERS, "-p", str(self.port), "-U", USER)
        _run("pg_basebackup", "-D", str(made.data), "-R", "-c", "fast", *source)
        made.start()
        self.run("ALTER SYSTEM SET synchronous_standby_names = '*'")
        self.run("ALTER SYSTEM SET synchronous_commit = 'remote_apply'")
        self.run("SELECT pg_reload_conf()")
        while self.run("SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'") == []:
            time.sleep(0.05)
        return made

    def processor_seconds(self) -> float:
        """Return how much processor time the server has taken so far, with all its processes that have ended."""
        first = int((self.data / "postmaster.pid").read_text().split()[0])
        ticks = 0
        for process, counted in ((first, 4), *((each, 2) for each in _children(first))):
            with suppress(OSError):
                words = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
                ticks += sum(map(int, words[11 : 11 + counted]))
        return ticks / os.sysconf("SC_CLK_TCK")

    def kill_backend(self) -> None:
        """Kill one process that serves a connection: the server then starts all of them anew."""
        found = self.run("SELECT pid FROM pg_stat_activity WHERE datname = 'ngkt' ORDER BY random() LIMIT 1")
        os.kill(int(str(found[0][0])), signal.SIGKILL)

    def kill(self) -> None:
        """Kill all processes of the server."""
        first = int((self.data / "postmaster.pid").read_text().split()[0])
        family = [first, *_children(first)]
        for process in family:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        while any(Path(f"/proc/{process}").exists() for process in family):
            time.sleep(0.01)


def _children(parent: int) -> list[int]:
    found = []
    for each in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            if int(each.read_text().rsplit(")", 1)[1].split()[1]) == parent:
                found.append(int(each.parent.name))
    return found


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server((LISTENERS, 0)) as server:
        return int(server.getsockname()[1])


def _run(program: str, *words: str) -> None:
    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"), key=lambda each: int(each.parts[-3]))
    command = [str(installed[-1]) if installed else program, *words]
    if os.getuid() == 0:
        command = ["runuser", "-u", USER, "--", *command]
    done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False, timeout=300)
    if done.returncode:
        raise ChildProcessError(f"{' '.join(command)}: {done.stdout}{done.stderr}")


class Distance:
    """A proxy to a server that is far away: each piece arrives after half a round trip. The way can be cut.

    The server listens on a port, or on a socket of the file system.
    """

    def __init__(self, target: int | Path, round_trip: float) -> None:
        self._target, self._half = target, round_trip / 2
        self._turns = 0
        self._server = socket.create_server((LISTENERS, 0), backlog=300)
        self.port = int(self._server.getsockname()[1])
        self._is_cut = threading.Event()
        self._open: set[socket.socket] = set()
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def round_trips(self) -> int:
        """Return how many times somebody has asked and waited for an answer so far, on all connections."""
        return (self._turns + 1) // 2

    def cut(self) -> None:
        """Let nothing pass: what is open breaks off, and whoever knocks gets no answer."""
        self._is_cut.set()
        for each in tuple(self._open):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def fall_silent(self) -> None:
        """Let every packet be lost without a word, as a wire that is pulled out does: nobody is told of anything."""
        for each in (self._server, *self._open):
            each.setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER, struct.pack("HP", 1, addressof(LOSE_ALL)))

    def mend(self) -> None:
        """Let everything pass again; what was lost meanwhile is sent anew, where anybody still waits for it."""
        self._is_cut.clear()
        for each in (self._server, *self._open):
            with suppress(OSError):
                each.setsockopt(socket.SOL_SOCKET, SO_DETACH_FILTER, 0)

    def _accept(self) -> None:
        while True:
            near, _ = self._server.accept()
            if self._is_cut.is_set():
                near.close()
                continue
            far = self._reach()
            self._open |= {near, far}
            last = [far]  # who has spoken last
            for source, target in ((near, far), (far, near)):
                if source.family == socket.AF_INET:
                    source.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                threading.Thread(target=self._carry, args=(source, target, last), daemon=True).start()

    def _reach(self) -> socket.socket:
        if isinstance(self._target, int):
            return socket.create_connection((LISTENERS, self._target))
        far = socket.socket(socket.AF_UNIX)
        far.connect(str(self._target))
        return far

    def _carry(self, source: socket.socket, target: socket.socket, last: list[socket.socket]) -> None:
        due: list[tuple[float, bytes]] = []
        arrived = threading.Condition()

        def deliver() -> None:
            while True:
                with arrived:
                    arrived.wait_for(lambda: bool(due))
                    moment, piece = due.pop(0)
                time.sleep(max(0.0, moment - time.monotonic()))
                with suppress(OSError):
                    if piece:
                        target.sendall(piece)
                        continue
                    target.shutdown(socket.SHUT_WR)
                return

        threading.Thread(target=deliver, daemon=True).start()
        piece = b"-"
        while piece:
            try:
                piece = source.recv(65536)
            except OSError:
                piece = b""
            with arrived:
                self._turns += bool(piece) and last[0] is not source
                last[0] = source
                due.append((time.monotonic() + self._half, piece))
                arrived.notify()
        self._open.discard(source)


class ServerWatch:
    """Tells when a server answered again after it had not."""

    def __init__(self, address: str) -> None:
        self._address, self._answered, self._end = address, 0.0, threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def stop(self) -> float:
        """Return the moment of its first answer after the last one that it did not give; 0 where it gave all."""
        self._end.set()
        self._thread.join()
        return self._answered

    def _look(self) -> None:
        import psycopg

        is_away = False
        while not self._end.wait(0.1):
            try:
                psycopg.connect(self._address).close()
            except psycopg.Error:
                is_away = True
                continue
            if is_away:
                is_away, self._answered = False, time.monotonic()


def from_afar(server: Server, *_: object) -> str:
    """Start the dashboard over a way of 50 ms there and back."""
    way = Distance(server.port, ROUND_TRIP_SECONDS)
    (text,) = server.run("SELECT text_vi FROM main.directive ORDER BY position LIMIT 1", "ngkt")[0]
    environment = {"NGKT_DB": server.address(port=way.port)}
    seconds = [start_once(NGKT, str(text)[:16].rstrip(), environment)[0] for _ in range(STARTS)]
    return f"{STARTS} starts to first rows, p50 {median(seconds):.2f} s, longest {max(seconds):.2f} s"
