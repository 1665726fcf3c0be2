"""Checking a digest without importing it: alone, against the digests of a store, or against its articles."""

from collections import ChainMap, Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from ngkt_tui.digest.check import CheckResult, check_parsed
from ngkt_tui.digest.checks import Index
from ngkt_tui.digest.checks.lint import check_completeness
from ngkt_tui.digest.checks.order import check_chronology, check_containers, check_cycles
from ngkt_tui.digest.checks.references import check_citations
from ngkt_tui.digest.contributions import ExternalRecord, ExternalRecords, in_present_schema, merge, uncorrected
from ngkt_tui.digest.faults import Diagnostic, Issue
from ngkt_tui.digest.load import LoadedDigest, ParsedDigest, load, read, source_of
from ngkt_tui.digest.model.base_models import Record
from ngkt_tui.digest.model.whole_digest import LISTS, MODELS, Heading
from ngkt_tui.digest.proof import ArticleFolder, CitedParagraph, Proof, coverage, verify_digest
from ngkt_tui.digest.source import MemorySource
from ngkt_tui.digest.validation_errors import record_or_issue
from ngkt_tui.domain.counting_form import Ratio
from ngkt_tui.domain.enums import OWN_DIGEST, Language, RecordKind
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


OwnRecords = Sequence[tuple[RecordKind, Mapping[str, Any]]]
"""What users say of records, as plain values."""

_CHECKS = (check_completeness, check_citations, check_chronology, check_cycles, check_containers)
"""What the store does not find wrong itself where a record is made: it knows ids and references."""

_DEPENDENT = ("repeats", "answers", "within")
"""What is right or wrong by what another record says: its day, what it can contain."""


def require_sound(connection: Readable, records: OwnRecords, before: OwnRecords = ()) -> None:
    """Raise `EditRefusedError` where the store's own digest would not be valid any more with `records` as given.

    `before` are the same as they were. What was wrong already, and what makes no record at all, is not told here.
    """
    own = () if not before else tuple(_dependents(connection, {str(each["id"]) for _, each in records}))
    present = {(record.id, issue.key) for record, issue in _wrong(connection, (*before, *own))}
    for record, issue in _wrong(connection, (*records, *own)):
        if (record.id, issue.key) not in present:
            from ngkt_tui.store.own_records import refusal  # loads SQLAlchemy, which the making of a record does anyway

            raise refusal(record.id, issue)


def _dependents(connection: Readable, but: Container[str]) -> Iterator[tuple[RecordKind, Mapping[str, Any]]]:
    for kind, body in record_heads.contribution_bodies(connection, OWN_DIGEST):
        if body["id"] not in but and any(name in body for name in _DEPENDENT):
            yield kind, body


def _wrong(connection: Readable, records: OwnRecords) -> Iterator[tuple[Record, Issue]]:
    """Yield what a digest of `records`, made by a unit, could not say, beside all else that the store holds."""
    lists: dict[str, list[Record | None]] = {}
    for key, kind in LISTS.items():
        made = (record_or_issue(MODELS[key], values) for each, values in records if each is kind)
        lists[key] = [each for each in made if isinstance(each, Record)]
    title = {f"{Language.VI}": OWN_DIGEST}
    heading = Heading.model_validate({"id": f"{OWN_DIGEST}-x", "title": title, "own": True})
    draft = ParsedDigest(MemorySource(b""), heading, (), lists, {})
    ids = {str(values["id"]) for _, values in records}
    index = Index(draft, ExternalRecords(frozenset(), _Beside(connection, ids)))
    for issue in chain.from_iterable(each(index) for each in _CHECKS):
        if isinstance(record := lists[f"{issue.path[0]}"][int(issue.path[1])], Record):
            yield record, issue


class _Beside(StoredRecords):
    """What a store holds beside what users say of some records."""

    def __init__(self, connection: Readable, but: Container[str]) -> None:
        super().__init__(connection, None)
        self._without_own = StoredRecords(connection, OWN_DIGEST)
        self._records = but

    def __getitem__(self, record: str) -> ExternalRecord:
        return self._without_own[record] if record in self._records else super().__getitem__(record)


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
