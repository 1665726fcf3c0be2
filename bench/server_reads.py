"""What single reads take over a store on a server of this machine, beside the file that it was copied from.

`python -m bench.server_reads FILE ADDRESS [--runs N] [--only WORD…]`: `ngkt-tui --db FILE copy --to ADDRESS` makes the
copy. Each read is asked of both in turn. Told is the 95th percentile of each in milliseconds, and what it costs the
processor, which other programs disturb less: ours for a file, the server's for a server. `start` is how long the
dashboard takes to its first rows: the median, and by how much that is longer than a bare Textual app.
"""

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from bench.figures import p95
from bench.processes import NGKT, processor_seconds
from bench.start import BARE, first_words, start_once
from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.place import Place, ServerAddress
from ngkt_tui.query.filter import parse
from ngkt_tui.query.lists.grouping import ListGrouping, order_by_group
from ngkt_tui.query.sql import CompiledFilter
from ngkt_tui.services.context import Context
from ngkt_tui.services.reader import Reader

PAGE_ROWS = 60
FILTERS = (
    *("", "is:open", "is:silent", "đ", "xuất khẩu", "doanh nghiep", "agency:bng", "theme:none", "by:none", "lead:none"),
    *("sort:due", "sort:status", "sort:conference", "is:open sort:due"),
)
PANES = ("conference", "agreement", "market", "official", "organisation", "theme", "document", "company", "figure")
GROUPS = (ListGrouping.CONFERENCE, ListGrouping.AGENCY, ListGrouping.DUE, ListGrouping.STATUS)
Read = Callable[[Reader, CompiledFilter], object]


def _page(reader: Reader, where: CompiledFilter) -> object:
    return reader.page(where, PAGE_ROWS)


def _page_by(by: ListGrouping) -> Read:
    return lambda reader, where: reader.page(order_by_group(where, by), PAGE_ROWS)


def _groups_by(by: ListGrouping) -> Read:
    return lambda reader, where: reader.groups(order_by_group(where, by), by, beside=False)


def _reads() -> dict[str, Callable[[Reader], object]]:
    directive = RecordKind.DIRECTIVE
    reads = {
        "head": _of(directive, "", Reader.dashboard_totals),
        "without lead": _of(directive, "", Reader.without_lead),
    }
    for text in FILTERS:
        reads |= {f"page {text}": _of(directive, text, _page), f"count {text}": _of(directive, text, Reader.count)}
    for by in GROUPS:
        reads |= {f"page by {by}": _of(directive, "", _page_by(by)), f"groups {by}": _of(directive, "", _groups_by(by))}
    for kind in map(RecordKind, PANES):
        reads[f"pane {kind}"] = _of(kind, "", _page)
    return reads


def _of(kind: RecordKind, text: str, read: Read) -> Callable[[Reader], object]:
    return lambda reader: read(reader, reader.compile_filter(kind, parse(text, kind)))


class _Asked:
    """A reader of a place, and what its reads take."""

    def __init__(self, place: Place) -> None:
        self.reader = Reader(Context(store=place, actor="bench", language=Language.VI))
        self._process: int | None = None
        if not isinstance(place, Path):
            with self.reader.connection() as connection:
                self._process = int(connection.execute("SELECT pg_backend_pid()").fetchone()[0])

    def used(self) -> float:
        """Return the seconds of the processor that its reads have taken so far."""
        return processor_seconds(self._process) if self._process is not None else time.process_time()

    def take(self, read: Callable[[Reader], object]) -> tuple[float, float]:
        """Return how long a read takes, by the clock and by the processor, in milliseconds."""
        begun, used = time.perf_counter(), self.used()
        read(self.reader)
        return 1000 * (time.perf_counter() - begun), 1000 * (self.used() - used)


def measure(places: Sequence[Place], runs: int, only: Sequence[str]) -> None:
    """Print a line for each read: how long it took from each place."""
    asked = [_Asked(place) for place in places]
    for name, read in _reads().items():
        if only and not any(word in name for word in only):
            continue
        taken = [[each.take(read) for each in asked] for _ in range(runs)]
        columns = (list(zip(*each, strict=True)) for each in zip(*taken, strict=True))
        cells = (f"{p95(clock):.0f} | {sum(used) / runs:.0f}" for clock, used in columns)
        print(f"| {name} | {' | '.join(cells)} |", flush=True)


def measure_starts(places: Sequence[Place], runs: int) -> None:
    """Print a line that tells how long a start takes to first rows from each place, one after the other each time."""
    shown = next(first_words(each) for each in places if isinstance(each, Path))
    addresses = [each.address if isinstance(each, ServerAddress) else str(each) for each in places]
    starts = [(BARE, "READY", {}), *((NGKT, shown, {"NGKT_DB": each}) for each in addresses)]
    taken = [[start_once(*each)[0] for each in starts] for _ in range(runs + 1)][
        1:
    ]  # the first one reads from the disk
    bare, *others = (median(each) for each in zip(*taken, strict=True))
    print(f"| start | {' | '.join(f'{1000 * each:.0f} | {each / bare:.2f}' for each in others)} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("address", type=ServerAddress)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--only", nargs="*", default=[])
    options = parser.parse_args()
    if not options.only or "start" in options.only:
        measure_starts((options.file, options.address), options.runs)
    measure((options.file, options.address), options.runs, options.only)


if __name__ == "__main__":
    main()
