"""What needs a decision (blocked, overdue, due soon, silent) and the progress of conferences, agencies and themes."""

from collections.abc import Iterable
from datetime import date, timedelta

from ngkt_tui.domain.enums import Language, Status
from ngkt_tui.domain.readable import Readable
from ngkt_tui.domain.summary_items import ActionItems, DirectiveItem, GroupShare, Progress
from ngkt_tui.domain.words import localized
from ngkt_tui.query import totals
from ngkt_tui.query.filter.compiler import CompiledFilter
from ngkt_tui.query.lists.directive_list import DIRECTIVES
from ngkt_tui.query.reminders import AWAITING
from ngkt_tui.query.report_parts.directive_items import DirectiveItems, DirectiveReader
from ngkt_tui.query.sql import IS_FOLLOWED, IS_OPEN, TOUCHED
from ngkt_tui.query.totals import GroupForm

SOON_DAYS = 14
MAX_SILENT = 10
MAX_LISTED = 100
"""So many are told at most in the other lists: who has more reads the report of all directives."""

FOLLOWED = f"it.kind <> 'recommendation' AND {IS_FOLLOWED}"
_TOUCHED = TOUCHED.format(zone=":zone")


_OPEN = ", ".join(f"'{status}'" for status in Status if status not in (Status.DONE, Status.DROPPED))
_ANYTHING_DUE = f"""
    SELECT 1
    WHERE EXISTS (SELECT 1 FROM directive WHERE status = 'reported')
        OR EXISTS (SELECT 1 FROM directive WHERE status IN ({_OPEN}) AND due <= :soon)
        OR EXISTS (SELECT 1 FROM next_step WHERE done_on IS NULL AND due < :today)
        OR EXISTS (SELECT 1 FROM watch_item WHERE next_on <= date(:today, '+7 days'))
        OR EXISTS (
            SELECT 1
            FROM reminder JOIN directive ON directive.id = reminder.record
            WHERE reminder.reply_by < :today AND directive.status IN ({_OPEN}) AND {AWAITING}
        )
"""


def attention(connection: Readable, where: CompiledFilter, language: Language) -> ActionItems:
    """Return what asks for a decision among the meant directives; recommendations and spirit never do."""
    soon = {"soon": _after(where.moment.day, SOON_DAYS)}
    meant = where._replace(parameters={**where.parameters, **soon})

    def listed(condition: str, order: str, most: int = MAX_LISTED) -> tuple[DirectiveItem, ...]:
        return directives_that(connection, meant, language, (FOLLOWED, condition), (order,), most)

    return ActionItems(
        blocked=listed("it.status = 'blocked'", f"{_TOUCHED} DESC NULLS LAST"),
        overdue=listed(f"it.due < :today AND {IS_OPEN}", "it.due"),
        due_soon=listed(f"it.due BETWEEN :today AND :soon AND {IS_OPEN}", "it.due"),
        reported=listed("it.status = 'reported'", f"{_TOUCHED} NULLS FIRST"),
        silent=listed(f"{IS_OPEN} AND {_TOUCHED} IS NOT NULL", _TOUCHED, MAX_SILENT),
    )


def directives_that(
    connection: Readable,
    where: CompiledFilter,
    language: Language,
    conditions: tuple[str, ...],
    order: tuple[str, ...],
    most: int,
) -> tuple[DirectiveItem, ...]:
    """Return the first of the meant directives that meet conditions, in an order, `()` for that of the filter."""
    narrowed = where._replace(conditions=(*where.conditions, *conditions), order=order or where.order)
    positions = DIRECTIVES.positions(connection, narrowed, most)
    return tuple(DirectiveItems(DirectiveReader(connection, where, language, positions), 0, len(positions)))


def is_anything_due(connection: Readable, today: date, soon: date) -> bool:
    """Tell whether anything is overdue, due soon, to be reminded of or to be confirmed, from the indexes alone."""
    return connection.execute(_ANYTHING_DUE, {"today": str(today), "soon": str(soon)}).fetchone() is not None


def _after(day: date, days: int) -> str:
    try:
        return (day + timedelta(days=days)).isoformat()
    except OverflowError:
        return date.max.isoformat()


def by_conference(connection: Readable, where: CompiledFilter, language: Language) -> tuple[Progress, ...]:
    """Return the progress of each conference at which a directive was given, oldest first."""
    return _progress_of(totals.by_conference(connection, where), language)


def by_agency(connection: Readable, where: CompiledFilter, language: Language) -> tuple[Progress, ...]:
    """Return the progress of each agency, the one that was asked most first."""
    return _progress_of(sorted(totals.by_agency(connection, where), key=_most_asked), language)


def by_theme(connection: Readable, where: CompiledFilter, language: Language) -> tuple[Progress, ...]:
    """Return the progress of each theme, the one with most directives first."""
    return _progress_of(sorted(totals.by_theme(connection, where), key=_most_asked), language)


def through_groups(connection: Readable, where: CompiledFilter, language: Language) -> tuple[GroupShare, ...]:
    """Return how much each agency was asked through groups to which it belongs, the one that was asked most first."""
    rows = totals.through_groups(connection, where)
    return tuple(GroupShare(record, localized(language, vi, en), many) for record, vi, en, many in rows)


def _most_asked(group: GroupForm) -> int:
    return -group.form.total


def _progress_of(groups: Iterable[GroupForm], language: Language) -> tuple[Progress, ...]:
    return tuple(
        Progress(group.id, localized(language, group.label_vi, group.label_en), group.form, group.statuses)
        for group in groups
        if group.form.total
    )
