"""Many dashboards open on one store: how long an edit waits, and how soon all of them show it.

Nothing else moves on a dashboard at rest, so that the first bytes after an edit are its row or its count.
"""

import select
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from bench.figures import Figure, p95
from bench.processes import NGKT
from bench.start import first_words
from bench.terminal import Terminal
from ngkt_tui.domain.enums import Language
from ngkt_tui.services.context import Context
from ngkt_tui.services.edit import tick

DESKS = 18
EDITS = 20
PAUSE_SECONDS = 3.0
MAX_SECONDS = 30.0


def measure(store: Path) -> list[Figure]:
    """Return the 95th percentiles, in milliseconds, of an edit and of its being shown by a dashboard."""
    desks = [Terminal((*NGKT, "--fresh", "--db", str(store), "--by", f"desk-{number}")) for number in range(DESKS)]
    try:
        for desk in desks:
            desk.wait_for(first_words(store))
        for desk in desks:
            desk.read(1)
        durable, shown = _edit_under(desks, store)
    finally:
        for desk in desks:
            desk.__exit__()
    return [
        Figure(f"an edit beside {DESKS} dashboards, p95, beside 1 s", p95(durable), 1000, "ms", 1),
        Figure("its being shown by all of them, p95, beside 2 s", p95(shown), 2000, "ms", 1),
    ]


def _edit_under(desks: list[Terminal], store: Path) -> tuple[list[float], list[float]]:
    context = Context(store=store, actor="bench", language=Language.EN)
    with closing(sqlite3.connect(store)) as connection:
        record = connection.execute("SELECT id FROM directive ORDER BY position LIMIT 1").fetchone()[0]
    durable, shown = [], []
    for _ in range(EDITS):
        for desk in desks:
            desk.forget()
        begun = time.perf_counter()
        tick(context, [record])
        durable.append(1000 * (time.perf_counter() - begun))
        shown += _moments(desks, begun)
        time.sleep(PAUSE_SECONDS)
    return durable, shown


def _moments(desks: list[Terminal], begun: float) -> list[float]:
    """Return after how many milliseconds each dashboard drew something."""
    waiting = {desk.fileno(): desk for desk in desks}
    moments = []
    while waiting and time.perf_counter() - begun < MAX_SECONDS:
        ready, _, _ = select.select(list(waiting), [], [], 1.0)
        moments += [1000 * (time.perf_counter() - begun)] * len(ready)
        for descriptor in ready:
            waiting.pop(descriptor)
    return moments + [1000 * MAX_SECONDS] * len(waiting)
