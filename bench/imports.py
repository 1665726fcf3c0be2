"""What taking in a digest costs beside merely parsing it with `CSafeLoader`, and a sheet of tasks beside merely reading
it with python-calamine: processor time, in turn.
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
    return [timed("`import`", ours, theirs, 1.5), _sheet_figure(folder, runs)]


def _sheet_figure(folder: Path, runs: int) -> Figure:
    """Return what each row of a sheet costs beside reading it: loading the program is left out of both."""
    large, small = folder / "tasks.xlsx", folder / "one-task.xlsx"
    write_sheet(TASKS, large)
    write_sheet(1, small)
    ours, theirs = [], []
    for number in range(runs):
        seconds = []
        for sheet in (small, large):
            store = _new_store(folder, number)
            ngkt = (*NGKT, "--db", str(store))
            cost((*ngkt, "import", str(packaged_digest("co-quan.yaml"))))
            seconds.append(cost((*ngkt, "import", str(sheet), "--as", "tasks")).seconds)
            store.unlink()
        ours.append(seconds[1] - seconds[0])
        read = subprocess.run((sys.executable, "-c", READ, str(large)), capture_output=True, check=True, text=True)
        theirs.append(float(read.stdout))
    return timed(f"`import --as tasks`, {TASKS:,} rows, beside reading them", ours, theirs, 10)


def _new_store(folder: Path, number: int) -> Path:
    store = folder / f"import-{number}.db"
    store.unlink(missing_ok=True)
    create(store, lambda _: None)
    return store
