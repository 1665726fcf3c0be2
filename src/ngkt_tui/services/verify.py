"""Holding a digest against the texts of its articles: what is proven, and which paragraphs are drawn from."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ngkt_tui.digest.articles import ArticleFolder
from ngkt_tui.digest.check import Examination
from ngkt_tui.digest.coverage import CitedParagraph, coverage
from ngkt_tui.digest.fault import Fault
from ngkt_tui.digest.load import LoadedDigest, load
from ngkt_tui.digest.proof import Proof, prove
from ngkt_tui.domain.counting import Share
from ngkt_tui.domain.errors import DigestFaulty, DigestInvalid
from ngkt_tui.services.packaged import packaged_digest


class Verified(NamedTuple):
    """What was proven of the digest `path`, and what was not, with its places."""

    path: Path
    proof: Proof
    faults: tuple[Fault, ...]


class Covered(NamedTuple):
    """The paragraphs of one article, each with the records that cite it."""

    article: str
    paragraphs: tuple[CitedParagraph, ...]

    @property
    def share(self) -> Share:
        """Return how many paragraphs are cited, of all."""
        return Share(sum(bool(each.records) for each in self.paragraphs), len(self.paragraphs))


def verify(path: Path | None, articles: Path) -> Verified:
    """Prove the digest `path`, the packaged one where `None`, by the texts in the folder `articles`.

    Raises `DigestFaulty` for a digest that cannot be read.
    """
    digest = path or packaged_digest()
    try:
        loaded = load(digest)
    except DigestInvalid as error:
        raise DigestFaulty(error.faults, path=error.values["path"]) from error
    proof = prove(loaded.draft.entries(), ArticleFolder(articles))
    return Verified(digest, proof, loaded.faults(proof.complaints))


def covered(examination: Examination, articles: Path | None) -> Iterator[Covered]:
    """Yield the articles of a digest without faults, with the openings of paragraphs where `articles` has the texts."""
    loaded: LoadedDigest | None = examination.loaded
    folder = ArticleFolder(articles) if articles else None
    cited = coverage(loaded.draft.entries(), folder) if loaded else ()
    for article in dict.fromkeys(each.article for each in cited):
        yield Covered(article, tuple(each for each in cited if each.article == article))
