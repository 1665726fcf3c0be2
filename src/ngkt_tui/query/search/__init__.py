"""Looking for words in the search index of a store: `fts5` of SQLite, `tsvector` of PostgreSQL.

Either is given phrases as they were typed and returns what a record must meet to hold them. Both find the same records;
which of these match best each engine decides by itself.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ngkt_tui.domain.readable import Readable
from ngkt_tui.query.search.fts5 import phrases_in_fts5, words_in_fts5
from ngkt_tui.query.sql import Parameters, WordMatch

POSITION = "search.rowid"
"""The position of a record in the index."""


class TypedPhrase(NamedTuple):
    """Words that stand beside each other; `is_whole` tells that the last of them must end where it is typed to end."""

    text: str
    is_whole: bool = False


def match_phrases(connection: Readable, bindings: Parameters, phrases: Sequence[TypedPhrase]) -> WordMatch:
    """Return the condition that all of `phrases` stand in a record's texts; each holds at least one word."""
    if has_vectors(connection):
        from ngkt_tui.query.search.tsvector import phrases_in_vectors  # only for a store on a server

        return phrases_in_vectors(connection, bindings, phrases)
    return phrases_in_fts5(bindings, phrases)


def match_any_word(connection: Readable, bindings: Parameters, words: Iterable[str]) -> WordMatch:
    """Return the condition that one of some bare words stands in a record's texts."""
    if has_vectors(connection):
        from ngkt_tui.query.search.tsvector import words_in_vectors

        return words_in_vectors(bindings, words)
    return words_in_fts5(bindings, words)


def has_vectors(connection: Readable) -> bool:
    """Tell whether the index holds vectors, as that of PostgreSQL does."""
    return getattr(connection, "search", "") == "tsvector"
