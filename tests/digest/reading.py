"""Reading and checking a digest in one call, from a file or a text."""

from pathlib import Path
from typing import BinaryIO

from ngkt_tui.digest.check import CheckResult, check, check_source
from ngkt_tui.digest.checks import Index
from ngkt_tui.digest.contributions import ExternalRecords
from ngkt_tui.digest.faults import Diagnostic, invalid
from ngkt_tui.digest.load import LoadedDigest, build_digest, read, source_of
from ngkt_tui.digest.source import MemorySource
from ngkt_tui.domain.errors import InvalidDigestError


def check_file(
    path: str | Path, outside: ExternalRecords | None = None, *, strict: bool = False, stdin: BinaryIO | None = None
) -> CheckResult:
    """Examine the file `path` (`-` for standard input) against the records of other digests; never raises."""
    try:
        return check_source(source_of(path, stdin), outside or ExternalRecords(), strict=strict)
    except InvalidDigestError as error:
        return CheckResult(None, tuple(each for each in error.faults if isinstance(each, Diagnostic)))


def load_checked(
    path: str | Path, outside: ExternalRecords | None = None, *, stdin: BinaryIO | None = None
) -> LoadedDigest:
    """Load and check the digest of `path`; raises `InvalidDigestError` with all faults of the file."""
    others = outside or ExternalRecords()
    draft = read(source_of(path, stdin), elsewhere=lambda _own, _ids: others)
    issues = check(Index(draft, others))
    if issues:
        raise invalid(draft.source.name, draft.faults(issues))
    return build_digest(draft)


def load_text(text: str, name: str = "-") -> LoadedDigest:
    """Load the digest that stands in `text`; raises `InvalidDigestError`."""
    return build_digest(read(MemorySource(text.encode("utf-8", "surrogatepass"), name)))
