"""Coverage of an article: which records cite each paragraph, and the reason that its notes give where none does.

Reasons are written as in `¶1, 25: headline; ¶3: caption`.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from ngkt_tui.digest.load import DraftRecord
from ngkt_tui.digest.model.base_models import Text
from ngkt_tui.digest.model.introspection import sources
from ngkt_tui.digest.model.sources import Article
from ngkt_tui.digest.proof import ArticleFolder, ArticleReadError


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
    """Return every paragraph of the articles that `entries` define, article by article."""
    listed = list(entries)
    citing: dict[tuple[str, int], dict[str, None]] = {}
    for _, record in listed:
        for _, _, source in sources(record):
            for number in source.para:
                citing.setdefault((source.article or "", number), {})[record.id] = None
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


_PLACE = r"\d+(?:\s*[-–]\s*\d+)?"
_REASON = re.compile(rf"¶\s*({_PLACE}(?:\s*,\s*¶?\s*{_PLACE})*)\s*:\s*([^;.\n¶]+)")
_RUN = re.compile(r"(\d+)(?:\s*[-–]\s*(\d+))?")
_MAX_RUN_LENGTH = 10_000


def uncited_reasons(notes: str) -> dict[int, str]:
    """Return what `notes` say of paragraphs, by number; a reason ends at a full stop, a semicolon or the line's end."""
    found: dict[int, str] = {}
    for places, reason in _REASON.findall(notes):
        for first, last in _RUN.findall(places):
            start, end = (int(each[:9]) for each in (first, last or first))
            found.update(dict.fromkeys(range(start, min(end, start + _MAX_RUN_LENGTH) + 1), reason.strip()))
    return found
