"""Small digests for tests, and what the program says of them."""

from pathlib import Path

from ngkt_tui.digest.check import check_source
from ngkt_tui.digest.contributions import ExternalRecords
from ngkt_tui.digest.faults import Diagnostic
from ngkt_tui.digest.load import LoadedDigest, read
from ngkt_tui.digest.source import MemorySource
from ngkt_tui.domain.errors import InvalidDigestError
from tests.digest.reading import load_text

FIXTURES = Path(__file__).parents[1] / "fixtures"
SAMPLE = FIXTURES / "sample.yaml"
SECOND = FIXTURES / "second.yaml"
SCHEMA_TWO = FIXTURES / "schema2.yaml"
ARTICLES = FIXTURES / "articles"

HEAD = f"""\
digest: {{id: thu, title: {{vi: "Thử"}}}}
articles: [{{id: a, paragraphs: 3, sha256: {"0" * 64}}}]
conferences:
  - {{id: hn-1, kind: conference, date: 2031-01-01, title: {{vi: Một}}, sources: [{{article: a, para: 1, terms: [x]}}]}}
  - {{id: hn-2, kind: conference, date: 2032-01-01, title: {{vi: Hai}}, sources: [{{article: a, para: 1, terms: [x]}}]}}
organisations:
  - {{id: bng, name: {{vi: "Bộ Ngoại giao"}}, kind: ministry}}
"""
"""The first lines of a valid digest, to which a test adds one list."""

SOURCES = "sources: [{article: a, para: 1, terms: [x]}]"


def directive(id_: str, more: str = "", conference: str = "hn-1") -> str:
    """Return a line with a valid directive of the conference, with more fields."""
    end = f", {more}" if more else ""
    return (
        f"  - {{id: {id_}, conference: {conference}, kind: task, issuers: [bng], text: {{vi: Làm}}, {SOURCES}{end}}}\n"
    )


def loaded(text: str) -> LoadedDigest:
    """Return the digest of a valid text."""
    return load_text(text)


def refused(content: str | bytes) -> tuple[Diagnostic, ...]:
    """Return the faults of single values; empty where there are none."""
    try:
        load_bytes(content)
    except InvalidDigestError as error:
        return tuple(each for each in error.faults if isinstance(each, Diagnostic))
    return ()


def load_bytes(content: str | bytes) -> LoadedDigest:
    """Load a digest from bytes, as from standard input."""
    from ngkt_tui.digest.load import build_digest

    return build_digest(read(MemorySource(content.encode() if isinstance(content, str) else content)))


def complained(text: str, *others: LoadedDigest) -> list[tuple[str, int | None]]:
    """Return key and line of everything that is wrong with a digest as a whole, beside other digests."""
    outside = ExternalRecords.of(each.digest for each in others)
    return [(each.key, each.line) for each in check_source(MemorySource(text.encode()), outside).faults]


def keys(faults: tuple[Diagnostic, ...]) -> list[str]:
    """Return the keys of faults, in file order."""
    return [fault.key for fault in faults]
