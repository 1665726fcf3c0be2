"""The same key in VisiData and fzf, where they are installed: a filter over the same directives."""

import csv
import shutil
import sqlite3
from pathlib import Path

from bench.figures import Figure
from bench.processes import NGKT
from bench.start import first_words
from bench.terminal import Terminal

WORD = "doanh"


def measure(store: Path, folder: Path) -> tuple[list[Figure], list[str]]:
    """Return figures for those that are installed and a sentence for each that is not."""
    rows = folder / "rows.csv"
    _write(store, rows)
    commands = {
        "VisiData": ("vd", ("vd", str(rows)), f"g|{WORD}\r", "matches for"),
        "fzf": ("fzf", ("sh", "-c", f"fzf < '{rows}'"), WORD, ""),
    }
    missing = [f"{name} is not installed: left out." for name, (program, *_) in commands.items() if not _has(program)]
    if len(missing) == len(commands):
        return [], missing
    ours = _filter_time((*NGKT, "--fresh", "--db", str(store)), first_words(store), f"/{WORD}")
    figures = [
        Figure(f"filter by a word, beside {name}", ours, _filter_time(command, "", keys, awaited), "ms", None)
        for name, (program, command, keys, awaited) in commands.items()
        if _has(program)
    ]
    return figures, missing


def _has(program: str) -> bool:
    return shutil.which(program) is not None


def _write(store: Path, target: Path) -> None:
    connection = sqlite3.connect(store)
    with target.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(connection.execute("SELECT id, status, text_vi FROM directive ORDER BY position"))
    connection.close()


def _filter_time(command: tuple[str, ...], text: str, keys: str, words: str = "") -> float:
    """Return the milliseconds until the screen rests, or until it says `told`: VisiData never rests."""
    with Terminal(command) as terminal:
        if text:
            terminal.wait_for(text)
        terminal.read(4)
        pressed = terminal.press(keys)
        return 1000 * ((terminal.wait_for(words) if words else terminal.settle(0.5, answer=60)) - pressed)
