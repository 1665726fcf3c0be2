"""Telling the letters by which agencies were reminded of a directive, and what they answered."""

from collections.abc import Iterator
from datetime import date

from ngkt_tui.query.detail.directive_body import DirectiveDetail
from ngkt_tui.query.reminders import Reminder, Reply
from ngkt_tui.services.detail_lines.builder import DetailBuilder
from ngkt_tui.services.detail_lines.lines import GAP, DetailLine, TextRun


def reminders(body: DirectiveDetail, builder: DetailBuilder) -> Iterator[DetailLine]:
    """Yield letters and answers, the newest first; an answer stands above the letters that it answers."""
    untold = list(body.replies)
    for each in body.reminders:
        while untold and untold[0].reminder >= each.id:
            yield _reply(untold.pop(0), builder)
        yield _reminder(each, builder)
    yield from (_reply(each, builder) for each in untold)


def _reminder(reminder: Reminder, builder: DetailBuilder) -> DetailLine:
    formatter = builder.formatter
    agency = reminder.agency.name(formatter.language) if reminder.agency else reminder.agency_id
    head = builder.translate("reminder", date=formatter.day(reminder.sent_on), level=reminder.level, agency=agency)
    number = [builder.translate("letter-number", number=reminder.number)] if reminder.number else []
    more = [*number, *([reminder.channel] if reminder.channel else [])]
    if reminder.reply_by:
        more.append(builder.translate("reply-by", date=formatter.day(reminder.reply_by)))
    runs = [TextRun(head), *([GAP, TextRun(f"· {' · '.join(more)}", "muted")] if more else [])]
    if not reminder.is_awaiting:
        runs += [GAP, TextRun(f"· {builder.translate('answered')}", "done")]
    elif isinstance(reminder.reply_by, date) and reminder.reply_by < formatter.today:
        late = builder.translate("overdue", days=(formatter.today - reminder.reply_by).days)
        runs += [GAP, TextRun(f"· {late}", "alarm")]
    return DetailLine(tuple(runs), target=reminder.agency.id if reminder.agency else None)


def _reply(reply: Reply, builder: DetailBuilder) -> DetailLine:
    said = builder.translate("reply", date=builder.formatter.day(reply.replied_on), text=reply.text)
    return DetailLine((TextRun(said), GAP, TextRun(f"· {reply.actor}", "muted")))
