"""Looking for words in the search index of a store: FTS5 of SQLite, a vector of PostgreSQL.

Either is given phrases as they were typed and returns what a record must meet to hold them. Both find the same records;
which of these match best each engine decides by itself.

FTS5 has two columns: `folded`, the bare words, and `exact`, the words as written. Words typed without an accent are
looked up in the one, words with accents in the other, through those distinct words of the store that the typed letters
may stand for, as quoted phrases of letters and digits. A vector holds both forms of a word at its place; the words that
typed ones may stand for are asked for first: the planner would know nothing of a subselect, and a first page would not
end early.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ngkt_tui.domain.readable import Readable
from ngkt_tui.domain.text import has_diacritics, strip_diacritics, tokenize_query, word_patterns
from ngkt_tui.query.sql import Parameters

NO_WORD = "\ue000"
"""A word that no text holds: its letter is of the private use area, which is no part of words."""


class WordMatch(NamedTuple):
    """What a record must meet to hold words: what the index answers, what must hold beside it; and the expression by
    which the best match comes first."""

    condition: str
    extra_conditions: tuple[str, ...]
    rank: str

    @property
    def conditions(self) -> str:
        return " AND ".join((self.condition, *self.extra_conditions))


POSITION = "search.rowid"
"""The position of a record in the index."""


class TypedPhrase(NamedTuple):
    """Words that stand beside each other; `is_whole` means that the last of them must end where it is typed to end."""

    text: str
    is_whole: bool = False


def match_phrases(connection: Readable, bindings: Parameters, phrases: Sequence[TypedPhrase]) -> WordMatch:
    """Return the condition that all of `phrases` stand in a record's texts; each holds at least one word."""
    if has_vectors(connection):
        return phrases_in_vectors(connection, bindings, phrases)
    return phrases_in_fts5(bindings, phrases)


def match_any_word(connection: Readable, bindings: Parameters, words: Iterable[str]) -> WordMatch:
    """Return the condition that one of some bare words stands in a record's texts."""
    if has_vectors(connection):
        return words_in_vectors(bindings, words)
    return words_in_fts5(bindings, words)


def has_vectors(connection: Readable) -> bool:
    """Return whether the index holds vectors, as that of PostgreSQL does."""
    return getattr(connection, "search", "") == "tsvector"


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


_SPELLINGS = "SELECT DISTINCT left(word, {length}) FROM search_word WHERE {fits} ORDER BY 1"


def phrases_in_vectors(connection: Readable, bindings: Parameters, phrases: Sequence[tuple[str, bool]]) -> WordMatch:
    """Return the condition that all of `phrases`, each a text and whether it is whole, stand in a record's texts."""
    return _vector_match(
        bindings, " & ".join(f"({_vectors_of(connection, text, is_whole)})" for text, is_whole in phrases)
    )


def words_in_vectors(bindings: Parameters, words: Iterable[str]) -> WordMatch:
    """Return the condition that one of some bare words stands in a record's texts."""
    return _vector_match(bindings, " | ".join(f"'{word}'" for word in words))


def _vector_match(bindings: Parameters, query: str) -> WordMatch:
    wanted = f"CAST({bindings.add(query)} AS tsquery)"
    # Of longer texts a word is worth less, as it is in FTS5.
    return WordMatch(f"search.words @@ {wanted}", (), f"-ts_rank(search.words, {wanted}, 2)")


def _vectors_of(connection: Readable, text: str, is_whole: bool) -> str:
    typed = tokenize_query(text)
    last = len(typed) - 1
    if any(has_diacritics(word) for word in typed):
        return " <-> ".join(_spelt(connection, word, is_whole or at < last) for at, word in enumerate(typed))
    words = [f"'{strip_diacritics(word)}'" for word in typed]
    return " <-> ".join(words) + ("" if is_whole else ":*")


def _spelt(connection: Readable, word: str, is_whole: bool) -> str:
    """Return the words of the store that a typed one may stand for, or begin."""
    bindings = Parameters()
    fits = " OR ".join(f"word ~ {bindings.add(_expression(each))}" for each in word_patterns(word, is_whole))
    length = bindings.add(len(word)) if not is_whole else "length(word)"
    found = connection.execute(_SPELLINGS.format(length=length, fits=fits), bindings.values).fetchall()
    ending = "" if is_whole else ":*"
    return "(" + " | ".join(f"'{start}'{ending}" for (start,) in found or [(NO_WORD,)]) + ")"


def _expression(pattern: str) -> str:
    """Return the regular expression of a GLOB pattern of letters, classes and one star at the end."""
    return f"^{pattern.removesuffix('*')}" if pattern.endswith("*") else f"^{pattern}$"
