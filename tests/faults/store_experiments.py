"""Processes that die or get in each other's way: `python -m tests.faults.store_experiments STORE NAME=N...`.

They run in a process of their own with a single thread, so that it may fork. It prints "NAME: N tried, M lost" for each
and exits 1 where something was lost.
"""

import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from unittest import mock

from ngkt_tui.domain.enums import Status
from ngkt_tui.domain.errors import EditConflictError, NothingToRedoError, NothingToUndoError
from ngkt_tui.store import edits, undo
from ngkt_tui.store.importing import import_digest
from ngkt_tui.store.sqlite import opening
from ngkt_tui.store.sqlite.backups import back_up, copy_to
from ngkt_tui.store.sqlite.migrations import Step, migrate, steps
from ngkt_tui.store.sqlite.restore import restore
from ngkt_tui.store.sqlite.sqlite_engine import create
from ngkt_tui.store.sqlite.work_folders import clear_leftovers
from ngkt_tui.store.unit_of_work import Author, EditResult, UnitOfWork
from tests.store.stores import SAMPLE, SECOND, TODAY, done, everything, require_sound, rows, taken_in

RECORDS = ("hn-2031-03-05-01", "hn-2031-03-05-02", "hn-2031-09-12-01", "hn-2032-02-20-03")
CHANCE = random.Random(20240718)


def killed(work: Callable[[], object], after: float) -> None:
    """Do `work` in a child that is killed -9 after some seconds."""
    child = os.fork()
    if not child:
        work()
        os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def timed(work: Callable[[], object]) -> float:
    """Return how many seconds `work` takes."""
    started = time.monotonic()
    work()
    return time.monotonic() - started


def random_edit(unit: UnitOfWork, actor: str, chance: random.Random) -> EditResult:
    """Make some edit, undo or redo."""
    author = Author("2032-09-01T08:00:00Z", actor)
    chosen = chance.randrange(5)
    some = chance.sample(RECORDS, chance.randint(1, 3))
    try:
        if chosen == 0:
            return undo.undo(unit, author)
        if chosen == 1:
            return undo.redo(unit, author)
    except (NothingToUndoError, NothingToRedoError):
        pass
    if chosen == 2:
        return edits.add_note(unit, some[0], f"ghi chú {chance.random()}", author)
    return edits.set_status(unit, some, chance.choice(list(Status)), author, TODAY, why=f"vì {chance.random()}")


def sound(path: Path, groups: set[int]) -> int:
    """Return 0 where the store is sound and holds all `groups`; 1 otherwise."""
    opening.open_for_reading(path).close()
    require_sound(path)
    present = {number for (number,) in rows(path, "SELECT id FROM change_group")}
    empty = rows(
        path, "SELECT id FROM change_group WHERE kind <> 'import' AND id NOT IN (SELECT change_group FROM change)"
    )
    return int(not groups <= present or bool(empty))


def kill_creation(path: Path, times: int) -> int:
    """Kill a process that makes a store: there is none, or a whole one, and the next start makes or finds it."""
    lost = 0

    def fill(built: Path) -> None:
        with UnitOfWork(built) as unit:
            import_digest(unit, SAMPLE, "2032-09-01T08:00:00Z", "lan")
            unit.commit()

    takes = timed(lambda: create(path.parent / "timed" / "ngkt.sqlite", fill))
    for number in range(times):
        folder = path.parent / f"first-{number}"
        target = folder / "ngkt.sqlite"
        killed(partial(create, target, fill), CHANCE.uniform(0.0, 1.2 * takes))
        there = target.exists()
        made = create(target, fill)
        whole = rows(target, "SELECT count(*) FROM record") == [(50,)]
        others = {each.name for each in folder.iterdir()} - {"ngkt.sqlite"}
        lost += int(made == there or not whole or bool(others and made))
        shutil.rmtree(folder)
    return lost


def kill_migrations(path: Path, times: int) -> int:
    """Kill a process that migrates: the store is as some whole step left it, and the next start finishes."""
    extra = [
        Step(steps()[-1].number + 1, "ALTER TABLE theme ADD COLUMN colour TEXT;\nUPDATE theme SET colour = 'sơn';\n"),
        Step(steps()[-1].number + 2, "CREATE TABLE lacquer AS SELECT * FROM directive;\n"),
    ]
    raised = mock.patch.object(opening, "SCHEMA_VERSION", extra[-1].number)
    raised.start()
    before = everything(path, "theme")
    timed_store = Path(shutil.copy(path, path.with_name("timed.sqlite")))
    takes = timed(lambda: migrate(timed_store, lambda: datetime.now(UTC), [*steps(), *extra]))
    lost = 0
    for number in range(times):
        tried = path.with_name(f"m{number}.sqlite")
        shutil.copy(path, tried)

        migrating = partial(migrate, tried, lambda: datetime.now(UTC), [*steps(), *extra])
        killed(migrating, CHANCE.uniform(0.0, 1.2 * takes))
        version = opening.verify(tried)
        migrating()
        now = everything(tried, "theme", "lacquer")
        coloured = rows(tried, "SELECT count(*) FROM theme WHERE colour = 'sơn'") == [(4,)]
        lost += int(version not in range(steps()[-1].number, extra[-1].number + 1) or now != before or not coloured)
    raised.stop()
    return lost


