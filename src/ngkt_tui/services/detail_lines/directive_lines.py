"""Detail lines of directives: how one stands, who asked whom, until when, what it repeats, what may answer it."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial

from ngkt_tui.domain.enums import UNJUDGED, ClearAspect, DirectiveKind, Status
from ngkt_tui.query.detail.directive import DirectiveDetail
from ngkt_tui.query.detail.values import Link, PlaceInFamily, ReportEntry
from ngkt_tui.query.reminders import AgencyReport, Reminder, Reply
from ngkt_tui.services.detail_lines.lines import GAP, DetailBuilder, DetailLine, Lines, TextRun, line, tone_of
from ngkt_tui.services.detail_lines.other_lines import watch_line
from ngkt_tui.services.web_addresses import web_address


def directive(body: DirectiveDetail, builder: DetailBuilder) -> Lines:
    """Return the lines that only the detail of a directive has."""
    return [
        *_standing(body, builder),
        *builder.fact("how-asked", builder.formatter.word("kind", body.kind)),
        *_nature(body, builder),
        *_clear(body, builder),
        *_product(body, builder),
        *builder.linked("conference", body.conference),
        *builder.fact("issued-on", builder.formatter.day(body.issued)),
        *builder.links("issuers", body.issuers),
        *(builder.links("lead", body.lead) or builder.fact("lead", builder.translate("not-said"))),
        *builder.links("digest-lead", body.digest_lead),
        *builder.links("coordinating", body.coordinating),
        *builder.links("digest-coordinating", body.digest_coordinating),
        *builder.links("confirms", body.confirming),
        *builder.links("transfer", body.transferring),
        *builder.fact("transferred-on", builder.formatter.day(body.transferred_on)),
        *builder.links(_addressed_as(body), body.addressees),
        *builder.fact("horizon", builder.formatter.period(body.horizon)),
        *builder.section("due-moves", _due_moves(body, builder)),
        *builder.section("reminders", _reminders(body, builder)),
        *builder.section("agency-reports", (_agency_report(each, builder) for each in body.agency_reports)),
        *builder.section("watched", (watch_line(each, builder.formatter, names_market=True) for each in body.watched)),
        *builder.section("evidence", _evidence(body, builder)),
        *builder.section("repeats", _ties(body.repeats, builder)),
        *builder.section("repeated-by", _ties(body.repeated_by, builder)),
        *builder.section("related-asks", (builder.link(each) for each in body.related)),
        *builder.section("results-answering", _answers(body, builder)),
        *builder.section("families", _places(body.families, builder)),
        *builder.section("about", _subjects(body, builder)),
    ]


def _addressed_as(body: DirectiveDetail) -> str:
    """Return the label of those it is addressed to: a directive is assigned, a recommendation is sent."""
    return "sent-to" if body.kind == DirectiveKind.RECOMMENDATION else "addressees"


def _standing(body: DirectiveDetail, builder: DetailBuilder) -> Lines:
    formatter = builder.formatter
    word = TextRun(formatter.word("status", body.status), "strong")
    glyph = TextRun(formatter.glyph(body.status), tone_of(body.status))
    return [
        DetailLine((glyph, GAP, word), label=builder.translate("status")),
        *builder.fact("why", body.why),
        *builder.fact("done-on", formatter.day(body.done_on)),
        *(detail for each in body.reports for detail in _report(each, builder)),
        *_due(body, builder),
        *builder.fact("first-due", formatter.day(body.first_due)),
        *builder.fact("importance", formatter.word("importance", str(body.importance)) if body.importance else ""),
    ]


def _report(report: ReportEntry, builder: DetailBuilder) -> Lines:
    text = builder.translate("by", at=builder.formatter.moment(report.at), actor=report.actor)
    return builder.fact("reported" if report.status is Status.REPORTED else "confirmed", text)


def _clear(body: DirectiveDetail, builder: DetailBuilder) -> Lines:
    """Return how many of the six things are clear, and which are not."""
    lacking = ", ".join(builder.formatter.word("clear", each) for each in body.lacks)
    count = f"{len(ClearAspect) - len(body.lacks)}/{len(ClearAspect)}"
    return builder.fact("clear", builder.translate("clear-but", told=count, lacking=lacking) if lacking else count)


def _nature(body: DirectiveDetail, builder: DetailBuilder) -> Lines:
    word = partial(builder.formatter.word, "nature")
    digest = "" if body.own_nature is None and body.digest_nature == UNJUDGED else word(body.digest_nature)
    own = None if body.own_nature is None else word(body.own_nature)
    return builder.overridden("nature", "digest-nature", digest, own)


def _product(body: DirectiveDetail, builder: DetailBuilder) -> Lines:
    digest = body.product if body.own_product is None else body.digest_product
    return builder.overridden("product", "digest-product", builder.formatter.localized(digest), body.own_product)


def _due(body: DirectiveDetail, builder: DetailBuilder) -> Lines:
    due, formatter = body.due, builder.formatter
    if not isinstance(due, date) or body.status in (Status.DONE, Status.DROPPED) or formatter.today <= due:
        return builder.fact("due", formatter.day(body.due))
    late = builder.translate("overdue", days=(formatter.today - due).days)
    return [
        DetailLine((TextRun(f"{formatter.day(body.due)} · "), TextRun(late, "alarm")), label=builder.translate("due"))
    ]


def _due_moves(body: DirectiveDetail, builder: DetailBuilder) -> Iterator[DetailLine]:
    """Yield the due dates that were given, the first one first, where one of them was moved."""
    if len(body.due_moves) < 2:
        return
    formatter = builder.formatter
    for move in body.due_moves:
        day = formatter.day(move.after) or builder.translate("none")
        made = TextRun(f"· {formatter.moment(move.at)} · {move.actor}", "muted")
        why = (GAP, TextRun(f"({move.why})")) if move.why else ()
        yield DetailLine((TextRun(day, "strong"), *why, GAP, made))


def _evidence(body: DirectiveDetail, builder: DetailBuilder) -> Iterator[DetailLine]:
    for each in body.evidence:
        target = each.record.id if each.record else web_address(each.text)
        made = TextRun(f"· {builder.formatter.moment(each.at)} · {each.actor}", "muted")
        yield DetailLine((TextRun(each.text), GAP, made), target=target)
    if body.status == Status.DONE and not body.evidence:
        yield line(builder.translate("no-evidence"), "muted")


def _ties(ties: Iterable[Link], builder: DetailBuilder) -> Lines:
    own = builder.translate("own-value")
    manners = ((tie, builder.formatter.word("repetition", tie.how)) for tie in ties)
    return [builder.link(tie.record, after=f"{how} · {own}" if tie.is_own else how) for tie, how in manners]


def _answers(body: DirectiveDetail, builder: DetailBuilder) -> Lines:
    """Return what may answer it, with what users said of each: that it does, or why it does not."""
    declined = {each.result: each.why for each in body.declined}
    lines = []
    for result in body.results:
        after = builder.translate("declined", why=declined[result.id]) if result.id in declined else ""
        lines.append(builder.link(result, after=builder.translate("accepted") if body.accepts(result.id) else after))
    return lines


def _places(families: Iterable[PlaceInFamily], builder: DetailBuilder) -> Lines:
    return [builder.link(place.family, after=builder.formatter.localized(place.text)) for place in families]


def _subjects(body: DirectiveDetail, builder: DetailBuilder) -> Lines:
    return [
        *builder.links("themes", body.themes),
        *builder.links("markets", body.markets),
        *builder.links("agreements", body.agreements),
        *builder.links("documents", body.documents),
        *builder.links("figures", body.figures),
    ]


def _reminders(body: DirectiveDetail, builder: DetailBuilder) -> Iterator[DetailLine]:
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
    elif reminder.is_late(formatter.today) and isinstance(reminder.reply_by, date):
        late = builder.translate("overdue", days=(formatter.today - reminder.reply_by).days)
        runs += [GAP, TextRun(f"· {late}", "alarm")]
    return DetailLine(tuple(runs), target=reminder.agency.id if reminder.agency else None)


def _reply(reply: Reply, builder: DetailBuilder) -> DetailLine:
    agency = reply.agency.short(builder.formatter.language) if reply.agency else reply.agency_id
    words = f"{agency}: {reply.text}" if agency else reply.text
    text = builder.translate("reply", date=builder.formatter.day(reply.replied_on), text=words)
    return DetailLine((TextRun(text), GAP, TextRun(f"· {reply.actor}", "muted")))


def _agency_report(report: AgencyReport, builder: DetailBuilder) -> DetailLine:
    agency = report.agency.name(builder.formatter.language) if report.agency else report.agency_id
    head = f"{agency} · {builder.formatter.word('aspect', report.aspect)}:"
    day = TextRun(f"· {builder.formatter.day(report.made_on)}", "muted")
    target = report.agency.id if report.agency else None
    return DetailLine((TextRun(head, "muted"), GAP, TextRun(report.text), GAP, day), target=target)
