"""A store of N directives that looks like the real one: `python -m bench.make_store N PATH`.

It is made as a first run makes one, by the service that takes in digests, from what `bench.make_digest` writes.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from bench.make_digest import write_digest
from ngkt_tui.domain.language import Language
from ngkt_tui.services.context import Context
from ngkt_tui.services.first_run import Readiness, ensure_store


def make_store(count: int, path: Path) -> None:
    """Make a store of `count` directives at `path`, where there must be none."""
    with tempfile.TemporaryDirectory() as folder:
        digest = Path(folder) / f"made-{count}.yaml"
        with digest.open("w", encoding="utf-8") as file:
            write_digest(count, file)
        context = Context(store=path, actor="bench", language=Language.VI)
        if ensure_store(context, digest) is not Readiness.MADE:
            sys.exit(f"{path} is there already")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("path", type=Path)
    options = parser.parse_args()
    make_store(options.count, options.path)


if __name__ == "__main__":
    main()
