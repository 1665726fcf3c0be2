"""Writing a filter as its canonical text, which parses to the same filter."""

import re

from ngkt_tui.query.spec import FieldName, FieldTerm, FilterSpec, Quoting, SortKey, Term, TextTerm

_NEEDS_QUOTES = re.compile(r'[\s",]|^$')


def format_filter(spec: FilterSpec) -> str:
    """Return the canonical text of `spec`: English field names, terms as typed in order, the sort key last.

    A phrase that is not closed yet comes last of all, since it runs to the end of the text.
    """
    is_open = bool(spec.terms) and _is_open(spec.terms[-1])
    closed, unclosed = (spec.terms[:-1], spec.terms[-1:]) if is_open else (spec.terms, ())
    pieces = [_term(term) for term in closed]
    if spec.order:
        pieces.append(f"{FieldName.SORT}:" + ",".join(_sort_key(key) for key in spec.order))
    pieces.extend(_term(term) for term in unclosed)
    return " ".join(pieces)


def _is_open(term: Term) -> bool:
    return isinstance(term, TextTerm) and term.quoting is Quoting.OPEN


def _term(term: Term) -> str:
    sign = "-" if term.is_negated else ""
    if isinstance(term, FieldTerm):
        return f"{sign}{term.name}:" + ",".join(quote_value(value.text) for value in term.values)
    if term.quoting is Quoting.BARE:
        return sign + term.text
    closing = "" if term.quoting is Quoting.OPEN else '"'
    return f'{sign}"{_doubled(term.text)}{closing}'


def _sort_key(key: SortKey) -> str:
    return f"{'-' if key.is_reversed else ''}{key.by}"


def quote_value(text: str) -> str:
    """Return `text` as a field's value is typed: in quotes where it holds a space, a comma or a quote."""
    return f'"{_doubled(text)}"' if _NEEDS_QUOTES.search(text) else text


def _doubled(text: str) -> str:
    return text.replace('"', '""')
