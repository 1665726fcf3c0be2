"""Paths as people type them."""

from pathlib import Path


def expand_path(text: str) -> Path:
    """Return the path that `text` names, with `~` for the home folder; as shells do, `~nobody` is a plain name."""
    try:
        return Path(text).expanduser()
    except RuntimeError:  # there is no such user, or the user has no home
        return Path(text)
