"""Telling where a record comes from: articles, paragraphs and the terms to look for there, and what is inferred."""

from collections.abc import Iterable, Iterator

from ngkt_tui.query.detail import RecordDetail
from ngkt_tui.query.detail.values import Inference, SourceOf
from ngkt_tui.services.telling.lines import GAP, Entry, Run, line
from ngkt_tui.services.telling.teller import Lines, Teller


def sources(detail: RecordDetail, teller: Teller) -> Lines:
    """Return the sources, each article once, and the digests that speak of the record."""
    by_article: dict[str, list[SourceOf]] = {}
    for source in detail.sources:
        by_article.setdefault(source.article, []).append(source)
    entries = [entry for printed in by_article.values() for entry in _article(printed, teller)]
    return teller.section("sources", [*entries, *teller.fact("digests", ", ".join(detail.digests))])


def inferences(inferred: Iterable[Inference], teller: Teller) -> Lines:
    """Return what is not printed but follows from the text, and on what ground."""
    return teller.section(
        "inferred",
        (
            line(teller.manner.pick(inference.basis), label=teller.manner.word("detail.field", inference.field))
            for inference in inferred
        ),
    )


def remark(detail: RecordDetail, teller: Teller) -> Lines:
    """Return what the writers of the digest remarked."""
    text = teller.manner.pick(detail.remark)
    return teller.section("remark", (line(part) for part in text.splitlines()) if text else ())


def _article(printed: list[SourceOf], teller: Teller) -> Iterator[Entry]:
    first = printed[0]
    where = [part for part in (first.outlet, teller.manner.day(first.published)) if part]
    title = Run(first.title or first.article)
    yield Entry((Run(f"{', '.join(where)} · ", "key"), title) if where else (title,), target=first.article)
    for source in printed:
        yield _place(source, teller)


def _place(source: SourceOf, teller: Teller) -> Entry:
    paragraphs = ", ".join(str(paragraph) for paragraph in source.paragraphs)
    terms = ", ".join(f"“{term}”" for term in source.terms)
    runs = [Run(f"{teller.say('paragraph', paragraphs=paragraphs)} · "), Run(teller.say("terms", terms=terms), "muted")]
    about = [*_entry_of(source.path, teller), *(teller.manner.word("detail.field", field) for field in source.fields)]
    if about:
        runs += [GAP, Run(f"· {teller.say('only-for', fields=', '.join(about))}", "muted")]
    return Entry(tuple(runs), indent=4)


def _entry_of(path: str, teller: Teller) -> list[str]:
    name, _, number = path.partition("/")
    if not name:
        return []
    word = teller.manner.word("detail.field", name)
    return [f"{word} {int(number) + 1}" if number.isdecimal() else word]
