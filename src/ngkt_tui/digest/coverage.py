"""Coverage: which records cite which paragraph, so that a writer sees what no record is drawn from."""

from collections.abc import Iterable
from typing import NamedTuple

from ngkt_tui.digest.articles import ArticleFolder, ArticleUnreadable
from ngkt_tui.digest.draft import Entry
from ngkt_tui.digest.model.papers import Article
from ngkt_tui.digest.model.shape import sources


class CitedParagraph(NamedTuple):
    """A paragraph of an article and the ids of the records that cite it, in file order.

    `opening` is how it begins; empty where the text is not at hand.
    """

    article: str
    number: int
    records: tuple[str, ...]
    opening: str


def coverage(entries: Iterable[Entry], folder: ArticleFolder | None = None) -> tuple[CitedParagraph, ...]:
    """Return every paragraph of the articles that `entries` define, article by article."""
    listed = list(entries)
    citing: dict[tuple[str, int], dict[str, None]] = {}
    for _, record in listed:
        for _, _, source in sources(record):
            for number in source.para:
                citing.setdefault((source.article, number), {})[record.id] = None
    return tuple(
        CitedParagraph(record.id, number, tuple(citing.get((record.id, number), ())), opening)
        for _, record in listed
        if isinstance(record, Article)
        for number, opening in enumerate(_openings(record, folder), 1)
    )


def _openings(article: Article, folder: ArticleFolder | None) -> list[str]:
    count = article.paragraphs or 0
    try:
        texts = folder.paragraphs(article.id) if folder else ()
    except ArticleUnreadable:
        texts = ()
    return [*texts[:count], *[""] * (count - len(texts))]