def kill_backup(path: Path, times: int) -> int:
    """Kill a process that copies the store, to a file and into its own backups; then copy once more."""
    takes = timed(lambda: _copied_twice(path, "timed"))
    lost = 0
    for number in range(times):
        before = everything(path)
        killed(partial(_copied_twice, path, f"{number}"), CHANCE.uniform(0.0, 1.2 * takes))
        _copied_twice(path, f"after-{number}")
        lost += int(everything(path) != before) or leftovers(path)
    return lost


def _copied_twice(path: Path, name: str) -> None:
    copy_to(path, path.with_name(f"{name}.copy"))
    back_up(path, lambda: datetime.now(UTC))


def kill_restore(path: Path, times: int) -> int:
    """Kill a process that puts a backup in the place of the store: the old one is there, or the backup."""
    backup = path.with_name("older.copy")
    copy_to(path, backup)
    done(path, lambda unit: edits.add_note(unit, RECORDS[0], "về sau", Author("2032-09-01T08:00:00Z", "lan")))
    states = [everything(path), everything(backup)]
    clock = lambda: datetime.now(UTC)  # noqa: E731
    newer = path.with_name("newer.copy")
    copy_to(path, newer)
    takes = timed(lambda: restore(newer, path, clock))
    lost = 0
    for _ in range(times):
        killed(lambda: restore(backup, path, clock), CHANCE.uniform(0.0, 1.2 * takes))
        lost += int(everything(path) not in states)
        restore(newer, path, clock)
        lost += int(everything(path) != states[0]) or leftovers(path)
    return lost


def leftovers(path: Path) -> int:
    """Return 1 where a hidden copy is left, a copy is not whole, or one is another name of the store's file.

    An empty folder is left for a minute, and counts as one that was made before.
    """
    for each in path.parent.rglob(".ngkt-tui.*"):
        if not any(each.iterdir()):
            os.utime(each, (0, 0))  # killed before its lock was there: removed once it cannot be in the making any more
    clear_leftovers(path)
    found = [each for each in path.parent.rglob("*") if each.is_file()]
    hidden = list(path.parent.rglob(".ngkt-tui.*"))
    links = [each for each in found if each.stat().st_nlink > 1]
    copies = [each for each in found if each != path and each.suffix in (".copy", ".sqlite")]
    for each in copies:
        require_sound(each)
        if each.name not in ("older.copy", "newer.copy"):
            each.unlink()  # what restore kept grows without end
    return int(bool(hidden or links))


def two_processes(path: Path, each: int) -> int:
    """Let two processes edit, undo and take in digests at once: nothing is lost, nothing refused for a lock."""
    children = []
    for actor in ("lan", "hùng"):
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            os.close(reading)
            edit_often(path, actor, each, writing)
        os.close(writing)
        children.append((child, reading))
    acknowledged: set[int] = set()
    failed = 0
    for child, reading in children:
        with os.fdopen(reading, encoding="utf-8") as lines:
            acknowledged |= {int(line) for line in lines.read().split()}
        failed += int(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0)
    made = int(rows(path, "SELECT count(*) FROM change_group WHERE id > 1")[0][0])
    return failed + abs(made - len(acknowledged)) + sound(path, acknowledged)


def edit_often(path: Path, actor: str, times: int, writing: int) -> None:
    """Edit in a child, say each group made, and leave with 0 where no error escaped."""
    chance = random.Random(actor)
    code = 1
    try:
        for number in range(times):
            group = act(path, actor, chance, number)
            if group is not None:
                os.write(writing, f"{group}\n".encode())
        code = 0
    finally:
        os._exit(code)


def act(path: Path, actor: str, chance: random.Random, number: int) -> int | None:
    """Do one thing; a value that the other one changed meanwhile is no failure."""
    if number % 10 == 9:
        smaller = SECOND.model_copy(update={"directives": SECOND.directives[: chance.randint(1, 2)]})
        return taken_in(path, smaller, actor=actor).group
    try:
        return done(path, lambda unit: random_edit(unit, actor, chance)).group
    except EditConflictError:
        return None


EXPERIMENTS: dict[str, Callable[[Path, int], int]] = {
    "kill-creation": kill_creation,
    "kill-migrations": kill_migrations,
    "kill-backup": kill_backup,
    "kill-restore": kill_restore,
    "two-processes": two_processes,
}


def main() -> None:
    store, *chosen = sys.argv[1:]
    lost_at_all = 0
    for name, times in (each.split("=") for each in chosen):
        path = Path(store).parent / name / "ngkt.sqlite"
        path.parent.mkdir()
        lost = EXPERIMENTS[name](Path(shutil.copy(store, path)), int(times))
        print(f"{name}: {times} tried, {lost} lost")
        lost_at_all += lost
    sys.exit(bool(lost_at_all))


if __name__ == "__main__":
    main()
