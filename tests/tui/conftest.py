"""Stores that the dashboard is shown over."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual._compositor import Compositor

from tests.tui.benches import Bench
from tests.tui.caches import _keeps_rules_and_handlers
from tests.tui.stores import make_store, many, small

__all__ = ["_keeps_rules_and_handlers"]


@pytest.fixture(scope="session")
def _small_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("small") / "ngkt.sqlite", small)


@pytest.fixture
def store(_small_file: Path, tmp_path: Path) -> Path:
    """A store of the test's own, with a little of everything."""
    return Path(shutil.copy(_small_file, tmp_path / "ngkt.sqlite"))


@pytest.fixture(scope="session")
def long_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with 5,000 directives, only to be read."""
    return make_store(tmp_path_factory.mktemp("long") / "ngkt.sqlite", lambda built: many(built, 5000))


@pytest.fixture
def empty_store(tmp_path: Path) -> Path:
    """A store without any record."""
    return make_store(tmp_path / "ngkt.sqlite", lambda built: None)


@pytest.fixture
def bench(store: Path) -> Iterator[Bench]:
    made = Bench(store)
    yield made
    made.workers.close()
    made.reader.close()


@pytest.fixture(autouse=True)
def _looks_only_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the dashboard look for others' changes where a test says so, and not a second after it began."""
    monkeypatch.setattr("ngkt_tui.tui.dashboard.dashboard_screen.POLL_SECONDS", 3600.0)


@pytest.fixture(autouse=True)
def _draws_only_when_looked_at(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw the screen where a test reads it, and not after each key for a terminal that is not there.

    Drawing is a third of the time of these tests. Those that are about drawing, or search for a line that cannot be
    drawn, bear the mark `drawn`. Those of `tests/scale`, which count drawn lines, do not come here.
    """
    if request.node.get_closest_marker("drawn") is None:
        monkeypatch.setattr(Compositor, "render_update", _forget_what_changed)


def _forget_what_changed(compositor: Compositor, full: bool = False, **_: object) -> None:
    compositor._dirty_regions.clear()
