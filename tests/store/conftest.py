"""Stores for the tests: real files, made once and copied."""

import shutil
from pathlib import Path

import pytest

from ngkt_tui.store.sqlite.sqlite_engine import create
from tests.store.stores import SAMPLE, taken_in


@pytest.fixture(scope="session")
def empty_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "ngkt.sqlite"
    create(path, fill=lambda built: None)
    return path


@pytest.fixture(scope="session")
def sample_template(empty_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "ngkt.sqlite"
    shutil.copy(empty_template, path)
    taken_in(path, SAMPLE)
    return path


@pytest.fixture
def empty_store(empty_template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(empty_template, tmp_path / "empty.sqlite"))


@pytest.fixture
def store(sample_template: Path, tmp_path: Path) -> Path:
    """A store that holds the sample digest."""
    return Path(shutil.copy(sample_template, tmp_path / "ngkt.sqlite"))
