"""Stores to read: a small invented world, and an empty one to fill."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from ngkt_tui.digest.load import load
from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.readable import Moment
from ngkt_tui.query.filter import parse
from ngkt_tui.query.filter.compiler import compile_filter
from ngkt_tui.query.lists import LISTINGS
from ngkt_tui.query.scope import Scope
from ngkt_tui.store.importing import import_digest
from ngkt_tui.store.sqlite.sqlite_engine import create
from ngkt_tui.store.unit_of_work import UnitOfWork
from tests.query.building import Building
from tests.query.world import build_world

FIXTURES = Path(__file__).parents[1] / "fixtures"
TODAY = Moment(date(2031, 10, 1))

Ids = Callable[..., list[str]]


@pytest.fixture(scope="session")
def _world_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("world") / "world.db"
    connection = sqlite3.connect(path)
    build_world(Building(connection))
    connection.close()
    return path


@pytest.fixture
def world_path(_world_file: Path, tmp_path: Path) -> Path:
    """A store file of the test's own, with the world in it."""
    return Path(shutil.copy(_world_file, tmp_path / "store.db"))


@pytest.fixture
def world(world_path: Path) -> Iterator[sqlite3.Connection]:
    """An open connection to a store with the world in it."""
    connection = sqlite3.connect(world_path)
    yield connection
    connection.close()


@pytest.fixture(scope="session")
def _digests_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("digests") / "store.db"
    create(path, _take_in_samples)
    return path


def _take_in_samples(path: Path) -> None:
    for name in ("sample.yaml", "second.yaml"):
        with UnitOfWork(path) as unit:
            import_digest(unit, load(FIXTURES / name).digest, at="2032-09-01T00:00:00Z", actor="lan")
            unit.commit()


@pytest.fixture
def sample(_digests_file: Path, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """An open connection to a store that took in the two sample digests."""
    connection = sqlite3.connect(shutil.copy(_digests_file, tmp_path / "sample.db"))
    yield connection
    connection.close()


@pytest.fixture
def building(tmp_path: Path) -> Iterator[Building]:
    """An empty store to be filled."""
    connection = sqlite3.connect(tmp_path / "built.db")
    yield Building(connection)
    connection.close()


@pytest.fixture
def ids(world: sqlite3.Connection) -> Ids:
    """Return the ids that a filter, and a scope, leave of the world, in their order."""

    def left(
        text: str, kind: RecordKind = RecordKind.DIRECTIVE, scope: Scope = (), moment: Moment = TODAY
    ) -> list[str]:
        where = compile_filter(world, kind, moment, parse(text, kind), scope)
        return [row.id for row in LISTINGS[kind].page(world, where, -1)]

    return left
