"""The nearest right word to a misspelt one."""

from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice

_MAX_CANDIDATES = 2000
_MAX_LENGTH = 100


def closest_match(word: object, right: Iterable[str]) -> str:
    """Return that of the `right` words which is most like `word`; empty where none is, or `word` is no text.

    Only so many words are looked at, those with the same first letter before all others.
    """
    if not isinstance(word, str) or not 0 < len(word) <= _MAX_LENGTH:
        return ""
    alike: list[str] = []
    others: list[str] = []
    for candidate in islice(right, 50 * _MAX_CANDIDATES):
        if abs(len(candidate) - len(word)) * 2 <= len(word):
            (alike if candidate[:1] == word[:1].lower() else others).append(candidate)
    candidates = (alike + others)[:_MAX_CANDIDATES]
    return next(iter(get_close_matches(word.lower(), candidates, n=1, cutoff=0.6)), "")
