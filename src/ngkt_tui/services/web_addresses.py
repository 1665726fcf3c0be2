"""Web addresses in texts: finding one, and opening it, or a folder, on the desktop of whoever sits before this machine.

Only `http`, `https` and folders are opened, by a program that is given what to open as an argument of its own: never by
a shell, and never by a browser that would draw into this terminal.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from ngkt_tui.domain.text import has_control_chars

MAX_ADDRESS = 2_000
"""Characters of an address that is opened."""
_ADDRESS = re.compile(r"https?://[^\s<>\"“”«»]+", re.IGNORECASE)
_AFTER = ".,;:!?)]}'’"
"""Signs that end the sentence around an address, and not the address."""
_REMOTE = ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT")


def web_address(text: str) -> str | None:
    """Return the first web address in a text, `None` where there is none that could be opened."""
    found = _ADDRESS.search(text)
    address = found.group().rstrip(_AFTER) if found else ""
    if not address or len(address) > MAX_ADDRESS or has_control_chars(address):
        return None
    try:
        return address if urlsplit(address).hostname else None
    except ValueError:
        return None


def open_address(address: str, environ: Mapping[str, str]) -> bool:
    """Open a web address; return whether that could be begun, as it cannot over ssh or without a desktop."""
    return _open(address, environ)


def open_folder(folder: Path, environ: Mapping[str, str]) -> bool:
    """Open a folder as `open_address` opens an address; `False` for what is none."""
    return folder.is_dir() and _open(str(folder.absolute()), environ)


def _open(what: str, environ: Mapping[str, str]) -> bool:
    command = None if any(environ.get(name) for name in _REMOTE) else _opener(environ)
    if command is None:
        return False
    try:
        subprocess.Popen(
            [command, what],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    return True


def _opener(environ: Mapping[str, str]) -> str | None:
    """Return the program that opens addresses and folders on this desktop, `None` where there is no desktop."""
    if sys.platform == "darwin":
        return shutil.which("open", path=environ.get("PATH"))
    if sys.platform == "win32":
        return shutil.which("explorer", path=environ.get("PATH"))
    if environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"):
        return shutil.which("xdg-open", path=environ.get("PATH"))
    return None
