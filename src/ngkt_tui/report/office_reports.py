"""The reports on a period, on reminders and on agreements, as blocks."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial

from ngkt_tui.domain.counting_form import Ratio
from ngkt_tui.domain.enums import Confidence, Language
from ngkt_tui.domain.report_items import (
    PERIOD_PARTS,
    FollowUpReport,
    PeriodReport,
    RegisterReport,
    ReminderItem,
    ReminderLetter,
    ReviewedState,
    ReviewIndicator,
    ReviewSection,
    Span,
)
from ngkt_tui.domain.summary_items import DirectiveItem, NextStep
from ngkt_tui.domain.text import sanitize_line
from ngkt_tui.domain.words import format_date, format_month, render, translate
from ngkt_tui.report.blocks import Block, Checklist, ColumnBlock, HeadingBlock, Paragraph, Table, Title
from ngkt_tui.report.checklist import short_checklist_item
from ngkt_tui.report.summary_tables import made_here

_NUMBERS = ("followed", "finished", *PERIOD_PARTS)


def period_blocks(report: PeriodReport, is_ascii: bool = False) -> Iterator[Block]:
    """Yield what happened in a period in numbers beside the period before, then the directives behind the numbers."""
    words = partial(translate, report.language)
    yield Title(words("report.period.title"), (_span(report.now.span, report.language), *_scope(report)))
    yield HeadingBlock(2, words("report.period.numbers"))
    columns = (
        ColumnBlock(words("report.period.what")),
        *(ColumnBlock(words(f"report.period.{each}"), is_number=True) for each in ("this", "before", "change")),
    )
    both = [(each.followed, each.finished, *each.counts) for each in (report.now, report.before)]
    rows = [
        (words(f"report.period.{name}"), str(now), str(before), f"{now - before:+}" if now != before else "0")
        for name, now, before in zip(_NUMBERS, *both, strict=True)
    ]
    yield Table(columns, rows)
    yield Paragraph(words("report.period.span-before", span=_span(report.before.span, report.language)))
    yield Paragraph(_rates(report))
    if report.recommendations:
        yield Paragraph(words("report.period.recommendations", count=report.recommendations))
    if report.own:
        yield Paragraph(words("report.period.own", count=report.own))
    if report.review:
        yield from _review(report.review, report.language)
    for part in report.parts:
        if not part.total:
            yield Paragraph(words("summary.none-of", what=part.title))
            continue
        yield HeadingBlock(2, f"{part.title}: {part.total}")
        yield Checklist([short_checklist_item(line, report.language, is_ascii) for line in part.directives])
        if part.total > len(part.directives):
            yield Paragraph(words("report.more", count=part.total - len(part.directives)))


def _review(review: ReviewSection, language: Language) -> Iterator[Block]:
    """Yield the coverage of the review, and what differs from the one before."""
    words = partial(translate, language)
    period, before = (format_month(each, language) for each in (review.period, review.before))
    yield HeadingBlock(2, words("report.review.title", period=period))
    yield Paragraph(words("report.review.coverage", reviewed=review.reviewed, all=review.total))
    for is_partner, title in ((False, "report.follow-up.by-agency"), (True, "report.review.by-partner")):
        rows = [each for each in review.indicators if each.is_partner is is_partner]
        if rows:
            yield HeadingBlock(3, words(title))
            heads = ("subject", *ReviewIndicator._fields[2:])
            counted = tuple(ColumnBlock(words(f"report.review.{name}"), name != "subject") for name in heads)
            yield Table(counted, [(sanitize_line(each.name) or words("review.no-subject"), *each[2:]) for each in rows])
    if not review.before:
        return
    counts = {name: getattr(review, name) for name in ("new", "done", "carried")}
    yield Paragraph(words("report.review.compared", before=before, changed=len(review.changed), **counts))
    if review.changed:
        names = ("record", "before", "now", "confidence")
        columns = tuple(ColumnBlock(words(f"report.review.{name}")) for name in names)
        yield Table(columns, [tuple(map(sanitize_line, each)) for each in review.changed])


def _rates(report: PeriodReport) -> str:
    """Return the share done at the end of both periods, of what could be followed then; spirit is counted beside it."""
    parts = []
    for name, each in (("rate-now", report.now), ("rate-before", report.before)):
        share = Ratio(each.finished, each.followed)
        percent = "–" if share.percent is None else f"{share.percent}%"
        values = {"part": share.numerator, "whole": share.denominator, "percent": percent, "spirit": each.spirit}
        parts.append(translate(report.language, f"report.period.{name}", **values))
    return "; ".join(parts) + "."


def _span(span: Span, language: Language) -> str:
    start, end = (format_date(day, language) for day in span)
    return translate(language, "report.span", start=start, end=end)


def _scope(report: PeriodReport | FollowUpReport | RegisterReport) -> Iterator[str]:
    if report.filter_sentence:
        yield translate(report.language, "summary.filter", sentence=sanitize_line(report.filter_sentence))


def follow_up_blocks(report: FollowUpReport) -> Iterator[Block]:
    """Yield how many reminders were sent, answered and are overdue, by agency, then each by where it stands."""
    words, language = partial(translate, report.language), report.language
    as_of = words("summary.as-of", date=format_date(report.as_of, language))
    spans = (_span(report.span, language),) if report.span else ()
    yield Title(words("report.follow-up.title"), (as_of, *spans, *_scope(report)))
    parts = {
        "overdue": [each for each in report.reminders if each.is_overdue(report.as_of)],
        "waiting": [
            each for each in report.reminders if each.answered_on is None and not each.is_overdue(report.as_of)
        ],
        "answered": [each for each in report.reminders if each.answered_on is not None],
    }
    if not report.reminders:
        yield Paragraph(words("summary.none-of", what=words("report.follow-up.sent")))
        return
    directives = len({each.directive.id for each in report.reminders})
    counts = {name: len(items) for name, items in parts.items()}
    yield Paragraph(words("report.follow-up.counts", sent=len(report.reminders), directives=directives, **counts))
    yield HeadingBlock(2, words("report.follow-up.by-agency"))
    yield _by_agency(report)
    for name, items in parts.items():
        title = words(f"report.follow-up.{name}")
        if items:
            yield HeadingBlock(2, f"{title}: {len(items)}")
            yield _reminders(items, language, is_answered=name == "answered")
        else:
            yield Paragraph(words("summary.none-of", what=title))


def _by_agency(report: FollowUpReport) -> Table:
    words = partial(translate, report.language)
    sent = Counter(each.agency for each in report.reminders)
    answered = Counter(each.agency for each in report.reminders if each.answered_on is not None)
    overdue = Counter(each.agency for each in report.reminders if each.is_overdue(report.as_of))
    labels = ("report.follow-up.sent", "report.follow-up.answered", "report.follow-up.overdue")
    columns = (
        ColumnBlock(words("report.follow-up.agency")),
        *(ColumnBlock(words(label), is_number=True) for label in labels),
    )
    rows = [
        (sanitize_line(agency), str(many), str(answered[agency]), str(overdue[agency]))
        for agency, many in sorted(sent.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    return Table(columns, rows)


def _reminders(items: Iterable[ReminderItem], language: Language, is_answered: bool) -> Table:
    names = ["agency", "directive", "level", "letter", "reply-by", *(["answer"] if is_answered else [])]
    columns = tuple(ColumnBlock(translate(language, f"report.follow-up.{name}")) for name in names)
    return Table(columns, [_reminder(each, language)[: len(names)] for each in items])


def _reminder(each: ReminderItem, language: Language) -> tuple[str, ...]:
    sent = ", ".join(filter(None, (each.number, format_date(each.sent_on, language), each.channel)))
    answered = format_date(each.answered_on, language)
    return tuple(
        map(
            sanitize_line,
            (
                each.agency,
                made_here(language, each.directive.text, each.directive.is_own),
                str(each.level),
                sent,
                format_date(each.reply_by, language) or "–",
                f"{answered}: {each.answer}" if answered else "",
            ),
        )
    )


def register_blocks(report: RegisterReport) -> Iterator[Block]:
    """Yield the agreements, those of one stage under a heading."""
    words, language = partial(translate, report.language), report.language
    as_of = words("summary.as-of", date=format_date(report.as_of, language))
    yield Title(words("report.register.title"), (as_of, *_scope(report)))
    if not report.entries:
        yield Paragraph(words("summary.none-of", what=words("report.register.title")))
        return
    stages = Counter(render(language, entry.agreement.standing.word) for entry in report.entries)
    counts = "; ".join(f"{stage}: {many}" for stage, many in stages.items())
    yield Paragraph(words("report.register.counts", count=len(report.entries), stages=counts))
    names = ("number", "name", "partners", "stage", "since", "content", "steps", "review")
    columns = tuple(ColumnBlock(words(f"report.register.{name}"), is_number=name == "number") for name in names)
    yield Table(columns, list(_entries(report)))


def _entries(report: RegisterReport) -> Iterator[tuple[str, ...]]:
    language = report.language
    for number, entry in enumerate(report.entries, 1):
        line = entry.agreement
        steps = [line.next_step, *map(partial(_step, language=language), entry.steps)]
        cells = (
            str(number),
            made_here(language, line.name, line.is_made_here),
            "; ".join(entry.partners),
            render(language, line.standing.word),
            render(language, line.standing.day),
            line.what,
            "; ".join(filter(None, steps)),
            _reviewed(entry.review, language),
        )
        yield tuple(map(sanitize_line, cells))


def _reviewed(review: ReviewedState | None, language: Language) -> str:
    if review is None:
        return ""
    words = partial(translate, language)
    confidence = words(f"confidence.{review.confidence}") if review.confidence in tuple(Confidence) else ""
    why = review.why if review.why != review.difficulty else None
    texts = {"difficulty": review.difficulty, "proposal": review.proposal}
    parts = [": ".join(filter(None, (confidence, why)))]
    parts += [words(f"report.register.{name}", text=text) for name, text in texts.items() if text]
    return "; ".join(filter(None, parts))


def _step(step: NextStep, language: Language) -> str:
    due = format_date(step.due, language) if step.due else ""
    more = ", ".join(filter(None, (step.who, due)))
    return f"{step.text} ({more})" if more else step.text


def letter_blocks(letter: ReminderLetter) -> Iterator[Block]:
    """Yield the text of a letter that reminds an agency of directives."""
    words = partial(translate, letter.language)
    yield Title(words("letter.subject", level=letter.level), ())
    yield Paragraph(words("letter.opening", agency=sanitize_line(letter.agency)))
    columns = [ColumnBlock(words("report.register.number"), is_number=True)]
    columns += [ColumnBlock(words(f"letter.{name}")) for name in ("content", "asked", "due", "status")]
    yield Table(
        tuple(columns), [_asked_of(number, line, letter.language) for number, line in enumerate(letter.items, 1)]
    )
    yield Paragraph(words("letter.state", level=letter.level, date=format_date(letter.day, letter.language)))
    reply_by = format_date(letter.reply_by, letter.language) if letter.reply_by else ""
    yield Paragraph(words("letter.request-by", date=reply_by) if reply_by else words("letter.request"))
    yield Paragraph(words("letter.closing"))


def _asked_of(number: int, line: DirectiveItem, language: Language) -> tuple[str, ...]:
    day = format_date(line.conference_date, language)
    asked = translate(language, "report.of-day", date=day) if line.conference and day else day
    word = (
        translate(language, f"status.{line.status}") if line.status else translate(language, "summary.damaged-status")
    )
    due = format_date(line.due, language) if line.due else "–"
    return tuple(map(sanitize_line, (str(number), line.text, asked or "–", due, word)))
