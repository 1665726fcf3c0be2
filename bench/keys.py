"""From a key to the screen, with many directives and with a hundred, the two in turn.

Each key is measured twice: until every character on the screen is the one that stays there (rows, lines of groups,
counts), and until the last piece has come, which may be a scrollbar that was told of groups out of sight.
"""

import shutil
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

from bench.figures import Figure, p95, timed
from bench.processes import NGKT
from bench.start import first_words
from bench.terminal import Settled, Terminal
from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.words import translate

TYPED = ("doanh nghiep", "thị trường", "xuat khau", "is:open d", "fta")
HOME, PAGE_DOWN, ERASE, TODAY, ESCAPE = "g", "\x1b[6~", "\x7f", "0", "\x1b"
ANSWER = 30.0
PAGES_OF_FEW = 4
"""So many pages a hundred directives have at least below the first."""
TOAST = 6.0
FRAME = 1 / 60
DONE = "✓"
"""What a row shows once it is ticked."""
Pair = tuple[Terminal, Terminal]


def measure(many: Path, few: Path, folder: Path, runs: int) -> list[Figure]:
    """Return the figures of typing, paging, jumping and ticking."""
    copies = []
    for store in (many, few):
        copies.append(folder / f"keys-{store.name}")
        shutil.copy(store, copies[-1])
    with _open(copies[0]) as big, _open(copies[1]) as small:
        both = (big, small)
        return [
            *_compared("filter, per key", both, lambda terminal: _typing(terminal, runs)),
            *_compared("page down", both, lambda terminal: _paging(terminal, runs, few=terminal is small)),
            *_compared("jump to the end", both, lambda terminal: _repeated(terminal, "G", HOME, runs * 2)),
            *_compared("Today", both, lambda terminal: _opening(terminal, runs)),
            *_compared("tick (after the first), all panes", both, lambda terminal: _ticking(terminal, runs), None),
            *_tick_to_shown(big, folder / "commits.db", few, runs, ticks=runs + 1),
        ]


def _open(store: Path) -> Terminal:
    terminal = Terminal((*NGKT, "--fresh", "--db", str(store)))
    terminal.wait_for(first_words(store))
    terminal.settle(0.5)
    return terminal


Steps = list[Callable[[], Settled | None]]
"""Keys; what one returns is in seconds since it was pressed, `None` where it is not measured."""


def _compared(what: str, both: Pair, steps_of: Callable[[Terminal], Steps], limit: float | None = 1.5) -> list[Figure]:
    taken: tuple[list[Settled], list[Settled]] = ([], [])
    for pair in zip(*(steps_of(terminal) for terminal in both), strict=True):
        for each, step in zip(taken, pair, strict=True):
            if settled := step():
                each.append(settled)
    many, few = taken
    shown = _figures(f"{what}, to the screen", [each.shown for each in many], [each.shown for each in few], limit)
    last = f"{what}, until everything has come"
    return [*shown, *_figures(last, [each.whole for each in many], [each.whole for each in few], None)]


def _figures(what: str, many: list[float], few: list[float], limit: float | None) -> list[Figure]:
    slowest = Figure(f"{what}, p95", 1000 * p95(many), 1000 * p95(few), "ms", None)
    return [timed(f"{what}, median", many, few, limit), slowest]


def _key(terminal: Terminal, key: str) -> Settled:
    pressed = terminal.press(key)
    settled = terminal.settled(answer=ANSWER)
    return Settled(settled.shown - pressed, settled.whole - pressed)


def _unmeasured(terminal: Terminal, key: str) -> None:
    terminal.press(key)
    terminal.settle()


def _typing(terminal: Terminal, runs: int) -> Steps:
    steps: Steps = []
    for text in TYPED[: max(1, runs // 2)]:
        steps.append(lambda: _unmeasured(terminal, "/"))
        steps += [lambda key=key: _key(terminal, key) for key in text]  # type: ignore[misc]
        steps += [lambda: _unmeasured(terminal, ERASE)] * len(text)
        steps.append(lambda: _unmeasured(terminal, "\r"))
    return steps


def _repeated(terminal: Terminal, key: str, back: str, runs: int) -> Steps:
    step, home = (lambda: _key(terminal, key)), (lambda: _unmeasured(terminal, back))
    return [home, step] * runs


def _paging(terminal: Terminal, runs: int, *, few: bool) -> Steps:
    """Return keys that go on and on; among few directives from the top again, before they come to the end."""
    step, home, stay = (lambda: _key(terminal, PAGE_DOWN)), (lambda: _unmeasured(terminal, HOME)), lambda: None
    return [home, *[*[step] * PAGES_OF_FEW, home if few else stay] * runs]


def _opening(terminal: Terminal, runs: int) -> Steps:
    def opened() -> Settled:
        terminal.forget()
        pressed = terminal.press(TODAY)
        first = terminal.wait_for(translate(Language.VI, "today.silent"))
        return Settled(first - pressed, terminal.settled().whole - pressed)

    step, back = opened, lambda: _unmeasured(terminal, ESCAPE)
    return [step, back] * runs


def _ticking(terminal: Terminal, runs: int) -> Steps:
    def first() -> None:
        _key(terminal, " ")
        terminal.settle(TOAST)  # the first edit loads what writes; its notification goes away by itself

    return [lambda: _unmeasured(terminal, HOME), first, *[lambda: _key(terminal, " ")] * runs]


def _tick_to_shown(terminal: Terminal, beside: Path, few: Path, runs: int, ticks: int) -> list[Figure]:
    """Return how long it takes from the key to the row's other glyph on the screen, beside a bare commit, in turn."""
    shutil.copy(few, beside)
    _unmeasured(terminal, HOME)
    ours: list[float] = []
    commits: list[float] = []
    for number in range(ticks, ticks + 2 * runs):
        terminal.settle(TOAST)
        terminal.forget()
        pressed = terminal.press(" ")
        if number % 2:  # the row was done: other rows show what it shows now, whenever they are drawn
            terminal.settle()
            continue
        ours.append(terminal.wait_for(DONE) - pressed)
        commits.append(commit_time(beside))
    allowed = [seconds + FRAME for seconds in commits]
    return [
        timed("tick to the row's new glyph, beside a frame and a bare commit", ours, allowed, 1),
        timed("a bare commit of one row", commits, commits, None),
    ]


def commit_time(store: Path) -> float:
    """Return the seconds that SQLite itself needs to make one changed row durable, as the program asks it to."""
    connection = sqlite3.connect(store, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE digest SET taken_in_at = taken_in_at || ' '")
        begun = time.perf_counter()
        connection.execute("COMMIT")
        return time.perf_counter() - begun
    finally:
        connection.close()
