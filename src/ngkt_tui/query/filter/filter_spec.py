"""A parsed filter as frozen values: terms that must all hold, an order, mistakes; and as text that parses to it."""

import re
from collections.abc import Callable
from datetime import date
from enum import Enum, StrEnum
from typing import NamedTuple

from ngkt_tui.domain.errors import FilterError


class SourceSpan(NamedTuple):
    """Where something was typed: column from 1, length in characters of the NFC text.

    `word` is the name of a field as it was typed.
    Any two spans are equal, so that filters that say the same are the same, however they were typed.
    """

    column: int
    length: int
    word: str = ""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SourceSpan)

    def __ne__(self, other: object) -> bool:
        return not isinstance(other, SourceSpan)

    def __hash__(self) -> int:
        return 0


class ValueMistakeError(Exception):
    """A value that a field cannot take. `problem` is a key of the catalogue, `values` fill it."""

    def __init__(self, problem: str, nearest: str | date = "", **values: object) -> None:
        super().__init__(problem)
        self.problem = problem
        self.nearest = nearest
        self.values = values

    def at(self, span: SourceSpan, word: str, field: str) -> FilterError:
        """Return the error that a user is shown: this mistake of `word`, in a value of what was typed as `field`."""
        return FilterError(
            column=span.column,
            length=span.length,
            problem=self.problem,
            word=word,
            field=field,
            nearest=self.nearest,
            **self.values,
        )


MINE = "mine"
"""The value of `is:` for what the reader's own organisation was asked, by name or as a member of a group."""


class FieldName(StrEnum):
    """The fields, by their English names; the registry of fields holds their Vietnamese ones."""

    STATUS = "status"
    CONFERENCE = "conf"
    AGENCY = "agency"
    NAMED = "named"
    LEAD = "lead"
    BY = "by"
    THEME = "theme"
    MARKET = "market"
    AGREEMENT = "agreement"
    DOCUMENT = "doc"
    SOURCE = "source"
    KIND = "kind"
    FAMILY = "family"
    THREAD = "thread"
    NATURE = "nature"
    DUE = "due"
    DONE = "done"
    ASKED = "asked"
    CHANGED = "changed"
    REMINDED = "reminded"
    MOVED = "moved"
    IMPORTANCE = "importance"
    PRODUCT = "product"
    CLEAR = "clear"
    CELL = "cell"
    STAGE = "stage"
    IS = "is"
    SORT = "sort"


class Sort(StrEnum):
    """What rows can be ordered by."""

    DUE = "due"
    STATUS = "status"
    CONFERENCE = "conf"
    AGE = "age"
    MATCH = "match"


class SortKey(NamedTuple):
    """One key of an order; the default order breaks ties."""

    by: Sort
    is_reversed: bool


class Quoting(Enum):
    """How words were typed, which decides where the last of them ends."""

    BARE = "bare"
    """Without quotes: the last word may go on."""
    CLOSED = "closed"
    """A whole phrase: every word ends where it ends."""
    OPEN = "open"
    """A phrase whose closing quote is not typed yet: the last word may go on."""


class TextTerm(NamedTuple):
    """Words that stand beside each other in a text of the record."""

    text: str
    quoting: Quoting
    is_negated: bool
    span: SourceSpan


class Value(NamedTuple):
    """One value of a field: a canonical name of a closed list, else as typed, for the store to find."""

    text: str
    span: SourceSpan


class FieldTerm(NamedTuple):
    """A field that must have one of the values."""

    name: FieldName
    values: tuple[Value, ...]
    is_negated: bool
    span: SourceSpan


Term = TextTerm | FieldTerm


class FilterSpec(NamedTuple):
    """A filter: every term holds; rows come in `order`, else in their kind's own."""

    terms: tuple[Term, ...] = ()
    order: tuple[SortKey, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Return whether the filter leaves everything as it is."""
        return not self.terms and not self.order


EVERYTHING = FilterSpec()


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
