"""A parsed filter as frozen values: terms that must all hold, an order, and mistakes in values."""

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
        """Return the error that a user is told: this mistake of `word`, in a value of what was typed as `field`."""
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
    """The fields, by their English names; `fields.registry` holds their Vietnamese ones."""

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
    NATURE = "nature"
    DUE = "due"
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
        """Tell whether the filter leaves everything as it is."""
        return not self.terms and not self.order


EVERYTHING = FilterSpec()
