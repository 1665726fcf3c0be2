"""Files and folders that only their owner may look into, and that are on the disk when they are said to be."""

import os
from contextlib import suppress
from pathlib import Path

FILE_MODE = 0o600
FOLDER_MODE = 0o700


def make_file(path: Path) -> None:
    """Make an empty file, 0600 whatever the umask. Raises `FileExistsError`."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE))


def make_folder(path: Path) -> None:
    """Make a folder, 0700, and those above it that are missing; one that is there keeps its mode."""
    if not path.parent.exists():
        make_folder(path.parent)
    path.mkdir(mode=FOLDER_MODE, exist_ok=True)


def sync(path: Path) -> None:
    """Wait until a file is on the disk. Never call it for a file that a connection of this process is open on."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(path: Path) -> None:
    """Wait until the names in a folder are on the disk, where the system can."""
    with suppress(OSError):  # some systems do not let a folder be opened or synced
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
