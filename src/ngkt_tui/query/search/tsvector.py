"""Looking for words with a vector of PostgreSQL, which holds the bare form and the written form of a word at its place.

A phrase without accents is looked for as bare words. Of a phrase with accents each word is looked for by those words of
the store that its letters may stand for, which are asked for first: the planner would know nothing of a subselect, and
a first page would not end early.
"""

from collections.abc import Iterable, Sequence

from ngkt_tui.domain.readable import Readable
from ngkt_tui.domain.text import has_diacritics, strip_diacritics, tokenize_query, word_patterns
from ngkt_tui.query.sql import NO_WORD, Parameters, WordMatch

_SPELLINGS = "SELECT DISTINCT left(word, {length}) FROM search_word WHERE {fits} ORDER BY 1"


def phrases_in_vectors(connection: Readable, bindings: Parameters, phrases: Sequence[tuple[str, bool]]) -> WordMatch:
    """Return the condition that all of `phrases`, each a text and whether it is whole, stand in a record's texts."""
    return _match(bindings, " & ".join(f"({_phrase(connection, text, is_whole)})" for text, is_whole in phrases))


def words_in_vectors(bindings: Parameters, words: Iterable[str]) -> WordMatch:
    """Return the condition that one of some bare words stands in a record's texts."""
    return _match(bindings, " | ".join(f"'{word}'" for word in words))


def _match(bindings: Parameters, query: str) -> WordMatch:
    wanted = f"CAST({bindings.add(query)} AS tsquery)"
    # Of longer texts a word is worth less, as it is in FTS5.
    return WordMatch(f"search.words @@ {wanted}", (), f"-ts_rank(search.words, {wanted}, 2)")


def _phrase(connection: Readable, text: str, is_whole: bool) -> str:
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
