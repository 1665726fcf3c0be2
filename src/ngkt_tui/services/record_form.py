"""What the form of a record asks for, which records are called like a new one, and the paragraphs that it comes from.

It is built from the fields of the kind; whoever draws it decides nothing. Paragraphs are proven where the text of their
article is at hand.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ngkt_tui.digest.proof import ArticleFolder, ArticleReadError, stands_in
from ngkt_tui.domain.enums import (
    AgreementKind,
    Bound,
    ConferenceFormat,
    ConferenceKind,
    DirectiveKind,
    DocumentKind,
    FigureKind,
    Language,
    MarketKind,
    Nature,
    OrganisationKind,
    RecordKind,
    ResultKind,
    Role,
    Stage,
    Stance,
)
from ngkt_tui.domain.errors import UsageError
from ngkt_tui.domain.suggestions import distance
from ngkt_tui.domain.words import LazyText, catalogue, translate
from ngkt_tui.query.detail.bodies import ArticleDetail
from ngkt_tui.query.lookup import is_word_of, normalize_name, with_prefix
from ngkt_tui.query.names import RecordRef
from ngkt_tui.services.context import Context
from ngkt_tui.services.draft_files import articles_folder
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.record_fields import FlatField, entry_list, flat_fields, has_sources, required_fields

_CHOICE_WORDS: dict[type | None, str] = {
    AgreementKind: "agreement-kind",
    Bound: "bound",
    ConferenceFormat: "format",
    ConferenceKind: "conference-kind",
    DirectiveKind: "kind",
    DocumentKind: "document-kind",
    FigureKind: "figure-kind",
    MarketKind: "market-kind",
    Nature: "nature",
    OrganisationKind: "organisation-kind",
    ResultKind: "result-kind",
    Role: "role",
    Stage: "stage",
    Stance: "stance",
}
_ASKED_AT_FIRST = {
    RecordKind.CONFERENCE: ("date",),
    RecordKind.FAMILY: ("conference",),
    RecordKind.FIGURE: ("conference",),
    RecordKind.RESULT: ("conference",),
    RecordKind.DOCUMENT: ("number", "issued", "issuer"),
}
"""What is asked for beside what is required: what the id is made of, how a document is known, where it was said."""
_NEXT = {
    RecordKind.DIRECTIVE: ("lead", "coordinating", "addressees", "conference", "issuers", "kind", "nature", "product"),
    RecordKind.OFFICIAL: ("title", "organisation", "conferences"),
    RecordKind.AGREEMENT: ("conference", "stage", "what", "next-step"),
    RecordKind.MARKET: ("conference", "stance", "what"),
    RecordKind.COMPANY: ("conference", "what"),
    RecordKind.ORGANISATION: ("short", "name-en", "short-en", "parent", "member-of", "aliases"),
}
"""What stands before the other fields that are not required."""
_SHORT = frozenset({"name", "short", "label", "unit", "period", "place", "time-of-day", "point", "who"})
"""Texts that are names or words."""
MAX_ALIKE = 3
MAX_LOOKED_AT = 200
MAX_NAME = 60
"""Characters of a name that are compared."""
_LETTERS_A_SLIP = 6


class AskedField(NamedTuple):
    """A field of a form. `is_first` where it is asked for before its user wants more."""

    field: FlatField
    is_first: bool
    is_required: bool

    @property
    def name(self) -> str:
        return self.field.name

    @property
    def choice_words(self) -> str:
        return _CHOICE_WORDS[self.field.kind]


def asked_fields(kind: RecordKind) -> tuple[AskedField, ...]:
    """Return the fields that the form of a new record asks for, in their order."""
    fields, required = flat_fields(kind), required_fields(kind)
    first = (*required, *_ASKED_AT_FIRST.get(kind, ()))
    last = (name for name in fields if "notes" in name)
    order = [*first, *_NEXT.get(kind, ()), *(name for name in fields if "notes" not in name), *last]
    places = {name: number for number, name in reversed(list(enumerate(order)))}

    def place(name: str) -> tuple[int, str]:
        base = name.removesuffix("-en")
        return places[name if base in first else base], name

    return tuple(AskedField(fields[name], name in first, name in required) for name in sorted(places, key=place))


def is_long(asked: AskedField) -> bool:
    """Return whether a field holds sentences, and not a name or a word."""
    name = asked.name.removesuffix("-en")
    is_text = asked.field.path[-1] in tuple(Language) and asked.field.path[-2:-1] == (name.replace("-", "_"),)
    return is_text and name not in _SHORT


def label_of(kind: RecordKind, name: str, language: Language) -> str:
    """Return what a field is called in a form."""
    words, plain = catalogue(language), name.removesuffix("-en").replace("-", "_")
    label = words.get(f"form.field.{kind}.{plain}") or words[f"detail.field.{plain}"]
    label = label[:1].upper() + label[1:]
    return translate(language, "form.english", label=label) if name.endswith("-en") else label


def is_cited(kind: RecordKind) -> bool:
    """Return whether a record of `kind`, or an entry of it, says where it comes from; a document is its own source."""
    return (has_sources(kind) or entry_list(kind) is not None) and kind is not RecordKind.DOCUMENT


def look_alikes(reader: Reader, kind: RecordKind, name: str) -> tuple[RecordRef, ...]:
    """Return records of `kind` that are called as `name` is but for case and accents, or nearly; the same ones first.

    Near is a slip in every six letters, or a name within the other.
    """
    wanted = normalize_name(name)[:MAX_NAME]
    words = wanted.split()
    if not words:
        return ()
    with reader.connection() as connection:
        ends = dict.fromkeys((words[0], words[-1]))
        found = [each for word in ends for each in with_prefix(connection, (kind,), word, MAX_LOOKED_AT)]
    by_slips: dict[str, tuple[int, RecordRef]] = {}
    for each in found:
        slips = min(_slips(wanted, normalize_name(called)[:MAX_NAME]) for called in each.names)
        if slips <= len(wanted) // _LETTERS_A_SLIP:
            by_slips[each.record.id] = slips, each.record
    nearest = sorted(by_slips.values(), key=lambda each: (each[0], each[1].position))
    return tuple(record for _, record in nearest[:MAX_ALIKE])


def _slips(wanted: str, called: str) -> int:
    shorter, longer = sorted((wanted, called), key=len)
    if " " in shorter and is_word_of(longer, shorter):
        return int(wanted != called)
    return distance(wanted, called)


def citations(reader: Reader, written: Sequence[str], articles: Path | None = None) -> list[dict[str, Any]]:
    """Return the sources that are written `ARTICLE:PARAGRAPH:TERM`, those of the same paragraphs as one.

    Raises `UsageError` for what is written otherwise, for an article that the store does not have, a paragraph that
    the article does not have, for a term that does not stand in the paragraph where its text is at hand, and, with the
    folder `articles`, for a text that is not in it.
    """
    cited: dict[tuple[str, tuple[int, ...]], dict[str, Any]] = {}
    for text in written:
        article, paragraphs, term = _parts(text)
        _require_paragraphs(reader, article, paragraphs)
        if articles is not None:
            _prove(ArticleFolder(articles), article, paragraphs, term)
        elif unproven_term(reader.context, article, paragraphs, [term]):
            raise UsageError(detail=_missing(article, paragraphs, term))
        entry = cited.setdefault((article, paragraphs), {"article": article, "para": list(paragraphs), "terms": []})
        entry["terms"].append(term)
    return list(cited.values())


def with_sources(kind: RecordKind, values: Mapping[str, Any], cited: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the values of a record with its sources: those of itself, or of the first entry of the list with them.

    Raises `UsageError` where there is no such entry.
    """
    if not cited:
        return dict(values)
    entries = entry_list(kind)
    if entries is None:
        return {**values, "sources": list(cited)}
    if not values.get(entries):
        raise _wrong("source-without-entry")
    first, *others = values[entries]
    return {**values, entries: [{**first, "sources": list(cited)}, *others]}


