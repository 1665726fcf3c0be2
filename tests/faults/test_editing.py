"""Edits and imports under faults: killed at random moments, two processes at once, writes that fail.

Source of the numbers: docs/reliability.md, rows 6, 8 and 9.
"""

import random
import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Thread

import pytest

from ngkt_tui.services.context import Context
from ngkt_tui.services.digest_store import import_digest
from ngkt_tui.services.reader import Reader
from tests.faults.forking import Acknowledge, Child, add_evidence, evidence, forbid_files_over
from tests.fixtures.stores import context_of, file_of, make_sample_store
from tests.store.stores import require_sound

RECORDS = ["hn-2031-03-05-01", "hn-2031-03-05-02", "hn-2031-09-12-01"]
SECOND_DIGEST = Path(__file__).parents[1] / "fixtures" / "second.yaml"


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_sample_store(tmp_path_factory.mktemp("sample") / "ngkt.sqlite")


@pytest.fixture
def context(template: Path, tmp_path: Path) -> Context:
    return context_of(Path(shutil.copy(template, tmp_path / "ngkt.sqlite")))


def _edit_on(context: Context, numbers: Iterator[int] | range, acknowledge: Acknowledge) -> None:
    for number in numbers:
        add_evidence(context, RECORDS, f"{context.actor} {number}")
        acknowledge(number)


def _killed_in_editing(context: Context, times: int) -> None:
    chance = random.Random(4)
    add_evidence(context, RECORDS, "loads everything before the first fork")
    acknowledged = 0
    for attempt in range(times):
        own = replace(context, actor=f"a{attempt}")
        child = Child(partial(_edit_on, own, range(1000)))
        committed = child.kill_after(chance.uniform(0.0, 0.5))
        kept = evidence(file_of(context))
        lost = [number for number in committed if kept.get(f"a{attempt} {number}") != RECORDS]
        assert lost == []
        assert [text for text, records in kept.items() if records != RECORDS] == []
        require_sound(file_of(context))
        acknowledged += len(committed)
    print(f"kill -9 in editing: {times} tried, {acknowledged} edits acknowledged, 0 lost, 0 half done")


def test_a_kill_in_the_middle_of_editing_loses_no_acknowledged_edit(context: Context) -> None:
    _killed_in_editing(context, 4)


@pytest.mark.soak
def test_300_kills_in_editing_lose_nothing(context: Context) -> None:
    _killed_in_editing(context, 300)


def _import_on(context: Context, acknowledge: Acknowledge) -> None:
    acknowledge(import_digest(context, SECOND_DIGEST).group or 0)


def _killed_in_importing(template: Path, folder: Path, times: int) -> None:
    chance = random.Random(4)
    import_digest(context_of(Path(shutil.copy(template, folder / "first.sqlite"))), SECOND_DIGEST)
    whole = 0
    for attempt in range(times):
        context = context_of(Path(shutil.copy(template, folder / f"{attempt}.sqlite")))
        add_evidence(context, RECORDS, "before")
        child = Child(partial(_import_on, context))
        committed = child.kill_after(chance.uniform(0.0, 0.9))
        require_sound(file_of(context))
        assert evidence(file_of(context))["before"] == RECORDS
        report = import_digest(context, SECOND_DIGEST)
        if committed:
            assert report.group is None
        whole += report.group is None
        require_sound(file_of(context))
        file_of(context).unlink()
    print(f"kill -9 in importing: {times} tried, {whole} imports whole, {times - whole} absent, 0 half done")


def test_a_kill_in_the_middle_of_an_import_leaves_all_or_nothing(template: Path, tmp_path: Path) -> None:
    _killed_in_importing(template, tmp_path, 3)


@pytest.mark.soak
def test_100_kills_in_importing_leave_all_or_nothing(template: Path, tmp_path: Path) -> None:
    _killed_in_importing(template, tmp_path, 100)


def _at_once(context: Context, actors: int, edits: int) -> None:
    """Let processes edit while this one reads like a dashboard; the longest read is told, not judged."""
    add_evidence(context, RECORDS, "loads everything before the first fork")
    owns = [replace(context, actor=f"a{number}") for number in range(actors)]
    children = [Child(partial(_edit_on, own, range(edits))) for own in owns]
    results: list[tuple[int, list[int]]] = []
    waiting = Thread(target=lambda: results.extend(child.wait() for child in children))
    waiting.start()
    reads = _reads_while(context, waiting)
    assert [(code, len(committed)) for code, committed in results] == [(0, edits)] * actors
    kept = evidence(file_of(context))
    missing = [f"{own.actor} {n}" for own in owns for n in range(edits) if kept.get(f"{own.actor} {n}") != RECORDS]
    assert missing == []
    require_sound(file_of(context))
    print(
        f"{actors} processes at once: {actors * edits} edits tried, 0 lost, 0 refused;"
        f" {len(reads)} reads meanwhile, 0 refused, the longest {max(reads) * 1000:.0f} ms"
    )


def _reads_while(context: Context, others: Thread) -> list[float]:
    """Read until `others` has ended, and return how long each read took."""
    reads: list[float] = []
    with Reader(context) as reader:
        while others.is_alive() or not reads:
            started = time.monotonic()
            reader.detail(RECORDS[0])
            reads.append(time.monotonic() - started)
            others.join(timeout=0.02)
    return reads


def test_two_processes_editing_at_once_lose_nothing_and_wait_for_each_other(context: Context) -> None:
    _at_once(context, 2, 8)


@pytest.mark.soak
@pytest.mark.parametrize(("actors", "edits"), [(2, 500), (10, 100)])
def test_many_edits_of_processes_at_once_lose_nothing(context: Context, actors: int, edits: int) -> None:
    _at_once(context, actors, edits)


def _edit_within(context: Context, limit: int) -> int:
    """Edit where no file may grow beyond `limit`, and return 0 where that was done, 1 where it was refused."""

    def work(_: Acknowledge) -> None:
        forbid_files_over(limit)
        add_evidence(context, RECORDS, f"within {limit}")

    return Child(work).wait()[0]


def _write_errors(context: Context, step: int) -> None:
    add_evidence(context, RECORDS, "loads everything before the first fork")
    size, refused, limit = file_of(context).stat().st_size, 0, 0
    before = evidence(file_of(context))
    while limit <= size + 262144:
        code = _edit_within(context, limit)
        after = evidence(file_of(context))
        done = after.get(f"within {limit}") == RECORDS
        assert code == (0 if done else 1)
        assert {text: records for text, records in after.items() if text in before} == before
        require_sound(file_of(context))
        refused += not done
        before = after
        limit += step
    add_evidence(context, RECORDS, "after space was freed")
    assert evidence(file_of(context))["after space was freed"] == RECORDS
    assert refused
    print(f"writes that fail in an edit: {(size + 262144) // step + 1} tried, {refused} refused, 0 lost")


def test_an_edit_that_cannot_be_written_changes_nothing(context: Context) -> None:
    _write_errors(context, 65536)


@pytest.mark.soak
def test_an_edit_that_cannot_be_written_at_any_page_changes_nothing(context: Context) -> None:
    _write_errors(context, 4096)
