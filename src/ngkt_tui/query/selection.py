"""The FROM and WHERE of every statement that reads the records which a `CompiledFilter` means."""

from typing import NamedTuple

from ngkt_tui.domain.kinds import RecordKind
from ngkt_tui.domain.positions import RANGE, range_start
from ngkt_tui.query.narrowing import CompiledFilter


class Selection(NamedTuple):
    """The tables that hold the meant records, the conditions on them, and the expression of a record's position."""

    tables: str
    conditions: tuple[str, ...]
    position: str

    @property
    def clause(self) -> str:
        """Return FROM and WHERE."""
        return f"FROM {self.tables}" + (f" WHERE {' AND '.join(self.conditions)}" if self.conditions else "")


def own_tables(kind: RecordKind) -> tuple[str, str]:
    """Return the tables of the records of `kind`, theirs named `it`, and the expression of the position."""
    if kind is RecordKind.DIRECTIVE:
        return "directive AS it", "it.position"
    return f"record CROSS JOIN {kind} AS it ON it.id = record.id", "record.position"


def selection(where: CompiledFilter, may_be_bare: bool = False, start: str = "") -> Selection:
    """Return from where to read the meant records, as `it`.

    Where words are looked for, the index leads, in the order of positions. `may_be_bare` allows to leave `it` out
    where nothing else asks for it and only positions are wanted; the index knows no day, though. `start` is an
    expression of the least position that is wanted: the index takes one lower bound, and reads the rows before it for
    nothing where there are two.
    """
    tables, position = own_tables(where.kind)
    conditions = where.conditions
    if where.match:
        conditions = (f"search MATCH {where.match}", *conditions)
        if may_be_bare and not (where.conditions or where.order or where.moment.as_of):
            tables = "search"
        else:
            tables = f"search CROSS JOIN {tables}"
            conditions = (*conditions, f"{position} = search.rowid")
        position = "search.rowid"
    if where.match or where.kind is not RecordKind.DIRECTIVE:
        first, end = _range(where.kind)
        conditions = (*conditions, f"{position} >= {start or first}", f"{position} < {end}")
    elif start:
        conditions = (*conditions, f"{position} >= {start}")
    return Selection(tables, conditions, position)


def _range(kind: RecordKind) -> tuple[int, int]:
    return range_start(kind), range_start(kind, recommendation=kind is RecordKind.DIRECTIVE) + RANGE
