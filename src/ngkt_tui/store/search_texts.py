"""The texts that each record is found by, and the words of the search index made from them.

Each statement yields the position of a record and its texts; `:positions` is a JSON list of positions.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.readable import Readable, read_together
from ngkt_tui.domain.record_kinds import kind_of_position, require_complete
from ngkt_tui.domain.stored_values import each_of
from ngkt_tui.domain.text import strip_diacritics, tokenize
from ngkt_tui.domain.user_fields import USER_FIELDS, FieldType

_CHUNK = 2000
_PIECES_KEPT = 200_000
_TEXTS_KEPT = 4096


class SpeltWords(NamedTuple):
    """The words of a text, as they are looked for without accents and with them."""

    bare: str
    exact: str


class IndexWords:
    """Spells the words of texts; `met` are all of them. What many records have, as names of agencies, is spelt once."""

    def __init__(self) -> None:
        self.met: set[str] = set()
        self._exact = _Pieces(self._exact_words)
        self._bare = _Pieces(lambda piece: strip_diacritics(self._exact[piece]))
        self.spell = lru_cache(maxsize=_TEXTS_KEPT)(self._spell)

    def _exact_words(self, piece: str) -> str:
        words = tokenize(piece)
        self.met.update(words)
        return " ".join(words)

    def _spell(self, *texts: str | None) -> SpeltWords:
        """Return the words of all of some texts."""
        pieces = " ".join(filter(None, texts)).replace("-", " ").split()
        exact = filter(None, map(self._exact.__getitem__, pieces))
        return SpeltWords(" ".join(filter(None, map(self._bare.__getitem__, pieces))), " ".join(exact))


class _Pieces(dict[str, str]):
    """What becomes of each piece of a text, looked up once: no word goes beyond a space, or a hyphen as ids have it."""

    def __init__(self, spell: Callable[[str], str]) -> None:
        super().__init__()
        self._spell = spell

    def __missing__(self, piece: str) -> str:
        if len(self) >= _PIECES_KEPT:
            self.clear()
        spelt = self[piece] = self._spell(piece)
        return spelt


def index_rows(connection: Readable, positions: Sequence[int], words: IndexWords) -> Iterator[tuple[int, str, str]]:
    """Yield what the index is to hold of the records at `positions`, all of one kind: position, bare words, words."""
    kind = kind_of_position(positions[0])
    wanted = {"positions": json.dumps(list(positions))}
    found: dict[int, list[SpeltWords]] = {}
    for rows in read_together(connection, (*EVERY_RECORD, *TEXT_QUERIES[kind]), wanted):
        for position, *texts in rows:
            found.setdefault(position, []).append(words.spell(*texts))
    for position, spellings in found.items():
        spelt = [each for each in spellings if each.exact]
        yield position, " ".join([each.bare for each in spelt]), " ".join([each.exact for each in spelt])


def chunks(positions: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield runs of positions of one kind."""
    for _, each in groupby(positions, kind_of_position):
        of_kind = list(each)
        for start in range(0, len(of_kind), _CHUNK):
            yield of_kind[start : start + _CHUNK]


_WANTED = " WHERE record.position IN (SELECT CAST(value AS BIGINT) FROM json_each(:positions))"


_NAMES = " || ' ' || ".join(
    f"coalesce({each}, '')" for each in ("name_vi", "name_en", "short_vi", "short_en", "aliases")
)
"""What an organisation is called, as one text: it is handed over, and looked up among what is spelt, once a row."""


def _own(table: str, *columns: str) -> str:
    listed = ", ".join(f"{table}.{column}" for column in columns)
    place = "position" if table == RecordKind.DIRECTIVE else "id"
    return f"SELECT record.position, {listed} FROM record JOIN {table} ON {table}.{place} = record.{place}{_WANTED}"


def _entries(table: str, owner: str, *columns: str, order: str = "ordinal") -> str:
    """Return the statement of the entries of a list, in an order that is the same on every engine."""
    listed = ", ".join(f"{table}.{column}" for column in columns)
    return f"""
        SELECT record.position, {listed}
        FROM record JOIN {table} ON {table}.{owner} = record.id{_WANTED}
        ORDER BY {table}.{order}
    """


