"""What was done to the store, and by whom: groups of changes, newest first."""

from collections.abc import Iterator
from itertools import islice

from ngkt_tui.query.history import ChangeGroupRow
from ngkt_tui.services.reader import Reader

PAGE = 200


def groups_of(reader: Reader, record: str | None = None, most: int = 0) -> Iterator[ChangeGroupRow]:
    """Yield the groups that changed a record, or all, newest first; at most `most`, 0 for all.

    Raises `UnknownRecordError` for an id that the store does not know and the history does not either.
    """
    pages = _pages(reader, record, min(PAGE, most) or PAGE)
    return islice(pages, most) if most else pages


def _pages(reader: Reader, record: str | None, size: int) -> Iterator[ChangeGroupRow]:
    before: int | None = None
    while page := reader.history(record, size, before):
        yield from page
        before = page[-1].id
    if before is None and record is not None:
        reader.find(record)
