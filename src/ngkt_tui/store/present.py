"""The present rows of the records that an action touches, read in bulk and changed in place."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from sqlmodel import Session, SQLModel, col, select

from ngkt_tui.domain.errors import UnknownRecord
from ngkt_tui.store.tables.directives import Directive
from ngkt_tui.store.tables.economy import Agreement, Market
from ngkt_tui.store.tables.records import Record

_AT_ONCE = 500
Home = Record | Directive | Agreement | Market
"""A row of a record in a table in which fields of users can stand."""
Row = TypeVar("Row", bound=Home)


class Present:
    """The rows of records, by table and id. A row that is changed is written when the unit of work is committed."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._rows: dict[tuple[type[SQLModel], str], SQLModel] = {}

    def load(self, table: type[Row], ids: Iterable[str]) -> None:
        """Read the rows of `ids` that are not there yet; an id that the table does not have is passed over."""
        for chunk in _chunks([each for each in dict.fromkeys(ids) if (table, each) not in self._rows]):
            for row in self.session.exec(select(table).where(col(table.id).in_(chunk))):
                self._rows[table, row.id] = row

    def find(self, table: type[Row], record: str) -> Row | None:
        """Return the row of a record in `table`; `None` where it has none."""
        self.load(table, [record])
        row = self._rows.get((table, record))
        return row if isinstance(row, table) else None

    def record(self, record: str) -> Record:
        """Return the row that a record of any kind has. Raises `UnknownRecord`."""
        row = self.find(Record, record)
        if row is None:
            raise UnknownRecord(id=record, nearest="")
        return row


def _chunks(ids: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]
