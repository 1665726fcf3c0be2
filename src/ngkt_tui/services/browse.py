"""Browsing the records of one kind by a filter, with completions and highlight terms for a filter being typed."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.errors import FilterError
from ngkt_tui.domain.text import SearchTerms, phrase
from ngkt_tui.query.filter import Quoting, Sort, TextTerm, format_filter, parse, spelling_in
from ngkt_tui.query.filter.compiler import compile_filter
from ngkt_tui.query.filter.filter_help import FilterCompletion, complete
from ngkt_tui.query.filter.filter_spec import EVERYTHING, FilterSpec, SortKey
from ngkt_tui.query.lists.directive_list import DIRECTIVES
from ngkt_tui.query.scope import Scope
from ngkt_tui.query.sql import CompiledFilter
from ngkt_tui.services.context import moment_of
from ngkt_tui.services.reader import Reader

if TYPE_CHECKING:
    from ngkt_tui.domain.summary_items import DirectiveItem
    from ngkt_tui.query.lists import Row
    from ngkt_tui.query.post_terms import PostTerm

CHUNK = 2000
TABLE_SORTS = (Sort.DUE, Sort.STATUS, Sort.AGE, Sort.CONFERENCE)
"""What a key sorts a table by, one after the other."""


class ResultPage(NamedTuple):
    """What a filter leaves: how many records there are in all, and the rows of those wanted, read as they are used."""

    total: int
    rows: "Iterator[Row]"


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


def post_holders(reader: Reader, typed: str, most: int) -> "tuple[PostTerm, ...]":
    """Return who held the post that `typed` calls, of a time where one stands behind it, at most `most` terms."""
    from ngkt_tui.query.post_terms import post_terms  # only where a post is typed

    with reader.connection() as connection:
        return post_terms(connection, typed, reader.context.today(), most)


class ItemPage(NamedTuple):
    """What a filter leaves of directives: how many there are in all, and those wanted, read as they are used."""

    total: int
    items: "Iterable[DirectiveItem]"


def browse_items(reader: Reader, text: str, most: int = 0, scope: Scope = (), as_of: date | None = None) -> ItemPage:
    """Return the directives that a filter and a scope leave, as `browse` does, each as a report shows it."""
    from ngkt_tui.query.report_parts.directive_items import DirectiveItems, DirectiveReader  # a table of rows has none

    kind, context = RecordKind.DIRECTIVE, reader.context
    with reader.connection() as connection:
        where = compile_filter(connection, kind, moment_of(context, as_of), _spec(text, kind), scope)
        positions = DIRECTIVES.positions(connection, where)
        wanted = positions[:most] if most else positions
        items = DirectiveItems(DirectiveReader(connection, where, context.language, wanted), 0, len(wanted))
    return ItemPage(len(positions), items)


def validate_filter(reader: Reader, kind: RecordKind, text: str) -> None:
    """Raise `FilterError` where `text` is no filter for records of `kind`, or names what the store does not know."""
    reader.compile_filter(kind, _spec(text, kind))


def _all_rows(reader: Reader, where: CompiledFilter) -> "Iterator[Row]":
    positions = reader.positions(where)
    for start in range(0, len(positions), CHUNK):
        yield from reader.rows(where, positions[start : start + CHUNK])


def _spec(text: str, kind: RecordKind) -> FilterSpec:
    if not text:
        return EVERYTHING
    from ngkt_tui.query.filter import parse  # a list without a filter needs no language

    return parse(text, kind)


def translate_filter(text: str, kind: RecordKind, language: Language) -> str:
    """Return a filter of records of `kind` in the words of `language`; raises `FilterError`."""
    from ngkt_tui.query.filter import translate  # as above

    return translate(text, kind, language)


__all__ = ["FilterCompletion", "completions", "highlight_terms"]


def sorted_filter(text: str, kind: RecordKind, by: str | None, language: Language) -> str:
    """Return a filter with another order: by `by`, else in reverse, else none; by the next of all where it is `None`.

    Raises `FilterError` where the filter has a mistake.
    """
    spec = parse(text, kind)
    present = spec.order[0] if spec.order else None
    ways = [*TABLE_SORTS, None]
    if by is None:
        wanted = ways[(ways.index(present.by) + 1) % len(ways)] if present and present.by in ways else ways[0]
        order = (SortKey(wanted, is_reversed=False),) if wanted else ()
    elif present is None or present.by != by:
        order = (SortKey(Sort(by), is_reversed=False),)
    else:
        order = () if present.is_reversed else (SortKey(present.by, is_reversed=True),)
    return format_filter(spec._replace(order=order), spelling_in(language, kind))


def sort_order(text: str, kinds: Iterable[RecordKind]) -> tuple[SortKey, ...]:
    """Return what a filter sorts by, as the first of `kinds` that can have it reads it."""
    for kind in kinds:
        with suppress(FilterError):
            return parse(text, kind).order
    return ()


def highlight_terms(text: str, kinds: Iterable[RecordKind]) -> SearchTerms:
    """Return the words that a filter looks for, as the first of `kinds` that can have it reads it."""
    for kind in kinds:
        try:
            terms = parse(text, kind).terms
        except FilterError:
            continue
        wanted = (term for term in terms if isinstance(term, TextTerm) and not term.is_negated)
        return SearchTerms(tuple(phrase(each.text, is_whole=each.quoting is Quoting.CLOSED) for each in wanted))
    return SearchTerms()


def completions(
    reader: Reader, text: str, cursor: int, kinds: Iterable[RecordKind], language: Language, limit: int
) -> tuple[FilterCompletion, ...]:
    """Return at most `limit` ways in which what stands before the cursor may go on for records of one of `kinds`.

    What would leave the text as it is, is no way to go on.
    """
    with reader.connection() as connection:
        ways = [way for kind in kinds for way in complete(connection, text, cursor, kind, language, limit + 1)]
    unlike = (way for way in dict.fromkeys(ways) if text[way.start : way.end] != way.insert)
    return tuple(unlike)[:limit]
