"""Start to first rows on the screen, beside a bare Textual app, the two in turn."""

import sqlite3
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from bench.figures import Figure, timed
from bench.processes import NGKT, processor_seconds
from bench.terminal import Terminal

BARE = (sys.executable, str(Path(__file__).with_name("bare_app.py")))


def measure(store: Path, runs: int) -> list[Figure]:
    """Return how long a start takes, by the clock and by the processor."""
    text = first_words(store)
    environment = {"NGKT_DB": str(store)}  # as who starts the program without arguments has it

    def start() -> tuple[float, float]:
        return start_once(NGKT, text, environment)

    start_once(BARE, "READY"), start()
    bare, dashboard = [], []
    for _ in range(runs):
        bare.append(start_once(BARE, "READY"))
        dashboard.append(start())
    return [
        timed("start to first rows", [each[0] for each in dashboard], [each[0] for each in bare], 1.5),
        timed("the same, processor time", [each[1] for each in dashboard], [each[1] for each in bare], None),
    ]


def first_words(store: Path) -> str:
    """Return how the first row of the directives begins."""
    connection = sqlite3.connect(store)
    try:
        text: str = connection.execute("SELECT text_vi FROM directive ORDER BY position LIMIT 1").fetchone()[0]
    finally:
        connection.close()
    return text[:16].rstrip()


def start_once(
    command: tuple[str, ...], text: str, environment: Mapping[str, str] | None = None
) -> tuple[float, float]:
    """Start a command; return after how many seconds it shows a text, and what it used of the processor."""
    with Terminal(command, environment=environment) as terminal:
        seconds = terminal.wait_for(text) - terminal.started
        used = processor_seconds(terminal.pid)
        time.sleep(0.3)  # what it still does must not weigh on the next one
        return seconds, used
