"""Writing a file whole or not at all: beside its target, synced, then put in place. No link, no store is replaced."""

import errno
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from ngkt_tui.domain.errors import ExportError, ExportRefusedError, system_problem
from ngkt_tui.domain.text import sanitize_line
from ngkt_tui.store.files import FILE_MODE, put_in_place, sync_folder
from ngkt_tui.store.sqlite.permissions import protection_of


def atomic_write(path: Path, pieces: Iterable[str | bytes], may_replace: bool) -> None:
    """Write `pieces`, texts as UTF-8, to `path`, readable by its owner alone.

    Raises `ExportError` where `path` exists and may not be replaced, or cannot be written, and `ExportRefusedError` as
    `require_replaceable` does; what stood there before is then untouched.
    """
    require_replaceable(path)
    put_file(path, pieces, may_replace)


def require_replaceable(path: Path) -> None:
    """Raise `ExportRefusedError` where `path` is a database, belongs to one, or is no regular file."""
    try:
        reason = protection_of(path)
    except OSError as error:
        raise ExportError(path=sanitize_line(str(path)), detail=system_problem(error)) from error
    if reason is not None:
        raise ExportRefusedError(path=sanitize_line(str(path)), detail=reason)


def require_new(path: Path) -> None:
    """Raise `ExportError` where something stands at `path` already."""
    require_replaceable(path)
    if os.path.lexists(path):
        problem = system_problem(FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)))
        raise ExportError(path=sanitize_line(str(path)), detail=problem)


def put_file(path: Path, pieces: Iterable[str | bytes], may_replace: bool) -> None:
    """Write as `atomic_write` does, whatever `path` is: for a file that the program itself keeps."""
    try:
        if not may_replace and os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        import secrets  # loads what makes and hashes random numbers, and whoever can write need not

        beside = path.with_name(f".{path.name[:80]}.{secrets.token_hex(4)}.part")
        try:
            _write_synced(beside, pieces)
            _put_in_place(beside, path, may_replace)
        finally:
            with suppress(OSError):
                beside.unlink()
    except OSError as error:
        raise ExportError(path=sanitize_line(str(path)), detail=system_problem(error)) from error


def _write_synced(path: Path, pieces: Iterable[str | bytes]) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), FILE_MODE)
    with os.fdopen(descriptor, "wb") as file:
        file.writelines(each if isinstance(each, bytes) else each.encode("utf-8", "replace") for each in pieces)
        file.flush()
        os.fsync(file.fileno())


def _put_in_place(beside: Path, path: Path, may_replace: bool) -> None:
    if may_replace:
        beside.replace(path)
        sync_folder(path.parent)
    elif not put_in_place(beside, path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
