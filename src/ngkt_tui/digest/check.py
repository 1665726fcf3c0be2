"""Checking a digest as a whole: everything that no single record can tell.

`examine` returns all there is to say of a file; `load_checked` returns its digest or raises with all faults.
What is wrong with single values and what is wrong between records is listed together.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from ngkt_tui.digest.checks.advice import advise
from ngkt_tui.digest.checks.circles import check_circles
from ngkt_tui.digest.checks.completeness import check_completeness, unchecked_records
from ngkt_tui.digest.checks.identity import check_identity
from ngkt_tui.digest.checks.index import Check, Index
from ngkt_tui.digest.checks.look_alikes import find_look_alikes
from ngkt_tui.digest.checks.origins import check_origins
from ngkt_tui.digest.checks.references import check_references, unchecked_references
from ngkt_tui.digest.checks.times import check_times
from ngkt_tui.digest.draft import Draft, read
from ngkt_tui.digest.fault import MOST_FAULTS, Complaint, Fault, invalid
from ngkt_tui.digest.load import LoadedDigest, finish, source_of
from ngkt_tui.digest.outside import Outside
from ngkt_tui.digest.source import Source
from ngkt_tui.domain.errors import DigestInvalid

CHECKS: tuple[Check, ...] = (
    check_identity,
    check_references,
    check_completeness,
    check_origins,
    check_times,
    check_circles,
)


@dataclass(frozen=True)
class Examination:
    """What is to be said of a file: its digest where it has no fault, else the faults."""

    loaded: LoadedDigest | None
    faults: tuple[Fault, ...] = ()
    unchecked: tuple[Fault, ...] = field(default=())
    """What only a digest that is not at hand can decide."""
    look_alikes: tuple[Fault, ...] = field(default=())
    """Names that a record of another id has too; they are accepted."""
    advice: tuple[Fault, ...] = field(default=())
    """What `--strict` asks for; empty otherwise."""


def check(index: Index) -> tuple[Complaint, ...]:
    """Return what is wrong with the records of a draft and between them, in no particular order."""
    found = chain.from_iterable(each(index) for each in CHECKS)
    return (*index.draft.complaints, *_heading(index.draft), *islice(found, MOST_FAULTS))


def examine(
    path: str | Path, outside: Outside | None = None, *, strict: bool = False, stdin: BinaryIO | None = None
) -> Examination:
    """Examine the file `path` (`-` for standard input) against the records of other digests; never raises."""
    try:
        return examine_source(source_of(path, stdin), outside or Outside(), strict=strict)
    except DigestInvalid as error:
        return Examination(None, tuple(each for each in error.faults if isinstance(each, Fault)))


def examine_source(source: Source, outside: Outside, *, strict: bool = False) -> Examination:
    """Examine `source`; raises `DigestInvalid` only where it is no YAML of the plain kind."""
    return examine_draft(read(source, elsewhere=lambda _own, _ids: outside), outside, strict=strict)


def examine_draft(draft: Draft, outside: Outside, *, strict: bool = False) -> Examination:
    """Examine what a source holds, once it is read."""
    index = Index(draft, outside)
    faults = draft.faults(check(index))
    return Examination(
        None if faults else finish(draft),
        faults,
        draft.faults(_some(chain(unchecked_references(index), unchecked_records(index)))),
        draft.faults(_some(find_look_alikes(index))),
        draft.faults(_some(advise(index))) if strict else (),
    )


def load_checked(path: str | Path, outside: Outside | None = None, *, stdin: BinaryIO | None = None) -> LoadedDigest:
    """Load and check the digest of `path`; raises `DigestInvalid` with all faults of the file."""
    others = outside or Outside()
    draft = read(source_of(path, stdin), elsewhere=lambda _own, _ids: others)
    complaints = check(Index(draft, others))
    if complaints:
        raise invalid(draft.source.name, draft.faults(complaints))
    return finish(draft)


def _heading(draft: Draft) -> Iterable[Complaint]:
    heading = draft.heading
    if heading and heading.id in heading.uses:
        yield Complaint(("digest", "uses", heading.uses.index(heading.id)), "uses-itself", {})


def _some(complaints: Iterable[Complaint]) -> tuple[Complaint, ...]:
    return tuple(islice(complaints, MOST_FAULTS))
