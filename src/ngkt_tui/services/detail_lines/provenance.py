"""Detail lines about provenance: sources, inferences, notes and changes of users."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ngkt_tui.domain.enums import OWN_DIGEST, Status
from ngkt_tui.domain.stored_values import member_reader
from ngkt_tui.domain.words import format_month
from ngkt_tui.query.change_groups import ChangeGroupRow, ChangeRow
from ngkt_tui.query.detail import RecordDetail
from ngkt_tui.query.detail.bodies import ConferenceDetail, KindDetail, OfficialDetail
from ngkt_tui.query.detail.record import NEWEST
from ngkt_tui.query.detail.values import (
    CitationRow,
    Correction,
    Inference,
    NoteEntry,
    ParticipantEntry,
    ProgressEntry,
    StepEntry,
)
from ngkt_tui.query.review_lines import ReviewLine
from ngkt_tui.services.change_text import format_change
from ngkt_tui.services.detail_lines.lines import (
    GAP,
    DetailBuilder,
    DetailLine,
    Formatter,
    Lines,
    TextRun,
    line,
    tone_of,
)
from ngkt_tui.services.review_text import review_line_text, standing_words
from ngkt_tui.services.web_addresses import web_address


def sources(detail: RecordDetail, builder: DetailBuilder) -> Lines:
    """Return the sources, each article once, and the digests that speak of the record."""
    by_article: dict[str, list[CitationRow]] = {}
    for source in detail.sources:
        by_article.setdefault(source.article, []).append(source)
    names = _entry_names(detail.body, builder)
    entries = [entry for printed in by_article.values() for entry in _article(printed, names, builder)]
    own = builder.formatter.translate("digest.own")
    digests = ", ".join(own if digest == OWN_DIGEST else digest for digest in detail.digests)
    return builder.section("sources", [*entries, *builder.fact("digests", digests)])


def corrections(corrected: Iterable[Correction], builder: DetailBuilder) -> Lines:
    """Return what digests say where users' words stand in place of theirs."""
    none = builder.translate("none")
    return [
        line(
            builder.translate("digest-says", text=builder.formatter.localized(each.digest) if each.digest else none),
            "muted",
            label=builder.formatter.word("detail.field", each.field),
        )
        for each in corrected
    ]


def inferences(inferred: Iterable[Inference], builder: DetailBuilder) -> Lines:
    """Return what is not printed but follows from the text, and on what ground."""
    return builder.section(
        "inferred",
        (
            line(
                builder.formatter.localized(inference.basis),
                label=builder.formatter.word("detail.field", inference.field),
            )
            for inference in inferred
        ),
    )


def remark(detail: RecordDetail, builder: DetailBuilder) -> Lines:
    """Return what the writers of the digest remarked."""
    text = builder.formatter.localized(detail.remark)
    return builder.section("remark", (line(part) for part in text.splitlines()) if text else ())


def _article(printed: list[CitationRow], names: Mapping[str, str], builder: DetailBuilder) -> Iterator[DetailLine]:
    first = printed[0]
    where = [part for part in (first.outlet, builder.formatter.day(first.published)) if part]
    title = TextRun(first.title or first.article)
    yield DetailLine((TextRun(f"{', '.join(where)} · ", "key"), title) if where else (title,), target=first.article)
    if first.url:
        yield DetailLine((TextRun(first.url, "linked"),), indent=4, target=web_address(first.url))
    for source in printed:
        if not source.is_document or source.point:
            yield _place(source, names, builder)


def _place(source: CitationRow, names: Mapping[str, str], builder: DetailBuilder) -> DetailLine:
    if source.is_document:
        return DetailLine((TextRun(builder.translate("point", point=source.point)),), indent=4)
    paragraphs = ", ".join(str(paragraph) for paragraph in source.paragraphs)
    terms = ", ".join(f"“{term}”" for term in source.terms)
    runs = [
        TextRun(f"{builder.translate('paragraph', paragraphs=paragraphs)} · "),
        TextRun(builder.translate("terms", terms=terms), "muted"),
    ]
    entry = names.get(source.path) or _entry_of(source.path, builder)
    about = [*([entry] if entry else []), *(builder.formatter.word("detail.field", field) for field in source.fields)]
    if about:
        runs += [GAP, TextRun(f"· {builder.translate('only-for', fields=', '.join(about))}", "muted")]
    return DetailLine(tuple(runs), indent=4)


def _entry_names(body: KindDetail, builder: DetailBuilder) -> dict[str, str]:
    """Return what the entries of lists are called, by their paths: who took part, which post."""
    if isinstance(body, ConferenceDetail):
        names = [_who(participant, builder) for participant in body.participants]
        return {f"participants/{number}": name for number, name in enumerate(names)}
    if isinstance(body, OfficialDetail):
        return {f"posts/{post.number}": builder.formatter.localized(post.title) for post in body.posts}
    return {}


def _who(participant: ParticipantEntry, builder: DetailBuilder) -> str:
    record = participant.record
    return record.name(builder.formatter.language) if record else builder.formatter.localized(participant.who)


def _entry_of(path: str, builder: DetailBuilder) -> str:
    """Return the name of a list and the number of its entry; empty for the record itself."""
    name, _, number = path.partition("/")
    word = builder.formatter.word("detail.field", name) if name else ""
    return f"{word} {int(number) + 1}" if number.isdecimal() else word


