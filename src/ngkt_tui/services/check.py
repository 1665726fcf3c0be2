"""Checking a digest without taking it in."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from ngkt_tui.digest.check import Examination, examine
from ngkt_tui.digest.load import load
from ngkt_tui.digest.outside import Outside
from ngkt_tui.domain.kinds import RecordKind


def check(
    path: str | Path, others: Sequence[Path] = (), *, strict: bool = False, stdin: BinaryIO | None = None
) -> Examination:
    """Return all that is to be said of the digest `path` (`-` for `stdin`).

    References to records of other digests are looked up in `others`; raises `DigestInvalid` where one of these is
    not valid itself.
    """
    outside = Outside.of(load(other).digest for other in others)
    return examine(path, outside, strict=strict, stdin=stdin)


def counted(examination: Examination) -> list[tuple[RecordKind, int]]:
    """Return how many records of each kind a digest without faults has, in the order of the kinds."""
    if examination.loaded is None:
        return []
    counts = Counter(record.kind_of_record for record in examination.loaded.digest.all_records())
    return [(kind, counts[kind]) for kind in RecordKind if counts[kind]]
