"""How many directives an export writes in a second, and whether twice as many take twice as long: processor time."""

from pathlib import Path

from bench.figures import Figure
from bench.processes import NGKT, SQLITE_AND_CLICK, cost

FORMATS = {"csv": 10_000, "json": 10_000, "markdown": 10_000, "html": 10_000, "text": 10_000, "xlsx": 5_000}
"""How many directives a second are wanted of each."""


def measure(stores: dict[int, Path], folder: Path) -> list[Figure]:
    """Return a rate for each format from the largest store, and the growth from the one before it."""
    (less, smaller), (more, larger) = sorted(stores.items())[-2:]
    figures = []
    for name, wanted in FORMATS.items():
        little, much = (_seconds(store, name, folder) for store in (smaller, larger))
        figures.append(Figure(f"`export` {name}", more / much, wanted, "a second", 1, at_least=True))
        growth = (much / more) / (little / less)
        figures.append(Figure(f"`export` {name}, cost of a directive at {more:,} and {less:,}", growth, 1, "x", 1.25))
    return figures


def _seconds(store: Path, name: str, folder: Path) -> float:
    target = folder / f"export.{name}"
    command = (*NGKT, "--db", str(store), "export", "--format", name, "--force", "-o", str(target))
    start = min(cost(SQLITE_AND_CLICK).seconds for _ in range(3))
    return min(cost(command).seconds for _ in range(2)) - start
