"""Looking for words with FTS5.

The index holds two columns: `folded`, the bare words, and `exact`, the words as written. Words typed without an accent
are looked up in the one, words with accents in the other, through those distinct words of the store that the typed
letters may stand for, as quoted phrases of letters and digits.
"""

from collections.abc import Iterable, Sequence

from ngkt_tui.domain.text import has_diacritics, strip_diacritics, tokenize_query, word_patterns
from ngkt_tui.query.sql import NO_WORD, Parameters, WordMatch

_RANK = "search.rank"


def phrases_in_fts5(bindings: Parameters, phrases: Sequence[tuple[str, bool]]) -> WordMatch:
    """Return the condition that all of `phrases`, each a text and whether it is whole, stand in a record's texts."""
    queries, beside = [], []
    for text, is_whole in phrases:
        typed = tokenize_query(text)
        if not any(has_diacritics(word) for word in typed):
            queries.append(bindings.add(f"folded : {_phrase(typed, is_whole)}"))
        elif len(typed) == 1:
            queries.append(_spellings(bindings, typed[0], is_whole))
        else:
            queries.append(bindings.add(f"folded : {_phrase(typed, is_whole)}"))
            beside.append(_written(bindings, typed, is_whole))
    query = " || ' AND ' || ".join(queries)
    return WordMatch(f"search MATCH {query}", tuple(beside), _RANK)


def words_in_fts5(bindings: Parameters, words: Iterable[str]) -> WordMatch:
    """Return the condition that one of some bare words stands in a record's texts."""
    query = "folded : (" + " OR ".join(f'"{word}"' for word in words) + ")"
    return WordMatch(f"search MATCH {bindings.add(query)}", (), _RANK)


def _phrase(typed: Sequence[str], is_whole: bool) -> str:
    return f'"{" ".join(strip_diacritics(word) for word in typed)}"' + ("" if is_whole else " *")


def _spellings(bindings: Parameters, word: str, is_whole: bool) -> str:
    globs = " OR ".join(f"word GLOB {bindings.add(pattern)}" for pattern in word_patterns(word, is_whole))
    if is_whole:
        ends, starts = "'\"'", "word"
    else:
        ends, starts = "'\" *'", f"substr(word, 1, {bindings.add(len(word))})"
    no_word = bindings.add(f'"{NO_WORD}"')
    joined = f"coalesce(group_concat('\"' || start || {ends}, ' OR '), {no_word})"
    return f"""
        (
            SELECT 'exact : (' || {joined} || ')'
            FROM (SELECT DISTINCT {starts} AS start FROM search_word WHERE {globs})
        )
    """


def _written(bindings: Parameters, typed: Sequence[str], is_whole: bool) -> str:
    inner = [word_patterns(word, is_whole=True)[-1] for word in typed[:-1]]
    endings = word_patterns(typed[-1], is_whole)
    after = " *" if is_whole else ""
    globs = (bindings.add("* " + " ".join([*inner, ending]) + after) for ending in endings)
    return "(" + " OR ".join(f"' ' || search.exact || ' ' GLOB {glob}" for glob in globs) + ")"
