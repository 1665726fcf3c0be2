"""Looking through the records of one kind: what a filter leaves, as far as it is wanted."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ngkt_tui.domain.kinds import RecordKind
from ngkt_tui.domain.language import Language
from ngkt_tui.query.listings import Row
from ngkt_tui.query.narrowing import CompiledFilter
from ngkt_tui.query.scope import Scope
from ngkt_tui.query.spec import EVERYTHING, FilterSpec
from ngkt_tui.services.reader import Reader

CHUNK = 2000


class ResultPage(NamedTuple):
    """What a filter leaves: how many records there are in all, and the rows of those wanted, read as they are used."""

    total: int
    rows: Iterator[Row]


def filter_text(words: Sequence[str], flag: str | None) -> str:
    """Return one filter of the words of a command and of `--filter`: a record must pass both."""
    return " ".join(part for part in (flag, *words) if part)


def browse(reader: Reader, kind: RecordKind, text: str, most: int, scope: Scope = ()) -> ResultPage:
    """Return the records of `kind` that a filter and a scope leave, at most `most`, 0 for all; raises `FilterError`."""
    where = reader.compile_filter(kind, _spec(text, kind), scope)
    count = reader.count(where)
    total = count.records + count.recommendations
    rows = iter(reader.page(where, most)) if most else _all_rows(reader, where)
    return ResultPage(total, rows)


def validate_filter(reader: Reader, kind: RecordKind, text: str) -> None:
    """Raise `FilterError` where `text` is no filter for records of `kind`, or names what the store does not know."""
    reader.compile_filter(kind, _spec(text, kind))


def _all_rows(reader: Reader, where: CompiledFilter) -> Iterator[Row]:
    positions = reader.positions(where)
    for start in range(0, len(positions), CHUNK):
        yield from reader.rows(where, positions[start : start + CHUNK])


def _spec(text: str, kind: RecordKind) -> FilterSpec:
    if not text:
        return EVERYTHING
    from ngkt_tui.query.language import parse  # a list without a filter needs no language

    return parse(text, kind)


def translate_filter(text: str, kind: RecordKind, language: Language) -> str:
    """Return a filter of records of `kind` in the words of `language`; raises `FilterError`."""
    from ngkt_tui.query.language import translate  # as above

    return translate(text, kind, language)
