"""What needs a decision (blocked, overdue, due soon, silent), the progress of parts of the whole, the days to come."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.readable import Readable
from ngkt_tui.domain.stored_values import stored_date
from ngkt_tui.domain.summary_items import ActionItems, CalendarDay, DirectiveItem, GroupShare, Progress
from ngkt_tui.domain.words import localized
from ngkt_tui.query import totals
from ngkt_tui.query.lists.directive_list import DIRECTIVES
from ngkt_tui.query.lists.listing import selection
from ngkt_tui.query.reminders import AWAITING
from ngkt_tui.query.report_parts.directive_items import DirectiveItems, DirectiveReader
from ngkt_tui.query.sql import IS_FOLLOWED, IS_OPEN, TOUCHED, CompiledFilter
from ngkt_tui.query.totals import GroupForm
from ngkt_tui.query.watch_items import watch_items

SOON_DAYS = 14
MAX_SILENT = 10
MAX_LISTED = 100
"""So many are shown at most in the other lists: who has more reads the report of all directives."""

FOLLOWED = f"it.kind <> 'recommendation' AND {IS_FOLLOWED}"
_TOUCHED = TOUCHED.format(zone=":zone")


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


_DAYS = f"""
    SELECT 'due', it.id, 0, it.due, it.text_vi, it.text_en, '', NULL, NULL
    {{meant}} AND it.due IS NOT NULL AND {IS_OPEN}
    UNION ALL
    SELECT 'reply', it.id, reminder.id, reminder.reply_by, it.text_vi, it.text_en, '', body.name_vi, body.name_en
    FROM reminder
    JOIN directive AS it ON it.id = reminder.record
    LEFT JOIN organisation AS body ON body.id = reminder.agency
    WHERE reminder.reply_by IS NOT NULL AND {AWAITING} AND {IS_OPEN} AND it.id IN (SELECT it.id {{meant}})
    UNION ALL
    SELECT
        'step', it.id, next_step.id, next_step.due, it.text_vi, it.text_en, next_step.text, body.name_vi, body.name_en
    FROM next_step
    JOIN directive AS it ON it.id = next_step.record
    LEFT JOIN organisation AS body ON body.id = next_step.who
    WHERE next_step.due IS NOT NULL AND next_step.done_on IS NULL AND it.id IN (SELECT it.id {{meant}})
    ORDER BY 4, 1, 2, 3
"""


def calendar_days(
    connection: Readable, directives: CompiledFilter, markets: CompiledFilter, language: Language
) -> Iterator[CalendarDay]:
    """Yield the days to come of directives and of what is watched of markets; damaged days are left out."""
    found = selection(directives._replace(order=()))
    meant = found.clause if found.conditions else f"{found.clause} WHERE TRUE"
    statement = f"{directives.with_tables} {_DAYS.format(meant=meant)}"
    rows = connection.execute(statement, directives.parameters).fetchall()
    for kind, record, number, day, vi, en, what, who_vi, who_en in rows:
        if isinstance(on := stored_date(day), date):
            uid = f"{kind}-{record}-{number}" if number else f"{kind}-{record}"
            who = localized(language, who_vi, who_en) or ""
            yield CalendarDay(kind, uid, on, record, localized(language, vi, en), what, who)
    for item in watch_items(connection, where=markets):
        if isinstance(item.next_on, date):
            text = ", ".join(filter(None, (item.product, item.measure, item.stage)))
            market = item.market.name(language) if item.market else item.market_id
            yield CalendarDay(
                "watch", f"watch-{item.number}", item.next_on, item.market_id, text, item.note or "", market
            )
