"""Loading a digest: from a file or a stream to a validated `Digest`, or all that is wrong with it.

Every failure, whatever the bytes, is a `InvalidDigestError` whose faults name file, line and column. Cross
references are not looked at here; that is `digest.check`.
"""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from ngkt_tui.digest.draft import ParsedDigest, read
from ngkt_tui.digest.faults import Diagnostic, DigestReadError, Issue, invalid
from ngkt_tui.digest.model.whole_digest import Digest
from ngkt_tui.digest.source import FileSource, InputFile, MemorySource


@dataclass(frozen=True)
class LoadedDigest:
    """A digest with the draft it was read as, so that later complaints can name line and column."""

    digest: Digest
    draft: ParsedDigest

    def faults(self, issues: Iterable[Issue]) -> tuple[Diagnostic, ...]:
        """Return complaints about this digest with their places, in file order."""
        return self.draft.faults(issues)


def source_of(path: str | Path, stdin: BinaryIO | None = None) -> InputFile:
    """Return the source that `path` names; `-` means `stdin`, by default the process's own, read to its end.

    Raises `InvalidDigestError` where standard input cannot be read.
    """
    if str(path) != "-":
        return FileSource(Path(path))
    stream = stdin if stdin is not None else getattr(sys.stdin, "buffer", None)
    try:
        return MemorySource.drain(stream) if stream else MemorySource(b"")
    except DigestReadError as error:
        raise invalid("-", (Diagnostic("-", None, None, error.key, error.values),)) from None


def load(path: str | Path, stdin: BinaryIO | None = None) -> LoadedDigest:
    """Load the digest of the file `path`, or of standard input for `-`.

    Raises `InvalidDigestError` with all faults of the file.
    """
    return build_digest(read(source_of(path, stdin)))


def build_digest(draft: ParsedDigest) -> LoadedDigest:
    """Return the digest of a draft without complaints; raises `InvalidDigestError` for one that has some."""
    if draft.issues or draft.heading is None:
        raise invalid(draft.source.name, draft.faults(draft.issues))
    lists: dict[str, Any] = {key: tuple(records) for key, records in draft.lists.items() if records}
    return LoadedDigest(Digest.model_construct({"digest", *lists}, digest=draft.heading, **lists), draft)
