"""Giving records their positions: directives and conferences by date, all others as they first appear.

What has a position keeps it, as long as the order allows.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from ngkt_tui.domain.kinds import DirectiveKind, Nature, RecordKind
from ngkt_tui.domain.natural_order import natural_key
from ngkt_tui.domain.positions import RANGE, range_middle, range_start
from ngkt_tui.store.intake.ordering import GAP, Positioned, assign_positions
from ngkt_tui.store.search_index import SearchIndex

PLACE = "(digest.ordinal << 32) + contribution.ordinal"
"""The place of a contribution among those of all digests."""

_STORED_KEYS = (
    "SELECT directive.id, directive.conference, directive.kind, directive.nature, directive.paragraph,"
    f" coalesce((SELECT min({PLACE}) FROM contribution JOIN digest ON digest.id = contribution.digest"
    " WHERE contribution.record = directive.id), directive.position) FROM directive"
)
"""The keys of the directives that are there; one that no digest holds any more keeps its place by its position."""


class DirectiveKey(NamedTuple):
    """What a directive is ordered by."""

    conference: str
    kind: str
    nature: str
    paragraph: int
    place: int
    """Its place among all records of all digests; of several digests that speak of it, the first counts."""

    @property
    def is_recommendation(self) -> bool:
        """Tell whether it stands after all directives."""
        return self.kind == DirectiveKind.RECOMMENDATION

    @property
    def within_conference(self) -> tuple[bool, int, int]:
        """Return what it is ordered by within its conference: spirit comes after what can be followed."""
        return self.nature == Nature.SPIRIT, self.paragraph, self.place


class Placement(NamedTuple):
    """The positions of all records asked about, and the new ones of records that had to be moved."""

    positions: dict[str, int]
    moved: list[int]


def known_positions(connection: Connection, kind: RecordKind) -> dict[str, int]:
    """Return the positions of all records of a kind."""
    rows = connection.exec_driver_sql("SELECT id, position FROM record WHERE kind = ?", (kind.value,))
    return dict(rows.all())


def place_by_appearance(connection: Connection, kind: RecordKind, new: Sequence[str]) -> Placement:
    """Place new records of `kind` after those that are there."""
    positions = known_positions(connection, kind)
    first = max(positions.values(), default=range_middle(kind) - GAP) + GAP
    positions.update((record, first + GAP * number) for number, record in enumerate(new))
    return Placement(positions, [])


def place_conferences(connection: Connection, dates: Mapping[str, str | None]) -> Placement:
    """Place conferences, oldest first and those without a date last. `dates` are those of the touched ones."""
    positions = known_positions(connection, RecordKind.CONFERENCE)
    stored = connection.exec_driver_sql("SELECT id, date FROM conference")
    all_dates: dict[str, str | None] = dict(stored.all())
    all_dates.update(dates)
    wanted = sorted(all_dates, key=lambda each: (all_dates[each] is None, all_dates[each] or "", natural_key(each)))
    placed = [Positioned(each, positions.get(each)) for each in wanted]
    return _moved(
        connection, RecordKind.CONFERENCE, positions, assign_positions(placed, range_start(RecordKind.CONFERENCE))
    )


def place_directives(connection: Connection, keys: Mapping[str, DirectiveKey]) -> Placement:
    """Place directives: newest conference first, then in their order within it; recommendations in their own range.

    `keys` are those of the touched ones; the conferences are written already.
    """
    positions = known_positions(connection, RecordKind.DIRECTIVE)
    stored = connection.exec_driver_sql(_STORED_KEYS).all()
    all_keys = {record: DirectiveKey(*key) for record, *key in stored}
    all_keys.update(keys)
    ranks = _conference_ranks(connection)
    last = len(ranks)
    assigned: dict[str, int] = {}
    for recommendation in (False, True):
        group = [record for record, key in all_keys.items() if key.is_recommendation is recommendation]
        group.sort(key=lambda each: (ranks.get(all_keys[each].conference, last), all_keys[each].within_conference))
        start = range_start(RecordKind.DIRECTIVE, recommendation)
        placed = [Positioned(each, _within(positions.get(each), start)) for each in group]
        assigned |= assign_positions(placed, start)
    return _moved(connection, RecordKind.DIRECTIVE, positions, assigned)


def _conference_ranks(connection: Connection) -> dict[str, int]:
    newest_first = connection.exec_driver_sql(
        "SELECT conference.id FROM conference JOIN record ON record.id = conference.id"
        " ORDER BY conference.date IS NULL, conference.date DESC, record.position"
    )
    return {record: rank for rank, record in enumerate(newest_first.scalars())}


def _within(position: int | None, start: int) -> int | None:
    return position if position is not None and start < position < start + RANGE else None


def _moved(
    connection: Connection, kind: RecordKind, positions: dict[str, int], assigned: Mapping[str, int]
) -> Placement:
    moves = [(new, positions[record]) for record, new in assigned.items() if record in positions]
    if moves:
        SearchIndex(connection).drop([old for _, old in moves])
        for table in ("record", "directive") if kind is RecordKind.DIRECTIVE else ("record",):
            _renumber(connection, table, moves)
        moved = [(new, record) for record, new in assigned.items() if record in positions]
        connection.exec_driver_sql("UPDATE link SET position = ? WHERE record = ?", moved)
    positions.update(assigned)
    return Placement(positions, [new for new, _ in moves])


def _renumber(connection: Connection, table: str, moves: Iterable[tuple[int, int]]) -> None:
    """Move rows by way of negative numbers, so that none gets in the way of another."""
    connection.exec_driver_sql(
        f"UPDATE {table} SET position = ? WHERE position = ?", [(-new, old) for new, old in moves]
    )
    connection.exec_driver_sql(f"UPDATE {table} SET position = -position WHERE position < 0")
