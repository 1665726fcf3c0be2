"""Proving a digest against the texts of its articles, kept by their owners outside the project, one `ID.txt` each.

A record is proven when every term of every one of its sources stands in one of the source's paragraphs, in
NFC and whatever the case; an article is proven when its text has the hash and the number of paragraphs that
the digest gives. Only records with sources, and articles, can be proven.

A paragraph is a line with something to be seen on it, stripped (no-break spaces count as blank), counted from 1. What
nobody sees, as soft hyphens and zero-width spaces, is no part of it. Each is cited by records, or the article's notes
give the reason why none does: `¶1, 25: headline; ¶3: caption`.
"""

import hashlib
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from ngkt_tui.digest.faults import FieldPath, Issue
from ngkt_tui.digest.load import DraftRecord
from ngkt_tui.digest.model.base_models import Article, Citation, Text
from ngkt_tui.digest.model.introspection import sources
from ngkt_tui.domain.counting_form import Ratio
from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.errors import system_problem
from ngkt_tui.domain.text import normalise, without_ignorable
from ngkt_tui.domain.words import LazyText

_LINE_BREAK = re.compile(r"\r\n|\n|\r")
_MAX_BYTES = 16 * 1024 * 1024


class ArticleReadError(Exception):
    """A text that is missing or cannot be read. `detail` is empty where it is missing. Caught in this package."""

    def __init__(self, detail: LazyText | str = "") -> None:
        super().__init__(detail)
        self.detail = detail


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a text in NFC; the first is number 1."""
    lines = (unicodedata.normalize("NFC", line.strip()) for line in _LINE_BREAK.split(without_ignorable(text)))
    return tuple(line for line in lines if line)


def sha256(numbered: tuple[str, ...]) -> str:
    """Return the hash of an article: of its NFC paragraphs joined by line feeds."""
    return hashlib.sha256("\n".join(numbered).encode()).hexdigest()


@dataclass(frozen=True)
class ArticleFolder:
    """A folder with the texts of articles."""

    path: Path

    def paragraphs(self, article: str) -> tuple[str, ...]:
        """Return the paragraphs of an article; raises `ArticleReadError`."""
        path = self.path / f"{article}.txt"
        try:
            status = path.stat()
            if not stat.S_ISREG(status.st_mode) or status.st_size > _MAX_BYTES:
                raise ArticleReadError(f"{status.st_size} B")
            return paragraphs(path.read_text(encoding="utf-8-sig"))
        except FileNotFoundError:
            raise ArticleReadError from None
        except OSError as error:
            raise ArticleReadError(system_problem(error)) from None
        except UnicodeDecodeError:
            raise ArticleReadError(system_problem(UnicodeError())) from None


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

    def _article(self, article: Article, path: FieldPath) -> Iterator[Issue]:
        text = self._text(article.id)
        if isinstance(text, ArticleReadError):
            yield _unreadable(article.id, text, path)
            return
        if article.paragraphs != len(text):
            values = {"article": article.id, "count": len(text), "paragraphs": article.paragraphs}
            yield Issue((*path, "paragraphs"), "article-count", values)
        if article.sha256 != (found := sha256(text)):
            yield Issue((*path, "sha256"), "article-hash", {"article": article.id, "found": found})

    def _source(self, source: Citation, path: FieldPath) -> Iterator[Issue]:
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
    """Return whether a term stands in a paragraph, whatever the case and the spaces."""
    return _spaced(term) in _spaced(paragraph)


def _spaced(text: str) -> str:
    return " ".join(normalise(text).split())


def _unreadable(article: str, error: ArticleReadError, path: FieldPath) -> Issue:
    key = "article-unreadable" if error.detail else "article-missing"
    return Issue(path, key, {"article": article, "detail": error.detail})


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
        CitedParagraph(record.id, number, tuple(citing.get((record.id, number), ())), opening, reasons.get(number))
        for _, record in listed
        if isinstance(record, Article)
        for reasons in (_reasons(record),)
        for number, opening in enumerate(_openings(record, folder), 1)
    )


def _reasons(article: Article) -> dict[int, Text]:
    if article.notes is None:
        return {}
    english = uncited_reasons(article.notes.en or "")
    return {
        number: Text(vi=reason, en=english.get(number)) for number, reason in uncited_reasons(article.notes.vi).items()
    }


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
