"""A store with the sample digest for each test."""

import shutil
from pathlib import Path

import pytest

from ngkt_tui.domain.enums import Language
from ngkt_tui.services.context import Context
from tests.fixtures.stores import context_of, make_sample_store


@pytest.fixture(scope="session")
def sample_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_sample_store(tmp_path_factory.mktemp("sample") / "ngkt.sqlite")


@pytest.fixture
def store(sample_template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sample_template, tmp_path / "ngkt.sqlite"))


@pytest.fixture
def context(store: Path) -> Context:
    return context_of(store, Language.EN)
