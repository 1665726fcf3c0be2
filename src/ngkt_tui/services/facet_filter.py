"""Picking what a filter is to leave, from lists of values with counts: reading the lists, and rewriting the filter."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.errors import FilterError
from ngkt_tui.domain.text import SearchTerms, has_diacritics, phrase
from ngkt_tui.query.filter import FieldName, format_filter, parse, spelling_in
from ngkt_tui.query.filter.facet_counts import (
    FACETS,
    Asked,
    Facet,
    FacetValue,
    chosen,
    own_values,
    read_facet,
    toggled,
    with_values,
)
from ngkt_tui.query.lists.listing import RecordCount
from ngkt_tui.query.lookup import normalize_name
from ngkt_tui.query.scope import Scope
from ngkt_tui.services.context import moment_of
from ngkt_tui.services.reader import Reader


class FacetQuery(NamedTuple):
    """What is looked at: records of a kind under the text of a filter and a scope, in a language."""

    kind: RecordKind
    text: str
    scope: Scope
    language: Language


def facets_of(kind: RecordKind) -> tuple[FieldName, ...]:
    """Return the facets that records of `kind` have, in their order; none for a kind that no pane shows."""
    return FACETS.get(kind, ())


def infer_kind(text: str, kinds: Iterable[RecordKind]) -> RecordKind:
    """Return the first of `kinds` that can have the filter; raises the first's `FilterError` where none can."""
    mistake: FilterError | None = None
    for kind in kinds:
        try:
            parse(text, kind)
        except FilterError as error:
            mistake = mistake or error
        else:
            return kind
    raise mistake or ValueError("no kind to choose from")


def facet(reader: Reader, view: FacetQuery, name: FieldName) -> Facet:
    """Return the values of a facet and how many records each leaves; raises `FilterError`."""
    asked = Asked(view.kind, moment_of(reader.context), parse(view.text, view.kind), view.scope, view.language)
    with reader.connection() as connection:
        return read_facet(connection, asked, name)


def count_left(reader: Reader, view: FacetQuery) -> RecordCount:
    """Return how many records are left; raises `FilterError`."""
    return reader.count(reader.compile_filter(view.kind, parse(view.text, view.kind), view.scope))


def toggle(view: FacetQuery, read: Facet, value: str) -> str:
    """Return the filter with a value put in, or taken out where it is in, in the words of the view's language.

    Raises `FilterError` where it would become longer than a filter can be.
    """
    spec = toggled(parse(view.text, view.kind), read.name, value, read.meanings)
    rewritten = format_filter(spec, spelling_in(view.language, view.kind))
    parse(rewritten, view.kind)
    return rewritten


def chosen_values(view: FacetQuery, read: Facet) -> tuple[str, ...]:
    """Return the values of a facet that a filter names."""
    return chosen(parse(view.text, view.kind), read.name, read.meanings)


def how_many_chosen(view: FacetQuery) -> dict[FieldName, int]:
    """Return how many values a filter names in each facet."""
    spec = parse(view.text, view.kind)
    return {name: len(own_values(spec, name)) for name in facets_of(view.kind)}


def without_facet(view: FacetQuery, name: FieldName) -> str:
    """Return what the counts of a facet depend on: the filter without the facet's own term."""
    return format_filter(with_values(parse(view.text, view.kind), name, ()))


def search_values(values: Sequence[FacetValue], typed: str) -> list[FacetValue]:
    """Return the values in whose names the typed words stand beside each other, the last one perhaps half typed."""
    wanted = normalize_name(typed)
    found = [each for each in values if f" {wanted}" in each.folded] if wanted else list(values)
    if not has_diacritics(typed):
        return found
    search_terms = SearchTerms((phrase(typed),))
    return [each for each in found if search_terms.match_spans(each.words)]
