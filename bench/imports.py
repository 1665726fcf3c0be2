"""What taking in a digest costs beside merely parsing it with `CSafeLoader`: processor time, in turn."""

import sys
from pathlib import Path

from bench.figures import Figure, timed
from bench.processes import NGKT, cost
from ngkt_tui.store.sqlite.sqlite_engine import create

PARSE = "import sys, yaml; yaml.load(open(sys.argv[1], encoding='utf-8'), Loader=yaml.CSafeLoader)"


def measure(digest: Path, folder: Path, runs: int) -> list[Figure]:
    """Return the figure of a digest that is taken into an empty store."""
    ours, theirs = [], []
    for number in range(runs):
        store = folder / f"import-{number}.db"
        store.unlink(missing_ok=True)
        create(store, lambda _: None)
        ours.append(cost((*NGKT, "--db", str(store), "import", str(digest))).seconds)
        theirs.append(cost((sys.executable, "-c", PARSE, str(digest))).seconds)
        store.unlink()
    return [timed("`import`", ours, theirs, 1.5)]
