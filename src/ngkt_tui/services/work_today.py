"""What needs somebody today: groups of directives, next steps and watched measures, each with the act to settle one.

Each group of directives is a filter, so that a list, a pane and a report show the same records for it.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from ngkt_tui.domain.enums import DirectiveKind, Nature, RecordKind
from ngkt_tui.query.detail.links import overdue_steps, owed_steps
from ngkt_tui.query.detail.values import StepEntry
from ngkt_tui.query.filter import parse
from ngkt_tui.query.filter.filter_spec import MINE, Sort, SortKey
from ngkt_tui.query.lists.rows import DirectiveRow
from ngkt_tui.query.names import load_refs
from ngkt_tui.query.reminders import DAYS_AHEAD, Reminder, reminders_of
from ngkt_tui.query.scope import asked_ids
from ngkt_tui.query.watch_items import WatchItem, watch_items
from ngkt_tui.services.agencies import agencies_called, agencies_named
from ngkt_tui.services.agency_reports import next_level
from ngkt_tui.services.reader import Reader

if TYPE_CHECKING:
    from ngkt_tui.query.lists import RecordCount
    from ngkt_tui.query.sql import CompiledFilter

SOON = 20_000
"""So many steps of SQLite's machine, a millisecond, the first directives of a group wait for their number."""
MAX_SORTED = {Sort.AGE: 20_000}
"""Beyond so many, by what they are sorted, directives are not all put in their order where only the first are shown."""


class Act(StrEnum):
    """What settles a directive of a group: the field that is to be set."""

    STATUS = "status"
    DUE = "due"
    EVIDENCE = "evidence"
    NOTE = "note"
    CONFIRM = "confirm"
    STEP = "step"
    """To tick a next step."""
    REMIND = "remind"
    WATCH = "watch"
    """To change what is watched, or to take it away."""


class WorkGroup(NamedTuple):
    """What needs somebody for one reason. `filter` is what leaves the directives of it, in the order of urgency."""

    name: str
    act: Act
    filter: str = ""
    is_urgent: bool = False
    """Whether it has a day that has come, or that is near."""
    days: tuple[int, int] | None = None
    """Of what is watched: from how many days off to how many the next date is."""


LONG_GONE = -36_500
GROUPS = (
    WorkGroup("answer-overdue", Act.REMIND, "is:answer-overdue sort:due", is_urgent=True),
    WorkGroup("step-overdue", Act.STEP, "is:step-overdue sort:conf", is_urgent=True),
    WorkGroup("overdue", Act.STATUS, "is:open due:overdue sort:due", is_urgent=True),
    WorkGroup("due-soon", Act.STATUS, f"is:open due:{DAYS_AHEAD}d -due:overdue sort:due", is_urgent=True),
    WorkGroup("watch-7", Act.WATCH, is_urgent=True, days=(LONG_GONE, 7)),
    WorkGroup("reported", Act.CONFIRM, "status:reported sort:age", is_urgent=True),
    WorkGroup("new", Act.STATUS, "is:new -status:done,dropped sort:-conf"),
    WorkGroup("watch-30", Act.WATCH, days=(8, 30)),
    WorkGroup("horizon-ended", Act.DUE, "is:horizon-ended -nature:spirit sort:conf"),
    WorkGroup("blocked", Act.STATUS, "status:blocked sort:age"),
    WorkGroup("asked-again", Act.STATUS, "is:open is:repeated -nature:spirit sort:-conf"),
    WorkGroup("silent", Act.NOTE, "is:silent -status:blocked -nature:spirit sort:age"),
    WorkGroup("unproven", Act.EVIDENCE, "status:done -is:evidenced sort:-conf"),
)
"""All groups, the most urgent first. A directive may be in several."""


class WorkItem(NamedTuple):
    """What needs somebody: a directive with its row, a record with next steps that are overdue, or what is watched.

    `level` is that of the next reminder where one is due, `late` are the letters that should have been answered.
    """

    id: str
    kind: RecordKind
    text_vi: str
    text_en: str | None
    directive: DirectiveRow | None = None
    steps: tuple[StepEntry, ...] = ()
    watch: WatchItem | None = None
    level: int | None = None
    late: tuple[Reminder, ...] = ()


class WorkList(NamedTuple):
    """A group with how many there are in it, and the first of them; at least so many where it is not `is_counted`.

    `uncounted` are those that no count of directives has: recommendations, and what is asked in spirit only.
    """

    group: WorkGroup
    total: int
    items: tuple[WorkItem, ...]
    is_counted: bool = True
    uncounted: int = 0


def unit_name(reader: Reader) -> str:
    """Return what the reader's unit is called; empty where none is set. Raises `UsageError` for an unknown one."""
    unit, language = reader.context.unit, reader.context.language
    return ", ".join(each.name(language) for each in agencies_named(reader, [unit])) if unit else ""


def unit_bodies(reader: Reader) -> tuple[str, ...]:
    """Return the ids by which the reader's unit is asked: its own, those of its parts and of its groups."""
    named = agencies_called(reader, [reader.context.unit]) if reader.context.unit else ()
    if not named:
        return ()
    with reader.connection() as connection:
        return asked_ids(connection, named)


def work_lists(reader: Reader, most: int) -> Iterator[WorkList]:
    """Yield every group, with at most `most` of its directives (0 for all); of the reader's unit where one is set.

    What else is in a group is all there. Raises `FilterError` where the store does not know the unit.
    """
    for group in GROUPS:
        yield work_list(reader, group, most)


def work_list(reader: Reader, group: WorkGroup, most: int) -> WorkList:
    """Return a group as `work_lists` does."""
    found = first_work(reader, group, most)
    return found if found.is_counted else counted(reader, found)