def _parts(text: str) -> tuple[str, tuple[int, ...], str]:
    article, _, rest = text.partition(":")
    paragraphs, _, term = rest.partition(":")
    numbers = paragraphs.split(",")
    if not (article and term.strip() and all(each.strip().isdecimal() for each in numbers)):
        raise _wrong("source-form", word=text)
    return article.strip(), tuple(int(each) for each in numbers), term.strip()


def _require_paragraphs(reader: Reader, article: str, paragraphs: Sequence[int]) -> None:
    body = reader.detail(article).body
    if not isinstance(body, ArticleDetail):
        raise _wrong("source-no-article", word=article)
    for each in paragraphs:
        if not 1 <= each <= body.paragraphs:
            raise UsageError(
                detail=LazyText("fault.paragraph", {"article": article, "count": body.paragraphs, "paragraph": each})
            )


def unproven_term(context: Context, article: str, paragraphs: Sequence[int], terms: Iterable[str]) -> str | None:
    """Return the first term that stands in none of the paragraphs, "" for none; `None` where no text is at hand."""
    try:
        text = ArticleFolder(articles_folder(context)).paragraphs(article)
    except ArticleReadError:
        return None
    meant = [text[each - 1] for each in paragraphs if 1 <= each <= len(text)]
    return next((term for term in terms if not any(stands_in(term, each) for each in meant)), "")


def _missing(article: str, paragraphs: Sequence[int], term: str) -> LazyText:
    return LazyText("fault.term-missing", {"term": term, "paragraphs": tuple(paragraphs), "article": article})


def _prove(folder: ArticleFolder, article: str, paragraphs: Sequence[int], term: str) -> None:
    try:
        text = folder.paragraphs(article)
    except ArticleReadError as error:
        key = "article-unreadable" if error.detail else "article-missing"
        raise UsageError(detail=LazyText(f"fault.{key}", {"article": article, "detail": error.detail})) from error
    if not any(stands_in(term, text[each - 1]) for each in paragraphs if each <= len(text)):
        raise UsageError(detail=_missing(article, paragraphs, term))


def _wrong(problem: str, **values: object) -> UsageError:
    return UsageError(detail=LazyText(f"usage.{problem}", values))
