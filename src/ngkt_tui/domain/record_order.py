"""Positions: the number that every record has in the default order of its kind.

A position is the rowid of the record, so that `ORDER BY position` reads rows as they lie and a first page ends early.
Each kind has a range of its own, in the order in which lists of mixed kinds show them; recommendations have the
range after the directives', because they are shown and counted beside these, not among them.
"""

from ngkt_tui.domain.enums import RecordKind

RANGE = 1 << 40
"""How many positions a range has."""

_ORDER = (
    RecordKind.DIRECTIVE,
    None,  # recommendations
    RecordKind.CONFERENCE,
    RecordKind.AGREEMENT,
    RecordKind.MARKET,
    RecordKind.OFFICIAL,
    RecordKind.ORGANISATION,
    RecordKind.DOCUMENT,
    RecordKind.FIGURE,
    RecordKind.RESULT,
    RecordKind.ARTICLE,
    RecordKind.THEME,
    RecordKind.FAMILY,
    RecordKind.COMPANY,
)
_BASES = {kind: number * RANGE for number, kind in enumerate(_ORDER, 1)}
FIRST, END = RANGE, (len(_ORDER) + 1) * RANGE
"""Where the first range begins, and where the last one ends."""


def range_start(kind: RecordKind, recommendation: bool = False) -> int:
    """Return the number just below the positions of `kind`; `recommendation` tells one from the other directives."""
    return _BASES[None if recommendation else kind]


def range_middle(kind: RecordKind, recommendation: bool = False) -> int:
    """Return the middle of the range of `kind`, where its first numbering starts: newer records may come before."""
    return range_start(kind, recommendation) + RANGE // 2


def kind_of_position(position: int) -> RecordKind:
    """Return the kind of record that has `position`. Raises `IndexError` for a number outside all ranges."""
    if position < RANGE:
        raise IndexError(position)
    return _ORDER[position // RANGE - 1] or RecordKind.DIRECTIVE