def first_work(reader: Reader, group: WorkGroup, most: int) -> WorkList:
    """Return a group with the first `most` of its directives, counted only where there are no more than these."""
    if group.days is not None:
        items = _watched(reader, *group.days)
        return WorkList(group, len(items), items)
    own_group = group._replace(filter=f"{group.filter} is:{MINE}") if reader.context.unit else group
    spec = parse(own_group.filter, RecordKind.DIRECTIVE)
    where = reader.compile_filter(RecordKind.DIRECTIVE, spec)
    count, positions = _first_positions(reader, where, spec.order[0], most)
    rows = reader.rows(where, positions)
    items = tuple(
        WorkItem(row.id, RecordKind.DIRECTIVE, row.text_vi or "", row.text_en, row)
        for row in rows
        if isinstance(row, DirectiveRow)
    )
    if group.act is Act.REMIND:
        items = _with_levels(reader, items)
    others: tuple[WorkItem, ...] = ()
    if group.act is Act.STEP:
        items, others = _with_steps(reader, where, items)
    total = len(positions) if count is None else sum(count)
    uncounted = 0
    if count is not None:
        every = [item.directive for item in items if item.directive is not None]
        uncounted = sum(map(_is_uncounted, every)) if len(every) == total else _uncounted(reader, own_group, count)
    return WorkList(own_group, total + len(others), items + others, count is not None, uncounted)


def _first_positions(
    reader: Reader, where: "CompiledFilter", key: SortKey, most: int
) -> "tuple[RecordCount | None, Sequence[int]]":
    """Return how many directives there are, where that is soon known, and the positions of the first `most` (0: all).

    Few are all put in their order, which takes no longer than to count them.
    """
    count = reader.try_count(where, SOON) if most else reader.count(where)
    if most and (count is None or sum(count) > MAX_SORTED.get(key.by, 1_000)):
        return count, reader.first_in_order(where, key, most)
    positions = reader.positions(where)
    return count, positions[:most] if most else positions


def counted(reader: Reader, found: WorkList) -> WorkList:
    """Return a group of which the first directives have been read with how many there are."""
    spec = parse(found.group.filter, RecordKind.DIRECTIVE)
    others = sum(item.directive is None for item in found.items)
    count = reader.count(reader.compile_filter(RecordKind.DIRECTIVE, spec))
    uncounted = _uncounted(reader, found.group, count)
    return found._replace(total=sum(count) + others, is_counted=True, uncounted=uncounted)


def _is_uncounted(row: DirectiveRow) -> bool:
    return row.kind == DirectiveKind.RECOMMENDATION or row.nature == Nature.SPIRIT


def _uncounted(reader: Reader, group: WorkGroup, count: "RecordCount") -> int:
    spec = parse(f"{group.filter} -nature:{Nature.SPIRIT}", RecordKind.DIRECTIVE)
    return sum(count) - reader.count(reader.compile_filter(RecordKind.DIRECTIVE, spec)).records if sum(count) else 0


def is_urgent_for_unit(reader: Reader) -> bool:
    """Return whether any of what is due is for the reader's unit; true where none is set."""
    return not reader.context.unit or any(first_work(reader, group, 1).total for group in GROUPS if group.is_urgent)


def _watched(reader: Reader, first: int, last: int) -> tuple[WorkItem, ...]:
    today = reader.context.today()
    with reader.connection() as connection:
        items = watch_items(connection, until=str(today + timedelta(days=last)))
    start = str(today + timedelta(days=first)) if first > LONG_GONE else ""
    return tuple(
        WorkItem(each.market_id, RecordKind.MARKET, *_names(each), watch=each)
        for each in items
        if str(each.next_on) >= start
    )


def _names(item: WatchItem) -> tuple[str, str | None]:
    return (item.market.vi, item.market.en) if item.market else (item.market_id, None)


def _with_levels(reader: Reader, items: Sequence[WorkItem]) -> tuple[WorkItem, ...]:
    with reader.connection() as connection:
        sent = reminders_of(connection, [each.id for each in items])
    today = reader.context.today()
    letters: dict[str, list[Reminder]] = {}
    for each in sent:
        letters.setdefault(each.record, []).append(each)
    return tuple(
        item._replace(
            level=next_level(letters.get(item.id, ()), today),
            late=tuple(each for each in letters.get(item.id, ()) if each.is_late(today)),
        )
        for item in items
    )


def _with_steps(
    reader: Reader, where: "CompiledFilter", items: Sequence[WorkItem]
) -> tuple[tuple[WorkItem, ...], tuple[WorkItem, ...]]:
    """Return the first directives of a filter with their overdue steps, and the other records that have any.

    With a unit the others are those with steps of its own, directives that the filter leaves out too.
    """
    today, bodies = reader.context.today(), unit_bodies(reader)
    with reader.connection() as connection:
        found = overdue_steps(connection, today, [item.id for item in items])
        if bodies:
            shown = {item.id for item in items}
            found = (*(each for each in found if each.record in shown), *owed_steps(connection, today, bodies))
        late: dict[str, dict[int, StepEntry]] = {}
        for each in found:
            if each.is_overdue(today):
                late.setdefault(each.record, {})[each.number] = each
        refs = load_refs(connection, late.keys() - {item.id for item in items})
    if bodies:
        left = set(reader.positions(where))
        mine = {row.id for row in reader.by_ids(where, list(refs)) if row.position in left}
        refs = {record: ref for record, ref in refs.items() if record not in mine}
    others = (
        WorkItem(record, refs[record].kind, refs[record].vi, refs[record].en, steps=tuple(steps.values()))
        for record, steps in late.items()
        if record in refs
    )
    return tuple(item._replace(steps=tuple(late.get(item.id, {}).values())) for item in items), tuple(others)
