"""The nearest known word to a misspelt one."""

from collections.abc import Iterable
from itertools import islice

from ngkt_tui.domain.text import strip_diacritics

_MAX_CANDIDATES = 2000
_MAX_LENGTH = 100


def closest_match(word: object, right: Iterable[str]) -> str:
    """Return that of the `right` words which is most like `word`; empty where none is, or `word` is no text.

    Only so many words are looked at, those with the same first letter before all others.
    """
    from difflib import get_close_matches  # a misspelt word is rare

    if not isinstance(word, str) or not 0 < len(word) <= _MAX_LENGTH:
        return ""
    alike: list[str] = []
    others: list[str] = []
    for candidate in islice(right, 50 * _MAX_CANDIDATES):
        if abs(len(candidate) - len(word)) * 2 <= len(word):
            (alike if candidate[:1] == word[:1].lower() else others).append(candidate)
    candidates = (alike + others)[:_MAX_CANDIDATES]
    return next(iter(get_close_matches(word.lower(), candidates, n=1, cutoff=0.6)), "")


MAX_LENGTH = 40


def nearest(word: str, right: Iterable[str]) -> str:
    """Return that of the `right` words which differs least from `word`; empty where none is alike.

    Letters are compared bare. Alike means that at most a third of the longer word's letters, but always one
    and never all of them, were missed, added, changed or swapped.
    """
    typed = strip_diacritics(word)[:MAX_LENGTH]
    best, least = "", MAX_LENGTH
    for candidate in right:
        folded = strip_diacritics(candidate)[:MAX_LENGTH]
        slips = distance(typed, folded)
        allowed = max(1, max(len(typed), len(folded)) // 3)
        if slips <= allowed and slips < min(least, len(folded)):
            best, least = candidate, slips
    return best


def distance(one: str, other: str) -> int:
    """Return how many letters must be missed, added, changed or swapped with the next to turn one into the other."""
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for column, opposite in enumerate(other, 1):
            cost = min(above[column] + 1, line[-1] + 1, above[column - 1] + (letter != opposite))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == opposite:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        before, above = above, line
    return above[-1]
