"""Everything that is timed, as one table: `python -m bench.all [--count N] [--runs R] [--only NAME…] [--folder PATH]`.

Stores and digests are made in the folder, once: a second run with the same folder finds them there.
"""

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench import bulk, commands, desks, exports, imports, keys, memory, others, start
from bench.figures import Figure, table
from bench.make_digest import write_digest
from bench.make_store import make_store

FEW = 100


class Bench:
    """The stores of one run, made when first asked for."""

    def __init__(self, count: int, runs: int, folder: Path) -> None:
        self.count, self.runs, self.folder = count, runs, folder

    def store(self, count: int) -> Path:
        path = self.folder / f"{count}.db"
        if not path.exists():
            make_store(count, path)
        return path

    def digest(self, count: int) -> Path:
        path = self.folder / f"{count}.yaml"
        if not path.exists():
            with path.open("w", encoding="utf-8") as file:
                write_digest(count, file)
        return path

    @property
    def large(self) -> Path:
        return self.store(self.count)

    def run_others(self) -> list[Figure]:
        figures, missing = others.measure(self.large, self.folder)
        print("\n".join(missing))
        return figures

    def run_browsers(self) -> list[Figure]:
        from bench import browsers  # needs the extra `serve`

        return browsers.measure(self.large, self.folder)

    def halves(self) -> dict[int, Path]:
        return {count: self.store(count) for count in (self.count // 2, self.count)}


BENCHES: dict[str, Callable[[Bench], list[Figure]]] = {
    "start": lambda bench: start.measure(bench.large, bench.runs),
    "keys": lambda bench: keys.measure(bench.large, bench.store(FEW), bench.folder, bench.runs),
    "commands": lambda bench: commands.measure(bench.large, bench.folder, bench.runs),
    "exports": lambda bench: exports.measure(bench.halves(), bench.folder),
    "imports": lambda bench: imports.measure(bench.digest(bench.count), bench.folder, max(1, bench.runs // 4)),
    "bulk": lambda bench: bulk.measure(bench.large, bench.folder),
    "memory": lambda bench: memory.measure(bench.large, bench.folder),
    "desks": lambda bench: desks.measure(bench.large),
    "browsers": Bench.run_browsers,
    "others": Bench.run_others,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--only", nargs="*", choices=BENCHES, default=list(BENCHES))
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        bench = Bench(options.count, options.runs, folder)
        for name in options.only:
            print(f"\n{name}, {options.count:,} directives\n", flush=True)
            if figures := BENCHES[name](bench):
                print(table(figures), flush=True)


if __name__ == "__main__":
    main()
