"""Making a new store: built whole in a folder of its own beside the target, then linked into place.

A reader therefore never sees half a store, and a build that is killed leaves only a hidden folder, which the next
build removes: its lock tells that nobody works in it any more. Where two build at once, the first to be done wins and
the other one's work is thrown away.
"""

import os
import secrets
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from glob import escape
from pathlib import Path

from ngkt_tui.domain.errors import StoreUnusable
from ngkt_tui.domain.system_errors import system_problem
from ngkt_tui.domain.words import Saying
from ngkt_tui.store.connecting import connect_for_writing
from ngkt_tui.store.file_lock import locked
from ngkt_tui.store.migrating import advance, steps
from ngkt_tui.store.placing import put_in_place
from ngkt_tui.store.private_files import FOLDER_MODE, make_file, make_folder, sync
from ngkt_tui.store.sqlite_errors import explained

Fill = Callable[[Path], None]
_FRESH_SECONDS = 60.0
_FRESH_SECONDS_WITHOUT_LOCKS = 86_400.0


def create(path: Path, fill: Fill) -> bool:
    """Make a new store at `path`, and tell whether it is this call's: `False` where there was one, or now is.

    `fill` gets the path of the store being built and puts in what the new store shall hold from the start; an error of
    the tree that it raises is passed on, and no store is made. Raises `StoreUnusable` where a file cannot be written.
    """
    target = path.resolve()
    if os.path.lexists(target):
        return False
    try:
        make_folder(target.parent)
        clear_leftovers(target)
        with _building_folder(target) as folder:
            built = folder / "store"
            with explained(path):
                _lay_out(built)
            fill(built)
            sync(built)
            return put_in_place(built, target)
    except OSError as error:
        raise StoreUnusable(
            path=path, detail=Saying("store.cannot-create", {"detail": system_problem(error)})
        ) from error


def clear_leftovers(path: Path) -> None:
    """Remove what killed builds of the store at `path` left behind; builds that are at work are let alone."""
    for folder in path.parent.glob(f".{escape(path.name)}.building-*"):
        with suppress(OSError):
            _clear(folder)


def _clear(folder: Path) -> None:
    age = time.time() - folder.stat().st_mtime
    if sys.platform == "win32":
        if age > _FRESH_SECONDS_WITHOUT_LOCKS:
            shutil.rmtree(folder)
    elif (folder / "lock").exists():
        with locked(folder / "lock", wait=False) as abandoned:
            if abandoned:
                shutil.rmtree(folder)
    elif age > _FRESH_SECONDS:  # else its maker may be about to lock it
        shutil.rmtree(folder)


@contextmanager
def _building_folder(target: Path) -> Iterator[Path]:
    with ExitStack() as at_the_end:
        yield _claim_folder(target, at_the_end)


def _claim_folder(target: Path, at_the_end: ExitStack) -> Path:
    while True:
        folder = target.with_name(f".{target.name}.building-{secrets.token_hex(8)}")
        folder.mkdir(mode=FOLDER_MODE)
        at_the_end.callback(shutil.rmtree, folder, ignore_errors=True)
        if at_the_end.enter_context(locked(folder / "lock", wait=True)):
            return folder  # else another build took it for abandoned in the moment before it was locked


def _lay_out(built: Path) -> None:
    make_file(built)
    connection = connect_for_writing(built)
    try:
        advance(connection, steps())
    finally:
        connection.close()
