"""Two stores that look alike but for their size, made once for all workers of a run."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from bench.make_store import make_store

from ngkt_tui.domain.enums import Language
from ngkt_tui.services.context import Context
from ngkt_tui.services.reader import Reader
from ngkt_tui.store.engine import Limit
from ngkt_tui.store.files import locked
from tests.fixtures.stores import sqlite_of

FEW, MANY = 1_000, 5_000


@dataclass
class Watched:
    """A reader of which statements and steps are counted."""

    reader: Reader
    statements: list[str] = field(default_factory=list)
    steps: int = 0
    _connection: Any = None

    def watch(self) -> None:
        """Begin to count: the program's own statements, and the steps of SQLite's machine in tens."""
        with self.reader.connection() as connection:
            self._connection = sqlite_of(connection)
            self._connection.set_trace_callback(self._take)
            self._connection.set_progress_handler(self._step, 10)
            setattr(connection, "limited", self._limited)  # noqa: B010 - a limit takes the place of what counts

    def forget(self) -> None:
        self.statements.clear()
        self.steps = 0

    def plan(self) -> list[str]:
        """Return how SQLite carries out the last statement, without what it does for each single row."""
        with self.reader.connection() as connection:
            steps = connection.execute(f"EXPLAIN QUERY PLAN {self.statements[-1]}").fetchall()
        for_each_row: set[int] = set()
        for number, parent, _, detail in steps:
            if parent in for_each_row or detail.startswith("CORRELATED"):
                for_each_row.add(number)
        return [detail for number, _, _, detail in steps if number not in for_each_row]

    @contextmanager
    def _limited(self, steps: int) -> Iterator[Limit]:
        limit, last = Limit(), self.steps + steps // 10

        def step() -> bool:
            self.steps += 1
            limit.is_over = self.steps > last
            return limit.is_over

        self._connection.set_progress_handler(step, 10)
        try:
            yield limit
        finally:
            self._connection.set_progress_handler(self._step, 10)

    def _take(self, statement: str) -> None:
        if statement.lstrip().startswith("WITH"):  # not those that the search index runs for itself
            self.statements.append(statement)

    def _step(self) -> None:
        self.steps += 1


@pytest.fixture(scope="session")
def stores(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> dict[int, Path]:
    """Return the paths of the stores by their number of directives."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "stores"
    folder.mkdir(exist_ok=True)
    with locked(folder / "lock", wait=True):
        for count in (FEW, MANY):
            path = folder / f"{count}.db"
            if not path.exists():
                make_store(count, path)
    return {count: folder / f"{count}.db" for count in (FEW, MANY)}


@pytest.fixture(scope="session")
def _watched(stores: dict[int, Path]) -> Iterator[dict[int, Watched]]:
    with ExitStack() as at_the_end:
        readers = {}
        for count, path in stores.items():
            reader = at_the_end.enter_context(Reader(Context(path, "nobody", Language.VI)))
            readers[count] = Watched(reader)
            readers[count].watch()
        yield readers


@pytest.fixture
def watched(_watched: dict[int, Watched]) -> dict[int, Watched]:
    """Give a watched reader of each store, that has counted nothing."""
    for each in _watched.values():
        each.forget()
    return _watched
