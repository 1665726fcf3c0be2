"""What needs somebody today: groups of directives, each with how many there are and the act that settles one.

Each group is a filter, so that a list, a pane and a report show the same records for it.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.query.detail.links import open_steps
from ngkt_tui.query.detail.values import StepEntry
from ngkt_tui.query.filter.filter_spec import MINE
from ngkt_tui.query.lists.rows import DirectiveRow
from ngkt_tui.services.agencies import agencies_named
from ngkt_tui.services.browse import browse
from ngkt_tui.services.reader import Reader

DAYS_AHEAD = 14


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


class WorkGroup(NamedTuple):
    """Directives that need somebody for one reason. `filter` is what leaves them, in the order of urgency."""

    name: str
    act: Act
    filter: str


GROUPS = (
    WorkGroup("answer-overdue", Act.REMIND, "is:answer-overdue sort:due"),
    WorkGroup("overdue", Act.STATUS, "is:open due:overdue sort:due"),
    WorkGroup("step-overdue", Act.STEP, "is:step-overdue sort:conf"),
    WorkGroup("due-soon", Act.STATUS, f"is:open due:{DAYS_AHEAD}d -due:overdue sort:due"),
    WorkGroup("reported", Act.CONFIRM, "status:reported sort:age"),
    WorkGroup("new", Act.STATUS, "is:new -status:done,dropped sort:-conf"),
    WorkGroup("horizon-ended", Act.DUE, "is:horizon-ended -nature:spirit sort:conf"),
    WorkGroup("blocked", Act.STATUS, "status:blocked sort:age"),
    WorkGroup("asked-again", Act.STATUS, "is:open is:repeated -nature:spirit sort:-conf"),
    WorkGroup("silent", Act.NOTE, "is:silent -status:blocked -nature:spirit sort:age"),
    WorkGroup("unproven", Act.EVIDENCE, "status:done -is:evidenced sort:-conf"),
)
"""All groups, the most urgent first. A directive may be in several."""


class WorkList(NamedTuple):
    """A group with how many directives it has, and the first of them."""

    group: WorkGroup
    total: int
    rows: tuple[DirectiveRow, ...]
    steps: Mapping[str, tuple[StepEntry, ...]] = {}
    """The overdue next steps of a group of them, by directive."""


def unit_name(reader: Reader) -> str:
    """Return what the reader's unit is called; empty where none is set. Raises `UsageError` for an unknown one."""
    unit, language = reader.context.unit, reader.context.language
    return ", ".join(each.name(language) for each in agencies_named(reader, [unit])) if unit else ""


def work_lists(reader: Reader, most: int) -> Iterator[WorkList]:
    """Yield every group, with at most `most` of its directives (0 for all); of the reader's unit where one is set.

    Raises `FilterError` where the store does not know the unit.
    """
    own = f" is:{MINE}" if reader.context.unit else ""
    for group in GROUPS:
        own_group = group._replace(filter=f"{group.filter}{own}")
        found = browse(reader, RecordKind.DIRECTIVE, own_group.filter, most)
        rows = tuple(row for row in found.rows if isinstance(row, DirectiveRow))
        yield WorkList(own_group, found.total, rows, _overdue_steps(reader, rows) if group.act is Act.STEP else {})


def _overdue_steps(reader: Reader, rows: Sequence[DirectiveRow]) -> Mapping[str, tuple[StepEntry, ...]]:
    today, shown = reader.context.today(), {row.id for row in rows}
    with reader.connection() as connection:
        steps = [each for each in open_steps(connection) if each.record in shown and each.is_overdue(today)]
    return {record: tuple(each for each in steps if each.record == record) for record in shown}
