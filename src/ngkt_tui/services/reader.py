"""Reading the store for a screen or a command: one connection, one method for each thing that is read.

A reader belongs to one thread at a time; `interrupt`, `close`, `require_store` may be called from another. Every read
fetches all its rows before it returns, so that no unfinished SELECT holds up a writer. Each query is imported by the
method that needs it: a module costs a millisecond of every command.
"""

from array import array
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from threading import RLock
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.store_errors import StoreGoneError
from ngkt_tui.query.change_groups import ChangeWatcher, ExternalChanges, NewRecords, new_records
from ngkt_tui.services.context import Context, moment_of
from ngkt_tui.store import engine_of
from ngkt_tui.store.engine import ReadInterruptedError, StoreConnection, StoreId

INTERRUPT_AGAIN = 0.02  # seconds; an interruption stops one statement, and a read may have several

if TYPE_CHECKING:
    from ngkt_tui.query.change_groups import ChangeGroupRow
    from ngkt_tui.query.detail import RecordDetail
    from ngkt_tui.query.filter.filter_spec import FilterSpec, SortKey
    from ngkt_tui.query.lists import Listing, RecordCount, Row
    from ngkt_tui.query.lists.grouping import ListGrouping, RecordGroup
    from ngkt_tui.query.names import RecordRef
    from ngkt_tui.query.record_heads import RecordHead
    from ngkt_tui.query.scope import Scope
    from ngkt_tui.query.sql import CompiledFilter
    from ngkt_tui.query.totals import DashboardTotals, GroupForm, Grouping

T = TypeVar("T")


