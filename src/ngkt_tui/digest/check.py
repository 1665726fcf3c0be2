"""Checking a digest as a whole: everything that no single record shows.

`examine` returns all there is to say of a file; `load_checked` returns its digest or raises with all faults.
What is wrong with single values and what is wrong between records is listed together.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain, islice

from ngkt_tui.digest.checks import Check, Index
from ngkt_tui.digest.checks.lint import check_completeness, lint, unchecked_records
from ngkt_tui.digest.checks.order import check_chronology, check_containers, check_cycles
from ngkt_tui.digest.checks.references import check_citations, check_references, unchecked_references
from ngkt_tui.digest.checks.similar_names import check_identity, find_similar_names
from ngkt_tui.digest.contributions import ExternalRecords
from ngkt_tui.digest.faults import MAX_FAULTS, Diagnostic, Issue
from ngkt_tui.digest.load import LoadedDigest, ParsedDigest, build_digest, read
from ngkt_tui.digest.source import InputFile
from ngkt_tui.domain.enums import OWN_DIGEST

CHECKS: tuple[Check, ...] = (
    check_identity,
    check_references,
    check_completeness,
    check_citations,
    check_chronology,
    check_cycles,
    check_containers,
)


@dataclass(frozen=True)
class CheckResult:
    """What is to be said of a file: its digest where it has no fault, else the faults."""

    loaded: LoadedDigest | None
    faults: tuple[Diagnostic, ...] = ()
    unchecked: tuple[Diagnostic, ...] = field(default=())
    """What only a digest that is not at hand can decide."""
    look_alikes: tuple[Diagnostic, ...] = field(default=())
    """Names that a record of another id has too; they are accepted."""
    advice: tuple[Diagnostic, ...] = field(default=())
    """What `--strict` asks for; empty otherwise."""


def check(index: Index) -> tuple[Issue, ...]:
    """Return what is wrong with the records of a draft and between them, in no particular order."""
    found = chain.from_iterable(each(index) for each in CHECKS)
    return (*index.draft.issues, *_heading(index.draft), *islice(found, MAX_FAULTS))


def check_source(source: InputFile, outside: ExternalRecords, *, strict: bool = False) -> CheckResult:
    """Examine `source`; raises `InvalidDigestError` only where it is no YAML of the plain kind."""
    return check_parsed(read(source, elsewhere=lambda _own, _ids: outside), outside, strict=strict)


def check_parsed(draft: ParsedDigest, outside: ExternalRecords, *, strict: bool = False) -> CheckResult:
    """Examine what a source holds, once it is read."""
    index = Index(draft, outside)
    faults = draft.faults(check(index))
    return CheckResult(
        None if faults else build_digest(draft),
        faults,
        draft.faults(_some(chain(unchecked_references(index), unchecked_records(index)))),
        draft.faults(_some(find_similar_names(index))),
        draft.faults(_some(lint(index))) if strict else (),
    )


def _heading(draft: ParsedDigest) -> Iterable[Issue]:
    heading = draft.heading
    if heading and heading.id == OWN_DIGEST:
        yield Issue(("digest", "id"), "reserved-id", {"id": OWN_DIGEST})
    if heading and heading.own and draft.lists.get("articles"):
        yield Issue(("articles",), "own-articles", {}, at_key=True)
    if heading and heading.id in heading.uses:
        yield Issue(("digest", "uses", heading.uses.index(heading.id)), "uses-itself", {})


def _some(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    return tuple(islice(issues, MAX_FAULTS))
