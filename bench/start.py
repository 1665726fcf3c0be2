"""Start to first rows on the screen, beside a bare Textual app, the two in turn: `python -m bench.start STORE TEXT`."""

import argparse
import sys
from pathlib import Path

from bench.figures import ratio, row
from bench.terminal import Terminal

BARE = [sys.executable, str(Path(__file__).with_name("bare_app.py"))]


def start_time(command: list[str], text: str) -> float:
    """Return the seconds from starting `command` to `text` on the screen."""
    with Terminal(command) as terminal:
        return terminal.wait_for(text) - terminal.started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", help="a store to open")
    parser.add_argument("text", help="a text of its first row, as the screen shows it")
    parser.add_argument("--runs", type=int, default=15)
    options = parser.parse_args()
    ours = [sys.executable, "-m", "ngkt_tui", "--db", options.store]
    start_time(BARE, "READY"), start_time(ours, options.text)  # warm the caches
    bare, dashboard = [], []
    for _ in range(options.runs):
        bare.append(start_time(BARE, "READY"))
        dashboard.append(start_time(ours, options.text))
    print(row("bare Textual app", bare))
    print(row("ngkt-tui to first rows", dashboard))
    print(ratio("start", dashboard, bare, 1.5))


if __name__ == "__main__":
    main()
