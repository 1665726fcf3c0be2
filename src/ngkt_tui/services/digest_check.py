"""Checking a digest without importing it: alone, against the digests of a store, or against its articles."""

from collections import ChainMap, Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import BinaryIO, NamedTuple

from ngkt_tui.digest.check import CheckResult, check_parsed
from ngkt_tui.digest.contributions import ExternalRecord, ExternalRecords, in_present_schema, merge, uncorrected
from ngkt_tui.digest.faults import Diagnostic
from ngkt_tui.digest.load import LoadedDigest, load, read, source_of
from ngkt_tui.digest.proof import ArticleFolder, CitedParagraph, Proof, coverage, verify_digest
from ngkt_tui.domain.counting_form import Ratio
from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.errors import DigestCheckError, InvalidDigestError
from ngkt_tui.domain.readable import Readable
from ngkt_tui.query import record_heads
from ngkt_tui.services.context import Context, packaged_digest
from ngkt_tui.services.reader import Reader


def check(
    path: str | Path,
    others: Sequence[Path] = (),
    *,
    store: Context | None = None,
    strict: bool = False,
    stdin: BinaryIO | None = None,
) -> CheckResult:
    """Return all that is to be said of the digest `path` (`-` for `stdin`).

    References to records of other digests are looked up in `others`, and in the store of the context `store` where
    one is given; raises `DigestCheckError` where one of `others` is not valid itself, and the errors of the store.
    """
    given = cache(partial(_all_of, tuple(others)))

    def elsewhere(own: str | None, ids: Sequence[str]) -> ExternalRecords:
        return given() if store is None else _both(given(), stored_elsewhere(store, own, ids))

    try:
        draft = read(source_of(path, stdin), elsewhere=elsewhere)
    except DigestCheckError:
        raise  # one of the others
    except InvalidDigestError as error:
        return CheckResult(None, tuple(fault for fault in error.faults if isinstance(fault, Diagnostic)))
    outside = given()
    if store is None:
        return check_parsed(draft, outside, strict=strict)
    own = draft.heading.id if draft.heading else None
    with Reader(store) as reader, reader.connection() as connection:
        return check_parsed(draft, _both(outside, stored_outside(connection, own)), strict=strict)


def _all_of(others: Sequence[Path]) -> ExternalRecords:
    """Return what other digests say; raises `DigestCheckError` where one of them is not valid itself."""
    try:
        return ExternalRecords.of(load(other).digest for other in others)
    except InvalidDigestError as error:
        raise DigestCheckError(error.faults, path=error.values["path"]) from error


def _both(first: ExternalRecords, second: ExternalRecords) -> ExternalRecords:
    """Return what both say; of a record that both know the first counts."""
    return ExternalRecords(first.digests | second.digests, ChainMap(dict(first.records), second.records))  # type: ignore[arg-type]  # it is only read


def counts_by_kind(examination: CheckResult) -> list[tuple[RecordKind, int]]:
    """Return how many records of each kind a digest without faults has, in the order of the kinds."""
    if examination.loaded is None:
        return []
    counts = Counter(record.kind_of_record for record in examination.loaded.digest.all_records())
    return [(kind, counts[kind]) for kind in RecordKind if counts[kind]]


class StoredRecords(Mapping[str, ExternalRecord]):
    """The records that the digests of a store speak of, but for what the digest `but` says."""

    def __init__(self, connection: Readable, but: str | None) -> None:
        self._connection = connection
        self._but = but

    def __getitem__(self, record: str) -> ExternalRecord:
        contributions = record_heads.of_record(self._connection, record, self._but)
        if not contributions:
            raise KeyError(record)
        known = ExternalRecord(contributions[0].kind, contributions[0].digest, {})
        for each in contributions:
            given = in_present_schema(each.kind, uncorrected(each.body))
            known = ExternalRecord(known.kind, known.digest, merge(known.fields, given))
        return known

    def __iter__(self) -> Iterator[str]:
        return record_heads.records(self._connection, self._but)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def stored_elsewhere(context: Context, own: str | None, ids: Iterable[str]) -> ExternalRecords:
    """Return what the digests of a store but `own` say of the records `ids`."""
    with Reader(context) as reader, reader.connection() as connection:
        outside = stored_outside(connection, own)
        return ExternalRecords(
            outside.digests, {each: outside.records[each] for each in ids if each in outside.records}
        )


def stored_outside(connection: Readable, but: str | None = None) -> ExternalRecords:
    """Return what the digests of a store say together, the digest `but` left out: it does not contradict itself."""
    names = frozenset(record_heads.digests(connection)) - {but}
    return ExternalRecords(names, StoredRecords(connection, but)) if names else ExternalRecords()


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
