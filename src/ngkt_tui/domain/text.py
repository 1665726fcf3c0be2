"""Sanitising of text, and JSON without characters that a terminal obeys.

Source: Unicode Standard Annex #9 (bidirectional controls), ECMA-48 (C0 and C1 controls).
"""

import json
import re
import unicodedata
from collections.abc import Callable

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but tab and line feed, DEL, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional marks, embeddings, overrides, isolates
    "\u2028\u2029\ufeff\ufff9-\ufffb"  # separators, byte order mark, interlinear annotation
    "\ud800-\udfff\ufffe\uffff\U000e0000-\U000e007f]"  # surrogates, non-characters, tags
)
_BREAKS = re.compile(r"\s*[\t\n\r\x0b\x0c\x85\u2028\u2029]+\s*")


def sanitize(text: str) -> str:
    """Return `text` in NFC with every control, bidirectional and non-character replaced; tab and line feed stay."""
    composed = unicodedata.normalize("NFC", text)
    return composed if composed.isprintable() else _UNSAFE.sub(REPLACEMENT, composed)  # nothing unsafe is printable


def sanitize_line(text: str, limit: int = 2000) -> str:
    """Return `text` cleaned, on one line, cut to `limit` characters with an ellipsis."""
    line = text[: limit * 2]
    line = sanitize(line if line.isprintable() else _BREAKS.sub(" ", line)).strip()  # no break is printable
    return line if len(line) <= limit else line[: limit - 1] + "…"


def escape_control_chars(text: str, replacement: Callable[[str], str]) -> str:
    """Return `text` with each character that `sanitize` would replace given as `replacement` makes it."""
    return text if text.isprintable() else _UNSAFE.sub(lambda match: replacement(match.group()), text)


def has_control_chars(text: str) -> bool:
    """Tell whether `text` holds a character that `sanitize` would replace."""
    return _UNSAFE.search(text) is not None


def first_control_char(text: str) -> str:
    """Return the code point of the first character that `sanitize` would replace, as `U+001B`; empty where none."""
    match = _UNSAFE.search(text)
    return f"U+{ord(match.group()):04X}" if match else ""


def dumps_escaped(value: object, indent: int | None = None, default: Callable[[object], object] | None = None) -> str:
    """Return `value` as JSON, readable: letters as they are, each character that `sanitize` would replace escaped.

    `default` makes something that JSON knows of what it does not know.
    """
    return escape_control_chars(json.dumps(value, ensure_ascii=False, indent=indent, default=default), _escape)


def _escape(character: str) -> str:
    return json.dumps(character)[1:-1]


_NUMBERS = re.compile(r"([0-9]+)")


def natural_key(text: str) -> tuple[tuple[object, ...], str]:
    """Return what an id is sorted by, 2 before 10: its letters and numbers in turn, then the id."""
    parts = _NUMBERS.split(text)
    return tuple(int(part) if number % 2 else part for number, part in enumerate(parts)), text
