"""Proving a digest against the texts of its articles.

A record is proven when every term of every one of its sources stands in one of the source's paragraphs, in
NFC and whatever the case; an article is proven when its text has the hash and the number of paragraphs that
the digest gives. Only records with sources, and articles, can be proven.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ngkt_tui.digest.articles import ArticleFolder, ArticleUnreadable, sha256
from ngkt_tui.digest.draft import Entry
from ngkt_tui.digest.fault import Complaint, Path
from ngkt_tui.digest.model.papers import Article
from ngkt_tui.digest.model.record import Source
from ngkt_tui.digest.model.shape import sources
from ngkt_tui.domain.counting import Share
from ngkt_tui.domain.fold import normalise
from ngkt_tui.domain.kinds import RecordKind


@dataclass(frozen=True)
class Proof:
    """How many records of each kind are proven, of those that can be, and why the others are not."""

    shares: Mapping[RecordKind, Share]
    terms: Share
    """How many terms stand where they should."""
    complaints: tuple[Complaint, ...]

    @property
    def complete(self) -> bool:
        """Tell whether everything is proven."""
        return not self.complaints


def prove(entries: Iterable[Entry], folder: ArticleFolder) -> Proof:
    """Prove `entries` by the texts in `folder`."""
    prover = _Prover(folder)
    shares: dict[RecordKind, Share] = {}
    complaints: list[Complaint] = []
    for entry in entries:
        found = prover.record(entry)
        if found is None:
            continue
        share = shares.get(entry.record.kind_of_record, Share(0, 0))
        shares[entry.record.kind_of_record] = Share(share.part + (not found), share.whole + 1)
        complaints.extend(found)
    return Proof(shares, Share(prover.proven, prover.terms), tuple(complaints))


class _Prover:
    def __init__(self, folder: ArticleFolder) -> None:
        self._folder = folder
        self._texts: dict[str, tuple[str, ...] | ArticleUnreadable] = {}
        self.terms = 0
        self.proven = 0

    def record(self, entry: Entry) -> list[Complaint] | None:
        """Return why a record is not proven; `None` where there is nothing to prove."""
        if isinstance(entry.record, Article):
            return list(self._article(entry.record, entry.path))
        cited = [(path, source) for path, _, source in sources(entry.record, entry.path)]
        if not cited:
            return None
        return [complaint for path, source in cited for complaint in self._source(source, path)]

    def _article(self, article: Article, path: Path) -> Iterator[Complaint]:
        text = self._text(article.id)
        if isinstance(text, ArticleUnreadable):
            yield _unreadable(article.id, text, path)
            return
        if article.paragraphs != len(text):
            values = {"article": article.id, "count": len(text), "paragraphs": article.paragraphs}
            yield Complaint((*path, "paragraphs"), "article-count", values)
        if article.sha256 != (found := sha256(text)):
            yield Complaint((*path, "sha256"), "article-hash", {"article": article.id, "found": found})

    def _source(self, source: Source, path: Path) -> Iterator[Complaint]:
        self.terms += len(source.terms)
        text = self._text(source.article)
        if isinstance(text, ArticleUnreadable):
            yield _unreadable(source.article, text, (*path, "article"))
            return
        cited = [_spaced(text[number - 1]) for number in source.para if number <= len(text)]
        for number in source.para:
            if number > len(text):
                values = {"article": source.article, "count": len(text), "paragraph": number}
                yield Complaint((*path, "para"), "paragraph", values)
        for number, term in enumerate(source.terms):
            if any(_spaced(term) in paragraph for paragraph in cited):
                self.proven += 1
            else:
                values = {"term": term, "paragraphs": source.para, "article": source.article}
                yield Complaint((*path, "terms", number), "term-missing", values)

    def _text(self, article: str) -> tuple[str, ...] | ArticleUnreadable:
        if article not in self._texts:
            try:
                self._texts[article] = self._folder.paragraphs(article)
            except ArticleUnreadable as error:
                self._texts[article] = error
        return self._texts[article]


def _spaced(text: str) -> str:
    return " ".join(normalise(text).split())


def _unreadable(article: str, error: ArticleUnreadable, path: Path) -> Complaint:
    key = "article-unreadable" if error.detail else "article-missing"
    return Complaint(path, key, {"article": article, "detail": error.detail})
