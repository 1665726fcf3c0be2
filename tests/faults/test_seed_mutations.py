"""Whatever becomes of the packaged digest, it is taken or cleanly refused (RELIABILITY rows 1 to 4)."""

import time
from pathlib import Path
from random import Random

import pytest

from ngkt_tui.digest.check import check_source
from ngkt_tui.digest.contributions import ExternalRecords
from ngkt_tui.digest.faults import Diagnostic
from ngkt_tui.digest.source import MemorySource
from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.errors import InvalidDigestError
from ngkt_tui.services.context import Context, packaged_digest
from ngkt_tui.services.digest_store import import_digest
from tests.faults.mutations import MUTATIONS
from tests.fixtures.stores import context_of, make_packaged_store

SEED = packaged_digest().read_bytes()
WITHOUT_LINE = {"empty-file", "encoding-wide", "more"}
MAX_SECONDS = 2.0


def mutant(number: int) -> bytes:
    """Return the packaged digest spoilt in the way of that number."""
    return MUTATIONS[number % len(MUTATIONS)](SEED, Random(number))


def faults_of(content: bytes) -> tuple[Diagnostic, ...]:
    """Return what `check --strict` finds wrong, after telling all of it in both languages."""
    try:
        examined = check_source(MemorySource(content), ExternalRecords(), strict=True)
    except InvalidDigestError as error:
        faults = tuple(each for each in error.faults if isinstance(each, Diagnostic))
        remarks: tuple[Diagnostic, ...] = ()
        assert faults
    else:
        faults = examined.faults
        remarks = (*examined.unchecked, *examined.look_alikes, *examined.advice)
        assert bool(faults) is (examined.loaded is None)
    for fault in (*faults, *remarks):
        assert all(fault.render(language) for language in Language)
        assert fault.key in WITHOUT_LINE or (fault.line and fault.column), fault
    return faults


def try_mutants(numbers: range) -> float:
    """Check the mutants of `numbers`, print what became of them, and return the seconds of the slowest."""
    slowest = 0.0
    refused = 0
    for number in numbers:
        content = mutant(number)
        started = time.perf_counter()
        try:
            refused += bool(faults_of(content))
        except Exception as error:
            raise AssertionError(f"mutant {number} ({MUTATIONS[number % len(MUTATIONS)].__name__})") from error
        slowest = max(slowest, time.perf_counter() - started)
    tried = len(numbers)
    print(f"{tried} tried, {tried - refused} taken, {refused} refused, 0 failed; the slowest took {slowest:.2f} s")
    return slowest


def faults_on_import(context: Context, path: Path) -> tuple[Diagnostic, ...]:
    """Return why `path` is refused, by a rehearsal and then in earnest; empty where the rehearsal takes it."""
    try:
        import_digest(context, path, dry_run=True)
    except InvalidDigestError:
        with pytest.raises(InvalidDigestError) as caught:
            import_digest(context, path)
        return tuple(each for each in caught.value.faults if isinstance(each, Diagnostic))
    return ()


def try_imports(numbers: range, store: Path) -> None:
    """Rehearse the import of the mutants of `numbers` over a store that holds the digest; it must stay as it is."""
    context = context_of(make_packaged_store(store))
    before = store.read_bytes()
    spoilt = store.with_name("spoilt.yaml")
    refused = 0
    for number in numbers:
        spoilt.write_bytes(mutant(number))
        faults = faults_on_import(context, spoilt)
        refused += bool(faults)
        assert all(each.place.startswith(f"{spoilt}:") or each.key in WITHOUT_LINE for each in faults)
        assert store.read_bytes() == before, number
    print(f"{len(numbers)} tried, {refused} refused, 0 changed the store")


def test_a_spoilt_seed_is_taken_or_refused_with_its_places() -> None:
    try_mutants(range(5))


def test_a_spoilt_seed_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    try_imports(range(100, 102), tmp_path / "ngkt.sqlite")


@pytest.mark.soak
def test_a_great_many_spoilt_seeds_are_taken_or_refused_in_time() -> None:
    assert try_mutants(range(1_000, 7_000)) < MAX_SECONDS


@pytest.mark.soak
def test_a_great_many_spoilt_seeds_leave_the_store_as_it_was(tmp_path: Path) -> None:
    try_imports(range(10_000, 10_600), tmp_path / "ngkt.sqlite")
