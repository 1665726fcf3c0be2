"""The days to come: due dates of what is open, answers that are awaited, next steps, and what is watched."""

from collections.abc import Iterator
from datetime import date

from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.readable import Readable
from ngkt_tui.domain.stored_values import stored_date
from ngkt_tui.domain.summary_items import CalendarDay
from ngkt_tui.domain.words import localized
from ngkt_tui.query.filter.compiler import CompiledFilter
from ngkt_tui.query.lists.listing import selection
from ngkt_tui.query.reminders import AWAITING
from ngkt_tui.query.sql import IS_OPEN
from ngkt_tui.query.watch_items import watch_items

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
