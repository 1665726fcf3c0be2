"""Checking a file in a process of its own, measured.

`python -m tests.digest.measured FILE...` prints, for each file, the keys of its faults, the seconds, and the
peak memory of the process so far in MiB.
"""

import json
import resource
import sys
import time
from pathlib import Path

from tests.digest.reading import check_file


def _read(path: Path) -> dict[str, object]:

    started = time.monotonic()
    keys = [each.key for each in check_file(path).faults]
    return {"keys": sorted(set(keys)), "seconds": time.monotonic() - started, "megabytes": _peak()}


def _peak() -> float:
    """Return the most memory this process had, in MiB; unlike `ru_maxrss`, Linux counts it from the start on."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(each for each in status.read_text().splitlines() if each.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / 1024


if __name__ == "__main__":
    sys.stdout.write(json.dumps([_read(Path(name)) for name in sys.argv[1:]]))
