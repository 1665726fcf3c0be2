"""Where a record that is made by hand comes from: paragraphs of articles, proven where their text is at hand."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ngkt_tui.digest.articles import ArticleFolder, ArticleReadError
from ngkt_tui.digest.proof import stands_in
from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.errors import UsageError
from ngkt_tui.domain.words import LazyText
from ngkt_tui.query.detail.bodies import ArticleDetail
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.record_fields import entry_list


def citations(reader: Reader, written: Sequence[str], articles: Path | None = None) -> list[dict[str, Any]]:
    """Return the sources that are written `ARTICLE:PARAGRAPH:TERM`, those of the same paragraphs as one.

    Raises `UsageError` for what is written otherwise, for an article that the store does not have, a paragraph that
    the article does not have, and, with the folder `articles`, for a term that does not stand in the paragraph.
    """
    cited: dict[tuple[str, tuple[int, ...]], dict[str, Any]] = {}
    for text in written:
        article, paragraphs, term = _parts(text)
        _require_paragraphs(reader, article, paragraphs)
        if articles is not None:
            _prove(ArticleFolder(articles), article, paragraphs, term)
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


def _prove(folder: ArticleFolder, article: str, paragraphs: Sequence[int], term: str) -> None:
    try:
        text = folder.paragraphs(article)
    except ArticleReadError as error:
        key = "article-unreadable" if error.detail else "article-missing"
        raise UsageError(detail=LazyText(f"fault.{key}", {"article": article, "detail": error.detail})) from error
    if not any(stands_in(term, text[each - 1]) for each in paragraphs if each <= len(text)):
        values = {"term": term, "paragraphs": tuple(paragraphs), "article": article}
        raise UsageError(detail=LazyText("fault.term-missing", values))


def _wrong(problem: str, **values: object) -> UsageError:
    return UsageError(detail=LazyText(f"usage.{problem}", values))
