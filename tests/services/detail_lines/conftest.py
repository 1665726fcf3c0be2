"""The sample digest in a store that is only read."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ngkt_tui.services.reader import Reader
from tests.fixtures.stores import context_of, make_sample_store


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_sample_store(tmp_path_factory.mktemp("sample") / "ngkt.sqlite")


@pytest.fixture
def reader(sample: Path) -> Iterator[Reader]:
    with Reader(context_of(sample)) as opened:
        yield opened
