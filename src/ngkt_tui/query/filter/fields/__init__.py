"""The fields of the filter language: each carries its names, its values, its SQL and its sentence.

A `FilterField` is what every one of them can do; `field_registry` has all of them.
"""

from datetime import date
from typing import NamedTuple, Protocol

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.readable import Moment, Readable
from ngkt_tui.query.filter.filter_spec import FieldName
from ngkt_tui.query.sql import Parameters

ResolvedValue = tuple[str, ...]
"""What a value stands for: ids of records, or the value itself; empty for "none"."""


class CompileContext(NamedTuple):
    """What a condition is written for."""

    kind: RecordKind
    moment: Moment
    bindings: Parameters
    unit: tuple[str, ...] = ()
    """The ids by which the organisation is asked whose desk this is, where a condition asks for them."""


class Suggestion(NamedTuple):
    """A value that may be typed, and what it is called."""

    value: str
    label: str


class FilterField(Protocol):
    """A field of the filter language."""

    @property
    def name(self) -> FieldName:
        """Return the English name, which is the canonical one."""

    @property
    def vietnamese(self) -> str:
        """Return the Vietnamese name."""

    @property
    def kinds(self) -> frozenset[RecordKind]:
        """Return the kinds of records that have this field."""

    def normalize(self, typed: str, kind: RecordKind, /) -> str:
        """Return the canonical form of a value of a closed list, else the value as typed; may raise
        `ValueMistakeError`."""

    def resolve_day(self, value: str, today: date, /) -> str:
        """Return a canonical value that depends on the day as it is meant on the day `today`; any other as it is."""

    def resolve(self, connection: Readable, value: str, /) -> ResolvedValue:
        """Return what a canonical value stands for in this store; may raise `ValueMistakeError`."""

    def to_sql(self, question: CompileContext, meanings: tuple[ResolvedValue, ...], /) -> str:
        """Return the condition on `it` that one of `meanings` holds."""

    def written(self, value: str, kind: RecordKind, language: Language, /) -> str:
        """Return how a canonical value is typed in `language`: `normalize` reads it back."""

    def listed(self, kind: RecordKind, language: Language, /) -> tuple[Suggestion, ...]:
        """Return the values that are known without a store, as they are typed in `language`."""

    def label(self, connection: Readable, value: str, kind: RecordKind, language: Language, /) -> str:
        """Return what a canonical value is called in a sentence."""

    def suggest(
        self, connection: Readable, start: str, kind: RecordKind, language: Language, limit: int, /
    ) -> tuple[Suggestion, ...]:
        """Return at most `limit` values that may be meant by one who typed `start`."""