def notes(written: Sequence[NoteEntry], builder: DetailBuilder) -> Lines:
    """Return the notes, oldest first, each with who wrote it and when."""
    return builder.section("notes", (entry for note in written for entry in _note(note, builder)))


def progress(written: Sequence[ProgressEntry], builder: DetailBuilder) -> Lines:
    """Return the progress lines, the newest day first, each with who wrote it."""
    formatter = builder.formatter
    return builder.section(
        "progress",
        (
            DetailLine(
                (TextRun(each.text), GAP, TextRun(f"· {each.actor}", "muted")), label=formatter.day(each.made_on)
            )
            for each in written
        ),
    )


def reviews(written: Sequence[ReviewLine], builder: DetailBuilder) -> Lines:
    """Return what reviews say of the record, a period under its month; those that say nothing are left out."""
    return builder.section(
        "reviews", (entry for each in written if each.is_reviewed for entry in _review(each, builder))
    )


def _review(written: ReviewLine, builder: DetailBuilder) -> Iterator[DetailLine]:
    language = builder.formatter.language
    yield line(f"{format_month(written.period, language)} · {standing_words(written, language)}", "key")
    yield from (line(each)._replace(indent=2) for each in review_line_text(written, language))


STEP = "step:"
"""Begins the target of the line of a next step; its number follows."""


def steps(written: Sequence[StepEntry], builder: DetailBuilder) -> Lines:
    """Return the next steps, the open ones first; the line of each leads to ticking it."""
    return builder.section("steps", (step_line(each, builder.formatter) for each in written))


def step_line(step: StepEntry, formatter: Formatter) -> DetailLine:
    """Return what is to be done next, by whom and by when, or when it was done."""
    status = Status.UNRATED if step.done_on is None else Status.DONE
    parts = [step.who.short(formatter.language)] if step.who else []
    if step.done_on:
        parts.append(formatter.translate("entry.done_on", value=formatter.day(step.done_on)))
    runs = [TextRun(formatter.glyph(status), tone_of(status)), GAP, TextRun(step.text)]
    runs += [TextRun("".join(f" · {part}" for part in (*parts, f"#{step.number}")), "muted")]
    if step.due and not step.done_on:
        due = formatter.translate("entry.due", value=formatter.day(step.due))
        runs += [TextRun(f" · {due}", "alarm" if step.is_overdue(formatter.today) else "muted")]
    return DetailLine(tuple(runs), target=f"{STEP}{step.number}")


def step_words(step: StepEntry, formatter: Formatter) -> str:
    """Return what an open step is, by whom and by when, in brackets."""
    due = formatter.translate("entry.due", value=formatter.day(step.due)) if step.due else ""
    more = ", ".join(part for part in (step.who.short(formatter.language) if step.who else "", due) if part)
    return f"{step.text} ({more})" if more else step.text


def history(groups: Sequence[ChangeGroupRow], builder: DetailBuilder) -> Lines:
    """Return the changes, newest first, and where to find the rest of a long history."""
    entries = [entry for group in groups for entry in _group(group, builder)]
    if len(groups) >= NEWEST:
        entries.append(line(builder.translate("older"), "muted"))
    return builder.section("history", entries)


def _note(note: NoteEntry, builder: DetailBuilder) -> Iterator[DetailLine]:
    yield line(f"{builder.formatter.moment(note.at)} · {note.actor}", "muted")
    for text in note.text.splitlines():
        yield line(text)._replace(indent=2)


def _group(group: ChangeGroupRow, builder: DetailBuilder) -> Iterator[DetailLine]:
    formatter = builder.formatter
    parts = [formatter.moment(group.at), group.actor]
    if group.kind != "edit":
        parts.append(f"{formatter.word('group-kind', group.kind)} {group.undoes or ''}".strip())
    parts.append(builder.translate("group", number=group.id))
    undone = (GAP, TextRun(f"· {formatter.translate('history.undone')}", "linked")) if group.undone_by else ()
    yield DetailLine((TextRun(" · ".join(parts), "muted"), *undone))
    for change in group.changes:
        yield _change(change, group, builder)


def _change(change: ChangeRow, group: ChangeGroupRow, builder: DetailBuilder) -> DetailLine:
    words = format_change(change, group, builder.agencies, builder.formatter.language)
    if words.entry:
        return DetailLine(
            (TextRun(words.entry, "muted"), TextRun(words.after or words.before or "", "strong")), indent=2
        )
    before, after = (
        _value(change.field, *each, builder) for each in ((change.before, words.before), (change.after, words.after))
    )
    runs = [
        TextRun(f"{words.field}: ", "muted"),
        TextRun(before),
        GAP,
        TextRun("→ ", "muted"),
        TextRun(after, "strong"),
    ]
    if words.why:
        runs += [GAP, TextRun(f"({words.why})")]
    return DetailLine(tuple(runs), indent=2)


def _value(field: str, value: str | None, words: str | None, builder: DetailBuilder) -> str:
    if value is None or words is None:
        return builder.translate("none")
    return f"{builder.formatter.glyph(member_reader(Status)(value))} {words}" if field == "status" else words
