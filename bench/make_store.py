"""A store of N directives that looks like the real one: `python -m bench.make_store N PATH`.

It is made as a first run makes one, from what `bench.make_digest` writes. More directives than fit into a digest come
in several, of one size, taken in one after the other.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from bench.make_digest import write_digest
from ngkt_tui.digest.load import load
from ngkt_tui.domain.enums import Language
from ngkt_tui.services.context import Context
from ngkt_tui.store.importing import import_digest
from ngkt_tui.store.sqlite.sqlite_engine import create
from ngkt_tui.store.unit_of_work import UnitOfWork

A_DIGEST = 100_000
"""Directives of one digest; the reader of digests takes 128 MiB, which is thrice as many."""


def make_store(count: int, path: Path) -> None:
    """Make a store of `count` directives at `path`, where there must be none."""
    parts = max(1, count // A_DIGEST)

    def fill(store: Path) -> None:
        for part in range(parts):
            _take_in(store, count // parts, part)

    if not create(path, fill):
        sys.exit(f"{path} is there already")


def _take_in(store: Path, count: int, part: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        digest = Path(folder) / f"made-{count}.yaml"
        with digest.open("w", encoding="utf-8") as file:
            write_digest(count, file, part)
        loaded = load(digest)
    context = Context(store=store, actor="bench", language=Language.VI)
    with UnitOfWork(store) as unit:
        import_digest(unit, loaded.digest, at=context.now(), actor=context.actor)
        unit.commit()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("path", type=Path)
    options = parser.parse_args()
    make_store(options.count, options.path)


if __name__ == "__main__":
    main()
