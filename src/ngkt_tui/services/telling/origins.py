"""Telling where a record comes from: articles, paragraphs and the terms to look for there, and what is inferred."""

from collections.abc import Iterable, Iterator, Mapping

from ngkt_tui.query.detail import RecordDetail
from ngkt_tui.query.detail.bodies import Body, ConferenceBody, OfficialBody
from ngkt_tui.query.detail.values import Inference, Participant, SourceOf
from ngkt_tui.services.telling.lines import GAP, Entry, Run, line
from ngkt_tui.services.telling.teller import Lines, Teller
from ngkt_tui.services.web_addresses import web_address


def sources(detail: RecordDetail, teller: Teller) -> Lines:
    """Return the sources, each article once, and the digests that speak of the record."""
    by_article: dict[str, list[SourceOf]] = {}
    for source in detail.sources:
        by_article.setdefault(source.article, []).append(source)
    names = _entry_names(detail.body, teller)
    entries = [entry for printed in by_article.values() for entry in _article(printed, names, teller)]
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


def _article(printed: list[SourceOf], names: Mapping[str, str], teller: Teller) -> Iterator[Entry]:
    first = printed[0]
    where = [part for part in (first.outlet, teller.manner.day(first.published)) if part]
    title = Run(first.title or first.article)
    yield Entry((Run(f"{', '.join(where)} · ", "key"), title) if where else (title,), target=first.article)
    if first.url:
        yield Entry((Run(first.url, "linked"),), indent=4, target=web_address(first.url))
    for source in printed:
        yield _place(source, names, teller)


def _place(source: SourceOf, names: Mapping[str, str], teller: Teller) -> Entry:
    paragraphs = ", ".join(str(paragraph) for paragraph in source.paragraphs)
    terms = ", ".join(f"“{term}”" for term in source.terms)
    runs = [Run(f"{teller.say('paragraph', paragraphs=paragraphs)} · "), Run(teller.say("terms", terms=terms), "muted")]
    entry = names.get(source.path) or _entry_of(source.path, teller)
    about = [*([entry] if entry else []), *(teller.manner.word("detail.field", field) for field in source.fields)]
    if about:
        runs += [GAP, Run(f"· {teller.say('only-for', fields=', '.join(about))}", "muted")]
    return Entry(tuple(runs), indent=4)


def _entry_names(body: Body, teller: Teller) -> dict[str, str]:
    """Return what the entries of lists are called, by their paths: who took part, which post."""
    if isinstance(body, ConferenceBody):
        names = [_who(participant, teller) for participant in body.participants]
        return {f"participants/{number}": name for number, name in enumerate(names)}
    if isinstance(body, OfficialBody):
        return {f"posts/{post.number}": teller.manner.pick(post.title) for post in body.posts}
    return {}


def _who(participant: Participant, teller: Teller) -> str:
    record = participant.record
    return record.name(teller.manner.language) if record else teller.manner.pick(participant.who)


def _entry_of(path: str, teller: Teller) -> str:
    """Return the name of a list and the number of its entry; empty for the record itself."""
    name, _, number = path.partition("/")
    word = teller.manner.word("detail.field", name) if name else ""
    return f"{word} {int(number) + 1}" if number.isdecimal() else word
