"""A summary as the blocks that `summary` prints, and that the annex of a report is made of."""

from collections.abc import Iterator
from itertools import islice

from ngkt_tui.domain.chart_scales import BarPart
from ngkt_tui.domain.counting_form import DATED, CountingCategory, CountingForm, Ratio
from ngkt_tui.domain.enums import Language, Status
from ngkt_tui.domain.overview_items import StatusTally
from ngkt_tui.domain.summary_items import ConferenceReport, DirectiveItem, Progress, Summary
from ngkt_tui.domain.text import sanitize_line
from ngkt_tui.domain.words import format_date, translate
from ngkt_tui.report.blocks import Bar, Bars, Block, Checklist, ColumnBlock, HeadingBlock, Paragraph, Table, Title
from ngkt_tui.report.checklist import ItemWriter, short_checklist_item
from ngkt_tui.report.summary_charts import legend, parts_of, progress_charts, record_charts
from ngkt_tui.report.summary_tables import appendix, articles


def build_blocks(summary: Summary, is_ascii: bool = False) -> Iterator[Block]:
    """Yield the blocks of `summary` in reading order."""
    yield _title(summary)
    yield from counting_blocks(summary)
    yield from progress_blocks(summary)
    yield from progress_charts(summary)
    yield from attention_blocks(summary, is_ascii, has_ids=True)
    if not summary.brief:
        yield from directive_blocks(summary, ItemWriter(summary.language, is_ascii))
    yield from record_charts(summary)
    yield from appendix(summary)
    yield from articles(summary)


def _title(summary: Summary) -> Title:
    language = summary.language
    store = translate(language, "summary.store", store=sanitize_line(summary.store))
    return Title(translate(language, "summary.title"), (*covered(summary), store))


def covered(summary: Summary) -> tuple[str, str]:
    """Return the day and the directives that a summary is of, as its heading names them."""
    language = summary.language
    sentence = sanitize_line(summary.filter_sentence)
    as_of = translate(language, "summary.as-of", date=format_date(summary.as_of, language))
    scope = translate(language, "summary.filter", sentence=sentence) if sentence else ""
    return as_of, scope or translate(language, "summary.everything")


def counting_blocks(summary: Summary) -> Iterator[Block]:
    """Yield the counting form, and the shares that are not one of its rows."""
    language, form = summary.language, summary.form
    yield HeadingBlock(2, translate(language, "summary.counting"))
    columns = (
        ColumnBlock(translate(language, "summary.cell")),
        ColumnBlock(translate(language, "summary.count"), is_number=True),
        ColumnBlock(translate(language, "summary.share")),
    )
    rows = [
        (translate(language, f"cell.{cell}"), str(form.count_of(cell)), _rate(language, cell, form))
        for cell in CountingCategory
    ]
    rows.append((translate(language, "summary.total"), str(form.total), ""))
    yield Table(columns, rows)
    yield Paragraph(finished(language, form))
    if summary.reported:
        yield Paragraph(translate(language, "summary.reported-count", count=summary.reported))
    if form.finished:
        yield Paragraph(translate(language, "summary.evidenced", part=summary.evidenced, whole=form.finished))
        if summary.evidenced < form.finished:
            yield Paragraph(translate(language, "summary.without-evidence", count=form.finished - summary.evidenced))
    if summary.recommendations:
        yield Paragraph(translate(language, "summary.recommendations", count=summary.recommendations))
    if summary.own:
        yield Paragraph(translate(language, "summary.own", count=summary.own))


def finished(language: Language, form: CountingForm) -> str:
    """Return how many directives are done, of those that can be followed, and what is left aside."""
    share = Ratio(form.finished, form.followed)
    if form.spirit and share.percent is None:
        return translate(language, "summary.only-spirit", spirit=form.spirit)
    if share.percent is None:
        return translate(language, "summary.finished", part=share.numerator, whole=share.denominator)
    key = "summary.finished-followed" if form.spirit else "summary.finished-rate"
    return translate(
        language, key, part=share.numerator, whole=share.denominator, percent=share.percent, spirit=form.spirit
    )


def _rate(language: Language, cell: CountingCategory, form: CountingForm) -> str:
    if cell is CountingCategory.SPIRIT:
        return translate(language, "summary.not-counted" if form.spirit else "summary.of-none")
    is_dated = cell in DATED
    share = Ratio(form.count_of(cell), form.with_due_date if is_dated else form.followed)
    if share.percent is None:
        return translate(language, "summary.of-none")
    key = "summary.of-dated" if is_dated else "summary.of-followed" if form.spirit else "summary.of-all"
    return translate(language, key, percent=share.percent, whole=share.denominator)


