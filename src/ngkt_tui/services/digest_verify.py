"""Holding a digest against the texts of its articles: what is proven, and which paragraphs are drawn from."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ngkt_tui.digest.articles import ArticleFolder
from ngkt_tui.digest.check import CheckResult
from ngkt_tui.digest.coverage import CitedParagraph, coverage
from ngkt_tui.digest.faults import Diagnostic
from ngkt_tui.digest.load import LoadedDigest, load
from ngkt_tui.digest.proof import Proof, verify_digest
from ngkt_tui.domain.counting_form import Ratio
from ngkt_tui.domain.errors import DigestCheckError, InvalidDigestError
from ngkt_tui.services.context import packaged_digest


class VerifiedDigest(NamedTuple):
    """What was proven of the digest `path`, and what was not, with its places."""

    path: Path
    proof: Proof
    faults: tuple[Diagnostic, ...]


class ArticleCoverage(NamedTuple):
    """The paragraphs of one article, each with the records that cite it."""

    article: str
    paragraphs: tuple[CitedParagraph, ...]

    @property
    def share(self) -> Ratio:
        """Return how many paragraphs are cited, of all."""
        return Ratio(sum(bool(each.records) for each in self.paragraphs), len(self.paragraphs))


def verify(path: Path | None, articles: Path) -> VerifiedDigest:
    """Prove the digest `path`, the packaged one where `None`, by the texts in the folder `articles`.

    Raises `DigestCheckError` for a digest that cannot be read.
    """
    digest = path or packaged_digest()
    try:
        loaded = load(digest)
    except InvalidDigestError as error:
        raise DigestCheckError(error.faults, path=error.values["path"]) from error
    proof = verify_digest(loaded.draft.entries(), ArticleFolder(articles))
    return VerifiedDigest(digest, proof, loaded.faults(proof.issues))


def article_coverage(examination: CheckResult, articles: Path | None) -> Iterator[ArticleCoverage]:
    """Yield the articles of a digest without faults, with the openings of paragraphs where `articles` has the texts."""
    loaded: LoadedDigest | None = examination.loaded
    folder = ArticleFolder(articles) if articles else None
    cited = coverage(loaded.draft.entries(), folder) if loaded else ()
    for article in dict.fromkeys(each.article for each in cited):
        yield ArticleCoverage(article, tuple(each for each in cited if each.article == article))
