"""Words of a filter as conditions on the search index.

The index holds two columns: `folded_name`, the bare words, and `exact`, the words as written. Words typed without an
accent are looked up in the one, words with accents in the other, through those distinct words of the store
that the typed letters may stand for. What is typed reaches SQL as parameters only, and the index as quoted
phrases of letters and digits.
"""

from collections.abc import Sequence
from typing import NamedTuple

from ngkt_tui.domain.folding import has_diacritics, prefix_patterns, strip_diacritics, tokenize, tokenize_query
from ngkt_tui.query.sql import Parameters

_NO_WORD = '"\ue000"'
"""A phrase that no text holds: its letter is of the private use area, which is no part of words."""


class FtsQuery(NamedTuple):
    """A condition on the index: an SQL expression of a query for MATCH, and what must hold beside it."""

    query: str
    extra_conditions: tuple[str, ...] = ()


def fts_query(bindings: Parameters, text: str, is_whole: bool) -> FtsQuery:
    """Return the condition that the words of `text` stand beside each other in a record's texts.

    `is_whole` tells that the last word must end where it is typed to end. `text` holds at least one word.
    """
    typed = tokenize_query(text)
    if not any(has_diacritics(word) for word in typed):
        return FtsQuery(bindings.add(f"folded : {_phrase(typed, is_whole)}"))
    if len(typed) == 1:
        return FtsQuery(_spellings(bindings, typed[0], is_whole))
    folded = bindings.add(f"folded : {_phrase([strip_diacritics(word) for word in typed], is_whole)}")
    return FtsQuery(folded, (_written(bindings, typed, is_whole),))


def and_all(matches: Sequence[FtsQuery]) -> FtsQuery:
    """Return the condition that all of `matches` hold; there is at least one."""
    query = " || ' AND ' || ".join(each.query for each in matches)
    return FtsQuery(query, tuple(condition for each in matches for condition in each.extra_conditions))


def _phrase(typed: Sequence[str], is_whole: bool) -> str:
    return f'"{" ".join(strip_diacritics(word) for word in typed)}"' + ("" if is_whole else " *")


def _spellings(bindings: Parameters, word: str, is_whole: bool) -> str:
    patterns = _patterns(word, is_whole)
    globs = " OR ".join(f"word GLOB {bindings.add(pattern)}" for pattern in patterns)
    if is_whole:
        ends, starts = "'\"'", "word"
    else:
        ends, starts = "'\" *'", f"substr(word, 1, {bindings.add(len(word))})"
    joined = f"coalesce(group_concat('\"' || start || {ends}, ' OR '), {bindings.add(_NO_WORD)})"
    return (
        f"(SELECT 'exact : (' || {joined} || ')'"
        f" FROM (SELECT DISTINCT {starts} AS start FROM search_word WHERE {globs}))"
    )


def _written(bindings: Parameters, typed: Sequence[str], is_whole: bool) -> str:
    inner = [_patterns(word, is_whole=True)[-1] for word in typed[:-1]]
    endings = _patterns(typed[-1], is_whole)
    after = " *" if is_whole else ""
    globs = (bindings.add("* " + " ".join([*inner, ending]) + after) for ending in endings)
    return "(" + " OR ".join(f"' ' || search.exact || ' ' GLOB {glob}" for glob in globs) + ")"


def _patterns(word: str, is_whole: bool) -> list[str]:
    if not is_whole:
        return prefix_patterns(word)
    spelt = tokenize(word)[0]
    return [pattern.removesuffix("*") for pattern in prefix_patterns(spelt)][-1:]
