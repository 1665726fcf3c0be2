"""The nearest right word to a wrong one."""

from collections.abc import Iterable

from ngkt_tui.domain.fold import strip_diacritics

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
