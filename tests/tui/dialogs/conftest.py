"""The sample digest in a store of the test's own."""

import shutil
from pathlib import Path

import pytest

from tests.fixtures.stores import make_sample_store


@pytest.fixture(scope="session")
def _sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_sample_store(tmp_path_factory.mktemp("sample") / "ngkt.sqlite")


@pytest.fixture
def store(_sample: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(_sample, tmp_path / "ngkt.sqlite"))
