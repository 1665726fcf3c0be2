"""What the search index is to hold of each record: its words, bare and as written, gathered from all its texts."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

from ngkt_tui.domain.fold import strip_diacritics, tokenize
from ngkt_tui.domain.positions import kind_of_position
from ngkt_tui.store.search_texts import EVERY_RECORD, TEXT_QUERIES

_CHUNK = 2000
_WORDS_KEPT = 200_000

Execute = Callable[[str, Mapping[str, str]], Iterable[Sequence[Any]]]
"""Runs a statement with named parameters, on whichever kind of connection."""


def index_rows(execute: Execute, positions: Sequence[int]) -> Iterator[tuple[int, str, str]]:
    """Yield what the index is to hold of the records at `positions`, all of one kind: position, bare words, words."""
    kind = kind_of_position(positions[0])
    wanted = {"positions": json.dumps(list(positions))}
    found: dict[int, list[str]] = {}
    for sql in (*EVERY_RECORD, *TEXT_QUERIES[kind]):
        for position, *texts in execute(sql, wanted):
            found.setdefault(position, []).extend(text for text in texts if text)
    for position, texts in found.items():
        pairs = [_folded(text) for text in texts]
        yield position, " ".join(pair[0] for pair in pairs), " ".join(pair[1] for pair in pairs)


@lru_cache(maxsize=4096)
def _folded(text: str) -> tuple[str, str]:
    exact = tokenize(text)
    return " ".join(_bare(word) for word in exact), " ".join(exact)


_bare = lru_cache(maxsize=_WORDS_KEPT)(strip_diacritics)


def chunks(positions: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield runs of positions of one kind."""
    for _, each in groupby(positions, kind_of_position):
        of_kind = list(each)
        for start in range(0, len(of_kind), _CHUNK):
            yield of_kind[start : start + _CHUNK]
