"""Positions for records in a wanted order, moving as few as possible: directives and conferences by date, others as
they first appear.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from sqlalchemy import Connection

from ngkt_tui.domain.enums import DirectiveKind, Nature, RecordKind
from ngkt_tui.domain.record_kinds import RANGE, range_middle, range_start
from ngkt_tui.domain.text import natural_key
from ngkt_tui.store.search_index import SearchIndex

GAP = 1 << 10
"""How far apart neighbours are put, so that others find room between them."""


class Positioned(NamedTuple):
    """A record and its position; `None` where it has none yet."""

    record: str
    position: int | None


def assign_positions(wanted: Sequence[Positioned], base: int) -> dict[str, int]:
    """Return the positions of the records that must get a new one, so that all stand in the order of `wanted`.

    `base` is the number below the range. Where there is no room left between two, all are placed anew.
    """
    low, high = base, base + RANGE
    kept = _longest_increasing_subsequence(wanted, low, high)
    if not kept:
        return _spread_all(wanted, base)
    assigned: dict[str, int] = {}
    for run, left, right in _runs(wanted, kept):
        first, step = _gap(len(run), left, right)
        if run and (step < 1 or first <= low or first + step * len(run) > high):
            return _spread_all(wanted, base)
        assigned.update((record, first + step * number) for number, record in enumerate(run))
    return assigned


def _spread_all(wanted: Sequence[Positioned], base: int) -> dict[str, int]:
    first = base + RANGE // 2
    return {each.record: first + GAP * number for number, each in enumerate(wanted)}


def _runs(wanted: Sequence[Positioned], kept: Sequence[int]) -> Iterator[tuple[list[str], int | None, int | None]]:
    """Yield the records between those that keep their position, with the positions left and right of them."""
    for left, right in pairwise((None, *kept, None)):
        start = 0 if left is None else left + 1
        run = [each.record for each in wanted[start:right]]
        yield run, None if left is None else wanted[left].position, None if right is None else wanted[right].position


def _gap(count: int, left: int | None, right: int | None) -> tuple[int, int]:
    """Return the first position for `count` records between two positions, and the step from one to the next."""
    if left is not None and right is not None:
        step = min(GAP, (right - left) // (count + 1))
        return left + step, step
    if right is not None:
        return right - GAP * count, GAP
    return (left or 0) + GAP, GAP


def _longest_increasing_subsequence(wanted: Sequence[Positioned], low: int, high: int) -> list[int]:
    """Return the indexes of the longest part of `wanted` whose positions rise within the range."""
    ends: list[int] = []  # the least position that a rising part of each length can end with
    ends_at: list[int] = []  # and the index where it does
    before: dict[int, int] = {}
    for index, (_, position) in enumerate(wanted):
        if position is None or not low < position < high:
            continue
        length = bisect_left(ends, position)
        if length:
            before[index] = ends_at[length - 1]
        ends[length : length + 1] = [position]
        ends_at[length : length + 1] = [index]
    rising = ends_at[-1:]
    while rising and rising[-1] in before:
        rising.append(before[rising[-1]])
    return rising[::-1]


PLACE = "(digest.ordinal << 32) + contribution.ordinal"
"""The place of a contribution among those of all digests."""

_STORED_KEYS = f"""
    SELECT
        directive.id,
        coalesce(directive.conference, ''),
        directive.kind,
        directive.digest_nature,
        directive.paragraph,
        coalesce(directive.issued, ''),
        coalesce(
            (
                SELECT min({PLACE})
                FROM contribution JOIN digest ON digest.id = contribution.digest
                WHERE contribution.record = directive.id
            ),
            directive.position
        )
    FROM directive
"""
"""The keys of the directives that are there; one that no digest holds any more keeps its place by its position."""


class DirectiveKey(NamedTuple):
    """What a directive is ordered by."""

    conference: str
    kind: str
    nature: str
    paragraph: int
    issued: str
    """The day on which it was asked, where it is of no conference; empty for none."""
    place: int
    """Its place among all records of all digests; of several digests that speak of it, the first counts."""

    @property
    def is_recommendation(self) -> bool:
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

    Those of no conference stand by the day on which they were asked.

    `keys` are those of the touched ones; the conferences are written already.
    """
    positions = known_positions(connection, RecordKind.DIRECTIVE)
    stored = connection.exec_driver_sql(_STORED_KEYS).all()
    all_keys = {record: DirectiveKey(*key) for record, *key in stored}
    all_keys.update(keys)
    days = _conference_days(connection)
    assigned: dict[str, int] = {}
    for recommendation in (False, True):
        group = [record for record, key in all_keys.items() if key.is_recommendation is recommendation]
        group.sort(key=lambda each: (_day_rank(all_keys[each], days), all_keys[each].within_conference))
        start = range_start(RecordKind.DIRECTIVE, recommendation)
        placed = [Positioned(each, _within(positions.get(each), start)) for each in group]
        assigned |= assign_positions(placed, start)
    return _moved(connection, RecordKind.DIRECTIVE, positions, assigned)


class _HeldConference(NamedTuple):
    date: str | None
    position: int


def _conference_days(connection: Connection) -> dict[str, _HeldConference]:
    held = connection.exec_driver_sql(
        """
            SELECT conference.id, conference.date, record.position
            FROM conference
            JOIN record ON record.id = conference.id
        """
    )
    return {record: _HeldConference(date, position) for record, date, position in held}


def _day_rank(key: DirectiveKey, days: Mapping[str, _HeldConference]) -> tuple[bool, int, bool, int]:
    """Return the rank of the conference of a directive: the newest first, undated ones last, both before none."""
    held = days.get(key.conference)
    day = held.date if held else key.issued
    return not day, -_as_number(day), held is None, held.position if held else 0


def _as_number(day: str | None) -> int:
    digits = (day or "").replace("-", "")
    return int(digits) if digits.isdecimal() else 0


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
