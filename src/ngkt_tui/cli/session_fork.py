"""The process that `web.session_parent` starts: it loads what a dashboard needs, and forks itself for each session.

It has neither a thread nor a connection, so that nothing is shared but what was loaded.
"""

import gc
import os
import signal
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pkgutil import walk_packages

PACKAGES = ("ngkt_tui.cli", "ngkt_tui.services", "ngkt_tui.query", "ngkt_tui.store", "ngkt_tui.tui")
"""What is loaded, with all that lies in it."""
LONGEST_REQUEST = 1 << 18
"""Bytes that name the arguments and the surroundings of a session."""


def _load() -> None:
    """Load everything that sessions do; what an installation lacks, they will do without."""
    from ngkt_tui.tui.run import load

    load()
    for package in map(import_module, PACKAGES):
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            with suppress(ImportError):
                import_module(module.name)
    import_module("textual.drivers.web_driver")


def _reap(*_: object) -> None:
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG) != (0, 0):
            pass


def _serve(control: socket.socket) -> list[str] | None:
    """Fork a session for each that is asked for, until the server is gone: then `None`; in a session its arguments."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server ends with Ctrl+C, and lets its sessions end
    signal.signal(signal.SIGCHLD, _reap)
    while True:
        message, streams, _, _ = socket.recv_fds(control, LONGEST_REQUEST, 3)
        if not message:
            return None
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGCHLD])  # a session that ends at once waits for its handle
        process = os.fork()
        if not process:
            control.close()
            count, *words = os.fsdecode(message).split("\0")
            _become(dict(each.split("=", 1) for each in words[int(count) :]), streams)
            return words[: int(count)]
        handle = os.pidfd_open(process)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGCHLD])
        socket.send_fds(control, [b"started"], [handle])
        _close_all([handle, *streams])


def _become(environment: dict[str, str], streams: Sequence[int]) -> None:
    """Be as a process that was started with these surroundings and streams."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGCHLD])
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    _close_all(streams)
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        _renew(number, name)
    os.environ.clear()
    os.environ.update(environment)


def _close_all(numbers: Sequence[int]) -> None:
    for each in numbers:
        os.close(each)


def _renew(number: int, name: str) -> None:
    """Put another file, on the same number, into the place of one that knew of no pipe."""
    like, is_read = getattr(sys, name), name == "stdin"
    made = open(number, "r" if is_read else "w", 1 if number == 2 else -1, like.encoding, like.errors, closefd=False)  # noqa: SIM115
    for each in (name, f"__{name}__"):
        setattr(sys, each, made)


def main() -> None:
    """Load, and serve; in a session, do what `ngkt-tui` does."""
    _load()
    gc.collect()
    gc.freeze()
    arguments = _serve(socket.socket(fileno=int(sys.argv[1])))
    if arguments is not None:
        from ngkt_tui.cli.main import run  # loaded by now

        sys.argv[1:] = arguments
        run()


if __name__ == "__main__":
    main()
