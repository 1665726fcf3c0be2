"""What holds for every test: nothing of the machine's user is read or written."""

import faulthandler
import gc
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import settings

from tests.fixtures.compiling import compile_share
from tests.fixtures.examples import collect_no_constants
from tests.fixtures.postgres import cluster, database, place, server, server_store, throw_away_cluster

__all__ = ["cluster", "database", "place", "server", "server_store"]

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False  # a program that a test starts would compile all of itself each time

MEMORY = Path("/dev/shm")
MIN_ROOM = 4 * 2**30


def _write_into_memory() -> None:
    """Let the stores of tests stand in memory where there is plenty of it: a commit waits for a disk several times."""
    if "TMPDIR" not in os.environ and MEMORY.is_dir() and os.access(MEMORY, os.W_OK):
        room = os.statvfs(MEMORY)
        if room.f_bavail * room.f_frsize >= MIN_ROOM and not room.f_flag & os.ST_NOEXEC:
            os.environ["TMPDIR"] = str(MEMORY)
            tempfile.tempdir = None


_write_into_memory()

FAST = ("domain", "query", "report")
"""The folders whose tests need no screen, no process and no large store: `pytest -m fast`."""
SERVERS = {"cluster", "database", "server_store"}
"""The fixtures that start a server, which is not fast in any folder."""


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Mark the tests of single layers as fast, and properties, which every run samples, as long proofs in their run."""
    is_soak = settings.get_current_profile_name() == "soak"
    fast = tuple(f"tests/{folder}/" for folder in FAST)
    for item in items:
        if is_soak and getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker(pytest.mark.soak)
        is_slow = item.get_closest_marker("soak") or SERVERS & set(getattr(item, "fixturenames", ()))
        if item.nodeid.startswith(fast) and not is_slow:
            item.add_marker(pytest.mark.fast)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Import no test of another folder where only fast ones are run: that takes longer than many of them."""
    is_other = collection_path.parent == Path(__file__).parent and collection_path.name not in (*FAST, "conftest.py")
    return True if is_other and config.getoption("-m") == "fast" else None


def pytest_configure(config: pytest.Config) -> None:
    """Look for garbage seldom: every dashboard is a thousand objects, and looking takes a quarter of a test's time."""
    gc.set_threshold(100_000, 50, 100)
    is_soak = config.getoption("-m") == "soak"
    settings.load_profile("soak" if is_soak else "sample")
    if not is_soak:
        collect_no_constants()


def pytest_sessionstart(session: pytest.Session) -> None:
    """Share the work of compiling between the workers of a run: alone, each would compile everything."""
    worker = getattr(session.config, "workerinput", None)
    if worker is not None:
        compile_share(session.config, int(worker["workerid"].removeprefix("gw")), int(worker["workercount"]))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Throw away the servers that a run has made."""
    throw_away_cluster(session.config)


def pytest_collection_finish() -> None:
    """Look for no garbage in what was imported: none of it is."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Let a long proof take its time; every other test stands still once it has taken minutes."""
    if item.get_closest_marker("soak"):
        faulthandler.cancel_dump_traceback_later()


@pytest.fixture(scope="session", autouse=True)
def _state_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what dashboards looked at last in a folder of the tests, also of those that run as processes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        yield
