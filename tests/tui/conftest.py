"""Stores that the dashboard is shown over."""

import shutil
from pathlib import Path

import pytest

from tests.tui.stores import make_store, many, small


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


@pytest.fixture(autouse=True)
def _looks_only_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the dashboard look for others' changes where a test says so, and not a second after it began."""
    monkeypatch.setattr("ngkt_tui.tui.screens.dashboard.POLL_SECONDS", 3600.0)