class Reader:
    """A connection to the store of a context, for reading. Use it as a context manager, or call `close`.

    `cache` is how many KiB of the store the engine keeps in this process; where it is `None`, as many as by itself.
    """

    def __init__(self, context: Context, cache: int | None = None) -> None:
        self.context = context
        self._cache = cache
        self._in_use = RLock()
        self._engine = engine_of(context.store)
        self._connection, self._changes = self._opened()

    def _opened(self) -> tuple[StoreConnection, ChangeWatcher]:
        with self._engine.explained():
            connection = self._engine.open_for_reading(readonly=self.context.readonly, cache=self._cache)
            try:
                return connection, ChangeWatcher(connection)
            except BaseException:
                connection.close()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def file(self) -> StoreId | None:
        return self._connection.store_id

    def close(self) -> None:
        """Stop the read of another thread, wait until it has let go of the connection, and close it."""
        while not self._in_use.acquire(timeout=INTERRUPT_AGAIN):
            self.interrupt()
        self._connection.close()
        self._in_use.release()

    def interrupt(self) -> None:
        """Stop the read that another thread is waiting for; it raises `ReadInterruptedError`."""
        self._connection.interrupt()

    def reopen(self) -> StoreId | None:
        """Go on with the store that has taken the place of the one that was opened, and return which one it is.

        Raises what opening raises; the reader stays as it was then.
        """
        with self._in_use:
            opened = self._opened()
            self._connection.close()
            self._connection, self._changes = opened
        return self.file

    @property
    def is_replaced(self) -> bool:
        """Return whether another store is where the one was that was opened."""
        return self._connection.present_id() not in (None, self.file)

    def require_store(self) -> None:
        """Raise `StoreGoneError` where the store is no longer the one that was opened."""
        if self.file is None or self._connection.present_id() != self.file:
            raise StoreGoneError(path=self.context.store)

    @contextmanager
    def connection(self) -> Iterator[StoreConnection]:
        """Give the connection for reads that have no method here; what goes wrong in them is told as elsewhere."""
        with self._in_use, self._connection.explained():
            self.require_store()
            yield self._connection

    def compile_filter(
        self, kind: RecordKind, spec: "FilterSpec | None" = None, scope: "Scope" = ()
    ) -> "CompiledFilter":
        """Return which records of `kind` a filter, `None` for none, and a scope leave; raises `FilterError`."""
        from ngkt_tui.query.filter.compiler import compile_filter
        from ngkt_tui.query.filter.filter_spec import EVERYTHING

        with self.connection() as connection:
            return compile_filter(connection, kind, moment_of(self.context), spec or EVERYTHING, scope)

    def page(self, where: "CompiledFilter", limit: int, offset: int = 0, after: int | None = None) -> "list[Row]":
        """Return at most `limit` rows in their order, from the one numbered `offset`, or after a position."""
        with self.connection() as connection:
            return _listing(where.kind).page(connection, where, limit, offset, after)

    def rows(self, where: "CompiledFilter", positions: Sequence[int]) -> "list[Row]":
        """Return the rows at `positions`, in that order; those that are gone are left out."""
        with self.connection() as connection:
            return _listing(where.kind).rows(connection, where, positions)

    def by_ids(self, where: "CompiledFilter", ids: Sequence[str]) -> "list[Row]":
        """Return the rows of records by id, whether or not they pass the filter."""
        with self.connection() as connection:
            return _listing(where.kind).by_ids(connection, where, ids)

    def count(self, where: "CompiledFilter") -> "RecordCount":
        """Return how many records there are."""
        with self.connection() as connection:
            return _listing(where.kind).count(connection, where)

    def try_count(self, where: "CompiledFilter", steps: int) -> "RecordCount | None":
        """Return how many records there are; `None` where that takes more than `steps` steps of SQLite's machine."""
        return self._soon(lambda: self.count(where), steps)

    def groups(
        self, where: "CompiledFilter", by: "ListGrouping", *, beside: bool, touched: Sequence[str] | None = None
    ) -> "tuple[RecordGroup, ...]":
        """Return the groups of records in their order, or of the recommendations `beside` directives.

        Where an edit `touched` some records, groups that it cannot have changed may be left out.
        """
        from ngkt_tui.query.lists import grouping

        with self.connection() as connection:
            if where.kind is RecordKind.DIRECTIVE:
                of = grouping.conferences_of(connection, by, touched or ())
                return grouping.directive_groups(connection, where, by, beside=beside, conferences=of)
            from ngkt_tui.query.lists import agency_tree, conference_list, tracked_groups  # after the first rows

            if by is grouping.ListGrouping.YEAR:
                return conference_list.year_groups(connection, where)
            if where.kind in grouping.TRACKED_KINDS:
                return tracked_groups.tracked_groups(connection, where, by)
            if by is grouping.ListGrouping.TREE:
                return agency_tree.agency_groups(connection, where)
            return grouping.directive_groups(connection, where, by, beside=beside)

    def groups_soon(
        self, where: "CompiledFilter", by: "ListGrouping", steps: int, *, beside: bool
    ) -> "tuple[RecordGroup, ...] | None":
        """Return the groups of directives; `None` where that takes more than `steps` steps of SQLite's machine."""
        return self._soon(lambda: self.groups(where, by, beside=beside), steps)

    def _soon(self, read: Callable[[], T], steps: int) -> T | None:
        with self._in_use, self._connection.limited(steps) as limit:
            try:
                return read()
            except ReadInterruptedError:
                if not limit.is_over:
                    raise
                return None

    def index_of(self, where: "CompiledFilter", position: int) -> int | None:
        """Return how many records come before the one at `position` in the default order, `None` if it is not one."""
        with self.connection() as connection:
            return _listing(where.kind).index_of(connection, where, position)

    def positions(self, where: "CompiledFilter") -> "array[int]":
        """Return the positions of all records in their order."""
        with self.connection() as connection:
            return _listing(where.kind).positions(connection, where)

    def first_in_order(self, where: "CompiledFilter", key: "SortKey", most: int) -> "array[int]":
        """Return the positions of the first `most` directives of a filter that is sorted by `key`."""
        from ngkt_tui.query.lists.directive_list import first_in_order

        with self.connection() as connection:
            return first_in_order(connection, where, key, most)

    def dashboard_totals(self, where: "CompiledFilter") -> "DashboardTotals":
        """Return what the head of the dashboard counts."""
        from ngkt_tui.query.totals import dashboard_totals

        with self.connection() as connection:
            return dashboard_totals(connection, where)

    def without_lead(self, where: "CompiledFilter") -> "DashboardTotals":
        """Return the totals of the directives without an agency in charge."""
        from ngkt_tui.query.totals import without_lead

        with self.connection() as connection:
            return without_lead(connection, where)

    def counting(self, where: "CompiledFilter", by: "Grouping") -> "list[GroupForm]":
        """Return the counting form of each conference, agency or theme."""
        from ngkt_tui.query.totals import grouped

        with self.connection() as connection:
            return grouped(connection, where, by)

    def detail(self, record: str) -> "RecordDetail":
        """Return everything about a record of any kind; raises `UnknownRecordError`."""
        from ngkt_tui.query.detail import read

        with self.connection() as connection:
            return read(connection, record)

    def find(self, record: str) -> "RecordHead":
        """Return kind and position of a record; raises `UnknownRecordError`."""
        from ngkt_tui.query.record_heads import find

        with self.connection() as connection:
            return find(connection, record)

    def present_id(self, record: str) -> str:
        """Return the id that the record which once bore the id `record` bears now; `record` where it still does."""
        from ngkt_tui.query.former_ids import present_id

        with self.connection() as connection:
            return present_id(connection, record)

    def global_search(self, text: str, limit: int) -> "tuple[RecordRef, ...]":
        """Return at most `limit` records of any kind that have a word beginning with each word of `text`."""
        from ngkt_tui.query.lookup import global_search

        with self.connection() as connection:
            return global_search(connection, text, limit)

    def ids_beginning(self, text: str, limit: int) -> list[str]:
        """Return at most `limit` ids of records that begin with `text`, in order."""
        from ngkt_tui.query.record_heads import ids_beginning

        with self.connection() as connection:
            return ids_beginning(connection, text, limit)

    def full_ids(self, typed: Sequence[str]) -> tuple[str, ...]:
        """Return ids, each typed as far as it is unique, in full; raises `AmbiguousRecordError`."""
        from ngkt_tui.query.record_heads import full_ids

        with self.connection() as connection:
            return full_ids(connection, typed)

    def history(self, record: str | None = None, limit: int = 50, before: int | None = None) -> "list[ChangeGroupRow]":
        """Return groups of changes, newest first: of one record or of all, older than group `before` where given."""
        from ngkt_tui.query.change_groups import groups

        with self.connection() as connection:
            return groups(connection, record, limit, before)

    @property
    def newest_entry(self) -> int:
        """Return the newest entry of the history that `external_changes` has looked at."""
        return self._changes.newest

    def new_records(self) -> NewRecords:
        """Return what imports have brought since the context's user last looked."""
        with self.connection() as connection:
            return new_records(connection, self.context.last_seen())

    def external_changes(self, own: Collection[int] = ()) -> ExternalChanges | None:
        """Return what others have changed since the last call, `None` where nothing; `own` are the groups made here."""
        with self.connection():
            return self._changes.poll(own)


@cache
def _listing(kind: RecordKind) -> "Listing[Row]":
    from ngkt_tui.query.lists import LISTINGS  # after the first paint

    return LISTINGS[kind]


def full_ids(context: Context, typed: Sequence[str]) -> tuple[str, ...]:
    """Return ids, each typed as far as it is unique, in full; raises `AmbiguousRecordError`."""
    with Reader(context) as reader:
        return reader.full_ids(typed)
