"""A store that two users share through a group stays usable for both, and never opens wider than it is."""

import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ngkt_tui.domain.enums import Status
from ngkt_tui.services.digest_store import import_digest
from ngkt_tui.services.edit import set_status
from ngkt_tui.services.maintenance import check_store, restore
from ngkt_tui.store.files import access_of
from ngkt_tui.store.sqlite.backups import back_up, backups_of, copies_of, kept_of
from ngkt_tui.store.unit_of_work import UnitOfWork
from tests.fixtures.stores import context_of

SECOND_DIGEST = Path(__file__).parents[1] / "fixtures" / "second.yaml"
IS_ROOT = os.geteuid() == 0
GROUP = 54321 if IS_ROOT else os.getegid()
USERS = (54001, 54002) if IS_ROOT else (os.geteuid(), os.geteuid())
ONE = "hn-2031-03-05-01"


@pytest.fixture
def shared(sample_template: Path) -> Iterator[Path]:
    """A store of the first user, in a folder of the group, with a backup of each way that it can have."""
    folder = Path(tempfile.mkdtemp())
    path = Path(shutil.copy(sample_template, folder / "ngkt.sqlite"))
    for each, mode in ((folder, 0o2770), (path, 0o660)):
        os.chown(each, USERS[0], GROUP)
        each.chmod(mode)
    with UnitOfWork(path):
        pass  # loads what a user without rights could not
    set_status(context_of(path), [], Status.DOING)
    yield path
    shutil.rmtree(folder)


def as_user(number: int, act: Callable[[], object]) -> int:
    """Do something as a member of the group in a process of its own; return its exit code."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            if IS_ROOT:
                os.setgroups([GROUP])
                os.setgid(number)
                os.setuid(number)
            os.umask(0o022)
            act()
            code = 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def mode_of(path: Path) -> tuple[int, int]:
    status = path.stat()
    return stat.S_IMODE(status.st_mode) & 0o777, status.st_gid


def test_both_users_import_edit_and_restore(shared: Path) -> None:
    context = context_of(shared)
    check_store(context)
    for user in USERS:
        assert as_user(user, lambda: back_up(shared, context.clock)) == 0
        assert as_user(user, lambda: set_status(context, [ONE], Status.DOING)) == 0
    assert as_user(USERS[1], lambda: import_digest(context, SECOND_DIGEST)) == 0
    assert as_user(USERS[1], lambda: restore(context, backups_of(shared)[0])) == 0
    assert as_user(USERS[0], lambda: set_status(context, [ONE], Status.DONE)) == 0
    assert as_user(USERS[0], lambda: restore(context, kept_of(shared)[0])) == 0
    assert len(copies_of(shared)) == 5
    assert {mode_of(each) for each in (shared, *copies_of(shared))} == {(0o660, GROUP)}
    assert mode_of(shared.parent / "backups") == (0o770, GROUP)


@pytest.mark.parametrize("user", USERS)
def test_a_repair_locks_nobody_out(shared: Path, user: int) -> None:
    context = context_of(shared)
    as_user(USERS[0], lambda: back_up(shared, context.clock))
    assert check_store(context).problems == 0
    assert as_user(user, lambda: check_store(context, repair=True)) == 0
    assert mode_of(shared) == (0o660, GROUP)
    assert mode_of(shared.parent) == (0o770, GROUP)
    for each in USERS:
        assert as_user(each, lambda: set_status(context, [ONE], Status.DOING)) == 0
        assert as_user(each, lambda: back_up(shared, context.clock)) == 0


def test_a_repair_takes_from_all_others_what_the_group_may_keep(shared: Path) -> None:
    shared.chmod(0o666)
    shared.parent.chmod(0o777)
    assert check_store(context_of(shared), repair=True).problems == 0
    assert mode_of(shared) == (0o660, GROUP)
    assert mode_of(shared.parent) == (0o775, GROUP)


def test_a_folder_of_backups_that_shuts_the_group_out_is_told_and_opened(shared: Path) -> None:
    context = context_of(shared)
    as_user(USERS[0], lambda: back_up(shared, context.clock))
    folder = shared.parent / "backups"
    folder.chmod(0o700)
    (finding,) = [each for each in check_store(context).findings if each.problems]
    assert [each.key for each in finding.problems] == ["doctor.shut-folder"]
    assert as_user(USERS[0], lambda: check_store(context, repair=True)) == 0
    assert mode_of(folder) == (0o770, GROUP)


@pytest.mark.parametrize(
    ("file", "folder", "mode"),
    [
        (0o600, 0o770, 0o600),
        (0o660, 0o700, 0o600),
        (0o640, 0o750, 0o640),
        (0o644, 0o755, 0o600),
        (0o660, 0o770, 0o660),
        (0o664, 0o775, 0o660),
    ],
)
def test_nothing_is_opened_wider_than_the_store(shared: Path, file: int, folder: int, mode: int) -> None:
    shared.chmod(file)
    shared.parent.chmod(folder)
    assert access_of(shared).mode == mode
    backup = back_up(shared, context_of(shared).clock)
    kept = restore(context_of(shared), backup)
    assert kept is not None
    assert [mode_of(each)[0] for each in (backup, shared, kept)] == [mode] * 3
    assert mode_of(backup.parent)[0] == 0o700 | (mode & 0o070) | (mode & 0o040) >> 2


def test_a_store_of_its_owner_alone_stays_so(store: Path) -> None:
    store.chmod(0o600)
    store.parent.chmod(0o700)
    back_up(store, context_of(store).clock)
    restore(context_of(store), backups_of(store)[0])
    assert check_store(context_of(store), repair=True).problems == 0
    assert {mode_of(each)[0] for each in (store, *copies_of(store))} == {0o600}
    assert mode_of(store.parent / "backups")[0] == 0o700