def progress_blocks(summary: Summary) -> Iterator[Block]:
    """Yield how far conferences, agencies and themes have come."""
    language = summary.language
    conferences = tuple(
        Progress(each.id, _named(each, language, " "), each.form, each.statuses)
        for each in summary.conferences
        if each.form.total
    )
    for key, rows in (
        ("summary.by-conference", conferences),
        ("summary.by-agency", summary.by_agency),
        ("summary.by-theme", summary.by_theme),
    ):
        if rows:
            yield HeadingBlock(2, translate(language, key))
            yield legend(language)
            yield Bars(tuple(_bar(language, row) for row in rows))
            if key != "summary.by-conference":
                yield Paragraph(translate(language, "summary.overlap"))
        if key == "summary.by-agency" and summary.through_groups:
            shares = "; ".join(f"{sanitize_line(each.label)} {each.directives}" for each in summary.through_groups)
            yield Paragraph(translate(language, "summary.through-groups", agencies=shares))


def _bar(language: Language, row: Progress) -> Bar:
    form = row.form
    key = "summary.bar" if form.overdue else "summary.bar-plain"
    caption = translate(language, key, done=form.finished, total=form.followed, overdue=form.overdue)
    if form.spirit:
        caption = translate(language, "summary.bar-spirit", caption=caption, spirit=form.spirit)
    is_told = bool(row.statuses)
    parts = parts_of(StatusTally(row.statuses)) if is_told else (BarPart(Status.DONE, form.finished),)
    return Bar(sanitize_line(row.label), parts, form.followed, caption)


def attention_blocks(summary: Summary, is_ascii: bool, has_ids: bool = False) -> Iterator[Block]:
    """Yield what asks for a decision, by what it lacks; an empty list is a line."""
    language, attention = summary.language, summary.attention
    yield HeadingBlock(2, translate(language, "summary.attention"))
    lists: tuple[tuple[str, tuple[DirectiveItem, ...]], ...] = (
        ("summary.blocked", attention.blocked),
        ("summary.overdue", attention.overdue),
        ("summary.due-soon", attention.due_soon),
        ("summary.silent", attention.silent),
        ("summary.to-confirm", attention.reported),
    )
    for key, lines in lists:
        if lines:
            yield HeadingBlock(3, translate(language, key))
            yield Checklist([short_checklist_item(line, language, is_ascii, has_ids) for line in lines])
        elif key != "summary.to-confirm":  # few offices tell what is reported from what is done
            yield Paragraph(translate(language, "summary.none-of", what=translate(language, key)))


def directive_blocks(summary: Summary, writer: ItemWriter) -> Iterator[Block]:
    """Yield all directives by conference, recommendations after them and apart."""
    language = summary.language
    yield HeadingBlock(2, translate(language, "summary.directives"))
    for conference in summary.conferences:
        yield HeadingBlock(3, _named(conference, language, ": "))
        yield from _conference_facts(conference, language)
        rest = iter(conference.directives)
        if conference.form.total:
            yield Checklist(
                map(writer.item(conference.chairs), islice(rest, conference.form.total)), conference.form.total
            )
        else:
            yield Paragraph(translate(language, "summary.no-directives"))
        if conference.recommendations:
            yield Paragraph(translate(language, "summary.asked-beside", count=conference.recommendations))
            yield Checklist(map(writer.item(conference.chairs), rest), conference.recommendations)


def _conference_facts(conference: ConferenceReport, language: Language) -> Iterator[Block]:
    facts = []
    if conference.chairs:
        names = ", ".join(sanitize_line(name) for name in conference.chairs)
        facts.append(translate(language, "summary.chairs", names=names))
    if conference.place:
        facts.append(translate(language, "summary.place", place=sanitize_line(conference.place)))
    facts.append(finished(language, conference.form))
    yield Paragraph(" · ".join(facts))


def _named(conference: ConferenceReport, language: Language, between: str) -> str:
    title = sanitize_line(conference.title)
    return f"{_day(conference, language)}{between}{title}" if conference.id else title


def _day(conference: ConferenceReport, language: Language) -> str:
    if conference.date is None:
        return translate(language, "summary.no-date")
    day = format_date(conference.date, language)
    return translate(language, "summary.inferred", date=day) if conference.date_inferred else day
