"""Proving a digest against the texts of its articles.

A record is proven when every term of every one of its sources stands in one of the source's paragraphs, in
NFC and whatever the case; an article is proven when its text has the hash and the number of paragraphs that
the digest gives. Only records with sources, and articles, can be proven.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ngkt_tui.digest.articles import ArticleFolder, ArticleReadError, sha256
from ngkt_tui.digest.draft import DraftRecord
from ngkt_tui.digest.faults import Issue, Path
from ngkt_tui.digest.model.base_models import Citation
from ngkt_tui.digest.model.introspection import sources
from ngkt_tui.digest.model.sources import Article
from ngkt_tui.domain.counting_form import Ratio
from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.text import normalise


@dataclass(frozen=True)
class Proof:
    """How many records of each kind are proven, of those that can be, and why the others are not."""

    shares: Mapping[RecordKind, Ratio]
    terms: Ratio
    """How many terms stand where they should."""
    issues: tuple[Issue, ...]

    @property
    def complete(self) -> bool:
        return not self.issues


def verify_digest(entries: Iterable[DraftRecord], folder: ArticleFolder) -> Proof:
    """Prove `entries` by the texts in `folder`."""
    prover = _Prover(folder)
    shares: dict[RecordKind, Ratio] = {}
    issues: list[Issue] = []
    for entry in entries:
        found = prover.record(entry)
        if found is None:
            continue
        share = shares.get(entry.record.kind_of_record, Ratio(0, 0))
        shares[entry.record.kind_of_record] = Ratio(share.numerator + (not found), share.denominator + 1)
        issues.extend(found)
    return Proof(shares, Ratio(prover.proven, prover.terms), tuple(issues))


class _Prover:
    def __init__(self, folder: ArticleFolder) -> None:
        self._folder = folder
        self._texts: dict[str, tuple[str, ...] | ArticleReadError] = {}
        self.terms = 0
        self.proven = 0

    def record(self, entry: DraftRecord) -> list[Issue] | None:
        """Return why a record is not proven; `None` where there is nothing to prove."""
        if isinstance(entry.record, Article):
            return list(self._article(entry.record, entry.path))
        cited = [(path, source) for path, _, source in sources(entry.record, entry.path) if source.article]
        if not cited:
            return None
        return [issue for path, source in cited for issue in self._source(source, path)]

    def _article(self, article: Article, path: Path) -> Iterator[Issue]:
        text = self._text(article.id)
        if isinstance(text, ArticleReadError):
            yield _unreadable(article.id, text, path)
            return
        if article.paragraphs != len(text):
            values = {"article": article.id, "count": len(text), "paragraphs": article.paragraphs}
            yield Issue((*path, "paragraphs"), "article-count", values)
        if article.sha256 != (found := sha256(text)):
            yield Issue((*path, "sha256"), "article-hash", {"article": article.id, "found": found})

    def _source(self, source: Citation, path: Path) -> Iterator[Issue]:
        self.terms += len(source.terms)
        article = source.article or ""
        text = self._text(article)
        if isinstance(text, ArticleReadError):
            yield _unreadable(article, text, (*path, "article"))
            return
        cited = [_spaced(text[number - 1]) for number in source.para if number <= len(text)]
        for number in source.para:
            if number > len(text):
                values = {"article": article, "count": len(text), "paragraph": number}
                yield Issue((*path, "para"), "paragraph", values)
        for number, term in enumerate(source.terms):
            if any(_spaced(term) in paragraph for paragraph in cited):
                self.proven += 1
            else:
                values = {"term": term, "paragraphs": source.para, "article": article}
                yield Issue((*path, "terms", number), "term-missing", values)

    def _text(self, article: str) -> tuple[str, ...] | ArticleReadError:
        if article not in self._texts:
            try:
                self._texts[article] = self._folder.paragraphs(article)
            except ArticleReadError as error:
                self._texts[article] = error
        return self._texts[article]


def stands_in(term: str, paragraph: str) -> bool:
    """Tell whether a term stands in a paragraph, whatever the case and the spaces."""
    return _spaced(term) in _spaced(paragraph)


def _spaced(text: str) -> str:
    return " ".join(normalise(text).split())


def _unreadable(article: str, error: ArticleReadError, path: Path) -> Issue:
    key = "article-unreadable" if error.detail else "article-missing"
    return Issue(path, key, {"article": article, "detail": error.detail})
