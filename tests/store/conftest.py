"""Stores for the tests: real files, made once and copied."""

import shutil
from pathlib import Path

import pytest

from ngkt_tui.store.creation import create


@pytest.fixture(scope="session")
def empty_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "ngkt.sqlite"
    create(path, fill=lambda built: None)
    return path


@pytest.fixture
def empty_store(empty_template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(empty_template, tmp_path / "ngkt.sqlite"))
