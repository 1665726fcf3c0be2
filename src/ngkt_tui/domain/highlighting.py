"""What a filter looks for, and where it stands in a text: by the same rules of folding as the search itself.

A text is gone through word by word; of a word that fits, the letters that were typed are told, so that a reader sees
why a record was found.
"""

import re
from collections.abc import Sequence
from fnmatch import translate
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from ngkt_tui.domain.folding import (
    IGNORABLE,
    has_diacritics,
    prefix_patterns,
    strip_diacritics,
    tokenize,
    tokenize_query,
)

TextSpan = tuple[int, int]
"""From which character of a text up to which."""

_LETTER = re.compile(f"[^\\W_{IGNORABLE}][\u0300-\u036f{IGNORABLE}]*")
_WORD = re.compile(f"(?:{_LETTER.pattern})+")


class Phrase(NamedTuple):
    """Words that stand beside each other. `is_whole`: the last of them ends where it was typed to end."""

    words: tuple[str, ...]
    is_whole: bool = False


class SearchTerms(NamedTuple):
    """Everything that a filter looks for in texts; nothing where it names only fields."""

    phrases: tuple[Phrase, ...] = ()

    def match_spans(self, text: str) -> list[TextSpan]:
        """Return where `text` holds what is looked for, in order, none over another."""
        if not self.phrases:
            return []
        found = [(match.start(), match.group()) for match in _WORD.finditer(text)]
        spots = sorted(spot for phrase in self.phrases for spot in _match_spans(phrase, found))
        return _merge_spans(spots)


def phrase(text: str, *, is_whole: bool = False) -> Phrase:
    """Return what was typed as words that stand beside each other."""
    return Phrase(tuple(tokenize_query(text)), is_whole)


def _match_spans(wanted: Phrase, found: Sequence[tuple[int, str]]) -> list[TextSpan]:
    if not wanted.words:
        return []  # signs alone were typed
    last = len(wanted.words) - 1
    spots = []
    for place in range(len(found) - last):
        beside = found[place : place + last + 1]
        if all(_fits(typed, beside[at][1], wanted.is_whole or at < last) for at, typed in enumerate(wanted.words)):
            start, word = beside[last]
            spots.append((beside[0][0], start + _match_length(word, wanted.words[last])))
    return spots


def _fits(typed: str, word: str, is_whole: bool) -> bool:
    folded = tokenize(word)
    return len(folded) == 1 and _fits_folded(typed, folded[0], is_whole)


@lru_cache(maxsize=8192)
def _fits_folded(typed: str, word: str, is_whole: bool) -> bool:
    if not has_diacritics(typed):
        return (
            strip_diacritics(word) == strip_diacritics(typed)
            if is_whole
            else strip_diacritics(word).startswith(strip_diacritics(typed))
        )
    patterns = prefix_patterns(tokenize(typed)[0])[-1:] if is_whole else prefix_patterns(typed)
    return any(_compiled(pattern.removesuffix("*") if is_whole else pattern).match(word) for pattern in patterns)


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(translate(pattern))


def _match_length(word: str, typed: str) -> int:
    """Return how many characters of `word` take up as many letters as `typed` has."""
    ends = list(accumulate(len(letter) for letter in _LETTER.findall(word)))
    return ends[min(len(typed), len(ends)) - 1]


def _merge_spans(spots: Sequence[TextSpan]) -> list[TextSpan]:
    apart: list[TextSpan] = []
    for start, end in spots:
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart
