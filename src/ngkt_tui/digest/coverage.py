"""Coverage: which records cite which paragraph, so that a writer sees what no record is drawn from."""

from collections.abc import Iterable
from typing import NamedTuple

from ngkt_tui.digest.articles import ArticleFolder, ArticleReadError
from ngkt_tui.digest.draft import DraftRecord
from ngkt_tui.digest.model.papers import Article
from ngkt_tui.digest.model.shape import sources
from ngkt_tui.digest.model.values import Text
from ngkt_tui.digest.uncited import uncited_reasons


class CitedParagraph(NamedTuple):
    """A paragraph of an article and the ids of the records that cite it, in file order.

    `opening` is how it begins; empty where the text is not at hand. `reason` is what the article's notes say of the
    paragraph: why nothing cites it.
    """

    article: str
    number: int
    records: tuple[str, ...]
    opening: str
    reason: Text | None = None


def coverage(entries: Iterable[DraftRecord], folder: ArticleFolder | None = None) -> tuple[CitedParagraph, ...]:
    """Return every paragraph of the articles that `each_of` define, article by article."""
    listed = list(entries)
    citing: dict[tuple[str, int], dict[str, None]] = {}
    for _, record in listed:
        for _, _, source in sources(record):
            for number in source.para:
                citing.setdefault((source.article, number), {})[record.id] = None
    return tuple(
        CitedParagraph(record.id, number, tuple(citing.get((record.id, number), ())), opening, said.get(number))
        for _, record in listed
        if isinstance(record, Article)
        for said in (_reasons(record),)
        for number, opening in enumerate(_openings(record, folder), 1)
    )


def _reasons(article: Article) -> dict[int, Text]:
    if article.notes is None:
        return {}
    english = uncited_reasons(article.notes.en or "")
    return {number: Text(vi=said, en=english.get(number)) for number, said in uncited_reasons(article.notes.vi).items()}


def _openings(article: Article, folder: ArticleFolder | None) -> list[str]:
    count = article.paragraphs or 0
    try:
        texts = folder.paragraphs(article.id) if folder else ()
    except ArticleReadError:
        texts = ()
    return [*texts[:count], *[""] * (count - len(texts))]
