"""Writing a filter as text that parses to the same filter: canonical, or in the words of a language."""

import re
from collections.abc import Callable
from typing import NamedTuple

from ngkt_tui.query.filter.filter_spec import FieldName, FieldTerm, FilterSpec, Quoting, Sort, SortKey, Term, TextTerm

_NEEDS_QUOTES = re.compile(r'[\s",]|^$')


class Spelling(NamedTuple):
    """How the names of fields, their values and the sort keys are spelt."""

    name: Callable[[FieldName], str] = str
    value: Callable[[FieldName, str], str] = lambda _name, value: value
    sort: Callable[[Sort], str] = str


CANONICAL = Spelling()
"""English names and codes."""


def format_filter(spec: FilterSpec, spelling: Spelling = CANONICAL) -> str:
    """Return the text of `spec`: terms as typed in order, the sort key last.

    A phrase that is not closed yet comes last of all, since it runs to the end of the text.
    """
    is_open = bool(spec.terms) and _is_open(spec.terms[-1])
    closed, unclosed = (spec.terms[:-1], spec.terms[-1:]) if is_open else (spec.terms, ())
    pieces = [_term(term, spelling) for term in closed]
    if spec.order:
        keys = ",".join(quote_value(_sort_key(key, spelling)) for key in spec.order)
        pieces.append(f"{spelling.name(FieldName.SORT)}:{keys}")
    pieces.extend(_term(term, spelling) for term in unclosed)
    return " ".join(pieces)


def _is_open(term: Term) -> bool:
    return isinstance(term, TextTerm) and term.quoting is Quoting.OPEN


def _term(term: Term, spelling: Spelling) -> str:
    sign = "-" if term.is_negated else ""
    if isinstance(term, FieldTerm):
        values = ",".join(quote_value(spelling.value(term.name, value.text)) for value in term.values)
        return f"{sign}{spelling.name(term.name)}:{values}"
    if term.quoting is Quoting.BARE:
        return sign + term.text
    closing = "" if term.quoting is Quoting.OPEN else '"'
    return f'{sign}"{_doubled(term.text)}{closing}'


def _sort_key(key: SortKey, spelling: Spelling) -> str:
    return f"{'-' if key.is_reversed else ''}{spelling.sort(key.by)}"


def quote_value(text: str) -> str:
    """Return `text` as a field's value is typed: in quotes where it holds a space, a comma or a quote."""
    return f'"{_doubled(text)}"' if _NEEDS_QUOTES.search(text) else text


def _doubled(text: str) -> str:
    return text.replace('"', '""')
