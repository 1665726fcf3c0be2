"""A report of a fault in the program itself, without a word of its user's: where it happened, and in which versions.

No message of an exception and no value of a variable gets into it: either may hold a directive, a note, a name.
"""

import os
import platform
import sqlite3
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from ngkt_tui import __version__

LIBRARIES = ("textual", "rich", "sqlmodel", "SQLAlchemy", "pydantic", "PyYAML", "click", "platformdirs")
FILE_MODE = 0o600


def write_crash_report(error: BaseException, folder: Path | None) -> Path:
    """Write the report of `error` into `folder`, the system's folder for passing files where it cannot be used."""
    name = f"ngkt-tui-crash-{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{os.getpid()}.txt"
    text = "\n".join(crash_lines(error)) + "\n"
    if folder is not None:
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            return _written(folder / name, text)
    return _written(Path(tempfile.mkdtemp(prefix="ngkt-tui-")) / name, text)


def crash_lines(error: BaseException) -> Iterator[str]:
    """Yield versions and platform, then each exception of the chain by its type, with the places of its traceback."""
    yield f"ngkt-tui {__version__}"
    yield f"Python {platform.python_version()} ({platform.python_implementation()}), SQLite {sqlite3.sqlite_version}"
    yield f"{platform.system()} {platform.release()} {platform.machine()}"
    yield ", ".join(f"{name} {_version(name)}" for name in LIBRARIES)
    for each in _chain(error):
        yield ""
        yield f"{type(each).__module__}.{type(each).__qualname__}"
        for frame in traceback.extract_tb(each.__traceback__, limit=-200):
            yield f"  {_shortened(frame.filename)}:{frame.lineno} in {frame.name}"


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an exception and those that led to it, each once."""
    seen: set[int] = set()
    following: BaseException | None = error
    while following is not None and id(following) not in seen:
        seen.add(id(following))
        yield following
        following = following.__cause__ or following.__context__


def _shortened(filename: str) -> str:
    """Return the path of a module from the folder that Python finds it in: the rest may name the user."""
    folders = sorted((folder for folder in sys.path if folder), key=len, reverse=True)
    for folder in folders:
        if filename.startswith(folder.rstrip(os.sep) + os.sep):
            return filename[len(folder.rstrip(os.sep)) + 1 :]
    return Path(filename).name


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "?"


def _written(path: Path, text: str) -> Path:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
    with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace") as file:
        file.write(text)
    return path