def _given(field: str) -> str:
    """Return the statement of the names of the agencies that a user gave to a directive."""
    return f"""
        SELECT record.position, {_NAMES}
        FROM record
        JOIN directive ON directive.position = record.position AND directive.{field} IS NOT NULL
        JOIN {each_of(f"directive.{field}")} AS given ON TRUE
        JOIN organisation ON organisation.id = given.value{_WANTED}
        ORDER BY given.key
    """


def _by_users(kind: RecordKind | None) -> Iterator[str]:
    """Yield the statements of what users gave to records of a kind, or to those of every kind."""
    for field in (each for each in USER_FIELDS.values() if each.is_searched and each.kind is kind):
        if field.type is FieldType.AGENCIES:
            yield _given(field.name)
        elif field.has_entries:
            texts = (column.name for column in field.columns if column.type is FieldType.TEXT)
            yield _entries(field.table, "record", *texts, order="id")
        else:
            yield f"{_own(str(kind), field.name)} AND {kind}.{field.name} IS NOT NULL"


EVERY_RECORD = (
    f"SELECT record.position, record.id, record.notes_vi, record.notes_en FROM record{_WANTED}",
    *_by_users(None),
)

AGENCIES = "'lead', 'coordinating', 'addressee'"
"""The relations by which a directive is found under the names of an organisation, as SQL lists them."""

TEXT_QUERIES: dict[RecordKind, tuple[str, ...]] = {
    RecordKind.ARTICLE: (_own("article", "title", "outlet", "author"),),
    RecordKind.DOCUMENT: (_own("document", "number", "title_vi", "title_en", "period_vi", "period_en", "printed_as"),),
    RecordKind.ORGANISATION: (_own("organisation", "name_vi", "name_en", "short_vi", "short_en", "aliases"),),
    RecordKind.THEME: (_own("theme", "name_vi", "name_en"),),
    RecordKind.CONFERENCE: (
        _own("conference", "title_vi", "title_en", "time_of_day_vi", "time_of_day_en", "place_vi", "place_en"),
        _entries("participant", "conference", "who_vi", "who_en", "point_vi", "point_en", "said_vi", "said_en"),
    ),
    RecordKind.OFFICIAL: (
        _own("official", "name", "aliases", "printed_as"),
        _entries("post", "official", "title_vi", "title_en"),
    ),
    RecordKind.FAMILY: (_own("family", "name_vi", "name_en"), _entries("family_item", "family", "text_vi", "text_en")),
    RecordKind.DIRECTIVE: (
        _own("directive", "text_vi", "text_en", "product_vi", "product_en", "horizon_vi", "horizon_en"),
        f"""
            SELECT record.position, {_NAMES}
            FROM record
            JOIN link ON link.record = record.id AND link.relation IN ({AGENCIES})
            JOIN organisation ON organisation.id = link.target{_WANTED}
            ORDER BY link.relation, link.target
        """,
        f"""
            SELECT record.position, document.number
            FROM record
            JOIN link ON link.record = record.id AND link.relation = 'document'
            LEFT JOIN document ON document.id = link.target{_WANTED}  -- the record leads, not the few documents
            ORDER BY link.target
        """,
        *_by_users(RecordKind.DIRECTIVE),
    ),
    RecordKind.AGREEMENT: (
        _own("agreement", "name_vi", "name_en", "aliases"),
        _entries("observation", "agreement", "what_vi", "what_en", "next_step_vi", "next_step_en"),
        *_by_users(RecordKind.AGREEMENT),
    ),
    RecordKind.MARKET: (
        _own("market", "name_vi", "name_en", "aliases"),
        _entries("market_mention", "market", "what_vi", "what_en"),
        *_by_users(RecordKind.MARKET),
    ),
    RecordKind.COMPANY: (
        _own("company", "name", "printed_as"),
        _entries("company_mention", "company", "what_vi", "what_en"),
    ),
    RecordKind.FIGURE: (
        _own("figure", "label_vi", "label_en", "printed_as", "unit_vi", "unit_en", "period_vi", "period_en"),
    ),
    RecordKind.RESULT: (_own("result", "text_vi", "text_en"),),
}
require_complete("store.search_texts", TEXT_QUERIES)
