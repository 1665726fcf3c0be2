"""Making a new store: built whole in a work folder beside the target, then moved into place.

A reader therefore never sees half a store, and a build that is killed leaves only a hidden folder, which the next start
removes. Where two build at once, the first to be done wins and the other one's work is thrown away.
"""

import os
from collections.abc import Callable
from pathlib import Path

from ngkt_tui.domain.errors import system_problem
from ngkt_tui.domain.store_errors import StoreError, StoreLockError
from ngkt_tui.domain.words import LazyText
from ngkt_tui.store.connection import connect_for_writing, translate_errors
from ngkt_tui.store.files import can_lock, make_file, make_folder, put_aside_orphans, put_in_place, sync
from ngkt_tui.store.migrations import run_steps, steps
from ngkt_tui.store.work_folders import LOCK, clear_work_folders, work_folder

Fill = Callable[[Path], None]


def create(path: Path, fill: Fill) -> bool:
    """Make a new store at `path`, and tell whether it is this call's: `False` where there was one, or now is.

    `fill` gets the path of the store being built and puts in what the new store shall hold from the start; an error of
    the tree that it raises is passed on, and no store is made. Raises `StoreError` where a file cannot be written.
    """
    target = path.resolve()
    if os.path.lexists(target):
        return False
    try:
        make_folder(target.parent)
        clear_work_folders(target.parent)
        with work_folder(target.parent) as folder:
            if not can_lock(folder / LOCK):
                raise StoreLockError(path=path)
            built = folder / "store"
            with translate_errors(path):
                _lay_out(built)
            fill(built)
            sync(built)
            put_aside_orphans(target)
            return put_in_place(built, target)
    except OSError as error:
        raise StoreError(
            path=path, detail=LazyText("store.cannot-create", {"detail": system_problem(error)})
        ) from error


def _lay_out(built: Path) -> None:
    make_file(built)
    connection = connect_for_writing(built)
    try:
        run_steps(connection, steps())
    finally:
        connection.close()
