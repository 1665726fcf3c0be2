"""What the reports on a period, on reminders and on agreements hold beside a summary."""

import json
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from ngkt_tui.domain.counting_form import CountingForm
from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.readable import Readable
from ngkt_tui.domain.report_items import PERIOD_PARTS, PeriodCounts, RegisterEntry, ReminderItem, ReviewedState, Span
from ngkt_tui.domain.stored_values import stored_date, undamaged
from ngkt_tui.domain.summary_items import DirectivePart, NextStep
from ngkt_tui.domain.words import localized, translate
from ngkt_tui.query.former_ids import ID_HISTORY_OF
from ngkt_tui.query.lists.listing import selection
from ngkt_tui.query.names import load_refs
from ngkt_tui.query.reminders import REMINDERS, REPLIES, Reminder, Reply
from ngkt_tui.query.report_parts.appendix import agreements
from ngkt_tui.query.report_parts.attention import FOLLOWED, directives_that
from ngkt_tui.query.report_parts.directive_items import DirectiveItems, DirectiveReader
from ngkt_tui.query.sql import ASKED_ON, CONFIRMED, CompiledFilter, read_rows
from ngkt_tui.query.totals import dashboard_totals

_STATUS_CHANGED = f"""(
    SELECT date(change_group.at, {{zone}})
    FROM change JOIN change_group ON change_group.id = change.change_group
    WHERE change.record IN {ID_HISTORY_OF.format(record="it.id")}
        AND change.field = 'status' AND change_group.kind <> 'import'
    ORDER BY change.id DESC
    LIMIT 1
)"""
"""The day of the last change of a directive's status by a user."""


MAX_TOLD = 200
"""So many directives are shown at most under one heading of a report on a period."""

IS_ASKED_WITHIN = f"({ASKED_ON}) BETWEEN :start AND :end"
_WAS_DONE = "(it.status = 'done' AND coalesce(it.done_on, '') <= :end)"
_WAS_CLOSED = f"({_WAS_DONE} OR it.status = 'dropped')"
_WAS_ASKED = f"coalesce({ASKED_ON}, '') <= :end"
_CONDITIONS = {
    "new": IS_ASKED_WITHIN,
    "done": "it.status = 'done' AND it.done_on BETWEEN :start AND :end",
    "late": f"{_WAS_ASKED} AND it.due < :late_before AND NOT {_WAS_CLOSED}",
    "carried": f"({ASKED_ON}) < :start AND NOT {_WAS_CLOSED}",
    "reminded": "+it.id IN (SELECT reminder.record FROM reminder WHERE reminder.sent_on BETWEEN :start AND :end)",
    "confirmed": f"{CONFIRMED} AND {_STATUS_CHANGED.format(zone=':zone')} BETWEEN :start AND :end",
}


