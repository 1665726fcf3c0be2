"""A summary as a sequence of blocks: what is told, in which order, in which words. Formats only draw it."""

from collections.abc import Iterator

from ngkt_tui.domain.clean import one_line
from ngkt_tui.domain.counting import DATED, Cell, CountingForm, Share
from ngkt_tui.domain.dates import show_date
from ngkt_tui.domain.language import Language
from ngkt_tui.domain.summary import ConferenceReport, DirectiveLine, Progress, Summary
from ngkt_tui.domain.words import say
from ngkt_tui.report.blocks import Bar, Bars, Block, Checklist, Column, Heading, Paragraph, Table, Title
from ngkt_tui.report.items import item, short_item
from ngkt_tui.report.tables import closing_tables


def outline(summary: Summary, is_ascii: bool = False) -> Iterator[Block]:
    """Yield the blocks of `summary` in reading order."""
    yield _title(summary)
    yield from _counting(summary)
    yield from _progress(summary)
    yield from _attention(summary, is_ascii)
    if not summary.brief:
        yield from _directives(summary, is_ascii)
    yield from closing_tables(summary)


def _title(summary: Summary) -> Title:
    language = summary.language
    scope = (
        say(language, "summary.filter", sentence=one_line(summary.filter_sentence))
        if summary.filter_sentence
        else say(language, "summary.everything")
    )
    as_of = say(language, "summary.as-of", date=show_date(summary.as_of, language))
    store = say(language, "summary.store", store=one_line(summary.store))
    return Title(say(language, "summary.title"), (as_of, scope, store))


def _counting(summary: Summary) -> Iterator[Block]:
    language, form = summary.language, summary.form
    yield Heading(2, say(language, "summary.counting"))
    columns = (
        Column(say(language, "summary.cell")),
        Column(say(language, "summary.count"), is_number=True),
        Column(say(language, "summary.share")),
    )
    rows = [(say(language, f"cell.{cell}"), str(form.in_cell(cell)), _rate(language, cell, form)) for cell in Cell]
    rows.append((say(language, "summary.total"), str(form.total), ""))
    yield Table(columns, rows)
    yield Paragraph(_finished(language, form))
    if form.finished:
        yield Paragraph(say(language, "summary.evidenced", part=summary.evidenced, whole=form.finished))
        if summary.evidenced < form.finished:
            yield Paragraph(say(language, "summary.without-evidence", count=form.finished - summary.evidenced))
    if summary.recommendations:
        yield Paragraph(say(language, "summary.recommendations", count=summary.recommendations))


def _finished(language: Language, form: CountingForm) -> str:
    share = Share(form.finished, form.followed)
    if form.spirit and share.percent is None:
        return say(language, "summary.only-spirit", spirit=form.spirit)
    if share.percent is None:
        return say(language, "summary.finished", part=share.part, whole=share.whole)
    key = "summary.finished-followed" if form.spirit else "summary.finished-rate"
    return say(language, key, part=share.part, whole=share.whole, percent=share.percent, spirit=form.spirit)


def _rate(language: Language, cell: Cell, form: CountingForm) -> str:
    if cell is Cell.SPIRIT:
        return say(language, "summary.not-counted" if form.spirit else "summary.of-none")
    is_dated = cell in DATED
    share = Share(form.in_cell(cell), form.dated if is_dated else form.followed)
    if share.percent is None:
        return say(language, "summary.of-none")
    key = "summary.of-dated" if is_dated else "summary.of-followed" if form.spirit else "summary.of-all"
    return say(language, key, percent=share.percent, whole=share.whole)


def _progress(summary: Summary) -> Iterator[Block]:
    language = summary.language
    conferences = tuple(
        Progress(each.id, f"{_day(each, language)} {one_line(each.title)}", each.form)
        for each in summary.conferences
        if each.form.total
    )
    for key, rows in (
        ("summary.by-conference", conferences),
        ("summary.by-agency", summary.by_agency),
        ("summary.by-theme", summary.by_theme),
    ):
        if rows:
            yield Heading(2, say(language, key))
            yield Bars(tuple(_bar(language, row) for row in rows))
            if key != "summary.by-conference":
                yield Paragraph(say(language, "summary.overlap"))
        if key == "summary.by-agency" and summary.through_groups:
            shares = "; ".join(f"{one_line(each.label)} {each.directives}" for each in summary.through_groups)
            yield Paragraph(say(language, "summary.through-groups", agencies=shares))


def _bar(language: Language, row: Progress) -> Bar:
    form = row.form
    key = "summary.bar" if form.overdue else "summary.bar-plain"
    caption = say(language, key, done=form.finished, total=form.followed, overdue=form.overdue)
    if form.spirit:
        caption = say(language, "summary.bar-spirit", caption=caption, spirit=form.spirit)
    return Bar(one_line(row.label), form.finished, form.overdue, form.followed, caption)


def _attention(summary: Summary, is_ascii: bool) -> Iterator[Block]:
    language, attention = summary.language, summary.attention
    yield Heading(2, say(language, "summary.attention"))
    lists: tuple[tuple[str, tuple[DirectiveLine, ...]], ...] = (
        ("summary.blocked", attention.blocked),
        ("summary.overdue", attention.overdue),
        ("summary.due-soon", attention.due_soon),
        ("summary.silent", attention.silent),
    )
    for key, lines in lists:
        yield Heading(3, say(language, key))
        if lines:
            yield Checklist([short_item(line, language, is_ascii) for line in lines])
        else:
            yield Paragraph(say(language, "summary.nothing"))


def _directives(summary: Summary, is_ascii: bool) -> Iterator[Block]:
    language = summary.language
    yield Heading(2, say(language, "summary.directives"))
    for conference in summary.conferences:
        yield Heading(3, f"{_day(conference, language)}: {one_line(conference.title)}")
        yield from _conference_facts(conference, language)
        total = conference.form.total + conference.recommendations
        if total:
            items = (item(line, language, is_ascii, conference.chairs) for line in conference.directives)
            yield Checklist(items, total)
        else:
            yield Paragraph(say(language, "summary.no-directives"))


def _conference_facts(conference: ConferenceReport, language: Language) -> Iterator[Block]:
    facts = []
    if conference.chairs:
        names = ", ".join(one_line(name) for name in conference.chairs)
        facts.append(say(language, "summary.chairs", names=names))
    if conference.place:
        facts.append(say(language, "summary.place", place=one_line(conference.place)))
    facts.append(_finished(language, conference.form))
    yield Paragraph(" · ".join(facts))


def _day(conference: ConferenceReport, language: Language) -> str:
    if conference.date is None:
        return say(language, "summary.no-date")
    day = show_date(conference.date, language)
    return say(language, "summary.inferred", date=day) if conference.date_inferred else day
