"""What taking in a digest costs beside merely parsing it with `CSafeLoader`, and a sheet of tasks beside merely reading
it: processor time, in turn.

Reading a sheet is, once, opening it with python-calamine and having all cells as values of Python; and once what the
program does without writing: columns by their headings, each cell checked, agencies and documents found, days read
(`import --dry-run`). Loading the program, as it takes one row in, is left out of both.
"""

import subprocess
import sys
from pathlib import Path

from bench.figures import Figure, timed
from bench.make_sheet import write_sheet
from bench.processes import NGKT, cost
from ngkt_tui.services.context import packaged_digest
from ngkt_tui.store.sqlite.sqlite_engine import create

TASKS = 10_000
READ = """
import sys, time, python_calamine
begun = time.process_time()
python_calamine.load_workbook(sys.argv[1]).get_sheet_by_index(0).to_python()
print(time.process_time() - begun)
"""
PARSE = "import sys, yaml; yaml.load(open(sys.argv[1], encoding='utf-8'), Loader=yaml.CSafeLoader)"


def measure(digest: Path, folder: Path, runs: int) -> list[Figure]:
    """Return the figures of a digest, and of a sheet of tasks, that is taken into an empty store."""
    ours, theirs = [], []
    for number in range(runs):
        store = _new_store(folder, number)
        ours.append(cost((*NGKT, "--db", str(store), "import", str(digest))).seconds)
        theirs.append(cost((sys.executable, "-c", PARSE, str(digest))).seconds)
        store.unlink()
    return [timed("`import`", ours, theirs, 1.5), *_sheet_figures(folder, runs)]


def _sheet_figures(folder: Path, runs: int) -> list[Figure]:
    """Return what the rows of a sheet cost beside either way of reading them."""
    large, small = folder / "tasks.xlsx", folder / "one-task.xlsx"
    write_sheet(TASKS, large)
    write_sheet(1, small)
    taken, tried, read = [], [], []
    for number in range(runs):
        spent: dict[tuple[str, ...], float] = {}
        for words in ((), ("--dry-run",)):
            for sheet in (small, large):
                store = _new_store(folder, number)
                ngkt = (*NGKT, "--db", str(store))
                cost((*ngkt, "import", str(packaged_digest("co-quan.yaml"))))
                seconds = cost((*ngkt, "import", str(sheet), "--as", "tasks", *words)).seconds
                spent[words] = seconds - spent.get(words, 0)
                store.unlink()
        taken.append(spent[()])
        tried.append(spent["--dry-run",])
        done = subprocess.run((sys.executable, "-c", READ, str(large)), capture_output=True, check=True, text=True)
        read.append(float(done.stdout))
    name = f"`import --as tasks`, {TASKS:,} rows"
    return [
        timed(f"{name}, beside python-calamine", taken, read, 10),
        timed(f"{name}, beside --dry-run", taken, tried, 10),
    ]


def _new_store(folder: Path, number: int) -> Path:
    store = folder / f"import-{number}.db"
    store.unlink(missing_ok=True)
    create(store, lambda _: None)
    return store
