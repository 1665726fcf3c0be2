"""The registry of the kinds of records: what is plainly true of each, and the positions that its records have.

Every layer reads `RECORD_KINDS`. What a layer adds to each kind is a table of its own, which `require_complete` checks
at import.

A position is the rowid of the record, so that `ORDER BY position` reads rows as they lie and a first page ends early.
Each kind has a range of its own, in the order in which lists of mixed kinds show them; recommendations have the
range after the directives', because they are shown and counted beside these, not among them.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from ngkt_tui.domain import enums
from ngkt_tui.domain.enums import RecordKind


class RecordKindSpec(NamedTuple):
    """A kind of record. Its value is also its table, and its catalogue key, `record.<kind>`."""

    kind: RecordKind
    list_name: str
    """What the command line lists its records as."""
    vocabulary: type[StrEnum] | None = None
    """What kinds its records are of in turn; the catalogue calls each `<vocabulary_words>.<value>`."""
    has_pane: bool = False
    is_of_conference: bool = False
    """Whether each record belongs to one conference, and has its date."""
    is_cited: bool = True
    """Whether its records name articles as their sources."""

    @property
    def vocabulary_words(self) -> str:
        """Return the catalogue prefix of `vocabulary`."""
        return "kind" if self.kind is RecordKind.DIRECTIVE else f"{self.kind}-kind"


_SPECS = (
    RecordKindSpec(RecordKind.DIRECTIVE, "directives", enums.DirectiveKind, has_pane=True, is_of_conference=True),
    RecordKindSpec(RecordKind.CONFERENCE, "conferences", enums.ConferenceKind, has_pane=True),
    RecordKindSpec(RecordKind.AGREEMENT, "agreements", enums.AgreementKind, has_pane=True),
    RecordKindSpec(RecordKind.MARKET, "markets", enums.MarketKind, has_pane=True),
    RecordKindSpec(RecordKind.OFFICIAL, "officials", has_pane=True),
    RecordKindSpec(RecordKind.ORGANISATION, "agencies", enums.OrganisationKind, has_pane=True, is_cited=False),
    RecordKindSpec(RecordKind.DOCUMENT, "documents", enums.DocumentKind),
    RecordKindSpec(RecordKind.FIGURE, "figures", enums.FigureKind, is_of_conference=True),
    RecordKindSpec(RecordKind.RESULT, "results", enums.ResultKind, is_of_conference=True),
    RecordKindSpec(RecordKind.ARTICLE, "articles", is_cited=False),
    RecordKindSpec(RecordKind.THEME, "themes", is_cited=False),
    RecordKindSpec(RecordKind.FAMILY, "families", is_of_conference=True),
    RecordKindSpec(RecordKind.COMPANY, "companies"),
)


def require_complete(table: str, by_kind: Mapping[RecordKind, object], lacking: Iterable[RecordKind] = ()) -> None:
    """Raise `LookupError` where a table has no entry for a kind, but for those `lacking`."""
    missing = sorted({*RecordKind} - {*by_kind, *lacking})
    if missing:
        raise LookupError(f"{table} has no entry for records of the kind {', '.join(missing)}")


RECORD_KINDS: Mapping[RecordKind, RecordKindSpec] = {spec.kind: spec for spec in _SPECS}
"""All kinds, in the order in which lists of mixed kinds show them."""
require_complete("domain.record_kinds", RECORD_KINDS)

PANE_KINDS = tuple(spec.kind for spec in _SPECS if spec.has_pane)
"""The kinds that a pane shows."""

RANGE = 1 << 40
"""How many positions a range has."""

_ORDER = (RecordKind.DIRECTIVE, None, *(kind for kind in RECORD_KINDS if kind is not RecordKind.DIRECTIVE))
"""The ranges; `None` is that of recommendations."""
_BASES = {kind: number * RANGE for number, kind in enumerate(_ORDER, 1)}
FIRST, END = RANGE, (len(_ORDER) + 1) * RANGE
"""Where the first range begins, and where the last one ends."""


def range_start(kind: RecordKind, recommendation: bool = False) -> int:
    """Return the number just below the positions of `kind`; `recommendation` tells one from the other directives."""
    return _BASES[None if recommendation else kind]


FIRST_RECOMMENDATION = range_start(RecordKind.DIRECTIVE, recommendation=True)
"""The number just below the positions of recommendations, which come after all other directives."""

KIND_RANGES = {
    kind: (range_start(kind), range_start(kind, recommendation=kind is RecordKind.DIRECTIVE) + RANGE)
    for kind in RecordKind
}
"""Between which numbers the positions of a kind lie: above the first, at most the second."""


def range_middle(kind: RecordKind, recommendation: bool = False) -> int:
    """Return the middle of the range of `kind`, where its first numbering starts: newer records may come before."""
    return range_start(kind, recommendation) + RANGE // 2


def kind_of_position(position: int) -> RecordKind:
    """Return the kind of record that has `position`. Raises `IndexError` for a number outside all ranges."""
    if position < RANGE:
        raise IndexError(position)
    return _ORDER[position // RANGE - 1] or RecordKind.DIRECTIVE
