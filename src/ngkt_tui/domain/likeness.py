"""How alike texts say something: by the pairs of words that they share, and a little by the words, the rarer the more.

Vietnamese writes most words as two syllables apart, so that a pair tells far more than a syllable. Words that mean the
same count as the same. A long text gains little by its length.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from ngkt_tui.domain.article_lexicon import ALIKE, COMMON, THEME_STOP
from ngkt_tui.domain.text import tokenize

SYLLABLE = 0.3
"""What a single syllable weighs beside a pair."""
MIN_SEEN, MIN_SHARE = 2, 0.6
"""How many directives with a pair of words must have a theme, and which share of them, for it to point to the theme."""
MIN_WORD = 4
"""A word of one syllable must be longer to point to a theme."""
MAX_THEMES = 3
LENGTH = 0.4
"""How much a long text loses: 0 nothing, 1 all that it gains by its length."""

Feature = str
_ALIKE = sorted((tuple(longer.split()), shorter) for longer, shorter in ALIKE)


def features(text: str) -> frozenset[Feature]:
    """Return what a text is compared by: its pairs of syllables, and its syllables, without common words."""
    words = _with_one_word_each(tokenize(text))
    pairs = (f"{first} {second}" for first, second in pairwise(words) if not {first, second} & COMMON)
    return frozenset((*pairs, *(word for word in words if word not in COMMON)))


def _with_one_word_each(words: Sequence[str]) -> list[str]:
    said: list[str] = []
    at = 0
    while at < len(words):
        found = next(((run, word) for run, word in _ALIKE if tuple(words[at : at + len(run)]) == run), None)
        said.append(found[1] if found else words[at])
        at += len(found[0]) if found else 1
    return said


def rank_alike(text: str, others: Mapping[str, str], most: int) -> list[str]:
    """Return the keys of at most `most` of the texts that say most of what `text` says, the most alike first."""
    wanted = features(text)
    known = {key: features(other) for key, other in others.items()}
    counts = Counter(each for found in known.values() for each in found)

    def weight(each: Feature) -> float:
        return math.log((len(known) + 1) / (counts[each] + 0.5)) * (1 if " " in each else SYLLABLE)

    scores = {
        key: sum(map(weight, found & wanted)) / max(1.0, sum(map(weight, found))) ** LENGTH
        for key, found in known.items()
    }
    best = sorted((key for key, score in scores.items() if score > 0), key=lambda key: -scores[key])
    return best[:most]


class ThemePhrases:
    """Which words point to which theme: those of its name, and those that earlier directives of it share."""

    def __init__(self, names: Mapping[str, str], directives: Iterable[tuple[str, Sequence[str]]] = ()) -> None:
        self._themes: dict[Feature, Counter[str]] = defaultdict(Counter)
        for theme, name in names.items():
            for feature in features(name):
                if " " in feature or (len(feature) > MIN_WORD and feature not in THEME_STOP):
                    self._themes[feature][theme] += 2 if " " in feature else 1
        seen: Counter[Feature] = Counter()
        shared: Counter[tuple[Feature, str]] = Counter()
        for text, themes in directives:
            pairs = [feature for feature in features(text) if " " in feature]
            seen.update(pairs)
            shared.update((pair, theme) for pair in pairs for theme in themes)
        for (pair, theme), count in shared.items():
            if count >= MIN_SEEN and count >= MIN_SHARE * seen[pair]:
                self._themes[pair][theme] += 1

    def of(self, text: str) -> tuple[str, ...]:
        """Return at most three themes to which a text points well, the one with most pointers first."""
        found: Counter[str] = Counter()
        for feature in features(text):
            found.update(self._themes.get(feature, ()))
        best = found.most_common(MAX_THEMES)
        return tuple(theme for theme, count in best if count >= MIN_SEEN) or tuple(theme for theme, _ in best[:1])
