"""The order of ids with numbers in them: 2 before 10 before 100, whether they are padded with zeros or not."""

import re

_PARTS = re.compile(r"([0-9]+)")


def natural_key(text: str) -> tuple[tuple[object, ...], str]:
    """Return what `text` is sorted by: its letters and its numbers in turn, and where these are equal the text."""
    parts = _PARTS.split(text)
    return tuple(int(part) if number % 2 else part for number, part in enumerate(parts)), text
