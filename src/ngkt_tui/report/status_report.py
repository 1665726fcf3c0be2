"""The report on where directives stand: what there is, what is late and why, what is asked of its reader; an annex.

A report on one agency or one conference is the same one, of its directives. The first part fits a page, however many
directives there are: of each list the first, each cut to a line or two, then how many more.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from ngkt_tui.domain.enums import Status
from ngkt_tui.domain.overview_items import StatusTally
from ngkt_tui.domain.summary_items import ConferenceReport, DirectiveItem, Summary
from ngkt_tui.domain.text import sanitize_line
from ngkt_tui.domain.words import format_date, translate
from ngkt_tui.report.blocks import (
    Bar,
    Bars,
    Block,
    Checklist,
    ColumnBlock,
    Detail,
    HeadingBlock,
    ItemBlock,
    Paragraph,
    Sentences,
    Table,
    Title,
)
from ngkt_tui.report.checklist import ItemWriter, short_checklist_item
from ngkt_tui.report.outline import (
    attention_blocks,
    counting_blocks,
    covered,
    directive_blocks,
    finished,
    progress_blocks,
)
from ngkt_tui.report.summary_charts import legend, parts_of, progress_charts, record_charts
from ngkt_tui.report.summary_tables import appendix

MAX_CONFERENCES = 4
MAX_LATE = 3
MAX_TEXT = 120
MAX_WHY = 80
IDS_IN_A_ROW = 5


def status_blocks(summary: Summary, is_ascii: bool = False) -> Iterator[Block]:
    """Yield the blocks of a report on the directives of `summary`."""
    yield status_title(summary)
    yield from _standing(summary)
    yield from _late(summary, is_ascii)
    yield from _asked(summary)
    yield HeadingBlock(1, translate(summary.language, "report.annex"))
    yield from counting_blocks(summary)
    yield from progress_blocks(summary)
    yield from progress_charts(summary)
    yield from attention_blocks(summary, is_ascii)
    articles = {source.id: number for number, source in enumerate(summary.sources, 1)}
    writer = ItemWriter(summary.language, is_ascii, articles, has_numbers=True)
    if not summary.brief:
        yield from _directives(summary, writer)
    yield from record_charts(summary)
    yield from appendix(summary)
    yield from _sources(summary)
    if not summary.brief:
        labels = ("report.items", "report.ids")
        yield Table(tuple(ColumnBlock(translate(summary.language, label)) for label in labels), _ids(writer))


def status_title(summary: Summary) -> Title:
    """Return what the report is called, and what it covers."""
    if not summary.subject:
        return Title(translate(summary.language, "report.status.title"), covered(summary))
    as_of, scope = covered(summary)
    title = translate(summary.language, "report.subject.title", subject=sanitize_line(summary.subject))
    return Title(title, (as_of, scope) if summary.filter_sentence else (as_of,))


def headline(summary: Summary) -> tuple[str, ...]:
    """Return the sentences on where everything stands."""
    words, form = partial(translate, summary.language), summary.form
    parts = [
        words("report.total", total=form.total, followed=form.followed, spirit=form.spirit),
        finished(summary.language, form),
    ]
    if form.finished:
        parts.append(words("summary.evidenced", part=summary.evidenced, whole=form.finished))
    counts = {
        "reported": summary.reported,
        "blocked": summary.blocked,
        "overdue": form.overdue,
        "unrated": _statuses(summary.conferences).count(Status.UNRATED),
    }
    several = [words(f"report.{name}", count=many) for name, many in counts.items() if many]
    if several:
        parts.append(words("report.besides", parts="; ".join(several)))
    if summary.recommendations:
        parts.append(words("summary.recommendations", count=summary.recommendations))
    if summary.own:
        parts.append(words("summary.own", count=summary.own))
    return tuple(parts)


def whole_bar(summary: Summary) -> Bar:
    """Return the bar of all directives that can be followed."""
    return Bar("", parts_of(_statuses(summary.conferences)), summary.form.followed, "")


def _statuses(conferences: Iterable[ConferenceReport]) -> StatusTally:
    none = (0,) * len(Status)
    return StatusTally(tuple(map(sum, zip(none, *(each.statuses or none for each in conferences), strict=True))))


def _standing(summary: Summary) -> Iterator[Block]:
    language = summary.language
    yield HeadingBlock(2, translate(language, "report.standing"))
    yield Paragraph(". ".join(headline(summary)) + ".")
    if summary.form.followed:
        share = translate(language, "summary.bar-plain", done=summary.form.finished, total=summary.form.followed)
        yield Bars((whole_bar(summary)._replace(caption=share),))
        yield legend(language)
    if len(summary.conferences) > 1:
        yield _conferences(summary)


def _conferences(summary: Summary) -> Table:
    """Return a row of numbers for each of the newest conferences, for the others together, and for what none asked."""
    language = summary.language
    newest = sorted((each for each in reversed(summary.conferences) if each.form.total), key=lambda each: not each.id)
    held = sum(bool(each.id) for each in newest)
    shown = held if held == MAX_CONFERENCES + 1 else min(held, MAX_CONFERENCES)  # one left over has its own name
    rows = [(_called(each, summary), *_numbers((each,))) for each in (*newest[:shown], *newest[held:])]
    if rest := newest[shown:held]:
        rows.insert(shown, (translate(language, "report.others", count=len(rest)), *_numbers(rest)))
    labels = ("report.column.followed", "report.column.done", "report.column.blocked", "report.column.overdue")
    columns = (ColumnBlock(translate(language, label), is_number=True) for label in labels)
    return Table((ColumnBlock(translate(language, "report.column.conference")), *columns), rows)


def _called(conference: ConferenceReport, summary: Summary) -> str:
    if not conference.id:
        return sanitize_line(conference.title)
    day = format_date(conference.date, summary.language) or translate(summary.language, "summary.no-date")
    return translate(summary.language, "report.of-day", date=day)


def _numbers(conferences: Sequence[ConferenceReport]) -> tuple[str, ...]:
    blocked = _statuses(conferences).count(Status.BLOCKED)
    forms = [each.form for each in conferences]
    counts = (sum(form.followed for form in forms), sum(form.finished for form in forms), blocked)
    return tuple(map(str, (*counts, sum(form.overdue for form in forms))))


def late_lines(summary: Summary) -> tuple[DirectiveItem, ...]:
    """Return the first of what is overdue, the longest first, and of what is blocked; one has a reason, if any has."""
    overdue, blocked = summary.attention.overdue, summary.attention.blocked
    kept = MAX_LATE if any(line.status is Status.BLOCKED for line in overdue[:MAX_LATE]) else MAX_LATE - 1
    lines = {line.id: line for line in (*overdue[: kept if blocked else MAX_LATE], *blocked)}
    return tuple(lines.values())[:MAX_LATE]


def _late(summary: Summary, is_ascii: bool) -> Iterator[Block]:
    language, shown = summary.language, late_lines(summary)
    if not shown:
        yield Paragraph(translate(language, "summary.none-of", what=translate(language, "report.late")))
        return
    yield HeadingBlock(2, translate(language, "report.late"))
    yield Checklist([_late_item(line, summary, is_ascii) for line in shown])
    if summary.late > len(shown):
        yield Paragraph(translate(language, "report.more-late", count=summary.late - len(shown)))


def _late_item(line: DirectiveItem, summary: Summary, is_ascii: bool) -> ItemBlock:
    words = partial(translate, summary.language)
    item = short_checklist_item(line, summary.language, is_ascii)
    agencies = line.lead or line.addressees
    details = [Detail(words("summary.is-own"), "")] if line.is_own else []
    details += [Detail(cut(sanitize_line(agencies[0]), MAX_WHY) if agencies else words("summary.no-lead"), "")]
    if line.due and line.due < summary.as_of:
        days = words("summary.days", days=(summary.as_of - line.due).days)
        details.append(Detail(words("report.late-by", date=format_date(line.due, summary.language), days=days), ""))
    if line.why:
        details.append(Detail(words("summary.why"), cut(sanitize_line(line.why), MAX_WHY)))
    return item._replace(text=cut(item.text, MAX_TEXT), details=tuple(details))


def cut(text: str, most: int) -> str:
    """Return at most `most` letters of a text, ended by an ellipsis where some are left out."""
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def _asked(summary: Summary) -> Iterator[Block]:
    language, asked = summary.language, asks(summary)
    if asked:
        yield HeadingBlock(2, translate(language, "report.asked"))
        yield Sentences(asked)
    else:
        yield Paragraph(translate(language, "summary.none-of", what=translate(language, "report.asked")))


def asks(summary: Summary) -> tuple[str, ...]:
    """Return what the reader is asked for."""
    counts = {
        "blocked": summary.blocked,
        "overdue": summary.form.overdue,
        "unanswered": summary.unanswered,
        "reported": summary.reported,
        "lead": summary.without_lead,
        "unrated": _statuses(summary.conferences).count(Status.UNRATED),
        "evidence": summary.form.finished - summary.evidenced,
    }
    return tuple(translate(summary.language, f"report.ask.{name}", count=many) for name, many in counts.items() if many)


def _directives(summary: Summary, writer: ItemWriter) -> Iterator[Block]:
    if not summary.parts:
        yield from directive_blocks(summary, writer)
        return
    yield HeadingBlock(2, translate(summary.language, "report.directives"))
    for part in summary.parts:
        if part.directives:
            yield HeadingBlock(3, f"{sanitize_line(part.title)} ({part.total})")
            yield Checklist(map(writer.item(), part.directives), part.total)
        else:
            yield Paragraph(translate(summary.language, "summary.none-of", what=sanitize_line(part.title)))


def _sources(summary: Summary) -> Iterator[Block]:
    """Yield the articles under the numbers that the items name, and the store."""
    language = summary.language
    yield HeadingBlock(2, translate(language, "summary.sources"))
    labels = ("article-title", "outlet", "published", "article")
    columns = [ColumnBlock(translate(language, f"summary.{label}")) for label in labels]
    rows = [
        (str(number), f"{line.title} {line.url}", line.outlet, format_date(line.published, language), line.id)
        for number, line in enumerate(summary.sources, 1)
    ]
    if rows:
        first = ColumnBlock(translate(language, "report.number"), anchor="article")
        yield Table((first, *columns), [tuple(map(sanitize_line, row)) for row in rows])
    yield Paragraph(translate(language, "summary.store", store=sanitize_line(summary.store)))


def _ids(writer: ItemWriter) -> Iterator[tuple[str, str]]:
    """Yield the ids of the items, a few in a row, under their numbers; walked when the items have been written."""
    for first in range(0, len(writer.ids), IDS_IN_A_ROW):
        ids = writer.ids[first : first + IDS_IN_A_ROW]
        yield f"{first + 1}–{first + len(ids)}", "; ".join(map(sanitize_line, ids))