def span_before(span: Span) -> Span:
    """Return the span before one: as many whole months before whole months, else as many days."""
    end = span.start - timedelta(days=1)
    if span.start.day == 1 and span.end.day == monthrange(span.end.year, span.end.month)[1]:
        months = span.start.year * 12 + span.start.month - 1
        first = months - (span.end.year * 12 + span.end.month - months)
        return Span(date(first // 12, first % 12 + 1, 1), end)
    return Span(end - (span.end - span.start), end)


def within(where: CompiledFilter, span: Span) -> CompiledFilter:
    """Return a filter whose conditions may speak of the days of a span, as `:start` and `:end`."""
    days = {"start": span.start.isoformat(), "end": span.end.isoformat()}
    days["late_before"] = min(days["end"], where.moment.day.isoformat())
    return where._replace(parameters={**where.parameters, **days})


def period_counts(connection: Readable, where: CompiledFilter, span: Span) -> PeriodCounts:
    """Return what happened in a span."""
    meant = within(where, span)

    def form(*conditions: str) -> CountingForm:
        return dashboard_totals(connection, meant._replace(conditions=(*meant.conditions, *conditions))).form

    asked = form(_WAS_ASKED)
    counts = tuple(form(_CONDITIONS[part]).followed for part in PERIOD_PARTS)
    return PeriodCounts(span, asked.followed, form(_WAS_ASKED, _WAS_DONE).followed, asked.spirit, counts)


def period_parts(
    connection: Readable,
    where: CompiledFilter,
    counts: PeriodCounts,
    language: Language,
    most: int | None = MAX_TOLD,
) -> Iterator[DirectivePart]:
    """Yield the directives of each heading, the first `most` of them."""
    meant = within(where, counts.span)
    for part, total in zip(PERIOD_PARTS, counts.counts, strict=True):
        directives = directives_that(
            connection, meant, language, (FOLLOWED, _CONDITIONS[part]), (), total if most is None else most
        )
        yield DirectivePart(translate(language, f"report.period.{part}"), directives, total)


def reminder_items(
    connection: Readable, where: CompiledFilter, language: Language, span: Span | None
) -> Iterator[ReminderItem]:
    """Yield the reminders about the meant directives that were sent within a span, the newest first."""
    meant = selection(where._replace(conditions=(*where.conditions, "it.id IN (SELECT record FROM reminder)")))
    statement = f"{where.with_tables} SELECT it.position, it.id {meant.clause}"
    positions = dict(reversed(row) for row in connection.execute(statement, where.parameters).fetchall())
    values = {**where.parameters, "ids": json.dumps(list(positions))}
    sent = read_rows(connection, f"{where.with_tables} {REMINDERS}", values, Reminder)
    replies = read_rows(connection, f"{where.with_tables} {REPLIES}", values, Reply)
    names = load_refs(connection, {each.agency_id for each in sent})
    reader = DirectiveReader(connection, where, language, list(positions.values()))
    directives = {line.id: line for line in DirectiveItems(reader, 0, len(positions))}
    for each in sent:
        day = undamaged(each.sent_on)
        if each.record not in directives or (span and not (day and span.start <= day <= span.end)):
            continue
        answers = [one for one in replies if one.record == each.record and one.answers(each)]
        first = answers[-1] if answers else None
        yield ReminderItem(
            directives[each.record],
            names[each.agency_id].name(language) if each.agency_id in names else each.agency_id,
            each.level,
            each.number or "",
            each.channel or "",
            day,
            undamaged(each.reply_by),
            undamaged(first.replied_on) if first else None,
            first.text if first else "",
        )


_TIED = """
    SELECT link.record, organisation.name_vi, organisation.name_en, market.name_vi, market.name_en
    FROM link
    LEFT JOIN organisation ON organisation.id = link.target
    LEFT JOIN market ON market.id = link.target
    WHERE link.relation = 'partner' AND link.record IN (SELECT value FROM json_each(:ids))
    ORDER BY link.record, link.ordinal
"""
_STEPS = """
    SELECT next_step.record, next_step.id, next_step.text, next_step.due, organisation.name_vi, organisation.name_en
    FROM next_step
    LEFT JOIN organisation ON organisation.id = next_step.who
    WHERE next_step.record IN (SELECT value FROM json_each(:ids)) AND next_step.done_on IS NULL
    ORDER BY next_step.due IS NULL, next_step.due, next_step.id
"""
_SPOKEN_OF = """
    SELECT link.target, count(DISTINCT link.record)
    FROM link JOIN directive ON directive.id = link.record
    WHERE link.relation = 'agreement' AND link.target IN (SELECT value FROM json_each(:ids))
    GROUP BY link.target
"""
_REVIEWED = """
    SELECT line.record, line.period, line.confidence, line.why, line.difficulty, line.proposal
    FROM review_line AS line
    WHERE line.record IN (SELECT value FROM json_each(:ids))
        AND coalesce(line.confidence, line.difficulty, line.proposal) IS NOT NULL
        AND line.period <= :month
    ORDER BY line.record, line.period
"""


def register_entries(connection: Readable, where: CompiledFilter, language: Language) -> list[RegisterEntry]:
    """Return the meant agreements by stage."""
    lines = agreements(connection, where, language)
    values = {**where.parameters, "ids": json.dumps([line.id for line in lines]), "month": f"{where.moment.day:%Y-%m}"}

    def gathered(statement: str) -> Iterator[tuple[str, ...]]:
        yield from connection.execute(f"{where.with_tables} {statement}", values).fetchall()

    partners: dict[str, list[str]] = {}
    for record, *names in gathered(_TIED):
        partners.setdefault(record, []).append(localized(language, names[0] or names[2], names[1] or names[3]))
    steps: dict[str, list[NextStep]] = {}
    for record, step, text, due, *who in gathered(_STEPS):
        day = undamaged(stored_date(due or None))
        steps.setdefault(record, []).append(NextStep(int(step), text, localized(language, *who), day))
    counts = {record: int(many) for record, many in gathered(_SPOKEN_OF)}
    reviewed = {record: ReviewedState(*columns) for record, *columns in gathered(_REVIEWED)}  # the newest of each
    return [
        RegisterEntry(
            line,
            tuple(partners.get(line.id, ())),
            tuple(steps.get(line.id, ())),
            counts.get(line.id, 0),
            reviewed.get(line.id),
        )
        for line in lines
    ]
