"""The first run makes a store, whole or not at all; a later one leaves it alone."""

import multiprocessing
import os
import signal
import sqlite3
import stat
import time
from dataclasses import replace
from pathlib import Path

import pytest

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.errors import InvalidDigestError
from ngkt_tui.domain.store_errors import NotAStoreError, StoreError
from ngkt_tui.services.context import packaged_digest
from ngkt_tui.services.first_run import StoreState, ensure_store
from ngkt_tui.services.reader import Reader
from tests.fixtures.stores import SAMPLE, context_of, make_sample_store

DIRECTIVES = 13


def directives_in(path: Path) -> int:
    with Reader(context_of(path)) as reader:
        count = reader.count(reader.compile_filter(RecordKind.DIRECTIVE))
        return count.records + count.recommendations


def names_in(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_a_store_is_made_with_the_digest_in_it(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "down" / "ngkt.sqlite"
    assert ensure_store(context_of(path), SAMPLE) is StoreState.MADE
    assert directives_in(path) == DIRECTIVES
    assert names_in(path.parent) == [path.name]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_store_that_is_there_is_left_as_it_is(store: Path) -> None:
    before = store.read_bytes()
    assert ensure_store(context_of(store), SAMPLE) is StoreState.READY
    assert store.read_bytes() == before


def test_a_digest_with_faults_makes_no_store(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("digest: {}\n")
    path = tmp_path / "ngkt.sqlite"
    with pytest.raises(InvalidDigestError):
        ensure_store(context_of(path), wrong)
    assert names_in(tmp_path) == ["wrong.yaml"]


def test_nothing_is_made_where_nothing_may_be_written(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        ensure_store(replace(context_of(tmp_path / "ngkt.sqlite"), readonly=True), SAMPLE)
    assert names_in(tmp_path) == []


def test_a_file_of_another_program_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "ngkt.sqlite"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE t (a)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(NotAStoreError):
        ensure_store(context_of(path), SAMPLE)
    assert path.read_bytes() == before


@pytest.mark.parametrize("is_link", [False, True], ids=["file", "link"])
def test_what_a_killed_backup_or_restore_left_is_removed_by_the_next_opening(tmp_path: Path, is_link: bool) -> None:
    path = make_sample_store(tmp_path / "ngkt.sqlite")
    (backups := tmp_path / "backups").mkdir()
    for place in (tmp_path, backups):
        (left := place / f".ngkt-tui.{'a' * 16}").mkdir()
        (left / "lock").touch()
        (left / "store").write_bytes(b"half a copy")
    if is_link:
        (tmp_path / "elsewhere").mkdir()
        (link := tmp_path / "elsewhere" / "ngkt.sqlite").symlink_to(path)
        path = link
    ensure_store(replace(context_of(path), readonly=True))
    assert names_in(backups) != []
    ensure_store(context_of(path))
    assert names_in(backups) == []
    assert [name for name in names_in(tmp_path) if name.startswith(".")] == []


def test_the_packaged_digest_is_found_in_a_checkout_too() -> None:
    assert packaged_digest().is_file()


def _start(path: str, gate: "multiprocessing.synchronize.Barrier | None") -> None:
    if gate is not None:
        gate.wait(30)
    ensure_store(context_of(Path(path)), SAMPLE)
    assert directives_in(Path(path)) == DIRECTIVES


def test_first_starts_at_the_same_time_all_find_a_whole_store(tmp_path: Path) -> None:
    forked = multiprocessing.get_context("fork")
    gate = forked.Barrier(3)
    path = tmp_path / "ngkt.sqlite"
    starts = [forked.Process(target=_start, args=(str(path), gate)) for _ in range(3)]
    for each in starts:
        each.start()
    for each in starts:
        each.join(60)
    assert [each.exitcode for each in starts] == [0, 0, 0]
    assert names_in(tmp_path) == [path.name]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> float:
    """Return how many seconds a first start takes."""
    begun = time.monotonic()
    path = tmp_path_factory.mktemp("whole") / "ngkt.sqlite"
    start = multiprocessing.get_context("fork").Process(target=_start, args=(str(path), None))
    start.start()
    start.join()
    return time.monotonic() - begun


SHARES = (0.1, *(pytest.param(share, marks=pytest.mark.soak) for share in (0.3, 0.5, 0.9)), 0.7)


@pytest.mark.parametrize("share", SHARES)
def test_after_a_first_start_that_was_killed_the_next_one_works(tmp_path: Path, whole: float, share: float) -> None:
    folder = tmp_path / "killed"
    folder.mkdir()
    path = folder / "ngkt.sqlite"
    start = multiprocessing.get_context("fork").Process(target=_start, args=(str(path), None))
    start.start()
    time.sleep(whole * share)
    os.kill(start.pid or 0, signal.SIGKILL)
    start.join()
    assert not path.exists() or directives_in(path) == DIRECTIVES
    _start(str(path), None)
    assert names_in(folder) == [path.name]
